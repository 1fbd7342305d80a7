// SPDX-License-Identifier: GPL-3.0-or-later
// What a second `tributary` says to the one that has the profile's window, and how that is written. Pure.
#pragma once

#include <QByteArray>
#include <QStringList>

namespace tributary::ui {

/// No links: the window is only to come to the front.
struct InstanceMessage {
    QStringList links;          ///< mailto: links, as they were given
    QByteArray activationToken; ///< with which the desktop lets the window come to the front (xdg-activation); empty: none

    bool operator==(const InstanceMessage&) const = default;
};

constexpr qsizetype kLongestLink = 128 * 1024; ///< what Linux gives a program as one argument
constexpr qsizetype kMostLinks = 16;
constexpr qsizetype kLongestInstanceMessage = 1024 * 1024;
constexpr char kInstanceTaken[] = "taken\n";
constexpr char kInstanceRefused[] = "refused\n";

/// Whether it may be handed on: of the scheme mailto, one line, of bearable length. What it says is parseMailto's business.
[[nodiscard]] bool isMailtoLink(const QString& link);

/// Lines of UTF-8: "tributary 1", "activate TOKEN" where there is one, each link, and an empty one at the end.
[[nodiscard]] QByteArray writeInstanceMessage(const InstanceMessage& message);

enum class InstanceReading { Unfinished, Whole, Malformed };
/// bytes: what has come so far. Malformed as soon as nothing that follows can mend it; then message is not touched.
[[nodiscard]] InstanceReading readInstanceMessage(const QByteArray& bytes, InstanceMessage& message);

} // namespace tributary::ui
