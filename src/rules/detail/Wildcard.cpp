// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/detail/Wildcard.h"

#include <QString>

#include <algorithm>

namespace tributary::rules::detail {
namespace {

void setPlace(std::vector<std::uint64_t>& bits, std::size_t place) { bits[place / 64] |= std::uint64_t(1) << (place % 64); }

/// The next character of valid UTF-8.
char32_t nextCharacter(QByteArrayView text, qsizetype& at) {
    const auto byte = [&](qsizetype i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const unsigned first = byte(at);
    const int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    char32_t c = more == 0 ? first : first & (0x3FU >> more);
    for (int i = 1; i <= more; ++i)
        c = (c << 6) | (byte(at + i) & 0x3FU);
    at += 1 + more;
    return c;
}

/// A star waits, and lets the place behind it go on, too; two never stand side by side.
void passStars(std::vector<std::uint64_t>& places, const std::vector<std::uint64_t>& stars) {
    std::uint64_t carry = 0;
    for (std::size_t w = 0; w < places.size(); ++w) {
        const std::uint64_t waiting = places[w] & stars[w];
        places[w] |= (waiting << 1) | carry;
        carry = waiting >> 63;
    }
}

} // namespace

Wildcard::Wildcard(const QByteArray& foldedPattern) {
    std::vector<char32_t> pattern;
    for (const char32_t c : QString::fromUtf8(foldedPattern).toUcs4()) {
        if (c != U'*' || pattern.empty() || pattern.back() != U'*')
            pattern.push_back(c);
    }
    m_places = pattern.size();
    const std::size_t words = m_places / 64 + 1;
    m_stars.assign(words, 0);
    m_any.assign(words, 0);
    for (std::size_t i = 0; i < m_places; ++i) {
        if (pattern[i] == U'*')
            setPlace(m_stars, i);
        else if (pattern[i] == U'?')
            setPlace(m_any, i);
    }
    for (std::size_t i = 0; i < m_places; ++i) {
        if (pattern[i] != U'*' && pattern[i] != U'?') {
            auto found = m_named.find(pattern[i]);
            if (found == m_named.end())
                found = m_named.insert(pattern[i], m_any);
            setPlace(*found, i);
        }
    }
}

const Wildcard::Bits& Wildcard::placesOf(char32_t c) const {
    const auto found = m_named.constFind(c);
    return found == m_named.constEnd() ? m_any : *found;
}

bool Wildcard::matches(QByteArrayView foldedText) const {
    Bits places(m_stars.size(), 0);
    if (places.empty())
        return foldedText.isEmpty();
    places[0] = 1;
    passStars(places, m_stars);
    for (qsizetype at = 0; at < foldedText.size();) {
        const Bits& expects = placesOf(nextCharacter(foldedText, at));
        std::uint64_t carry = 0, some = 0;
        for (std::size_t w = 0; w < places.size(); ++w) {
            const std::uint64_t going = places[w] & expects[w];
            const std::uint64_t waiting = places[w] & m_stars[w];
            places[w] = (going << 1) | carry | waiting;
            carry = going >> 63;
            some |= places[w];
        }
        if (some == 0)
            return false;
        passStars(places, m_stars);
    }
    return (places[m_places / 64] >> (m_places % 64) & 1U) != 0;
}

} // namespace tributary::rules::detail
