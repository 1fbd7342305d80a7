// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/LyingWire.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace tributary::tests {

namespace {

class ArgumentParser {
  public:
    explicit ArgumentParser(const QByteArray& text) : m_text(text) {}

    QList<Argument> list() {
        QList<Argument> arguments;
        for (skipBlanks(); m_at < m_text.size() && m_text[m_at] != ')'; skipBlanks())
            arguments.append(one());
        ++m_at;
        return arguments;
    }

  private:
    void skipBlanks() {
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
    }

    Argument one() {
        switch (m_text[m_at]) {
        case '(': ++m_at; return {Argument::List, {}, list()};
        case '"': return quoted();
        case '{': return literal();
        default: return atom();
        }
    }

    Argument quoted() {
        Argument string{Argument::String, "", {}};
        for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
            if (m_text[m_at] == '\\')
                ++m_at;
            string.text += m_text[m_at];
        }
        ++m_at;
        return string;
    }

    Argument literal() {
        const qsizetype end = m_text.indexOf("\r\n", m_at);
        QByteArray size = m_text.mid(m_at + 1, end - m_at - 2);
        if (size.endsWith('+'))
            size.chop(1);
        Argument string{Argument::String, m_text.mid(end + 2, size.toLongLong()), {}};
        m_at = end + 2 + string.text.size();
        return string;
    }

    Argument atom() { // BODY.PEEK[HEADER]<0.10> is one
        const qsizetype start = m_at;
        int depth = 0;
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth <= 0 && (c == ' ' || c == '(' || c == ')'))
                break;
        }
        return {Argument::Atom, m_text.mid(start, m_at - start), {}};
    }

    QByteArray m_text;
    qsizetype m_at = 0;
};

constexpr const char* kMonths[]{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

int monthOf(const QByteArray& word) {
    for (int i = 0; i < 12; ++i) {
        if (word == kMonths[i])
            return i + 1;
    }
    return 0;
}

} // namespace

QByteArray before(const QByteArray& text, char sign, qsizetype from) {
    const qsizetype at = text.indexOf(sign, from);
    return at < 0 ? text : text.first(at);
}

QList<Argument> parseArguments(const QByteArray& text) { return ArgumentParser(text).list(); }

QList<quint32> numbersIn(const QByteArray& set, const QList<quint32>& numbers) {
    QList<quint32> found;
    const quint32 star = numbers.isEmpty() ? 0 : numbers.constLast();
    const auto value = [star](const QByteArray& word) { return word == "*" ? star : word.toUInt(); };
    for (const QByteArray& piece : set.split(',')) {
        const qsizetype colon = piece.indexOf(':');
        quint32 first = value(before(piece, ':'));
        quint32 last = colon < 0 ? first : value(piece.mid(colon + 1));
        if (first > last)
            std::swap(first, last);
        for (auto it = std::lower_bound(numbers.begin(), numbers.end(), first); it != numbers.end() && *it <= last; ++it)
            found.append(*it);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

QByteArray setInOrder(const QList<quint32>& numbers) {
    QByteArrayList pieces;
    for (qsizetype i = 0; i < numbers.size();) {
        qsizetype end = i;
        while (end + 1 < numbers.size() && numbers[end + 1] == numbers[end] + 1)
            ++end;
        pieces.append(QByteArray::number(numbers[i]) + (end > i ? ':' + QByteArray::number(numbers[end]) : QByteArray()));
        i = end + 1;
    }
    return pieces.join(',');
}

QByteArray setOf(const QList<quint32>& ascending) { return setInOrder(ascending); }

QByteArray literalOf(const QByteArray& bytes) { return '{' + QByteArray::number(bytes.size()) + "}\r\n" + bytes; }

QByteArray stringOf(const QByteArray& bytes, bool orNil) {
    if (bytes.isEmpty() && orNil)
        return "NIL";
    const bool isPlain = std::all_of(bytes.begin(), bytes.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F;
    });
    if (!isPlain)
        return literalOf(bytes);
    QByteArray quoted = bytes;
    quoted.replace('\\', "\\\\").replace('"', "\\\"");
    return '"' + quoted + '"';
}

QByteArray dateTimeOf(const QDateTime& when) {
    const QDateTime utc = when.toUTC();
    return '"' + QByteArray::number(utc.date().day()).rightJustified(2, ' ') + '-' + kMonths[utc.date().month() - 1] + '-' +
           QByteArray::number(utc.date().year()) + ' ' + utc.time().toString(QStringLiteral("HH:mm:ss")).toLatin1() + " +0000\"";
}

QDateTime parseDateTime(const QByteArray& text) { // " 1-Mar-2026 08:00:00 +0100"
    const QByteArrayList words = text.trimmed().split(' ');
    if (words.size() != 3)
        return {};
    const QByteArrayList day = words[0].split('-');
    const int zone = words[2].toInt();
    const int offset = (zone / 100) * 3600 + (zone % 100) * 60;
    const QDate date(day.value(2).toInt(), monthOf(day.value(1)), day.value(0).toInt());
    return QDateTime(date, QTime::fromString(QString::fromLatin1(words[1]), QStringLiteral("HH:mm:ss")), Qt::UTC).addSecs(-offset);
}

QDate parseSearchDate(const QByteArray& text) {
    const QByteArrayList day = text.split('-');
    return {day.value(2).toInt(), monthOf(day.value(1)), day.value(0).toInt()};
}

} // namespace tributary::tests
