// SPDX-License-Identifier: GPL-3.0-or-later
// A mailto link as the beginning of a message.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace tributary::content {

/// What a link may put into a message that the user then sees and sends (RFC 6068): never a file, never a header besides.
struct MailtoLink {
    QString to, cc, bcc; ///< as typed, comma between addresses; one line
    QString subject;     ///< one line
    QString body;        ///< plain text, line ends '\n'
    QByteArray inReplyTo; ///< a msg-id without <>; empty: none

    bool operator==(const MailtoLink&) const = default;
};

/// nullopt: not of the scheme mailto. What is too long is cut (addresses 20,000, subject 1,000, body 64,000 characters). Pure, linear.
[[nodiscard]] std::optional<MailtoLink> parseMailto(QStringView url);

} // namespace tributary::content
