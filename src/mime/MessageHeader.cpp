// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/MessageHeader.h"

#include "mime/MessageBuilder.h"
#include "mime/detail/FieldWriter.h"
#include "mime/detail/Scan.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tributary::mime::detail {

namespace {

constexpr qsizetype kReferencesKept = 20; ///< of either end: the thread's beginning and what is answered
constexpr qsizetype kLongestFieldName = 72;

auto badValue(QByteArrayView field, QLatin1StringView why) {
    return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString::fromLatin1(field) + QStringLiteral(": ") + why);
}

auto notAnAddress(QString what) { return failure(ErrorKind::InvalidInput, ErrorCode::NotAnAddress, std::move(what)); }

auto missing(QByteArrayView field) {
    return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, QString::fromLatin1(field));
}

bool isOneOf(QByteArrayView name, std::initializer_list<QByteArrayView> names) {
    return std::any_of(names.begin(), names.end(), [name](QByteArrayView n) { return equalsIgnoringCase(n, name); });
}

/// A number of two digits or more.
QByteArray digits(int number, int width = 2) { return QByteArray::number(number).rightJustified(width, '0'); }

/// RFC 5322 3.3. The zone has minutes only: the clock is the one of the offset that is written.
QByteArray dateText(const QDateTime& date) {
    static constexpr std::array kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const int offsetMinutes = date.offsetFromUtc() / 60;
    const QDateTime there = date.toOffsetFromUtc(offsetMinutes * 60);
    const QDate day = there.date();
    const QTime time = there.time();
    return QByteArray(kDays[static_cast<std::size_t>(day.dayOfWeek() - 1)]) + ", " + QByteArray::number(day.day()) + ' ' +
           kMonths[static_cast<std::size_t>(day.month() - 1)] + ' ' + digits(day.year(), 4) + ' ' + digits(time.hour()) + ':' +
           digits(time.minute()) + ':' + digits(time.second()) + (offsetMinutes < 0 ? " -" : " +") +
           digits(std::abs(offsetMinutes) / 60) + digits(std::abs(offsetMinutes) % 60);
}

bool isFieldName(QByteArrayView name) {
    const auto belongs = [](char c) { return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '.'; };
    return !name.isEmpty() && name.size() <= kLongestFieldName && isLetter(name.front()) &&
           std::all_of(name.begin(), name.end(), belongs);
}

/// Those that the other members of a message stand for.
bool isOurs(QByteArrayView name) {
    constexpr QByteArrayView kContent("Content-");
    return isOneOf(name, {"From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID", "In-Reply-To",
                          "References", "MIME-Version"}) ||
           (name.size() >= kContent.size() && equalsIgnoringCase(name.first(kContent.size()), kContent));
}

bool isForbidden(QChar c) { return (c.unicode() < 0x20 && c != u'\t') || c.unicode() == 0x7f; }

class HeaderBuilder {
  public:
    HeaderBuilder(const OutgoingMessage& message, TextCharset charset) : m_message(message), m_charset(charset) {}

    Result<MessageHeader> build() {
        TRY_STATUS(origin());
        TRY_STATUS(addressField("To", m_message.to, true, m_message.toGroups));
        TRY_STATUS(addressField("Cc", m_message.cc, true, m_message.ccGroups));
        TRY_STATUS(addressField("Bcc", m_message.bcc, m_message.keepBcc));
        FieldWriter subject("Subject", m_charset);
        subject.text(headerText(m_message.subject));
        m_header.bytes += subject.finish();
        TRY_STATUS(dateField());
        TRY_STATUS(idFields());
        for (const OutgoingField& field : m_message.fields)
            TRY_STATUS(extraField(field));
        m_header.bytes += "MIME-Version: 1.0\r\n";
        return std::move(m_header);
    }

  private:
    Status origin() {
        const ParsedAddresses& from = m_message.from;
        const auto& sender = m_message.sender;
        if (from.isEmpty())
            return missing("From");
        if (from.size() > 1 && !sender) // RFC 5322 3.6.2
            return missing("Sender");
        TRY_STATUS(addressField("From", from));
        if (sender && (from.size() > 1 || from.front().addrSpec != sender->addrSpec))
            TRY_STATUS(addressField("Sender", {*sender}));
        return addressField("Reply-To", m_message.replyTo);
    }

    Status addressField(QByteArrayView name, const ParsedAddresses& addresses, bool written = true, const QStringList& groups = {}) {
        FieldWriter writer(name, m_charset);
        for (qsizetype i = 0; i < addresses.size(); ++i) {
            const QString display = headerText(addresses[i].name);
            if (addresses[i].addrSpec.isEmpty()) // a group's name, or a name alone
                return notAnAddress(display.isEmpty() ? QString::fromLatin1(name) : display);
            TRY(const WireAddress address, wireAddress(addresses[i].addrSpec, m_message.smtpUtf8));
            m_header.needsSmtpUtf8 = m_header.needsSmtpUtf8 || address.needsSmtpUtf8;
            const char* const comma = i + 1 < addresses.size() || !groups.isEmpty() ? "," : "";
            if (!display.isEmpty())
                writer.phrase(display);
            const QByteArray spec = display.isEmpty() ? address.addrSpec : QByteArray('<' + address.addrSpec + '>');
            writer.piece(spec + comma);
        }
        for (qsizetype i = 0; i < groups.size(); ++i)
            emptyGroup(writer, headerText(groups[i]), i + 1 < groups.size() ? ":;," : ":;");
        if (written && !(addresses.isEmpty() && groups.isEmpty()))
            m_header.bytes += writer.finish();
        return {};
    }

    static void emptyGroup(FieldWriter& writer, const QString& name, const char* end) {
        const bool isAtom = std::all_of(name.begin(), name.end(), [](QChar c) { return c.unicode() < 0x80 && (isLetter(c.toLatin1()) || isDigit(c.toLatin1()) || c == u'-'); });
        if (isAtom) // as everybody writes it, without a blank
            return writer.piece(name.toLatin1() + end);
        writer.phrase(name);
        writer.piece(end);
    }

    Status dateField() {
        const QDateTime& date = m_message.date;
        if (!date.isValid())
            return missing("Date");
        if (date.date().year() < 1900 || date.date().year() > 9998)
            return badValue("Date", QLatin1StringView("the year has no four digits"));
        m_header.bytes += "Date: " + dateText(date) + "\r\n";
        return {};
    }

    Status idFields() {
        if (m_message.messageId.isEmpty())
            return missing("Message-ID");
        TRY_STATUS(idField("Message-ID", {m_message.messageId}));
        TRY_STATUS(idField("In-Reply-To", m_message.inReplyTo));
        return idField("References", m_message.references);
    }

    Status idField(QByteArrayView name, const QList<QByteArray>& ids) {
        if (!std::all_of(ids.begin(), ids.end(), [](const QByteArray& id) { return isMessageId(id); }))
            return badValue(name, QLatin1StringView("no Message-ID"));
        FieldWriter writer(name, m_charset);
        for (qsizetype i = 0; i < ids.size(); ++i) {
            if (i < kReferencesKept || i >= ids.size() - kReferencesKept)
                writer.piece('<' + ids[i] + '>');
        }
        if (!ids.isEmpty())
            m_header.bytes += writer.finish();
        return {};
    }

    Status extraField(const OutgoingField& field) {
        const QByteArray& name = field.name;
        if (!isFieldName(name))
            return badValue(name, QLatin1StringView("no name of a field"));
        if (isOurs(name))
            return badValue(name, QLatin1StringView("not an extra field"));
        if (std::any_of(field.value.begin(), field.value.end(), isForbidden))
            return badValue(name, QLatin1StringView("a control character"));
        const QString value = headerText(field.value);
        if (isOneOf(name, {"Disposition-Notification-To", "Return-Receipt-To", "Mail-Followup-To", "Mail-Reply-To"}))
            return addressField(name, parseAddressList(value.toUtf8()));
        FieldWriter writer(name, m_charset);
        writer.text(value);
        m_header.bytes += writer.finish();
        return {};
    }

    const OutgoingMessage& m_message;
    TextCharset m_charset;
    MessageHeader m_header;
};

} // namespace

Result<MessageHeader> writeMessageHeader(const OutgoingMessage& message, TextCharset charset) {
    return HeaderBuilder(message, charset).build();
}

bool headerExistsInIso2022Jp(const OutgoingMessage& message) {
    const auto exist = [](const ParsedAddresses& addresses) {
        return std::all_of(addresses.begin(), addresses.end(),
                           [](const ParsedAddress& a) { return existsInIso2022Jp(headerText(a.name)); });
    };
    const auto fieldExists = [](const OutgoingField& field) { return existsInIso2022Jp(headerText(field.value)); };
    return existsInIso2022Jp(headerText(message.subject)) && exist(message.from) &&
           (!message.sender || exist({*message.sender})) && exist(message.replyTo) && exist(message.to) && exist(message.cc) &&
           existsInIso2022Jp((message.toGroups + message.ccGroups).join(u' ')) &&
           (!message.keepBcc || exist(message.bcc)) &&
           std::all_of(message.fields.begin(), message.fields.end(), fieldExists);
}

} // namespace tributary::mime::detail
