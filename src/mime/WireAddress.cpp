// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/MessageBuilder.h"
#include "mime/detail/Scan.h"

#include <QRandomGenerator>
#include <QUrl>

#include <algorithm>
#include <array>

namespace tributary::mime {

namespace {

constexpr qsizetype kLongestAddress = 320; ///< RFC 5321 4.5.3.1: 64, '@', 255; local parts of mailing systems are longer
constexpr qsizetype kLongestDomain = 253;  ///< RFC 1035 2.3.4
constexpr qsizetype kLongestLabel = 63;
constexpr qsizetype kLongestId = 900;      ///< a line has 998

auto notOnTheWire(const QString& address) { return failure(ErrorKind::InvalidInput, ErrorCode::NotAnAddress, address); }

/// RFC 6532 3.1, but for blanks and what is not seen: an address must look like what it is.
bool isBeyondAscii(QChar c) { return c.unicode() >= 0xa0 && !c.isSpace() && c.category() != QChar::Other_Format; }

bool isAtext(QChar c) {
    const char ascii = c.unicode() < 0x80 ? static_cast<char>(c.unicode()) : '\0';
    return detail::isLetter(ascii) || detail::isDigit(ascii) || QStringView(u"!#$%&'*+-/=?^_`{|}~").contains(c) || isBeyondAscii(c);
}

bool isQuotable(QChar c) { return (c.unicode() >= 0x20 && c.unicode() < 0x7f) || isBeyondAscii(c); }

/// `"john doe"`: whole, and nothing in it that would end it.
bool isQuotedString(QStringView text) {
    if (text.size() < 2 || text.front() != u'"' || text.back() != u'"')
        return false;
    const QStringView inside = text.sliced(1, text.size() - 2);
    for (qsizetype i = 0; i < inside.size(); ++i) {
        if (inside[i] == u'"' || (inside[i] == u'\\' && ++i == inside.size()))
            return false;
        if (!isQuotable(inside[i]))
            return false;
    }
    return true;
}

bool isDotAtom(QStringView text) {
    return !text.isEmpty() && !text.startsWith(u'.') && !text.endsWith(u'.') && !text.contains(u"..");
}

/// Empty: it cannot be a local part.
QString wireLocalPart(QStringView local) {
    if (isQuotedString(local))
        return local.toString();
    if (local.isEmpty() || !std::all_of(local.begin(), local.end(), [](QChar c) { return c == u'.' || isAtext(c); }))
        return {};
    // Japanese phone companies gave "a..b" and "c." away: those need quotes.
    return isDotAtom(local) ? local.toString() : QString(u'"' + local + u'"');
}

bool isDomainLiteral(QStringView domain) {
    if (!domain.startsWith(u'[') || !domain.endsWith(u']') || domain.size() < 3 || domain.size() > kLongestDomain)
        return false;
    const QStringView inside = domain.sliced(1, domain.size() - 2);
    return std::all_of(inside.begin(), inside.end(), [](QChar c) {
        return c.unicode() > 0x20 && c.unicode() < 0x7f && c != u'[' && c != u']' && c != u'\\';
    });
}

bool isHostName(QByteArrayView domain) {
    if (domain.isEmpty() || domain.size() > kLongestDomain)
        return false;
    for (qsizetype at = 0; at <= domain.size();) {
        const qsizetype dot = detail::find(domain, '.', at);
        const QByteArrayView label = domain.sliced(at, (dot < 0 ? domain.size() : dot) - at);
        const bool good = std::all_of(label.begin(), label.end(), [](char c) {
            return detail::isLetter(c) || detail::isDigit(c) || c == '-' || c == '_';
        });
        if (!good || label.isEmpty() || label.size() > kLongestLabel || label.startsWith('-') || label.endsWith('-')) // RFC 1123 2.1
            return false;
        at = dot < 0 ? domain.size() + 1 : dot + 1;
    }
    return true;
}

/// Empty: it is no domain.
QByteArray wireDomain(QStringView domain) {
    if (isDomainLiteral(domain))
        return domain.toLatin1();
    const bool ascii = std::all_of(domain.begin(), domain.end(), [](QChar c) { return c.unicode() < 0x80; });
    const QByteArray ace = ascii ? domain.toLatin1() : QUrl::toAce(domain.toString());
    return isHostName(ace) ? ace : QByteArray();
}

} // namespace

Result<WireAddress> wireAddress(const QString& addrSpec, bool smtpUtf8) {
    const qsizetype at = addrSpec.lastIndexOf(u'@');
    if (at <= 0 || !addrSpec.isValidUtf16())
        return notOnTheWire(addrSpec);
    const QString local = wireLocalPart(QStringView(addrSpec).first(at));
    const QByteArray domain = wireDomain(QStringView(addrSpec).sliced(at + 1));
    const QByteArray localBytes = local.toUtf8();
    const bool ascii = localBytes.size() == local.size();
    if (local.isEmpty() || domain.isEmpty() || (!ascii && !smtpUtf8) || localBytes.size() + domain.size() >= kLongestAddress)
        return notOnTheWire(addrSpec);
    return WireAddress{localBytes + '@' + domain, !ascii};
}

bool isMessageId(QByteArrayView id) {
    return !id.isEmpty() && id.size() <= kLongestId &&
           std::all_of(id.begin(), id.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '<' && c != '>'; });
}

QByteArray makeMessageId(const QString& domain) {
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    QByteArray id;
    for (const quint32 word : random)
        id += QByteArray::number(word, 16).rightJustified(8, '0');
    const QByteArray host = wireDomain(domain);
    return id + '@' + (host.isEmpty() || host.startsWith('[') ? QByteArray("localhost") : host);
}

} // namespace tributary::mime
