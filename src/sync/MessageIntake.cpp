// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MessageIntake.h"

#include "content/Content.h"
#include "imap/MailboxName.h"
#include "mime/Message.h"
#include "rules/MessageFacts.h"
#include "sync/ParsedAddresses.h"

#include <algorithm>
#include <cstring>

namespace tributary::sync {

namespace {

constexpr qsizetype kMaxIndexedChars = 1'000'000;
constexpr qint64 kEarliestSaneMs = -2'208'988'800'000; // 1900-01-01
constexpr qint64 kLatestSaneMs = 7'258'118'400'000;    // 2200-01-01

/// RFC 9051 7.5.2: a group begins with an entry that has no host, and ends with one that has neither.
/// What Dovecot puts where the message says nothing (rfc822-parser).
QByteArray saidIn(const QByteArray& word) { return word == "MISSING_MAILBOX" || word == "MISSING_DOMAIN" ? QByteArray() : word; }

/// An ENVELOPE has the content of a quoted string, without its quotes.
QByteArray localPart(const QByteArray& mailbox) {
    const bool isQuoted = mailbox.size() >= 2 && mailbox.startsWith('"') && mailbox.endsWith('"');
    const auto needsQuotes = [](char c) { return static_cast<signed char>(c) >= 0 && (c <= ' ' || std::strchr("()<>[]:;@\\,\"", c) != nullptr); };
    if (isQuoted || !std::any_of(mailbox.begin(), mailbox.end(), needsQuotes))
        return mailbox;
    QByteArray quoted = "\"";
    for (const char c : mailbox) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

model::AddressList namedIn(const QList<imap::EnvelopeAddress>& addresses) {
    model::AddressList list;
    list.reserve(addresses.size());
    for (const imap::EnvelopeAddress& address : addresses) {
        const QByteArray mailbox = saidIn(address.mailbox), host = saidIn(address.host);
        if (mailbox.isEmpty() && host.isEmpty() && address.name.isEmpty())
            continue;
        if (mailbox.isEmpty() || host.isEmpty())
            list.append({mime::decodeEncodedWords(address.name.isEmpty() ? mailbox : address.name), {}});
        else
            list.append({mime::decodeEncodedWords(address.name), QString::fromUtf8(localPart(mailbox) + '@' + host)});
    }
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

qint64 listDate(const QDateTime& date, qint64 internalMs) {
    if (!date.isValid())
        return internalMs;
    const qint64 ms = date.toMSecsSinceEpoch();
    return ms < kEarliestSaneMs || ms > kLatestSaneMs ? internalMs : ms;
}

QString attachmentNames(QByteArrayView raw, const mime::ParsedMessage& message) {
    QString names;
    for (const int index : mime::attachmentParts(message)) {
        names += mime::safeFileName(raw, message.parts.at(index));
        names += QLatin1Char('\n');
    }
    return names;
}

/// The first "<...>" of the field without its brackets; what has none is taken as it is.
QByteArray messageIdOf(const QByteArray& value) {
    const qsizetype open = value.indexOf('<');
    const qsizetype close = value.indexOf('>', open + 1);
    QByteArray id = open >= 0 && close > open ? value.mid(open + 1, close - open - 1) : value;
    id.removeIf([](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    return id;
}

store::NewMessage rowOf(const imap::FetchData& fetched, qint64 sizeElse) {
    store::NewMessage row;
    row.uid = fetched.uid.value_or(Uid());
    row.flagsKnown = fetched.flags.has_value();
    row.flags = model::parseFlags(fetched.flags.value_or(QStringList()));
    row.modSeq = fetched.modSeq.value_or(ModSeq());
    row.internalDateMs = fetched.internalDate ? fetched.internalDate->toMSecsSinceEpoch() : 0;
    row.size = fetched.size.value_or(sizeElse);
    row.emailId = fetched.emailId;
    row.labels = labelNames(fetched.gmailLabels.value_or(QByteArrayList()));
    return row;
}

void takeHeaders(store::NewMessage& row, const mime::ParsedMessage& parsed) {
    row.subject = parsed.subject;
    row.from = sentBy(parsed);
    row.to = toModel(parsed.to);
    row.cc = toModel(parsed.cc);
    row.replyTo = toModel(parsed.replyTo);
    row.dateMs = listDate(parsed.date, row.internalDateMs);
    row.messageIdHeader = parsed.messageId;
    row.inReplyTo = parsed.inReplyTo.isEmpty() ? QByteArray() : parsed.inReplyTo.constFirst();
    row.references = parsed.references;
}

void takeEnvelope(store::NewMessage& row, const imap::Envelope& envelope) {
    row.subject = mime::decodeEncodedWords(envelope.subject);
    row.from = namedIn(envelope.from);
    const auto hasAddress = [](const model::Address& one) { return !one.addrSpec.isEmpty(); };
    if (std::none_of(row.from.begin(), row.from.end(), hasAddress)) {
        // RFC 9051 7.5.2: a server puts From where there is no Sender.
        if (const model::AddressList sender = namedIn(envelope.sender); std::any_of(sender.begin(), sender.end(), hasAddress))
            row.from = sender;
    }
    row.to = namedIn(envelope.to);
    row.cc = namedIn(envelope.cc);
    // RFC 9051 7.5.2: a server puts From where there is no Reply-To.
    if (row.replyTo = namedIn(envelope.replyTo); row.replyTo == row.from)
        row.replyTo.clear();
    row.dateMs = listDate(mime::parseDate(envelope.date), row.internalDateMs);
    row.messageIdHeader = messageIdOf(envelope.messageId);
    row.inReplyTo = messageIdOf(envelope.inReplyTo);
}

void takePeople(store::NewMessage& row) {
    row.text.subject = row.subject;
    addPeople(row.text.people, row.from);
    addPeople(row.text.people, row.to);
    addPeople(row.text.people, row.cc);
}

/// A field's value as it stands in the first bytes, on one line; nothing of it is decoded.
QString plainField(QByteArrayView bytes, QByteArrayView name) {
    constexpr qsizetype kSearched = 64 << 10, kKept = 998;
    for (const QByteArray& line : bytes.first(std::min(bytes.size(), kSearched)).toByteArray().split('\n')) {
        if (line.trimmed().isEmpty())
            break;
        if (line.size() > name.size() && line.at(name.size()) == ':' && line.left(name.size()).compare(name, Qt::CaseInsensitive) == 0)
            return QString::fromUtf8(line.mid(name.size() + 1, kKept)).simplified();
    }
    return {};
}

store::NewMessage takeInUnparsed(const imap::FetchData& fetched, QByteArrayView bytes, model::BodyState body) {
    store::NewMessage row = rowOf(fetched, bytes.size());
    row.subject = plainField(bytes, "Subject");
    row.from = {{QString(), plainField(bytes, "From")}};
    row.isRead = false;
    row.dateMs = row.internalDateMs;
    row.body = body;
    row.rawCompressed = store::compressRaw(bytes);
    return row;
}

} // namespace

QStringList labelNames(const QByteArrayList& labels) {
    QStringList names;
    for (const QByteArray& label : labels)
        names.append(imap::decodeMailboxName(label, 0));
    return names;
}

QByteArrayList HeaderItems::list() const {
    QByteArrayList items{"UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"};
    if (gmail)
        items << "X-GM-MSGID" << "X-GM-LABELS";
    else if (objectId)
        items << "EMAILID";
    return items;
}

store::NewMessage takeIn(const imap::FetchData& fetched, QByteArrayView bytes, model::BodyState body, CrashMarks* marks) {
    if (marks && body != model::BodyState::None) {
        const auto mark = marks->begin(CrashMarks::keyOf(bytes));
        return mark ? takeIn(fetched, bytes, body) : takeInUnparsed(fetched, bytes, body);
    }
    const mime::ParsedMessage parsed = mime::parseMessage(bytes);
    store::NewMessage row = rowOf(fetched, bytes.size());
    takeHeaders(row, parsed);
    if (!bytes.isEmpty()) // else no header has come
        row.listId = rules::soleListId(parsed);
    takePeople(row);
    row.body = body;
    row.bodyWanted = body != model::BodyState::Whole;
    if (body == model::BodyState::None)
        return row;
    row.text.body = content::bodyText(bytes, parsed);
    if (row.text.body.size() > kMaxIndexedChars)
        row.text.body.truncate(kMaxIndexedChars);
    row.snippet = content::snippetOf(bytes, parsed, row.text.body);
    row.text.attachments = attachmentNames(bytes, parsed);
    row.hasAttachment = !row.text.attachments.isEmpty();
    row.rawCompressed = store::compressRaw(bytes);
    return row;
}

store::NewMessage takeInHeaders(const imap::FetchData& fetched) {
    if (!fetched.envelope) {
        const auto header = std::find_if(fetched.sections.begin(), fetched.sections.end(), [](const imap::BodySection& s) {
            return s.section == "HEADER" && !s.nil;
        });
        return takeIn(fetched, header == fetched.sections.end() ? QByteArrayView() : QByteArrayView(header->bytes),
                      model::BodyState::None);
    }
    store::NewMessage row = rowOf(fetched, 0);
    takeEnvelope(row, *fetched.envelope);
    takePeople(row);
    row.body = model::BodyState::None;
    row.bodyWanted = true;
    return row;
}

} // namespace tributary::sync
