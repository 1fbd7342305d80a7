// SPDX-License-Identifier: GPL-3.0-or-later
// What filters and the vacation reply look at in a message: a value, made from a parsed message, or by the caller from what the cache
// knows without the message's bytes. Bounded by Limits.h.
#pragma once

#include "mime/Message.h"
#include "model/Address.h"
#include "model/Mailbox.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace tributary::rules {

/// A header field, RFC 2047 decoded, trimmed.
struct FactField {
    QByteArray name; ///< lower case
    QString value;

    bool operator==(const FactField&) const = default;
};

struct MessageFacts {
    model::AddressList from, to, cc, bcc;
    QString subject;
    std::optional<QString> body;   ///< the text that is shown (content::bodyText()); none: not here yet
    QList<FactField> fields;       ///< all of the header, in order
    bool fieldsKnown = false;      ///< false: fields says nothing, and a condition on one asks for the message
    std::optional<QString> listId; ///< for where fields are not known: List-Id, empty: there is none
    qint64 sizeBytes = 0;          ///< RFC822.SIZE
    std::optional<qint64> dateMs;  ///< of the Date field, UTC; none: missing or not a date
    qint64 receivedMs = 0;         ///< INTERNALDATE, UTC
    bool hasAttachment = false;
    QString account;               ///< the address of the account that it arrived at
    QString mailbox;               ///< UTF-8, '/' between levels
    model::SpecialUse mailboxUse = model::SpecialUse::Inbox;

    /// The values of all fields of that name (lower case), in order. Empty where fields are not known.
    [[nodiscard]] QStringList values(QByteArrayView lowerName) const;
    [[nodiscard]] bool has(QByteArrayView lowerName) const;

    bool operator==(const MessageFacts&) const = default;
};

/// What a message does not say itself.
struct FactsOrigin {
    QString account, mailbox;
    model::SpecialUse mailboxUse = model::SpecialUse::Inbox;
    qint64 receivedMs = 0;
    qint64 sizeBytes = 0;
    std::optional<QString> body; ///< see MessageFacts::body; none where only the header was parsed
};

/// Values are cut at Limits.h; linear in the message.
[[nodiscard]] MessageFacts makeMessageFacts(const mime::ParsedMessage& message, const FactsOrigin& origin);

/// List-Id (RFC 2919) as a row keeps it, the value of MessageFacts::listId; empty: there is none. None where a row cannot stand for the message:
/// it has several, an empty or a very long one.
[[nodiscard]] std::optional<QString> soleListId(const mime::ParsedMessage& message);

} // namespace tributary::rules
