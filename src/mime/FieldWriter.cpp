// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/FieldWriter.h"

#include "mime/detail/Scan.h"

#include <QList>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace tributary::mime::detail {

namespace {

constexpr qsizetype kLine = 76;         ///< RFC 2047 2: of a line with encoded words; others may have 78
constexpr qsizetype kLongestLine = 990; ///< RFC 5322 2.1.1: 998
constexpr qsizetype kEncodedWord = 75;
constexpr qsizetype kWorthwhile = 40;   ///< room on a line that is worth beginning a run of encoded words there
constexpr qsizetype kLongestAtom = 60;
constexpr qsizetype kLongestPlainName = 200; ///< of a file: as one quoted string it is understood everywhere

bool isPrintable(QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; }

bool isPlainAscii(QStringView text) {
    return std::all_of(text.begin(), text.end(), isPrintable) && !text.contains(u"=?");
}

/// RFC 2047 5 (3): what "Q" leaves as it is in a name. Good anywhere else, too.
bool isQSafe(char c) { return isLetter(c) || isDigit(c) || c == '!' || c == '*' || c == '+' || c == '-' || c == '/'; }

QByteArray encodeQ(QByteArrayView bytes) {
    QByteArray out;
    for (const char c : bytes) {
        if (c == ' ')
            out.append('_');
        else if (isQSafe(c))
            out.append(c);
        else
            out.append('=').append(QByteArrayView(&c, 1).toByteArray().toHex().toUpper());
    }
    return out;
}

qsizetype sizeOfQ(QByteArrayView bytes) {
    const qsizetype safe = std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == ' ' || isQSafe(c); });
    return safe + 3 * (bytes.size() - safe);
}

qsizetype sizeOfB(QByteArrayView bytes) { return (bytes.size() + 2) / 3 * 4; }

class WordEncoder {
  public:
    WordEncoder(QStringView text, TextCharset charset) : m_text(text), m_charset(charset) {
        m_frame = labelOf(charset).size() + 7; // "=?" "?B?" "?="
        const QByteArray all = encodeText(text, charset);
        m_inQ = charset == TextCharset::Utf8 && sizeOfQ(all) < sizeOfB(all);
        findUnits();
    }

    bool atEnd() const { return m_next >= m_ends.size(); }
    bool restFits(qsizetype room) const { return sizeTo(m_ends.back()) <= room; }

    /// The longest word that fits, of one unit at least; empty: not even that fits.
    QByteArray take(qsizetype room) {
        room = std::min(room, kEncodedWord);
        qsizetype last = m_next;
        while (last < m_ends.size() && sizeTo(m_ends[last]) <= room)
            ++last;
        if (last == m_next)
            return {};
        if (!m_inQ && last < m_ends.size())
            last = unpadded(last);
        const QByteArray bytes = encodeText(m_text.sliced(m_from, m_ends[last - 1] - m_from), m_charset);
        m_from = m_ends[last - 1];
        m_next = last;
        const QByteArray encoded = m_inQ ? "?Q?" + encodeQ(bytes) : "?B?" + bytes.toBase64();
        return "=?" + labelOf(m_charset).toByteArray() + encoded + "?=";
    }

  private:
    qsizetype sizeTo(qsizetype end) const {
        // Long before a word's end the exact size does not matter, and to find it would cost.
        if (end - m_from > kEncodedWord)
            return kEncodedWord + 1;
        return m_frame + sizeOf(m_text.sliced(m_from, end - m_from));
    }
    qsizetype sizeOf(QStringView part) const {
        const QByteArray bytes = encodeText(part, m_charset);
        return m_inQ ? sizeOfQ(bytes) : sizeOfB(bytes);
    }

    /// An end a little before that one where base64 needs no padding: some readers put words side by side together before they
    /// decode them, and stop at a '='.
    qsizetype unpadded(qsizetype last) const {
        constexpr qsizetype kBack = 12;
        for (qsizetype end = last; end > std::max(m_next, last - kBack); --end) {
            if (encodeText(m_text.sliced(m_from, m_ends[end - 1] - m_from), m_charset).size() % 3 == 0)
                return end;
        }
        return last;
    }

    /// What is never cut: characters as people see them, where they fit into a word, else code points.
    void findUnits() {
        QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, m_text.data(), m_text.size());
        qsizetype begin = 0;
        for (qsizetype end = finder.toNextBoundary(); end > 0; end = finder.toNextBoundary()) {
            if (end - begin > kEncodedWord || m_frame + sizeOf(m_text.sliced(begin, end - begin)) > kEncodedWord) {
                for (qsizetype i = begin + 1; i < end; ++i) {
                    if (!m_text[i].isLowSurrogate())
                        m_ends.append(i);
                }
            }
            m_ends.append(end);
            begin = end;
        }
    }

    QStringView m_text;
    TextCharset m_charset;
    bool m_inQ = false;
    qsizetype m_frame = 0;
    QList<qsizetype> m_ends; ///< of the units, in m_text
    qsizetype m_next = 0;    ///< unit
    qsizetype m_from = 0;    ///< in m_text
};

/// RFC 2231 7: attribute-char, without what shells and old parsers stumble over.
bool isAttributeChar(char c) { return isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_'; }

QByteArray percentEncoded(QStringView text) {
    QByteArray out;
    for (const char c : text.toUtf8()) {
        if (isAttributeChar(c))
            out.append(c);
        else
            out.append('%').append(QByteArrayView(&c, 1).toByteArray().toHex().toUpper());
    }
    return out;
}

bool isAtomText(QStringView text) {
    constexpr QStringView kMarks(u"!#$%&'*+-/=?^_`{|}~"); // RFC 5322 3.2.3
    return std::all_of(text.begin(), text.end(), [kMarks](QChar c) {
        return isPrintable(c) && (isLetter(c.toLatin1()) || isDigit(c.toLatin1()) || kMarks.contains(c));
    });
}

QByteArray quoted(QByteArrayView value) {
    QByteArray out("\"");
    for (const char c : value) {
        if (c == '"' || c == '\\')
            out.append('\\');
        out.append(c);
    }
    return out.append('"');
}

} // namespace

FieldWriter::FieldWriter(QByteArrayView name, TextCharset charset) : m_charset(charset) {
    m_out.append(name).append(':');
}

void FieldWriter::fold() {
    m_out.append("\r\n");
    m_lineBegin = m_out.size();
}

void FieldWriter::piece(const QByteArray& bytes) {
    // The first one stays with the name: some readers take "Subject:" without more for an empty one.
    if (column() + 1 + bytes.size() > (m_empty ? kLongestLine : kLine))
        fold();
    m_out.append(' ').append(bytes);
    m_empty = false;
}

void FieldWriter::text(QStringView value) {
    /// A word with the blanks before it, but for one.
    struct Word {
        qsizetype begin, end;
    };
    QList<Word> words;
    for (qsizetype at = 0; at < value.size();) {
        qsizetype end = at;
        while (end < value.size() && value[end] == u' ')
            ++end;
        while (end < value.size() && value[end] != u' ')
            ++end;
        words.append({at, end});
        at = end + 1;
    }
    const auto mustBeEncoded = [value](const Word& word) {
        const QStringView piece = value.sliced(word.begin, word.end - word.begin);
        return !isPlainAscii(piece) || piece.size() > kLongestLine - kLine;
    };
    const auto first = std::find_if(words.cbegin(), words.cend(), mustBeEncoded);
    const auto last = std::find_if(words.crbegin(), words.crend(), mustBeEncoded).base();
    const auto plain = [&](auto from, auto to) {
        for (; from < to; ++from)
            piece(value.sliced(from->begin, from->end - from->begin).toLatin1());
    };
    plain(words.cbegin(), first);
    if (first == words.cend())
        return;
    encodedWords(value.sliced(first->begin, std::prev(last)->end - first->begin));
    plain(last, words.cend());
}

void FieldWriter::phrase(QStringView value) {
    const QList<QStringView> words = value.split(u' ');
    const auto isAtom = [](QStringView word) {
        return !word.isEmpty() && word.size() <= kLongestAtom && isAtomText(word) && isPlainAscii(word);
    };
    if (std::all_of(words.cbegin(), words.cend(), isAtom)) {
        for (const QStringView word : words)
            piece(word.toLatin1());
    } else if (isPlainAscii(value) && value.size() <= kLongestAtom) {
        piece(quoted(value.toLatin1()));
    } else {
        encodedWords(value);
    }
}

void FieldWriter::encodedWords(QStringView value) {
    for (WordEncoder encoder(value, m_charset); !encoder.atEnd();) {
        const qsizetype room = kLine - column() - 1;
        const bool poor = !m_empty && room < kWorthwhile && !encoder.restFits(room);
        QByteArray word = poor ? QByteArray() : encoder.take(room);
        if (word.isEmpty()) {
            fold();
            word = encoder.take(kEncodedWord);
        }
        m_out.append(' ').append(word);
        m_empty = false;
    }
}

void FieldWriter::parameter(QByteArrayView name, QByteArrayView value) {
    const bool token = !value.isEmpty() && std::all_of(value.begin(), value.end(), [](char c) { return isAttributeChar(c); });
    m_out.append(';');
    piece(name.toByteArray() + '=' + (token ? value.toByteArray() : quoted(value)));
}

void FieldWriter::fileName(QStringView value) {
    // Quotes and backslashes inside a quoted string are read in many ways, blanks at its ends too.
    const bool plain = isPlainAscii(value) && !value.contains(u'"') && !value.contains(u'\\') && !value.contains(u"  ") &&
                       value.size() <= kLongestPlainName;
    if (plain) {
        m_out.append(';');
        return piece("filename=" + quoted(value.toLatin1()));
    }
    constexpr QByteArrayView kWhole("filename*=UTF-8''");
    const QByteArray bytes = percentEncoded(value);
    if (kWhole.size() + bytes.size() + 2 > kLine) // a blank before it, perhaps a semicolon behind
        return fileNameSegments(value);
    m_out.append(';');
    piece(kWhole.toByteArray() + bytes);
}

void FieldWriter::fileNameSegments(QStringView value) {
    QByteArray segment;
    int number = 0;
    const auto begin = [&] { segment = "filename*" + QByteArray::number(number) + "*=" + (number == 0 ? "UTF-8''" : ""); };
    const auto end = [&] {
        m_out.append(';');
        piece(segment);
        ++number;
    };
    begin();
    for (qsizetype i = 0; i < value.size();) {
        const qsizetype size = value[i].isHighSurrogate() && i + 1 < value.size() ? 2 : 1;
        const QByteArray character = percentEncoded(value.sliced(i, size));
        if (segment.size() + character.size() + 2 > kLine) {
            end();
            begin();
        }
        segment += character;
        i += size;
    }
    end();
}

QByteArray FieldWriter::finish() {
    m_out.append("\r\n");
    return std::move(m_out);
}

} // namespace tributary::mime::detail
