// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/StoredMessageFacts.h"

#include "content/Content.h"

#include <algorithm>

namespace tributary::sync {

namespace {

/// When the server that has the mailbox took the message.
std::optional<qint64> receivedMs(const mime::ParsedMessage& message) {
    for (const mime::HeaderField& field : message.headers()) {
        if (field.name.trimmed().compare("received", Qt::CaseInsensitive) != 0)
            continue;
        const qsizetype date = field.value.lastIndexOf(';');
        const QDateTime time = date < 0 ? QDateTime() : mime::parseDate(QByteArrayView(field.value).sliced(date + 1));
        return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
    }
    return std::nullopt;
}

rules::FactsOrigin originOf(const store::StoredFacts& row, const model::Account& account, const model::Mailbox& mailbox) {
    rules::FactsOrigin origin;
    origin.account = account.email;
    origin.mailbox = mailbox.name;
    origin.mailboxUse = mailbox.specialUse;
    origin.receivedMs = row.internalDateMs;
    origin.sizeBytes = row.size;
    return origin;
}

} // namespace

rules::MessageFacts factsOfRow(const store::StoredFacts& row, const model::Account& account, const model::Mailbox& mailbox) {
    rules::MessageFacts facts;
    facts.from = row.from;
    facts.to = row.to;
    facts.cc = row.cc;
    facts.subject = row.subject;
    facts.sizeBytes = row.size;
    facts.dateMs = row.dateMs;
    facts.receivedMs = row.internalDateMs;
    facts.hasAttachment = row.hasAttachment;
    facts.listId = row.listId;
    facts.account = account.email;
    facts.mailbox = mailbox.name;
    facts.mailboxUse = mailbox.specialUse;
    return facts;
}

Result<ReadMessage> readMessage(store::Reader& reader, const store::StoredFacts& row, const model::Account& account, const model::Mailbox& mailbox,
                                CrashMarks* marks) {
    if (row.body == model::BodyState::None)
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, QStringLiteral("the text of message %1").arg(row.id.value));
    ReadMessage read;
    TRY(read.raw, reader.rawMessage(row.id));
    const auto mark = marks ? marks->begin(CrashMarks::keyOf(read.raw)) : std::nullopt;
    if (marks && !mark) {
        read.facts = factsOfRow(row, account, mailbox); // what it holds is not looked at
        return read;
    }
    read.parsed = mime::parseMessage(read.raw);
    rules::FactsOrigin origin = originOf(row, account, mailbox);
    origin.body = content::bodyText(read.raw, read.parsed);
    if (account.protocol == model::Protocol::Pop3)
        origin.receivedMs = std::min(receivedMs(read.parsed).value_or(origin.receivedMs), origin.receivedMs);
    read.facts = rules::makeMessageFacts(read.parsed, origin);
    read.listId = rules::soleListId(read.parsed);
    read.facts.hasAttachment = read.facts.hasAttachment || row.hasAttachment; // those that were left out of a large one
    return read;
}

} // namespace tributary::sync
