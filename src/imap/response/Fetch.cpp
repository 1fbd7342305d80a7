// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Limits.h"
#include "imap/response/Parser.h"
#include "imap/wire/Lexer.h"

#include <algorithm>
#include <array>

namespace tributary::imap {

namespace {

constexpr qsizetype kLongestDate = 64;

/// "+hhmm" in seconds.
std::optional<int> parseZone(const QByteArray& zone) {
    const bool isZone = zone.size() == 5 && (zone[0] == '+' || zone[0] == '-') &&
                        std::all_of(zone.begin() + 1, zone.end(), [](char c) { return c >= '0' && c <= '9'; });
    const int minutes = isZone ? zone.mid(1, 2).toInt() * 60 + zone.mid(3, 2).toInt() : 0;
    if (!isZone || minutes > 14 * 60)
        return std::nullopt;
    return (zone[0] == '-' ? -60 : 60) * minutes;
}

/// date-time of RFC 9051 9: "17-Jul-1996 02:44:25 -0700", the day perhaps padded with a blank.
std::optional<QDateTime> parseInternalDate(const QByteArray& text) {
    if (text.size() > kLongestDate)
        return std::nullopt;
    static constexpr std::array<const char*, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    const QByteArray t = text.trimmed().toLower();
    const QByteArrayList fields = t.split(' ');
    if (fields.size() < 3)
        return std::nullopt;
    const QByteArrayList date = fields[0].split('-');
    const QByteArrayList time = fields[1].split(':');
    const std::optional<int> zone = parseZone(fields[2]);
    if (date.size() != 3 || time.size() != 3 || !zone)
        return std::nullopt;
    int month = 0;
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        if (date[1] == kMonths[i])
            month = static_cast<int>(i) + 1;
    }
    const QDate day(date[2].toInt(), month, date[0].toInt());
    const QTime clock(time[0].toInt(), time[1].toInt(), std::min(time[2].toInt(), 59));
    if (!day.isValid() || !clock.isValid())
        return std::nullopt;
    return QDateTime(day, clock, Qt::OffsetFromUTC, *zone);
}

/// BODY[section]<origin> and its like, behind the name.
Status parseSection(Lexer& lexer, FetchData& data) {
    BodySection section;
    if (!lexer.has(']'))
        return lexer.malformed("a section does not end");
    section.section = lexer.until(']').toUpper();
    if (lexer.skip('<')) {
        TRY(const quint64 origin, lexer.number());
        section.origin = static_cast<quint32>(origin);
        lexer.skip('>');
    }
    lexer.skipSpaces();
    TRY(auto bytes, lexer.nstring());
    section.nil = !bytes.has_value();
    section.bytes = std::move(bytes).value_or(QByteArray());
    data.sections.append(std::move(section));
    return {};
}

Status takeUid(Lexer& lexer, FetchData& data) {
    TRY(const quint64 uid, lexer.number());
    if (uid != 0) // RFC 9051 2.3.1.1: a UID is never 0
        data.uid = Uid(static_cast<quint32>(uid));
    return {};
}

Status takeFlags(Lexer& lexer, FetchData& data) {
    TRY(data.flags, lexer.wordList());
    return {};
}

Status takeSize(Lexer& lexer, FetchData& data) {
    TRY(const quint64 size, lexer.number(0x7FFFFFFFFFFFFFFFULL));
    data.size = static_cast<qint64>(size);
    return {};
}

Status takeInternalDate(Lexer& lexer, FetchData& data) {
    TRY(const QByteArray date, lexer.string());
    data.internalDate = parseInternalDate(date);
    return {};
}

Status takeModSeq(Lexer& lexer, FetchData& data) {
    if (!lexer.skip('('))
        return lexer.malformed("MODSEQ without a list");
    TRY(const quint64 modSeq, lexer.number(0x7FFFFFFFFFFFFFFFULL));
    data.modSeq = ModSeq(modSeq);
    lexer.skip(')');
    return {};
}

Status takeEnvelope(Lexer& lexer, FetchData& data) {
    TRY(data.envelope, parseEnvelope(lexer));
    return {};
}

/// BODY is BODYSTRUCTURE without extension data (RFC 9051 7.5.2).
Status takeStructure(Lexer& lexer, FetchData& data) {
    if (lexer.skipNil())
        return {};
    TRY(data.bodyStructure, parseBodyStructure(lexer));
    return {};
}

Status takeEmailId(Lexer& lexer, FetchData& data) {
    TRY(data.emailId, parseObjectId(lexer));
    return {};
}

Status takeThreadId(Lexer& lexer, FetchData& data) {
    TRY(data.threadId, parseObjectId(lexer));
    return {};
}

Status takeGmailMessageId(Lexer& lexer, FetchData& data) {
    TRY(const quint64 id, lexer.number(~quint64(0)));
    data.emailId = QByteArray::number(id);
    return {};
}

Status takeGmailThreadId(Lexer& lexer, FetchData& data) {
    TRY(const quint64 id, lexer.number(~quint64(0)));
    data.threadId = QByteArray::number(id);
    return {};
}

Status takeGmailLabels(Lexer& lexer, FetchData& data) {
    if (lexer.skipNil()) {
        data.gmailLabels.emplace();
        return {};
    }
    TRY(data.gmailLabels, lexer.byteList());
    return {};
}

Status parseItem(Lexer& lexer, FetchData& data) {
    const QByteArray name = lexer.upperWord();
    if (name.isEmpty())
        return lexer.malformed("FETCH item without a name");
    if ((name == "BODY" || name == "BINARY") && lexer.skip('['))
        return parseSection(lexer, data);
    if (lexer.skip('[')) { // BINARY.SIZE[1] and what else may come
        (void)lexer.until(']');
        lexer.skipSpaces();
        return lexer.skipValue();
    }
    lexer.skipSpaces();
    using Take = Status (*)(Lexer&, FetchData&);
    static constexpr std::pair<const char*, Take> kItems[]{
        {"UID", takeUid},           {"FLAGS", takeFlags},           {"RFC822.SIZE", takeSize},     {"INTERNALDATE", takeInternalDate},
        {"MODSEQ", takeModSeq},     {"ENVELOPE", takeEnvelope},     {"BODYSTRUCTURE", takeStructure}, {"BODY", takeStructure},
        {"EMAILID", takeEmailId},   {"THREADID", takeThreadId},     {"X-GM-MSGID", takeGmailMessageId},
        {"X-GM-THRID", takeGmailThreadId}, {"X-GM-LABELS", takeGmailLabels}};
    for (const auto& [item, take] : kItems) {
        if (name == item)
            return take(lexer, data);
    }
    return lexer.skipValue();
}

} // namespace

// RFC 9051 7.5.2
Result<FetchData> parseFetch(Lexer& lexer, SeqNum seq) {
    FetchData data;
    data.seq = seq;
    if (!lexer.skip('('))
        return lexer.malformed("FETCH without a list");
    for (int items = 0;; ++items) {
        lexer.skipSpaces();
        if (lexer.skip(')'))
            return data;
        if (lexer.atEnd())
            return lexer.malformed("FETCH does not end");
        if (items > limits::kWords)
            return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, QStringLiteral("too many FETCH items"));
        TRY_STATUS(parseItem(lexer, data));
    }
}

} // namespace tributary::imap
