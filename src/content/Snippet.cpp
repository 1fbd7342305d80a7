// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Content.h"

namespace tributary::content {
namespace {

/// The start of the text is enough, whatever its size.
constexpr qsizetype kMaxRead = 64 * 1024;

bool isQuoted(QStringView line) {
    const QStringView text = line.trimmed();
    return text.startsWith(u'>') || text.startsWith(u'|');
}

bool saysSomething(QStringView line) {
    for (const QChar c : line) {
        if (c.isLetterOrNumber() || c.isSurrogate())
            return true;
    }
    return false;
}

/// The next line from at on; at moves behind it.
QStringView nextLine(QStringView text, qsizetype& at) {
    const qsizetype end = text.indexOf(u'\n', at);
    const QStringView line = text.mid(at, end < 0 ? -1 : end - at);
    at = end < 0 ? text.size() : end + 1;
    return line.endsWith(u'\r') ? line.chopped(1) : line;
}

/// "Jane wrote:" right before a quotation.
bool introducesQuote(QStringView line, QStringView text, qsizetype at) {
    const QStringView trimmed = line.trimmed();
    if (!trimmed.endsWith(u':') && !trimmed.endsWith(u'：'))
        return false;
    for (int ahead = 0; ahead < 4 && at < text.size(); ++ahead) {
        const QStringView next = nextLine(text, at);
        if (!next.trimmed().isEmpty())
            return isQuoted(next);
    }
    return false;
}

/// Adds the line's words; "<http://...>" marks behind links are passed over.
void addWords(QString& out, QStringView line, qsizetype maxChars) {
    qsizetype at = 0;
    while (at < line.size() && out.size() <= maxChars) {
        while (at < line.size() && (line[at].isSpace() || line[at].unicode() < 0x20))
            ++at;
        const qsizetype begin = at;
        while (at < line.size() && !line[at].isSpace())
            ++at;
        const QStringView word = line.mid(begin, at - begin);
        if (word.isEmpty() || (word.startsWith(u"<http") && word.endsWith(u'>')) || word.startsWith(u"<mailto:"))
            continue;
        if (!out.isEmpty())
            out += u' ';
        out += word.left(maxChars + 1);
    }
}

QString collect(QStringView text, qsizetype maxChars, bool withQuotes) {
    QString out;
    for (qsizetype at = 0; at < text.size() && out.size() <= maxChars;) {
        const QStringView line = nextLine(text, at);
        if (line == u"-- " || (line == u"--" && !out.isEmpty()))
            break;
        if (!saysSomething(line) || (!withQuotes && (isQuoted(line) || introducesQuote(line, text, at))))
            continue;
        QStringView words = line.trimmed();
        while (withQuotes && (words.startsWith(u'>') || words.startsWith(u' ')))
            words = words.mid(1);
        addWords(out, words, maxChars);
    }
    return out;
}

} // namespace

QString snippet(const QString& text, qsizetype maxChars) {
    if (maxChars <= 0)
        return {};
    const QStringView start = QStringView(text).left(kMaxRead);
    QString out = collect(start, maxChars, false);
    if (out.isEmpty())
        out = collect(start, maxChars, true);
    if (out.size() > maxChars) {
        qsizetype end = maxChars - 1;
        if (end > 0 && out[end - 1].isHighSurrogate())
            --end;
        out.truncate(end);
        while (out.endsWith(u' '))
            out.chop(1);
        out += u'…';
    }
    return out;
}

} // namespace tributary::content
