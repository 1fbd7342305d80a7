// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/FoldedText.h"

#include <unicode/unorm2.h>

#include <algorithm>

namespace tributary::rules {
namespace {

const UNormalizer2* caseFolding() {
    static const UNormalizer2* const instance = [] {
        UErrorCode error = U_ZERO_ERROR;
        const UNormalizer2* found = unorm2_getNFKCCasefoldInstance(&error);
        return U_FAILURE(error) != 0 ? nullptr : found;
    }();
    return instance;
}

/// The spacing marks of kana as combining ones: NFKC would part "か゛" by a blank.
char16_t combining(char16_t c) { return c == 0x309B ? 0x3099 : c == 0x309C ? 0x309A : c; }

/// The twins of JIS X 0208, which NFKC keeps apart.
char16_t twin(char16_t c) {
    switch (c) {
    case 0x301C: return u'~';   // wave dash; its twin, the full-width tilde, folds to this
    case 0x2212: return u'-';   // minus; full-width hyphen-minus
    case 0x2015: return 0x2014; // horizontal bar; em dash
    case 0x2225: return 0x2016; // parallel to; double vertical line
    default: return c;
    }
}

QString normalized(QStringView text) {
    QString source(text.size(), Qt::Uninitialized);
    std::transform(text.utf16(), text.utf16() + text.size(), reinterpret_cast<char16_t*>(source.data()), combining);
    const UNormalizer2* folding = caseFolding();
    if (folding == nullptr)
        return source.toCaseFolded();
    QString result(source.size() + 32, Qt::Uninitialized);
    for (int round = 0; round < 2; ++round) {
        UErrorCode error = U_ZERO_ERROR;
        const int32_t length =
            unorm2_normalize(folding, reinterpret_cast<const UChar*>(source.utf16()), static_cast<int32_t>(source.size()),
                             reinterpret_cast<UChar*>(result.data()), static_cast<int32_t>(result.size()), &error);
        result.resize(std::max(length, 0));
        if (U_SUCCESS(error) != 0) {
            std::transform(result.utf16(), result.utf16() + result.size(), reinterpret_cast<char16_t*>(result.data()), twin);
            return result;
        }
        if (error != U_BUFFER_OVERFLOW_ERROR)
            break;
    }
    return source.toCaseFolded();
}

bool isSign(QChar c) { return QStringView(u"\\.+*?()|[]{}^$-&~").contains(c); }

} // namespace

QByteArray foldedText(QStringView text) {
    QByteArray ascii(text.size(), Qt::Uninitialized);
    char* to = ascii.data();
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        if (unit >= 0x80)
            return normalized(text).toUtf8();
        *to++ = static_cast<char>(unit >= u'A' && unit <= u'Z' ? unit + 0x20 : unit);
    }
    return ascii;
}

QByteArray foldedExpression(QStringView expression) {
    QByteArray folded;
    bool quoted = false; // between \Q and \E
    for (qsizetype i = 0; i < expression.size();) {
        if (expression[i].unicode() < 0x80) {
            const bool escapes = expression[i] == u'\\' && i + 1 < expression.size() && expression[i + 1].unicode() < 0x80;
            if (escapes)
                quoted = expression[i + 1] == u'Q' || (quoted && expression[i + 1] != u'E');
            folded += expression.sliced(i, escapes ? 2 : 1).toUtf8();
            i += escapes ? 2 : 1;
            continue;
        }
        qsizetype end = i;
        while (end < expression.size() && expression[end].unicode() >= 0x80)
            ++end;
        QString run;
        for (const QChar c : normalized(expression.sliced(i, end - i))) {
            if (!quoted && isSign(c))
                run += u'\\';
            run += c;
        }
        folded += run.toUtf8();
        i = end;
    }
    return folded;
}

} // namespace tributary::rules
