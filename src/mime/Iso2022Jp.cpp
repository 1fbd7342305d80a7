// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/Iso2022Jp.h"

namespace tributary::mime::detail {

namespace {

enum class Set {
    Roman, Kana, Kanji,
    Unknown, ///< two bytes a character, none of which windows-31j has
    Foreign,
};

constexpr char kEscape = '\x1b', kShiftOut = '\x0e', kShiftIn = '\x0f';
constexpr char kNoCharacter[] = "\xfc\xfc"; // stands for nothing in windows-31j: U+FFFD

bool isKanjiByte(char c) { return c >= 0x21 && c <= 0x7e; }

/// Behind ESC $ (: JIS X 0208, and JIS X 0213 (ISO-2022-JP-3, -2004), whose first plane (O, Q) is the same and more; of its second (P)
/// there is nothing in any table here.
bool isJapanese(char set) { return set == '@' || set == 'B' || set == 'O' || set == 'P' || set == 'Q'; }

class JisReader {
  public:
    explicit JisReader(QByteArrayView bytes) : m_bytes(bytes) { m_out.reserve(bytes.size()); }

    std::optional<QByteArray> read() {
        while (m_at < m_bytes.size() && m_set != Set::Foreign) {
            const char c = m_bytes[m_at];
            if (c == kEscape)
                escape();
            else if (c == kShiftOut || c == kShiftIn)
                shift(c == kShiftOut);
            else
                character(c);
        }
        return m_set == Set::Foreign ? std::nullopt : std::optional(std::move(m_out));
    }

  private:
    char byteAt(qsizetype ahead) const { return m_at + ahead < m_bytes.size() ? m_bytes[m_at + ahead] : '\0'; }

    void escape() {
        const char kind = byteAt(1), set = byteAt(2);
        if (kind == '(' && (set == 'B' || set == 'J' || set == 'H'))
            return take(3, Set::Roman); // windows reads JIS Roman as ASCII; H is a mistake of old mailers
        if (kind == '(' && set == 'I')
            return take(3, Set::Kana);
        if (kind == '$' && (set == '@' || set == 'B'))
            return take(3, Set::Kanji);
        if (kind == '$' && set == '(' && isJapanese(byteAt(3)))
            return take(4, byteAt(3) == 'P' ? Set::Unknown : Set::Kanji);
        if (kind == '&' && set == '@') // announces the revision of 1990
            return take(3, m_set);
        if ((kind == '$' && (set == '(' || set == 'A')) || kind == '.' || kind == 'N')
            m_set = Set::Foreign;
        m_out.append(m_bytes[m_at++]);
    }

    void take(qsizetype size, Set set) {
        m_at += size;
        m_set = set;
    }

    void shift(bool out) {
        ++m_at;
        m_shifted = out;
    }

    void character(char c) {
        const bool newline = c == '\n' || c == '\r';
        if (newline) {
            m_set = Set::Roman;
            m_shifted = false;
        }
        const bool graphic = c > 0x20 && c < 0x7f;
        if (graphic && m_set == Set::Kanji && !m_shifted)
            return kanji(c);
        if (graphic && m_set == Set::Unknown)
            return unknown();
        const bool kana = graphic && c < 0x60 && (m_shifted || m_set == Set::Kana);
        m_out.append(kana ? static_cast<char>(c | '\x80') : c);
        ++m_at;
    }

    void unknown() {
        m_out.append(kNoCharacter);
        m_at += isKanjiByte(byteAt(1)) ? 2 : 1;
    }

    /// JIS X 0208 row and column to the two bytes of Shift_JIS.
    void kanji(char first) {
        const char second = byteAt(1);
        if (!isKanjiByte(second)) { // half a character
            m_out.append(kNoCharacter);
            ++m_at;
            return;
        }
        int lead = ((first - 0x21) >> 1) + 0x81;
        lead += lead > 0x9f ? 0x40 : 0;
        const bool oddRow = (first & 1) != 0;
        int trail = oddRow ? second + 0x1f : second + 0x7e;
        trail += oddRow && trail >= 0x7f ? 1 : 0;
        m_out.append(static_cast<char>(lead));
        m_out.append(static_cast<char>(trail));
        m_at += 2;
    }

    QByteArrayView m_bytes;
    QByteArray m_out;
    qsizetype m_at = 0;
    Set m_set = Set::Roman;
    bool m_shifted = false; ///< between SO and SI
};

} // namespace

std::optional<QByteArray> shiftJisOfIso2022Jp(QByteArrayView bytes) { return JisReader(bytes).read(); }

} // namespace tributary::mime::detail
