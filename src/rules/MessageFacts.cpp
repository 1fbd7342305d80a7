// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/MessageFacts.h"

#include "rules/Limits.h"

#include <algorithm>
#include <span>

namespace tributary::rules {
namespace {

model::AddressList boundedAddresses(const mime::ParsedAddresses& parsed) {
    model::AddressList list;
    for (const mime::ParsedAddress& address : parsed.first(std::min<qsizetype>(parsed.size(), limits::kAddresses)))
        list.append({address.name, address.addrSpec});
    return list;
}

std::span<const mime::HeaderField> boundedHeaders(const mime::ParsedMessage& message) {
    const QList<mime::HeaderField>& all = message.headers();
    return {all.constData(), static_cast<std::size_t>(std::min<qsizetype>(all.size(), limits::kFields))};
}

QString boundedValue(const mime::HeaderField& field) {
    // Encoded, a character takes up to a dozen bytes and more: what is cut here is behind the end in any case.
    const QByteArrayView raw = QByteArrayView(field.value).first(std::min<qsizetype>(field.value.size(), 16 * limits::kFieldChars));
    return mime::decodeEncodedWords(raw).left(limits::kFieldChars).trimmed();
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
    for (const mime::HeaderField& field : boundedHeaders(message))
        facts.fields.append({field.name.trimmed().toLower(), boundedValue(field)});
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

std::optional<QString> soleListId(const mime::ParsedMessage& message) {
    std::optional<QString> found;
    for (const mime::HeaderField& field : boundedHeaders(message)) {
        if (field.name.trimmed().compare("list-id", Qt::CaseInsensitive) != 0)
            continue;
        if (found)
            return std::nullopt;
        found = boundedValue(field);
        if (found->isEmpty() || found->size() > limits::kRowListId)
            return std::nullopt;
    }
    return found ? found : QString();
}

} // namespace tributary::rules
