// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/Scan.h"

#include <algorithm>
#include <array>

namespace tributary::mime {

namespace {

constexpr std::array<const char*, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

/// RFC 5322 4.3 and the zones that mail programs write besides; hours from UTC in minutes.
std::optional<int> namedZone(const QByteArray& word) {
    struct Zone {
        const char* name;
        int minutes;
    };
    static constexpr std::array kZones{
        Zone{"ut", 0},     Zone{"utc", 0},    Zone{"gmt", 0},    Zone{"z", 0},      Zone{"est", -300}, Zone{"edt", -240},
        Zone{"cst", -360}, Zone{"cdt", -300}, Zone{"mst", -420}, Zone{"mdt", -360}, Zone{"pst", -480}, Zone{"pdt", -420},
        Zone{"jst", 540},  Zone{"cet", 60},   Zone{"cest", 120}, Zone{"met", 60},   Zone{"mest", 120}, Zone{"bst", 60},
        Zone{"wet", 0},    Zone{"west", 60},  Zone{"eet", 120},  Zone{"eest", 180}, Zone{"msk", 180},  Zone{"kst", 540}};
    for (const Zone& zone : kZones) {
        if (word == zone.name)
            return zone.minutes;
    }
    return std::nullopt;
}

struct Fields {
    int day = 0, month = 0, year = -1, hour = 0, minute = 0, second = 0;
    int zoneMinutes = 0;
    bool haveTime = false;
};

void takeTime(const QByteArray& word, Fields& fields) {
    const char separator = word.contains(':') ? ':' : '.';
    const QList<QByteArray> parts = word.split(separator);
    fields.hour = parts.value(0).toInt();
    fields.minute = parts.value(1).toInt();
    fields.second = std::min(parts.value(2).left(2).toInt(), 59); // leap seconds
    fields.haveTime = true;
}

void takeNumber(const QByteArray& word, Fields& fields) {
    const int number = word.toInt();
    if (fields.day == 0 && word.size() <= 2 && number >= 1 && number <= 31) {
        fields.day = number;
    } else if (fields.year < 0) {
        fields.year = number;
        if (word.size() <= 2) // RFC 5322 4.3
            fields.year += number < 50 ? 2000 : 1900;
        else if (word.size() == 3)
            fields.year += 1900;
    }
}

void takeWord(const QByteArray& word, Fields& fields) {
    const QByteArray lower = word.toLower();
    if ((word[0] == '+' || word[0] == '-') && word.size() >= 4) {
        QByteArray digits = word.mid(1);
        digits.replace(':', "");
        const int value = digits.left(4).toInt();
        const int minutes = value / 100 * 60 + value % 100;
        fields.zoneMinutes = (word[0] == '-' ? -1 : 1) * (minutes > 14 * 60 ? 0 : minutes);
    } else if (detail::isDigit(word[0]) && (word.contains(':') || (word.count('.') >= 1 && fields.year >= 0))) {
        takeTime(word, fields);
    } else if (detail::isDigit(word[0]) && word.contains('-')) { // 5-Nov-2026
        for (const QByteArray& piece : word.split('-')) {
            if (!piece.isEmpty())
                takeWord(piece, fields);
        }
    } else if (detail::isDigit(word[0])) {
        takeNumber(word, fields);
    } else {
        for (std::size_t i = 0; i < kMonths.size() && fields.month == 0; ++i) {
            if (lower.startsWith(kMonths[i]))
                fields.month = static_cast<int>(i) + 1;
        }
        if (const auto zone = namedZone(lower); zone && fields.haveTime)
            fields.zoneMinutes = *zone;
    }
}

} // namespace

QDateTime parseDate(QByteArrayView value) {
    constexpr qsizetype kMaxDate = 512;
    const QByteArray bare = value.contains('(') ? detail::withoutComments(value.first(std::min(value.size(), kMaxDate)))
                                                : value.first(std::min(value.size(), kMaxDate)).toByteArray();
    Fields fields;
    for (QByteArray word : QByteArray(bare).replace(',', ' ').replace('\t', ' ').split(' ')) {
        word = word.trimmed();
        if (!word.isEmpty())
            takeWord(word, fields);
    }
    const QDate date(fields.year, fields.month, fields.day);
    const QTime time(fields.hour, fields.minute, fields.second);
    if (fields.year < 0 || !date.isValid() || !time.isValid())
        return {};
    return {date, time, Qt::OffsetFromUTC, fields.zoneMinutes * 60};
}

} // namespace tributary::mime
