// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/Envelope.h"
#include "smtp/Limits.h"

#include <QUtf8StringView>

#include <algorithm>

namespace tributary::smtp {

namespace {

bool isAlphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool isBeyondAscii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// atext or a dot (RFC 5322 3.2.3, RFC 6531 3.3).
bool isDotText(char c) {
    return isAlphanumeric(c) || isBeyondAscii(c) || QByteArrayView("!#$%&'*+-/=?^_`{|}~.").contains(c);
}

/// Controls, also those of C1 in UTF-8, and angle brackets: nowhere, not even quoted. Blanks: in quotes alone (RFC 5321 4.1.2, qtextSMTP).
bool mayStandNowhere(const QByteArray& address, qsizetype endOfLocal) {
    for (qsizetype i = 0; i < address.size(); ++i) {
        const auto c = static_cast<unsigned char>(address[i]);
        const bool isQuotedBlank = c == ' ' && address.startsWith('"') && i < endOfLocal;
        if ((c <= ' ' && !isQuotedBlank) || c == 0x7f || c == '<' || c == '>')
            return true;
        if (c == 0xc2 && i + 1 < address.size() && static_cast<unsigned char>(address[i + 1]) < 0xa0)
            return true;
    }
    return false;
}

/// Where the local part ends: at the '@' behind it, or -1. Quoted-string, or atext and dots.
qsizetype endOfLocalPart(const QByteArray& address) {
    qsizetype at = 0;
    if (address.startsWith('"')) {
        for (++at; at < address.size() && address[at] != '"'; ++at) {
            if (address[at] == '\\')
                ++at;
        }
        ++at;
    } else {
        while (at < address.size() && isDotText(address[at]))
            ++at;
    }
    return at > 0 && at < address.size() && address[at] == '@' ? at : -1;
}

bool isDomain(const QByteArray& domain) {
    if (domain.startsWith('[')) {
        const QByteArray literal = domain.mid(1, domain.size() - 2);
        const auto isPart = [](char c) { return isAlphanumeric(c) || c == '.' || c == ':' || c == '-'; };
        return domain.endsWith(']') && !literal.isEmpty() && std::all_of(literal.begin(), literal.end(), isPart);
    }
    if (domain.isEmpty() || domain.startsWith('.') || domain.startsWith('-') || domain.contains(".."))
        return false;
    const auto isPart = [](char c) { return isAlphanumeric(c) || isBeyondAscii(c) || c == '.' || c == '-' || c == '_'; };
    return std::all_of(domain.begin(), domain.end(), isPart);
}

} // namespace

Status checkMailbox(const QByteArray& address) {
    const qsizetype at = endOfLocalPart(address);
    const bool isOne = at > 0 && address.size() <= limits::kAddress && !mayStandNowhere(address, at) &&
                       QUtf8StringView(address).isValidUtf8() && isDomain(address.mid(at + 1));
    if (!isOne)
        return failure(ErrorKind::InvalidInput, ErrorCode::NotAnAddress, QString::fromUtf8(address.left(limits::kAddress)));
    return {};
}

} // namespace tributary::smtp
