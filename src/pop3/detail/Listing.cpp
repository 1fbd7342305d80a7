// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/detail/Listing.h"

#include "pop3/wire/ProtocolError.h"

#include <algorithm>
#include <limits>

namespace tributary::pop3::detail {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t'; }

void skipBlanks(QByteArrayView& text) {
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
}

/// Takes digits, and the blanks around them, from the front; none: no number, over most, or something else right behind it.
std::optional<qint64> takeNumber(QByteArrayView& text, qint64 most) {
    skipBlanks(text);
    qint64 number = 0;
    qsizetype digits = 0;
    for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
        const int digit = text[digits] - '0';
        if (digit > most || number > (most - digit) / 10)
            return std::nullopt;
        number = number * 10 + digit;
    }
    text = text.sliced(digits);
    if (digits == 0 || (!text.isEmpty() && !isBlank(text.front())))
        return std::nullopt;
    skipBlanks(text);
    return number;
}

std::optional<int> takeMessageNumber(QByteArrayView& text, int highest) {
    const auto number = takeNumber(text, highest);
    if (!number || *number == 0)
        return std::nullopt;
    return static_cast<int>(*number);
}

} // namespace

Result<ScanLine> parseStat(const QByteArray& text) {
    QByteArrayView rest(text);
    const auto count = takeNumber(rest, std::numeric_limits<int>::max());
    const auto size = takeNumber(rest, std::numeric_limits<qint64>::max());
    if (!count || !size)
        return protocolError(ErrorCode::MalformedResponse, "no answer to STAT", text);
    return ScanLine{static_cast<int>(*count), *size};
}

Result<ScanLine> parseScanLine(const QByteArray& line, int highest) {
    QByteArrayView rest(line);
    const auto number = takeMessageNumber(rest, highest);
    const auto size = takeNumber(rest, std::numeric_limits<qint64>::max());
    if (!number || !size)
        return protocolError(ErrorCode::MalformedResponse, "no line of LIST", line);
    return ScanLine{*number, *size};
}

Result<UniqueId> parseUniqueId(const QByteArray& line, int highest) {
    QByteArrayView rest(line);
    const auto number = takeMessageNumber(rest, highest);
    while (!rest.isEmpty() && isBlank(rest.back()))
        rest.chop(1);
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
    if (!number || rest.isEmpty() || rest.size() > limits::kUniqueId || std::any_of(rest.begin(), rest.end(), isControl))
        return protocolError(ErrorCode::MalformedResponse, "no line of UIDL", line);
    return UniqueId{*number, rest.toByteArray()};
}

} // namespace tributary::pop3::detail
