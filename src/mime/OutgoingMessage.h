// SPDX-License-Identifier: GPL-3.0-or-later
// A message that is to be sent or kept as a draft, before it is bytes (MessageBuilder.h).
#pragma once

#include "mime/Message.h"

#include <optional>

namespace tributary::mime {

/// A file that goes with a message. With a contentId, and where there is HTML: a picture that the HTML shows by "cid:".
/// mediaType "message/rfc822": bytes are a whole message, forwarded as it is.
struct OutgoingFile {
    QString fileName;     ///< at most 512 UTF-16 units; empty: none is written
    QByteArray mediaType; ///< "image/png"; what is none, or may not be encoded, goes as application/octet-stream
    QByteArray contentId; ///< without <>
    QByteArray bytes;
};

/// A field that none of the members of OutgoingMessage stands for: Auto-Submitted, Importance, Disposition-Notification-To.
struct OutgoingField {
    QByteArray name;
    QString value; ///< decoded; in fields that hold addresses: "Name <a@b>, ..."
};

struct OutgoingMessage {
    ParsedAddresses from;                ///< one at least; several only with a sender (RFC 5322 3.6.2)
    std::optional<ParsedAddress> sender; ///< not written where it is the only author
    ParsedAddresses replyTo, to, cc;
    QStringList toGroups, ccGroups;      ///< names of groups with nobody in them: "undisclosed-recipients:;" (RFC 5322 3.4, A.1.3)
    ParsedAddresses bcc;                 ///< checked, but written only with keepBcc
    bool keepBcc = false;                ///< a draft that is stored
    QString subject;
    QDateTime date;                      ///< its offset is written, too
    QByteArray messageId;                ///< without <>, as all ids: see makeMessageId()
    QList<QByteArray> inReplyTo, references;
    QString plain;                       ///< line ends as they come; empty with html: there is no plain part
    QString html;                        ///< empty: plain only
    bool flowed = true;                  ///< plain goes as format=flowed (RFC 3676); never in ISO-2022-JP
    QList<OutgoingFile> files;
    QList<OutgoingField> fields;
    QByteArray charset;                  ///< wish for text and header: empty or "utf-8", "iso-2022-jp"
    bool smtpUtf8 = false;               ///< local parts beyond ASCII may be written (RFC 6532)
};

} // namespace tributary::mime
