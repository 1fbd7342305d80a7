// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace tributary::ui {

namespace packed {

// A million rows are a million times these bits: ids of a database up to 10^12, dates of the years -15,800 to 19,800 (what
// is beyond stands at the end), 16 million mailboxes, twice as many flags as there are.
inline constexpr int kIdBits = 40, kPlaceBits = 24, kDateBits = 50, kFlagBits = 14;
inline constexpr qint64 kDateZero = qint64(1) << (kDateBits - 1);

constexpr quint64 low(quint64 value, int bits) { return value & ((quint64(1) << bits) - 1); }
constexpr quint64 date(qint64 ms) { return static_cast<quint64>(std::clamp(ms, -kDateZero, kDateZero - 1) + kDateZero); }
constexpr qint64 ms(quint64 date) { return static_cast<qint64>(date) - kDateZero; }

} // namespace packed

/// What a list keeps of a message: 16 bytes.
class PackedRow {
  public:
    PackedRow() = default;
    PackedRow(qint64 id, qint64 dateMs, quint32 flagBits = 0, quint32 place = 0)
        : m_idPlace(packed::low(static_cast<quint64>(id), packed::kIdBits) << packed::kPlaceBits | packed::low(place, packed::kPlaceBits)),
          m_dateFlags(packed::date(dateMs) << packed::kFlagBits | packed::low(flagBits, packed::kFlagBits)) {}

    [[nodiscard]] qint64 id() const { return static_cast<qint64>(m_idPlace >> packed::kPlaceBits); }
    [[nodiscard]] quint32 place() const { return static_cast<quint32>(packed::low(m_idPlace, packed::kPlaceBits)); }
    [[nodiscard]] qint64 dateMs() const { return packed::ms(m_dateFlags >> packed::kFlagBits); }
    [[nodiscard]] quint32 flagBits() const { return static_cast<quint32>(packed::low(m_dateFlags, packed::kFlagBits)); }

  private:
    quint64 m_idPlace = 0, m_dateFlags = 0;
};

/// An id and its date: 12 bytes.
class PackedDate {
  public:
    PackedDate() = default;
    PackedDate(qint64 id, qint64 dateMs) {
        const quint64 date = packed::date(dateMs);
        m_words[0] = static_cast<quint32>(id);
        m_words[1] = static_cast<quint32>(static_cast<quint64>(id) >> 32 & 0xff) | static_cast<quint32>(date << 8);
        m_words[2] = static_cast<quint32>(date >> 24);
    }
    [[nodiscard]] qint64 id() const { return static_cast<qint64>(quint64(m_words[1] & 0xff) << 32 | m_words[0]); }
    [[nodiscard]] qint64 dateMs() const { return packed::ms(quint64(m_words[2]) << 24 | m_words[1] >> 8); }

  private:
    quint32 m_words[3] = {};
};

static_assert(sizeof(PackedRow) == 16 && sizeof(PackedDate) == 12);

} // namespace tributary::ui
