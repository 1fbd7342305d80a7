// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/Scan.h"

#include <algorithm>

namespace tributary::mime::detail {

QByteArrayView trimmed(QByteArrayView view) {
    const char* first = view.begin();
    const char* last = view.end();
    while (first != last && isBlank(*first))
        ++first;
    while (first != last && isBlank(last[-1]))
        --last;
    return {first, last};
}

bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

qsizetype commentEnd(QByteArrayView value, qsizetype from) {
    qsizetype depth = 0;
    for (qsizetype i = from; i < value.size(); ++i) {
        if (value[i] == '\\')
            ++i;
        else if (value[i] == '(')
            ++depth;
        else if (value[i] == ')' && --depth == 0)
            return i + 1;
    }
    return value.size();
}

QByteArray withoutComments(QByteArrayView value) {
    QByteArray out;
    out.reserve(value.size());
    bool quoted = false;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (c == '(' && !quoted) {
            i = commentEnd(value, i) - 1;
            out.append(' ');
            continue;
        }
        if (c == '"')
            quoted = !quoted;
        out.append(c);
        if (c == '\\' && quoted && i + 1 < value.size())
            out.append(value[++i]);
    }
    return out;
}

void blankControls(QString& text) {
    const auto isControl = [](QChar c) {
        return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0) || c.unicode() == 0x2028 ||
               c.unicode() == 0x2029;
    };
    if (std::any_of(text.cbegin(), text.cend(), isControl))
        std::replace_if(text.begin(), text.end(), isControl, QChar(u' '));
}

} // namespace tributary::mime::detail
