// SPDX-License-Identifier: GPL-3.0-or-later
#include "sieve/ScriptFault.h"

namespace tributary::sieve {

namespace {

constexpr qsizetype kReadWords = 4096; // a line is named at the beginning
constexpr int kLargestLine = 10'000'000;

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

int numberAt(const QByteArray& text, qsizetype at) {
    qint64 number = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && number <= kLargestLine; ++at)
        number = number * 10 + (text[at] - '0');
    return number <= kLargestLine ? static_cast<int>(number) : 0;
}

} // namespace

ScriptFault parseScriptFault(const QByteArray& words) {
    const QByteArray lower = words.left(kReadWords).toLower();
    for (qsizetype at = lower.indexOf("line"); at >= 0; at = lower.indexOf("line", at + 4)) {
        qsizetype digit = at + 4;
        while (digit < lower.size() && (lower[digit] == ' ' || lower[digit] == ':' || lower[digit] == '#'))
            ++digit;
        if (at > 0 && isLetter(lower[at - 1]))
            continue; // "offline 3"
        if (const int line = digit > at + 4 ? numberAt(lower, digit) : 0; line > 0)
            return {line, words};
    }
    return {0, words};
}

} // namespace tributary::sieve
