// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"
#include "model/Address.h"
#include "model/Flags.h"
#include "model/Message.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace tributary::store {

/// What the full-text index is fed with.
struct SearchText {
    QString subject;
    QString people;      ///< names and addresses of From, To, Cc
    QString body;
    QString attachments; ///< their names
};

/// A message as it enters the store; everything is computed by the worker, the writer only writes.
struct NewMessage {
    Uid uid;
    model::Flags flags;
    bool flagsKnown = true;       ///< false: fetched without FLAGS, only a body that a known message gains
    ModSeq modSeq;
    qint64 internalDateMs = 0;
    qint64 size = 0;              ///< RFC822.SIZE
    QString subject;
    model::AddressList from, to, cc, replyTo;
    qint64 dateMs = 0;
    QByteArray messageIdHeader, inReplyTo; ///< without <>
    QList<QByteArray> references; ///< without <>, the oldest first; an ENVELOPE does not tell them, the body does
    QString snippet;
    bool hasAttachment = false;
    std::optional<QString> listId; ///< List-Id (RFC 2919) as rules::soleListId() has it; empty: there is none; none: not known
    model::BodyState body = model::BodyState::Whole;
    bool bodyWanted = false;      ///< (the rest of) the body is to be fetched
    bool bodyLeft = false;        ///< bodyWanted, but it is left at the server until the user asks (the budget); set by the store
    QByteArray rawCompressed;     ///< compressRaw() of the bytes; empty when body is None
    SearchText text;              ///< indexed unless body is None and bodyWanted (and not bodyLeft): then it is as soon as a body comes
    QByteArray emailId;           ///< EMAILID or X-GM-MSGID: the same for the same content in the account; may be empty
    bool isRead = true;           ///< false: the bytes were not parsed (they crash the program), what is told of them is a guess
    QStringList labels;           ///< X-GM-LABELS, decoded
};

} // namespace tributary::store
