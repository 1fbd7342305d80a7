// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tributary::model {

/// A file of a draft. Where its bytes are: in the store (content), in a file of the user's (path), or in a stored message
/// (message and section: forwarded). Exactly one of the three.
struct DraftFile {
    QString fileName;
    QByteArray mediaType;    ///< "image/png"
    QByteArray contentId;    ///< without <>; not empty: an inline picture that the HTML names by cid:
    qint64 size = 0;         ///< bytes, decoded
    QByteArray content;
    QString path;
    qint64 modifiedMs = 0;   ///< of path when it was attached, UTC: a file that changed since is not sent
    MessageId message;
    QString section;         ///< of message; empty: the whole message, as message/rfc822

    bool operator==(const DraftFile&) const = default;
};

enum class DraftPurpose { New, Reply, ReplyAll, Forward, Template };

/// A message as it is being written: recipients as typed, finished or not.
struct Draft {
    DraftId id; ///< not valid: not saved yet
    DraftPurpose purpose = DraftPurpose::New;
    AccountId account;
    IdentityId identity;
    QString to, cc, bcc;     ///< as typed, comma between addresses
    QString subject;
    QString text;            ///< the plain body; with isHtml the twin, made from html when the message is built
    QString html;            ///< our own writer's
    bool isHtml = false;
    bool hasOwnPlain = false; ///< with isHtml: text is the twin as it is, not made from html. Not kept
    QByteArray messageIdHeader; ///< without <>; the same in every copy of it, so that copies replace one another
    QList<QByteArray> inReplyTo, references; ///< without <>
    MessageId source;        ///< the message that is answered or forwarded; none: gone, or a new message
    /// The message in Drafts that another client left there and that this one is made from: when it is saved for the first time, that
    /// message becomes its copy. Not kept: what is its copy later is the store's to know.
    MessageId copyOf;
    bool requestReceipt = false;
    int priority = 0;        ///< -1 low, 0 none, 1 high
    qint64 sendAtMs = 0;     ///< UTC; 0: at once
    QByteArray charset;      ///< empty: UTF-8; "iso-2022-jp"
    qint64 savedMs = 0;      ///< UTC
    QList<DraftFile> files;

    bool operator==(const Draft&) const = default;
};

struct DraftSummary {
    DraftId id;
    AccountId account;
    DraftPurpose purpose = DraftPurpose::New;
    QString to, subject, snippet;
    qint64 savedMs = 0;
    bool hasFiles = false;
    bool inOutbox = false; ///< it stands there: kept until the message is filed, to be edited again
};

} // namespace tributary::model
