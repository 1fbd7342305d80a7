// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace tributary::model {

/// System flags of RFC 9051 2.3.2 as bits, for the store and for lists.
enum class Flag : quint32 {
    Seen = 1,
    Answered = 2,
    Flagged = 4,
    Deleted = 8,
    Draft = 16,
    Recent = 32, ///< RFC 3501 only; never stored
    Forwarded = 64, ///< $Forwarded (RFC 5788)
    Junk = 128,     ///< $Junk
};

/// The flags of one message: the bits above and the other keywords, sorted, as the server spells them.
struct Flags {
    quint32 bits = 0;
    QStringList keywords;

    [[nodiscard]] bool has(Flag flag) const { return (bits & static_cast<quint32>(flag)) != 0; }
    void set(Flag flag, bool on = true) {
        bits = on ? bits | static_cast<quint32>(flag) : bits & ~static_cast<quint32>(flag);
    }
    bool operator==(const Flags&) const = default;
};

/// From the words of a FETCH FLAGS list, in any case ("\\seen" is "\\Seen"); \Recent is dropped.
[[nodiscard]] Flags parseFlags(const QStringList& words);
/// The words of RFC 9051, for --json and for STORE.
[[nodiscard]] QStringList flagWords(const Flags& flags);
/// One word as parseFlags() spells it ("\\seen" is "\\Seen"); empty for what no client may store: \Recent, unknown system
/// flags, what is no atom (RFC 9051 9).
[[nodiscard]] QString storableFlagWord(const QString& word);
/// word: from storableFlagWord().
[[nodiscard]] bool hasFlagWord(const Flags& flags, const QString& word);
void setFlagWord(Flags& flags, const QString& word, bool on);

} // namespace tributary::model
