// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Limits.h"
#include "mime/Message.h"
#include "mime/detail/Scan.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tributary::mime {

namespace {

using detail::isDigit;
using detail::isLetter;

constexpr std::array<const char*, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                              "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr int kMinYear = 1900, kMaxYear = 9999;
constexpr int kMaxZoneMinutes = 14 * 60; // what QDateTime and the planet know

/// RFC 5322 4.3 and the zones that mail programs write besides: minutes east of UTC. Military letters and what is not
/// known count as UTC, as the RFC wants it.
std::optional<int> namedZone(QByteArrayView word) {
    struct Zone {
        const char* name;
        int minutes;
    };
    static constexpr std::array kZones{
        Zone{"ut", 0},     Zone{"utc", 0},    Zone{"gmt", 0},    Zone{"z", 0},      Zone{"est", -300}, Zone{"edt", -240},
        Zone{"cst", -360}, Zone{"cdt", -300}, Zone{"mst", -420}, Zone{"mdt", -360}, Zone{"pst", -480}, Zone{"pdt", -420},
        Zone{"jst", 540},  Zone{"cet", 60},   Zone{"cest", 120}, Zone{"met", 60},   Zone{"mest", 120}, Zone{"bst", 60},
        Zone{"wet", 0},    Zone{"west", 60},  Zone{"eet", 120},  Zone{"eest", 180}, Zone{"msk", 180},  Zone{"kst", 540}};
    const auto it = std::find_if(kZones.begin(), kZones.end(),
                                 [&](const Zone& zone) { return detail::equalsIgnoringCase(word, zone.name); });
    return it == kZones.end() ? std::nullopt : std::optional(it->minutes);
}

/// The words of a date, whatever is between them: "Mon, 5-Nov-2026 09:08:07 +0900 (JST)".
class DateReader {
  public:
    explicit DateReader(QByteArrayView value) : m_value(value) {}

    QDateTime read() {
        while (m_at < m_value.size()) {
            const char c = m_value[m_at];
            if (c == '(')
                m_at = detail::commentEnd(m_value, m_at);
            else if (isDigit(c))
                number();
            else if (isLetter(c))
                word();
            else if ((c == '+' || c == '-') && m_haveTime && !m_haveZone)
                zone(c == '-' ? -1 : 1);
            else
                ++m_at;
        }
        return made();
    }

  private:
    /// Digits at m_at; 10 of them at most count, so that nothing overflows.
    qint64 digits(int& count) {
        qint64 value = 0;
        for (count = 0; m_at < m_value.size() && isDigit(m_value[m_at]); ++m_at, ++count)
            value = count < 10 ? value * 10 + (m_value[m_at] - '0') : value;
        return value;
    }

    bool timeFollows(char separator) const {
        return m_at + 1 < m_value.size() && m_value[m_at] == separator && isDigit(m_value[m_at + 1]);
    }

    void number() {
        int count = 0;
        const qint64 value = digits(count);
        // "09.08.07" is a time only behind the date: before it, it is "05.11.2026".
        const bool dots = timeFollows('.') && m_day > 0 && m_month > 0 && m_year >= 0;
        if (!m_haveTime && (timeFollows(':') || dots))
            return time(value, m_value[m_at]);
        if (m_year < 0 && count == 4 && m_day == 0 && m_at < m_value.size() && m_value[m_at] == '-')
            return setYear(value, count); // 2026-11-05
        if (m_year >= 0 && m_month == 0 && m_day == 0)
            m_month = value >= 1 && value <= 12 ? static_cast<int>(value) : 0;
        else if (m_day == 0 && count <= 2)
            m_day = static_cast<int>(value);
        else if (m_year < 0)
            setYear(value, count);
    }

    void setYear(qint64 value, int count) {
        if (count <= 2) // RFC 5322 4.3
            value += value < 50 ? 2000 : 1900;
        else if (count == 3)
            value += 1900;
        m_year = value > kMaxYear ? 0 : static_cast<int>(value);
    }

    void time(qint64 hour, char separator) {
        int count = 0;
        m_haveTime = true;
        ++m_at;
        const qint64 minute = digits(count);
        qint64 second = 0;
        if (timeFollows(separator)) {
            ++m_at;
            second = digits(count);
        }
        while (m_at < m_value.size() && (m_value[m_at] == '.' || isDigit(m_value[m_at])))
            ++m_at; // fractions
        const bool leap = second == 60; // RFC 5322 3.3 allows it, QTime does not
        m_time = hour < 24 && minute < 60 && second <= 60
                     ? QTime(static_cast<int>(hour), static_cast<int>(minute), leap ? 59 : static_cast<int>(second))
                     : QTime();
        m_badTime = !m_time.isValid();
    }

    void zone(int sign) {
        ++m_at;
        int count = 0;
        qint64 value = digits(count);
        if (count == 2) {
            int more = 0;
            const bool colon = timeFollows(':');
            m_at += colon ? 1 : 0;
            value = value * 100 + (colon ? digits(more) : 0);
        } else if (count != 4 && count != 3) { // "-600" is -06:00
            return;
        }
        const qint64 minutes = value / 100 * 60 + value % 100;
        m_zoneMinutes = minutes > kMaxZoneMinutes ? 0 : sign * static_cast<int>(minutes);
        m_haveZone = true;
    }

    void word() {
        const qsizetype from = m_at;
        while (m_at < m_value.size() && isLetter(m_value[m_at]))
            ++m_at;
        const QByteArrayView letters = m_value.sliced(from, m_at - from);
        if (m_haveTime && !m_haveZone) {
            if (const auto minutes = namedZone(letters)) {
                m_zoneMinutes = *minutes;
                // "GMT+0900": the number that follows at once is meant
                m_haveZone = m_at >= m_value.size() || (m_value[m_at] != '+' && m_value[m_at] != '-');
                return;
            }
            if (letters.size() == 2 && (letters[0] | 32) == 'p' && (letters[1] | 32) == 'm' && m_time.hour() < 12)
                m_time = m_time.addSecs(12 * 3600);
        }
        for (std::size_t i = 0; i < kMonths.size() && m_month == 0 && letters.size() >= 3; ++i) {
            if (detail::equalsIgnoringCase(letters.first(3), kMonths[i]))
                m_month = static_cast<int>(i) + 1;
        }
    }

    QDateTime made() const {
        const QDate date(m_year, m_month, m_day);
        if (!date.isValid() || m_badTime || m_year < kMinYear)
            return {};
        return {date, m_haveTime ? m_time : QTime(0, 0), Qt::OffsetFromUTC, m_zoneMinutes * 60};
    }

    QByteArrayView m_value;
    qsizetype m_at = 0;
    int m_day = 0, m_month = 0, m_year = -1;
    QTime m_time;
    bool m_haveTime = false, m_badTime = false, m_haveZone = false;
    int m_zoneMinutes = 0;
};

} // namespace

QDateTime parseDate(QByteArrayView value) {
    return DateReader(value.first(std::min(value.size(), limits::kDate))).read();
}

} // namespace tributary::mime
