// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/Mbox.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace tributary::transfer {

using namespace Qt::Literals::StringLiterals;
using model::Flag;

namespace {

constexpr qsizetype kMaxPiece = 1 << 20; // of a line that does not end
constexpr qsizetype kMaxFromLine = 1000;
constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

template <typename Names> int indexIn(const Names& names, QByteArrayView word) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (word == QByteArrayView(names[i]))
            return static_cast<int>(i);
    }
    return -1;
}

/// Words i ... are "Mon Nov 2 10:00:00 [zone] 2026".
std::optional<QDateTime> timeAt(const QByteArrayList& words, qsizetype i) {
    if (i + 4 >= words.size() || indexIn(kDays, words[i]) < 0)
        return std::nullopt;
    const int month = indexIn(kMonths, words[i + 1]) + 1;
    const QByteArrayList clock = words[i + 3].split(':');
    if (month == 0 || clock.size() < 2 || clock.size() > 3)
        return std::nullopt;
    const QTime time(clock[0].toInt(), clock[1].toInt(), clock.size() == 3 ? std::min(clock[2].toInt(), 59) : 0);
    bool isYear = false;
    int year = words[i + 4].toInt(&isYear);
    int offset = 0;
    const auto offsetOf = [](const QByteArray& word) { // "+0900"
        const int value = word.toInt();
        return word.size() == 5 && (word[0] == '+' || word[0] == '-') ? (value / 100) * 3600 + (value % 100) * 60 : 0;
    };
    const bool isZoneFirst = !isYear || words[i + 4].size() != 4 || words[i + 4].startsWith('+') || words[i + 4].startsWith('-');
    if (isZoneFirst) { // "EST 2026", "+0900 2026"
        if (i + 5 >= words.size())
            return std::nullopt;
        offset = offsetOf(words[i + 4]);
        year = words[i + 5].toInt(&isYear);
    } else if (i + 5 < words.size()) { // "2026 +0900"
        offset = offsetOf(words[i + 5]);
    }
    const QDate date(year, month, words[i + 2].toInt());
    if (!isYear || year < 1000 || !date.isValid() || !time.isValid() || std::abs(offset) > 14 * 3600)
        return std::nullopt;
    return QDateTime(date, time, Qt::UTC).addSecs(-offset);
}

bool isFieldOf(QByteArrayView line, QByteArrayView name) {
    return line.size() > name.size() && line[name.size()] == ':' && qstrnicmp(line.data(), name.size(), name.data(), name.size()) == 0;
}

void addKeywords(model::Flags& flags, QByteArrayView value) {
    for (const QByteArray& word : value.toByteArray().simplified().split(' ')) {
        const QString stored = model::storableFlagWord(QString::fromLatin1(word));
        if (!stored.isEmpty() && flags.keywords.size() < 100)
            model::setFlagWord(flags, stored, true);
    }
}

/// mozilla/comm: nsMsgMessageFlags.
void addMozillaStatus(model::Flags& flags, QByteArrayView value) {
    const uint bits = value.toByteArray().trimmed().toUInt(nullptr, 16);
    for (const auto& [bit, flag] : {std::pair(0x1U, Flag::Seen), std::pair(0x2U, Flag::Answered), std::pair(0x4U, Flag::Flagged), std::pair(0x1000U, Flag::Forwarded)}) {
        if (bits & bit)
            flags.set(flag);
    }
}

} // namespace

void addStatus(model::Flags& flags, QByteArrayView letters) {
    for (const char c : letters) {
        switch (c) {
        case 'R': flags.set(Flag::Seen); break;
        case 'A': flags.set(Flag::Answered); break;
        case 'F': flags.set(Flag::Flagged); break;
        case 'T': flags.set(Flag::Draft); break;
        case 'D': flags.set(Flag::Deleted); break;
        default: break;
        }
    }
}

std::optional<qint64> parseFromLine(QByteArrayView line, bool isFirst) {
    if (!line.startsWith("From ") || line.size() > kMaxFromLine)
        return std::nullopt;
    const QByteArrayList words = line.sliced(5).toByteArray().simplified().split(' ');
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (const auto time = timeAt(words, i))
            return std::max<qint64>(time->toMSecsSinceEpoch(), 0);
    }
    return isFirst ? std::optional<qint64>(0) : std::nullopt;
}

void MboxReader::feed(QByteArrayView bytes) {
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const qsizetype upTo = end < 0 ? bytes.size() : end + 1;
        m_pending += bytes.first(upTo);
        bytes = bytes.sliced(upTo);
        if (end >= 0 || m_pending.size() >= kMaxPiece) {
            takeLine(m_pending, end >= 0);
            m_pending.resize(0);
        }
    }
}

void MboxReader::takeLine(QByteArrayView line, bool isWhole) {
    const bool isContinued = std::exchange(m_isInsideLine, !isWhole);
    if (std::exchange(m_isFirstLine, false)) {
        if (line.startsWith("\xEF\xBB\xBF"))
            line = line.sliced(3);
        m_isMbox = line.startsWith("From ");
    }
    if (!m_isMbox)
        return;
    if (!isContinued && line.startsWith("From ") && (m_isAfterEmpty || !m_isOpen)) {
        if (const auto date = parseFromLine(line, !m_isOpen)) {
            endMessage();
            m_isOpen = true;
            m_isAfterEmpty = false;
            m_dateMs = *date;
            return;
        }
    }
    qsizetype quotes = 0;
    while (!isContinued && quotes < line.size() && line[quotes] == '>')
        ++quotes;
    if (quotes > 0 && line.sliced(quotes).startsWith("From "))
        line = line.sliced(1);
    m_isAfterEmpty = !isContinued && (line == QByteArrayView("\n") || line == QByteArrayView("\r\n"));
    if (m_message.size() + line.size() > m_maxMessageBytes)
        m_isTooLong = true;
    if (!m_isTooLong)
        m_message += line;
}

/// What stands right behind From_ goes: it is this file's, not the message's. Elsewhere it is only read. begin: of the message.
void MboxReader::takeFlags(model::Flags& flags, qsizetype& begin) const {
    bool isOnTop = true;
    qsizetype at = 0;
    for (int lines = 0; at < m_message.size() && lines < 2000; ++lines) {
        const qsizetype end = m_message.indexOf('\n', at);
        const qsizetype next = end < 0 ? m_message.size() : end + 1;
        const QByteArrayView line = QByteArrayView(m_message).sliced(at, next - at);
        if (line.trimmed().isEmpty())
            break;
        const bool isStatus = isFieldOf(line, "Status"), isXStatus = isFieldOf(line, "X-Status"), isKeywords = isFieldOf(line, "X-Keywords");
        const QByteArrayView value = line.sliced(line.indexOf(':') + 1);
        // Each once: a second one is the message's own.
        const bool isOurs = isOnTop && ((isStatus && begin == 0) || ((isXStatus || isKeywords) && begin > 0 && lines < 3));
        if (isStatus || isXStatus)
            addStatus(flags, value);
        else if (isKeywords)
            addKeywords(flags, value);
        else if (isFieldOf(line, "X-Mozilla-Status"))
            addMozillaStatus(flags, value);
        isOnTop = isOurs;
        if (isOurs)
            begin = next;
        at = next;
    }
}

void MboxReader::endMessage() {
    if (m_isOpen && m_isTooLong)
        ++m_tooLong;
    if (m_isOpen && !m_isTooLong) {
        FileMessage message;
        message.dateMs = m_dateMs;
        qsizetype begin = 0;
        takeFlags(message.flags, begin);
        QByteArrayView bytes = QByteArrayView(m_message).sliced(begin);
        if (bytes.endsWith("\r\n\r\n") || bytes == QByteArrayView("\r\n")) // the empty line before the next From_
            bytes.chop(2);
        else if (bytes.endsWith("\n\n") || bytes == QByteArrayView("\n"))
            bytes.chop(1);
        message.bytes = withCrLf(bytes.toByteArray());
        if (!message.bytes.trimmed().isEmpty())
            m_take(std::move(message));
    }
    m_message = {};
    m_isTooLong = false;
}

void MboxReader::finish() {
    if (!m_pending.isEmpty())
        takeLine(m_pending, true);
    m_pending.clear();
    endMessage();
    m_isOpen = false;
}

} // namespace tributary::transfer
