// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/OutgoingText.h"

#include "mime/Message.h"
#include "mime/detail/Scan.h"
#include "mime/detail/TransferDecoding.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <vector>

namespace tributary::mime::detail {

namespace {

constexpr char kToKanji[] = "\x1b$B", kToAscii[] = "\x1b(B";

/// JIS X 0208: rows 1 to 8 and 16 to 84; the rest of the 94 is the vendors'.
bool isStandardRow(int row) { return (row >= 1 && row <= 8) || (row >= 16 && row <= 84); }

/// Of a character the two bytes of JIS X 0208; 0: none. It is the reader's own table turned round, so that both agree.
using KanjiTable = std::vector<quint16>;

KanjiTable makeKanjiTable() {
    QByteArray bytes;
    QList<quint16> codes;
    for (int row = 1; row <= 94; ++row) {
        for (int cell = 1; isStandardRow(row) && cell <= 94; ++cell) {
            const int code = ((row + 0x20) << 8) | (cell + 0x20);
            codes.append(static_cast<quint16>(code));
            bytes.append(kToKanji).append(static_cast<char>(code >> 8)).append(static_cast<char>(code & 0xff));
            bytes.append(kToAscii).append('\n');
        }
    }
    KanjiTable table(0x10000, 0);
    const QStringList characters = decodeCharset(bytes, "iso-2022-jp").split(u'\n');
    for (qsizetype i = 0; i < codes.size() && i < characters.size(); ++i) {
        const QString& character = characters[i];
        if (character.size() == 1 && character[0] != QChar::ReplacementCharacter && character[0].unicode() >= 0x80)
            table[character[0].unicode()] = codes[i];
    }
    // One code of JIS, two characters of Unicode: which of them is typed depends on the machine.
    using Twins = std::array<char16_t, 2>;
    static constexpr std::array<Twins, 7> kTwins{{{0x301c, 0xff5e}, {0x2212, 0xff0d}, {0x2016, 0x2225}, {0x2014, 0x2015},
                                                  {0x00a2, 0xffe0}, {0x00a3, 0xffe1}, {0x00ac, 0xffe2}}};
    for (const auto& [one, other] : kTwins)
        table[one] = table[other] = std::max(table[one], table[other]);
    return table;
}

quint16 kanjiOf(QChar c) {
    static const KanjiTable table = makeKanjiTable();
    return table[c.unicode()];
}

QByteArray encodeIso2022Jp(QStringView text) {
    QByteArray out;
    out.reserve(text.size() * 2 + 16);
    bool inKanji = false;
    for (const QChar c : text) {
        const bool kanji = c.unicode() >= 0x80;
        if (kanji != inKanji)
            out.append(kanji ? kToKanji : kToAscii);
        inKanji = kanji;
        if (kanji)
            out.append(static_cast<char>(kanjiOf(c) >> 8)).append(static_cast<char>(kanjiOf(c) & 0xff));
        else
            out.append(static_cast<char>(c.unicode()));
    }
    return inKanji ? out.append(kToAscii) : out;
}

constexpr qsizetype kFlowWidth = 72;     ///< characters of a line, its last blank and its quote marks too (RFC 3676 4.2: 78)
constexpr qsizetype kNarrowestFlow = 20; ///< below many quote marks

/// Where the first line of a paragraph ends: behind the last blanks that fit, else behind the first; the end: nowhere.
qsizetype flowBreak(QStringView text, qsizetype width) {
    qsizetype fits = -1;
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != u' ' || text[i + 1] == u' ')
            continue;
        const qsizetype end = i + 1;
        if (text.first(end) == u"-- ") // it would be a signature's mark
            continue;
        if (end > width)
            return fits > 0 ? fits : end;
        fits = end;
    }
    return text.size() > width && fits > 0 ? fits : text.size();
}

void appendFlowed(QString& out, QStringView paragraph, qsizetype depth) {
    const qsizetype width = std::max(kNarrowestFlow, kFlowWidth - depth - 1);
    do {
        const qsizetype end = flowBreak(paragraph, width);
        const QStringView line = paragraph.first(end);
        const bool stuffed = depth > 0 || line.startsWith(u' ') || line.startsWith(u'>') || line.startsWith(u"From ");
        out.append(QString(depth, u'>'));
        if (stuffed && (depth == 0 || !line.isEmpty()))
            out.append(u' ');
        out.append(line).append(u'\n');
        paragraph = paragraph.sliced(end);
    } while (!paragraph.isEmpty());
}

} // namespace

QByteArrayView labelOf(TextCharset charset) { return charset == TextCharset::Utf8 ? "UTF-8" : "ISO-2022-JP"; }

bool existsInIso2022Jp(QStringView text) {
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        const bool shift = c == u'\x1b' || c == u'\x0e' || c == u'\x0f';
        return c.unicode() < 0x80 ? !shift : kanjiOf(c) != 0;
    });
}

QByteArray encodeText(QStringView text, TextCharset charset) {
    return charset == TextCharset::Utf8 ? text.toUtf8() : encodeIso2022Jp(text);
}

void replaceLoneSurrogates(QString& text) {
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text[i].isSurrogate())
            continue;
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
        else
            text[i] = QChar::ReplacementCharacter;
    }
}

QString headerText(const QString& text) {
    QString out = text;
    replaceLoneSurrogates(out);
    blankControls(out);
    const auto isWord = [](QChar c) { return c != u' '; };
    const auto first = std::find_if(out.cbegin(), out.cend(), isWord);
    const auto last = std::find_if(out.crbegin(), out.crend(), isWord).base();
    return first < last ? QString(first, last - first) : QString();
}

QString bodyText(const QString& text) {
    QString out = text;
    replaceLoneSurrogates(out);
    makeLineEndsPlain(out);
    if (!out.isEmpty() && !out.endsWith(u'\n'))
        out.append(u'\n');
    return out;
}

QString flow(QStringView text) {
    QString out;
    out.reserve(text.size() + text.size() / 16 + 16);
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype newline = text.indexOf(u'\n', at);
        const qsizetype end = newline < 0 ? text.size() : newline;
        QStringView line = text.sliced(at, end - at);
        at = end + 1;
        qsizetype depth = 0;
        while (depth < line.size() && line[depth] == u'>')
            ++depth;
        line = line.sliced(depth);
        if (depth > 0 && line.startsWith(u' '))
            line = line.sliced(1);
        while (line != u"-- " && line.endsWith(u' ')) // RFC 3676 4.2: else it would flow into the next
            line.chop(1);
        appendFlowed(out, line, depth);
    }
    return out;
}

} // namespace tributary::mime::detail
