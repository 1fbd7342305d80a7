// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MessageIntake.h"

#include "content/Content.h"
#include "mime/Message.h"

namespace tributary::sync {

namespace {

constexpr qsizetype kMaxIndexedChars = 1'000'000;
constexpr qint64 kEarliestSaneMs = -2'208'988'800'000; // 1900-01-01
constexpr qint64 kLatestSaneMs = 7'258'118'400'000;    // 2200-01-01

model::AddressList toModel(const mime::ParsedAddresses& parsed) {
    model::AddressList list;
    list.reserve(parsed.size());
    for (const mime::ParsedAddress& address : parsed)
        list.append({address.name, address.addrSpec});
    return list;
}

void addPeople(QString& text, const model::AddressList& addresses) {
    for (const model::Address& address : addresses) {
        text += address.name;
        text += QLatin1Char(' ');
        text += address.addrSpec;
        text += QLatin1Char('\n');
    }
}

qint64 listDate(const mime::ParsedMessage& message, qint64 internalMs) {
    if (!message.date.isValid())
        return internalMs;
    const qint64 ms = message.date.toMSecsSinceEpoch();
    return ms < kEarliestSaneMs || ms > kLatestSaneMs ? internalMs : ms;
}

QString attachmentNames(const mime::ParsedMessage& message) {
    QString names;
    for (const int index : mime::attachmentParts(message)) {
        names += mime::safeFileName(message.parts.at(index));
        names += QLatin1Char('\n');
    }
    return names;
}

} // namespace

store::NewMessage takeIn(const imap::FetchData& fetched, QByteArrayView bytes, bool headersOnly) {
    const mime::ParsedMessage parsed = mime::parseMessage(bytes);
    store::NewMessage row;
    row.uid = fetched.uid.value_or(Uid());
    row.flags = model::parseFlags(fetched.flags.value_or(QStringList()));
    row.modSeq = fetched.modSeq.value_or(ModSeq());
    row.internalDateMs = fetched.internalDate ? fetched.internalDate->toMSecsSinceEpoch() : 0;
    row.size = fetched.size.value_or(bytes.size());
    row.subject = parsed.subject;
    row.from = toModel(parsed.from);
    row.to = toModel(parsed.to);
    row.cc = toModel(parsed.cc);
    row.replyTo = toModel(parsed.replyTo);
    row.dateMs = listDate(parsed, row.internalDateMs);
    row.messageIdHeader = parsed.messageId;
    row.inReplyTo = parsed.inReplyTo.isEmpty() ? QByteArray() : parsed.inReplyTo.constFirst();
    row.text.subject = parsed.subject;
    addPeople(row.text.people, row.from);
    addPeople(row.text.people, row.to);
    addPeople(row.text.people, row.cc);
    row.body = headersOnly ? model::BodyState::None : model::BodyState::Whole;
    if (headersOnly)
        return row;
    row.text.body = content::bodyText(bytes, parsed);
    if (row.text.body.size() > kMaxIndexedChars)
        row.text.body.truncate(kMaxIndexedChars);
    row.snippet = content::snippet(row.text.body);
    row.text.attachments = attachmentNames(parsed);
    row.hasAttachment = !row.text.attachments.isEmpty();
    row.rawCompressed = store::compressRaw(bytes);
    return row;
}

} // namespace tributary::sync
