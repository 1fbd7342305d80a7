// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/RowCodec.h"

#include <cstring>

namespace tributary::store::detail {

namespace {

constexpr char16_t kUnit = 0x1F;
constexpr char16_t kRecord = 0x1E;

void appendClean(QString& out, const QString& text) {
    for (const QChar c : text)
        out.append(c.unicode() < 0x20 ? QLatin1Char(' ') : c);
}

QString namesAndAddresses(const model::AddressList& addresses) {
    QString out;
    for (const model::Address& address : addresses) {
        out += address.name;
        out += QLatin1Char(' ');
        out += address.addrSpec;
        out += QLatin1Char('\n');
    }
    return out;
}

} // namespace

std::string encodeAddresses(const model::AddressList& addresses) {
    QString out;
    for (const model::Address& address : addresses) {
        appendClean(out, address.name);
        out += QChar(kUnit);
        appendClean(out, address.addrSpec);
        out += QChar(kRecord);
    }
    return out.toStdString();
}

model::AddressList decodeAddresses(const QString& text) {
    model::AddressList addresses;
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype end = text.indexOf(QChar(kRecord), at);
        if (end < 0)
            end = text.size();
        const QStringView record = QStringView(text).sliced(at, end - at);
        const qsizetype unit = record.indexOf(QChar(kUnit));
        if (unit >= 0)
            addresses.append({record.first(unit).toString(), record.sliced(unit + 1).toString()});
        at = end + 1;
    }
    return addresses;
}

QString encodeKeywords(const QStringList& keywords) { return keywords.join(QLatin1Char(' ')); }

QStringList decodeKeywords(const QString& text) { return text.split(QLatin1Char(' '), Qt::SkipEmptyParts); }

QString encodeLabels(const QStringList& labels) { return labels.join(QLatin1Char('\n')); }

QStringList decodeLabels(const QString& text) { return text.split(QLatin1Char('\n'), Qt::SkipEmptyParts); }

IndexText indexTextOf(const NewMessage& message) {
    IndexText text;
    const QString& subject = message.text.subject.isEmpty() ? message.subject : message.text.subject;
    text.columns[IndexText::Subject] = subject.toStdString();
    text.columns[IndexText::Sender] = namesAndAddresses(message.from).toStdString();
    const bool noLists = message.from.isEmpty() && message.to.isEmpty() && message.cc.isEmpty();
    const QString recipients = noLists ? message.text.people : namesAndAddresses(message.to + message.cc);
    text.columns[IndexText::Recipient] = recipients.toStdString();
    text.columns[IndexText::Body] = message.text.body.toStdString();
    text.columns[IndexText::Attachment] = message.text.attachments.toStdString();
    return text;
}

QByteArray packIndexText(const IndexText& text) {
    QByteArray plain;
    qsizetype size = 0;
    for (const std::string& column : text.columns)
        size += static_cast<qsizetype>(column.size()) + 12;
    plain.reserve(size);
    for (const std::string& column : text.columns) {
        plain += QByteArray::number(static_cast<qlonglong>(column.size()));
        plain += ' ';
    }
    for (const std::string& column : text.columns)
        plain.append(column.data(), static_cast<qsizetype>(column.size()));
    return compressRaw(plain);
}

Result<IndexText> unpackIndexText(QByteArrayView packed) {
    TRY(const QByteArray plain, decompressRaw(packed));
    std::array<qsizetype, IndexText::kColumns> sizes{};
    qsizetype at = 0;
    qsizetype sum = 0;
    for (qsizetype& size : sizes) {
        const qsizetype blank = plain.indexOf(' ', at);
        if (blank < 0)
            break;
        size = qBound<qsizetype>(0, QByteArrayView(plain).sliced(at, blank - at).toLongLong(), plain.size());
        sum += size;
        at = blank + 1;
    }
    if (at + sum != plain.size())
        return failure(ErrorKind::Storage, ErrorCode::DatabaseDamaged, QStringLiteral("an indexed text is damaged"));
    IndexText text;
    for (std::size_t column = 0; column < sizes.size(); ++column) {
        text.columns[column].assign(plain.constData() + at, static_cast<std::size_t>(sizes[column]));
        at += sizes[column];
    }
    return text;
}

} // namespace tributary::store::detail
