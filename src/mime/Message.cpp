// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"

#include "mime/Limits.h"
#include "mime/detail/Addresses.h"
#include "mime/detail/Charset.h"
#include "mime/detail/HeaderBlock.h"
#include "mime/detail/PartTree.h"
#include "mime/detail/Scan.h"

#include <algorithm>
#include <array>

namespace tributary::mime {

namespace {

using detail::equalsIgnoringCase;
using detail::noteDefect;

void readAddresses(ParsedMessage& message, QByteArrayView hint) {
    const std::array<std::pair<QByteArrayView, ParsedAddresses*>, 6> kinds{{{"From", &message.from},
                                                                            {"Sender", &message.sender},
                                                                            {"Reply-To", &message.replyTo},
                                                                            {"To", &message.to},
                                                                            {"Cc", &message.cc},
                                                                            {"Bcc", &message.bcc}}};
    for (const HeaderField& field : message.headers()) {
        const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                       [&](const auto& k) { return equalsIgnoringCase(field.name, k.first); });
        if (kind == kinds.end())
            continue;
        ParsedAddresses& addresses = *kind->second;
        if (addresses.size() >= limits::kAddresses) {
            noteDefect(message, Defect::TooManyAddresses);
            continue;
        }
        const detail::AddressScan more = detail::scanAddresses(field.value, hint);
        const qsizetype room = limits::kAddresses - addresses.size();
        addresses.append(more.addresses.size() > room ? more.addresses.first(room) : more.addresses);
        if (more.tooMany || more.addresses.size() > room)
            noteDefect(message, Defect::TooManyAddresses);
        if (more.nameTooLong)
            noteDefect(message, Defect::NameTooLong);
        if (more.addressTooLong)
            noteDefect(message, Defect::AddressTooLong);
    }
}

/// Two of a field that may stand once: readers differ in which one they show (RFC 5322 3.6).
void checkDuplicates(ParsedMessage& message) {
    static constexpr std::array kSingle{"From", "Subject", "Date", "Message-ID", "Content-Type", "Sender"};
    std::array<int, kSingle.size()> counts{};
    for (const HeaderField& field : message.headers()) {
        for (std::size_t i = 0; i < kSingle.size(); ++i) {
            if (equalsIgnoringCase(field.name, kSingle[i]) && ++counts[i] > 1)
                noteDefect(message, Defect::DuplicateSingleHeader);
        }
    }
}

void checkCharsets(ParsedMessage& message) {
    for (const Part& part : std::as_const(message.parts)) {
        if (part.type != "text")
            continue;
        const QByteArray charset = part.parameter("charset").toLatin1();
        if (!charset.isEmpty() && !detail::isKnownCharset(charset))
            return noteDefect(message, Defect::UnknownCharset);
    }
}

void readFields(ParsedMessage& message, QByteArrayView hint) {
    const QList<HeaderField>& headers = message.headers();
    if (const HeaderField* field = detail::findField(headers, "Subject"))
        message.subject = decodeEncodedWords(field->value, hint);
    if (const HeaderField* field = detail::findField(headers, "Date")) {
        message.date = parseDate(field->value);
        if (!message.date.isValid())
            noteDefect(message, Defect::BadDate);
    }
    const auto ids = [&](const char* name) {
        const HeaderField* field = detail::findField(headers, name);
        QList<QByteArray> found = field ? detail::parseMessageIds(field->value) : QList<QByteArray>();
        if (found.size() >= limits::kReferences)
            noteDefect(message, Defect::TooManyReferences);
        return found;
    };
    message.messageId = ids("Message-ID").value(0);
    message.inReplyTo = ids("In-Reply-To");
    message.references = ids("References");
}

} // namespace

QString ParsedMessage::header(const char* name) const {
    const HeaderField* field = detail::findField(headers(), name);
    return field ? decodeEncodedWords(field->value) : QString();
}

const Part* ParsedMessage::findSection(const QString& section) const {
    const auto it = std::find_if(parts.begin(), parts.end(), [&](const Part& p) {
        return p.section == section && (!p.isMultipart() || p.children.isEmpty());
    });
    return it == parts.end() ? nullptr : &*it;
}

ParsedMessage parseMessage(QByteArrayView raw, QByteArrayView hint) {
    ParsedMessage message;
    detail::buildPartTree(raw, message, hint);
    readAddresses(message, hint);
    readFields(message, hint);
    checkDuplicates(message);
    checkCharsets(message);
    return message;
}

} // namespace tributary::mime
