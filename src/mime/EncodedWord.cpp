// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Limits.h"
#include "mime/detail/Scan.h"

namespace tributary::mime {

namespace {

/// "=?charset*lang?B?text?=" at the front of a value.
struct EncodedWord {
    QByteArray charset;
    QByteArray bytes;
    qsizetype length = 0; ///< of the whole word
};

std::optional<EncodedWord> encodedWordAt(QByteArrayView value, qsizetype at) {
    if (value.size() - at < 8 || value[at] != '=' || value[at + 1] != '?')
        return std::nullopt;
    constexpr qsizetype kMaxCharset = 64;
    const qsizetype first = value.sliced(0, std::min(value.size(), at + 2 + kMaxCharset)).indexOf('?', at + 2);
    if (first <= at + 2 || first + 2 >= value.size() || value[first + 2] != '?')
        return std::nullopt;
    const char method = static_cast<char>(value[first + 1] | 0x20);
    const qsizetype end = value.indexOf("?=", first + 3);
    if ((method != 'b' && method != 'q') || end < 0)
        return std::nullopt;
    EncodedWord word;
    word.charset = value.sliced(at + 2, first - at - 2).toByteArray();
    if (const qsizetype language = word.charset.indexOf('*'); language >= 0) // RFC 2231 5
        word.charset.truncate(language);
    const QByteArrayView text = value.sliced(first + 3, end - first - 3);
    word.bytes = method == 'b' ? detail::decodeBase64(text) : detail::decodeQuotedPrintable(text, true);
    word.length = end + 2 - at;
    return word;
}

QString decodeRawRun(QByteArrayView bytes) { return bytes.isEmpty() ? QString() : decodeCharset(bytes, {}); }

} // namespace

// RFC 2047 6.2: white space between encoded words is not shown. Words of one charset are joined before the charset is
// undone: senders cut characters and shift states in two.
QString decodeEncodedWords(QByteArrayView value) {
    if (value.indexOf("=?") < 0)
        return decodeRawRun(value);
    QString out;
    QByteArray pendingBytes, pendingCharset;
    const auto flush = [&] {
        if (!pendingBytes.isEmpty())
            out += decodeCharset(pendingBytes, pendingCharset);
        pendingBytes.clear();
        pendingCharset.clear();
    };
    qsizetype plainFrom = 0;
    int words = 0;
    bool afterWord = false;
    // Behind the last "?=" no word can end: looking for one there again and again would be quadratic.
    const qsizetype lastEnd = value.lastIndexOf("?=");
    for (qsizetype at = value.indexOf("=?"); at >= 0 && at < lastEnd && words < limits::kEncodedWords; ++words) {
        const auto word = encodedWordAt(value, at);
        if (!word) {
            at = value.indexOf("=?", at + 2);
            continue;
        }
        const QByteArrayView between = value.sliced(plainFrom, at - plainFrom);
        const bool joined = afterWord && detail::trimmed(between).isEmpty();
        if (!joined) {
            flush();
            out += decodeRawRun(between);
        } else if (pendingCharset.compare(word->charset, Qt::CaseInsensitive) != 0) {
            flush();
        }
        pendingCharset = word->charset;
        pendingBytes += word->bytes;
        at += word->length;
        plainFrom = at;
        afterWord = true;
        at = value.indexOf("=?", at);
    }
    flush();
    out += decodeRawRun(value.sliced(plainFrom));
    return out;
}

} // namespace tributary::mime
