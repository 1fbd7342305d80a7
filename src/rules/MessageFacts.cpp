// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/MessageFacts.h"

#include "rules/Limits.h"

#include <algorithm>

namespace tributary::rules {
namespace {

model::AddressList boundedAddresses(const mime::ParsedAddresses& parsed) {
    model::AddressList list;
    for (const mime::ParsedAddress& address : parsed.first(std::min<qsizetype>(parsed.size(), limits::kAddresses)))
        list.append({address.name, address.addrSpec});
    return list;
}

} // namespace

QStringList MessageFacts::values(QByteArrayView lowerName) const {
    QStringList found;
    for (const FactField& field : fields) {
        if (field.name == lowerName)
            found.append(field.value);
    }
    return found;
}

bool MessageFacts::has(QByteArrayView lowerName) const {
    return std::any_of(fields.begin(), fields.end(), [lowerName](const FactField& f) { return f.name == lowerName; });
}

MessageFacts makeMessageFacts(const mime::ParsedMessage& message, const FactsOrigin& origin) {
    MessageFacts facts;
    facts.from = boundedAddresses(message.from);
    facts.to = boundedAddresses(message.to);
    facts.cc = boundedAddresses(message.cc);
    facts.bcc = boundedAddresses(message.bcc);
    facts.subject = message.subject.left(limits::kFieldChars);
    if (origin.body)
        facts.body = origin.body->left(limits::kBodyChars);
    facts.fieldsKnown = true;
    const auto& headers = message.headers();
    for (const mime::HeaderField& field : headers.first(std::min<qsizetype>(headers.size(), limits::kFields))) {
        // Encoded, a character takes up to a dozen bytes and more: what is cut here is behind the end in any case.
        const QByteArrayView raw = QByteArrayView(field.value).first(std::min<qsizetype>(field.value.size(), 16 * limits::kFieldChars));
        facts.fields.append({field.name.trimmed().toLower(), mime::decodeEncodedWords(raw).left(limits::kFieldChars).trimmed()});
    }
    const QStringList listIds = facts.values("list-id");
    facts.listId = listIds.isEmpty() ? QString() : listIds.first();
    facts.sizeBytes = origin.sizeBytes;
    if (message.date.isValid())
        facts.dateMs = message.date.toMSecsSinceEpoch();
    facts.receivedMs = origin.receivedMs;
    facts.hasAttachment = !mime::attachmentParts(message).isEmpty();
    facts.account = origin.account;
    facts.mailbox = origin.mailbox;
    facts.mailboxUse = origin.mailboxUse;
    return facts;
}

} // namespace tributary::rules
