// SPDX-License-Identifier: GPL-3.0-or-later
#include "cards/ContentLines.h"

#include <QStringDecoder>

#include <algorithm>

namespace tributary::cards {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Lines with their folded ones joined; line ends of any kind.
class Unfolder {
  public:
    explicit Unfolder(QByteArrayView bytes) : m_rest(bytes.first(std::min(bytes.size(), kMaxBytes))) {}

    bool next(QByteArray& line) {
        if (m_rest.isEmpty())
            return false;
        line = take().toByteArray();
        while (!m_rest.isEmpty() && (m_rest.front() == ' ' || m_rest.front() == '\t'))
            line += take().sliced(1);
        return true;
    }
    /// A quoted-printable value of vCard 2.1 goes on behind '=' at the line's end.
    bool softBreak(QByteArray& line) {
        if (!line.endsWith('=') || m_rest.isEmpty())
            return false;
        line.chop(1);
        line += take();
        return true;
    }

  private:
    QByteArrayView take() {
        const qsizetype end = m_rest.indexOf('\n');
        QByteArrayView line = end < 0 ? m_rest : m_rest.first(end);
        m_rest = end < 0 ? QByteArrayView() : m_rest.sliced(end + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        return line;
    }
    QByteArrayView m_rest;
};

/// Up to the next of the marks outside of quotes.
qsizetype endOf(QByteArrayView line, qsizetype from, const char* marks) {
    bool quoted = false;
    for (qsizetype at = from; at < line.size(); ++at) {
        if (line[at] == '"')
            quoted = !quoted;
        else if (!quoted && QByteArrayView(marks).contains(line[at]))
            return at;
    }
    return line.size();
}

/// RFC 6868: what a quoted value cannot hold.
QString parameterText(QByteArrayView raw) {
    QString text = QString::fromUtf8(raw);
    text.remove(u'"');
    return text.replace("^n"_L1, "\n"_L1).replace("^'"_L1, "\""_L1).replace("^^"_L1, "^"_L1);
}

QByteArray quotedPrintable(const QByteArray& text) {
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QByteArray byte = text[at] == '=' ? QByteArray::fromHex(text.mid(at + 1, 2)) : QByteArray();
        out += byte.size() == 1 ? byte : text.mid(at, 1);
        at += byte.size() == 1 ? 2 : 0;
    }
    return out;
}

QString valueText(const QByteArray& raw, const ContentLine& line) {
    const bool encoded = line.parameter("ENCODING").compare("QUOTED-PRINTABLE"_L1, Qt::CaseInsensitive) == 0 || line.all("TYPE").contains("QUOTED-PRINTABLE"_L1);
    const QByteArray bytes = encoded ? quotedPrintable(raw) : raw;
    const QByteArray charset = line.parameter("CHARSET").toLatin1();
    QStringDecoder decoder(charset.isEmpty() ? "UTF-8" : charset.constData());
    QString text = decoder.isValid() ? decoder(bytes) : QString::fromUtf8(bytes);
    if (text.size() > kMaxValue)
        text.truncate(kMaxValue);
    return text;
}

/// Where the value begins, or -1: no content line.
qsizetype readHead(const QByteArray& bytes, ContentLine& line) {
    qsizetype at = endOf(bytes, 0, ";:");
    if (at == bytes.size())
        return -1;
    line.name = bytes.left(at).trimmed().toUpper();
    line.name = line.name.mid(line.name.lastIndexOf('.') + 1);
    while (at < bytes.size() && bytes[at] == ';') {
        const qsizetype end = endOf(bytes, at + 1, ";:");
        const QByteArray parameter = bytes.mid(at + 1, end - at - 1);
        const qsizetype equals = parameter.indexOf('=');
        if (equals < 0)
            line.parameters.append({"TYPE", parameterText(parameter)});
        else
            line.parameters.append({parameter.left(equals).toUpper(), parameterText(QByteArrayView(parameter).sliced(equals + 1))});
        at = end;
    }
    return at < bytes.size() ? at + 1 : -1;
}

} // namespace

QString ContentLine::parameter(const char* wanted) const {
    const auto it = std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.first == wanted; });
    return it == parameters.end() ? QString() : it->second;
}

QStringList ContentLine::all(const char* wanted) const {
    QStringList values;
    for (const auto& [key, text] : parameters) {
        if (key == wanted)
            values += text.toUpper().split(u',');
    }
    return values;
}

QList<ContentLine> parseContentLines(QByteArrayView bytes) {
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes = bytes.sliced(3);
    QList<ContentLine> lines;
    Unfolder unfolder(bytes);
    for (QByteArray raw; lines.size() < kMaxLines && unfolder.next(raw);) {
        ContentLine line;
        const qsizetype value = readHead(raw, line);
        if (value < 0 || line.name.isEmpty())
            continue;
        const bool printable = QByteArrayView(raw).first(value).toByteArray().toUpper().contains("QUOTED-PRINTABLE");
        while (printable && unfolder.softBreak(raw)) { }
        line.value = valueText(raw.mid(value), line);
        lines.append(std::move(line));
    }
    return lines;
}

QString unescaped(QStringView value) {
    QString text;
    text.reserve(value.size());
    for (qsizetype at = 0; at < value.size(); ++at) {
        if (value[at] != u'\\' || at + 1 == value.size()) {
            text += value[at];
            continue;
        }
        const QChar next = value[++at];
        text += next == u'n' || next == u'N' ? QChar(u'\n') : next;
    }
    return text;
}

QStringList components(QStringView value, QChar separator) {
    QStringList pieces;
    qsizetype from = 0;
    for (qsizetype at = 0; at <= value.size(); ++at) {
        if (at < value.size() && value[at] == u'\\') {
            ++at;
        } else if (at == value.size() || value[at] == separator) {
            pieces.append(unescaped(value.sliced(from, at - from)));
            from = at + 1;
        }
    }
    if (from <= value.size() && value.endsWith(u'\\')) // the last sign escapes nothing
        pieces.append(unescaped(value.sliced(from)));
    return pieces;
}

} // namespace tributary::cards
