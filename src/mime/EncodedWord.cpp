// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 2047 as it is really written: words inside quotes, blanks inside words, characters and shift states cut in two.
#include "mime/Limits.h"
#include "mime/detail/Scan.h"
#include "mime/detail/TransferDecoding.h"

#include <optional>

namespace tributary::mime {

namespace {

/// "=?charset*lang?B?text?="
struct EncodedWord {
    QByteArrayView charset;
    bool base64 = false;
    QByteArrayView text;
    qsizetype end = 0; ///< behind the word
};

class WordScanner {
  public:
    WordScanner(QByteArrayView value, QByteArrayView hint) : m_value(value), m_hint(hint) {}

    QString decode() {
        for (qsizetype at = m_value.indexOf("=?"); at >= 0;) {
            const auto word = wordAt(at);
            if (!word) {
                if (m_noMoreEnds)
                    break;
                at = m_value.indexOf("=?", at + 1);
                continue;
            }
            take(*word, m_value.sliced(m_plainFrom, at - m_plainFrom));
            m_plainFrom = word->end;
            at = m_value.indexOf("=?", word->end);
        }
        flush();
        m_out += decodeCharset(m_value.sliced(m_plainFrom), {}, m_hint);
        return m_out;
    }

  private:
    std::optional<EncodedWord> wordAt(qsizetype at) {
        const qsizetype charsetEnd = detail::find(m_value.first(std::min(m_value.size(), at + 2 + limits::kCharsetLabel)),
                                                  '?', at + 2);
        if (charsetEnd <= at + 2 || charsetEnd + 2 >= m_value.size() || m_value[charsetEnd + 2] != '?')
            return std::nullopt;
        const char method = detail::lower(m_value[charsetEnd + 1]);
        const qsizetype textBegin = charsetEnd + 3;
        const qsizetype end = nextEnd(textBegin);
        if ((method != 'b' && method != 'q') || end < 0)
            return std::nullopt;
        const QByteArrayView text = m_value.sliced(textBegin, end - textBegin);
        // Another word begins before this one ends: this one has no end.
        if (const qsizetype other = text.indexOf("=?"); other >= 0 && other + 2 < text.size() && looksLikeWord(text.sliced(other)))
            return std::nullopt;
        EncodedWord word{m_value.sliced(at + 2, charsetEnd - at - 2), method == 'b', text, end + 2};
        if (const qsizetype language = word.charset.indexOf('*'); language >= 0) // RFC 2231 5
            word.charset = word.charset.first(language);
        return word;
    }

    static bool looksLikeWord(QByteArrayView text) {
        const qsizetype mark = detail::find(text.first(std::min(text.size(), 2 + limits::kCharsetLabel)), '?', 2);
        return mark > 2 && mark + 2 < text.size() && text[mark + 2] == '?' && detail::isLetter(text[mark + 1]);
    }

    /// Where the "?=" at or behind from is. It is kept, so that all words together look at each byte once.
    qsizetype nextEnd(qsizetype from) {
        if (m_end < from && !m_noMoreEnds) {
            m_end = m_value.indexOf("?=", from);
            m_noMoreEnds = m_end < 0;
        }
        return m_noMoreEnds ? -1 : m_end;
    }

    void take(const EncodedWord& word, QByteArrayView between) {
        // RFC 2047 6.2: blanks between two words are not shown.
        const bool joined = m_afterWord && detail::trimmed(between).isEmpty();
        if (!joined) {
            flush();
            m_out += decodeCharset(between, {}, m_hint);
        } else if (!detail::equalsIgnoringCase(m_charset, word.charset)) {
            flush();
        }
        m_charset = word.charset;
        m_bytes += word.base64 ? detail::decodeBase64(word.text) : detail::decodeQ(word.text);
        m_afterWord = true;
    }

    void flush() {
        if (!m_bytes.isEmpty())
            m_out += decodeCharset(m_bytes, m_charset, m_hint);
        m_bytes.clear();
    }

    QByteArrayView m_value, m_hint;
    QString m_out;
    qsizetype m_plainFrom = 0;
    QByteArray m_bytes; ///< of words of one charset side by side, decoded together
    QByteArrayView m_charset;
    bool m_afterWord = false;
    qsizetype m_end = -1;
    bool m_noMoreEnds = false;
};

} // namespace

QString decodeEncodedWords(QByteArrayView value, QByteArrayView hint) {
    QString text = value.contains("=?") ? WordScanner(value, hint).decode() : decodeCharset(value, {}, hint);
    detail::blankControls(text);
    return text;
}

} // namespace tributary::mime
