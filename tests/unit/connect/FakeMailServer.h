// SPDX-License-Identifier: GPL-3.0-or-later
// Plays the cases of fake-mail-server (Email-Analysis-Toolkit; "NO STARTTLS"), which are written in RON: as much of it as they use.
#pragma once

#include "ServerParts.h"

#include <QByteArrayList>
#include <QList>

namespace tributary::connect::fake {

/// A value of RON: 12, "text", Word, Word(items), (key: value), [items], {"key": value}.
struct Ron {
    QByteArray word; ///< of a name, a number, a struct
    QByteArray text; ///< of a string
    QList<Ron> items;
    QByteArrayList keys;     ///< of a struct or a map
    QList<Ron> values;       ///< of the keys, in their order

    [[nodiscard]] const Ron& operator[](const QByteArray& name) const;
    /// Through Some(...), Text(...) and their like.
    [[nodiscard]] QByteArray anyText() const;
    [[nodiscard]] bool isThere() const { return !word.isEmpty() || !text.isEmpty() || !items.isEmpty() || !values.isEmpty(); }
};

/// Comments are left out. Nothing where it cannot be read.
[[nodiscard]] std::optional<Ron> parseRon(const QByteArray& source);

/// One case, of one protocol.
struct Case {
    Protocol protocol = Protocol::Imap;
    Ron settings;

    [[nodiscard]] bool isImplicitTls() const { return settings["implicit_tls"].word == "true"; }
    /// Which of tests::certificateKinds() it shows.
    [[nodiscard]] QByteArray certificate() const;
};

void play(Wire& wire, const Case& played);

} // namespace tributary::connect::fake
