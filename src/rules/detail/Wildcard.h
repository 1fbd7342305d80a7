// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <array>
#include <cstdint>
#include <vector>

namespace tributary::rules::detail {

/// '*': any text, also none; '?': one character; the whole text must match. All places of the pattern are followed at once, a bit
/// each: text times pattern / 64, whatever either holds.
class Wildcard {
  public:
    Wildcard() = default;
    explicit Wildcard(const QByteArray& foldedPattern);

    [[nodiscard]] bool matches(QByteArrayView foldedText) const;

  private:
    using Bits = std::vector<std::uint64_t>;
    [[nodiscard]] const Bits& placesOf(char32_t c) const;

    std::size_t m_places = 0; ///< places 0 to m_places - 1 expect something; m_places: the end
    Bits m_stars;             ///< places that are '*'
    Bits m_any;               ///< places that are '?': of characters that the pattern does not name
    QHash<char32_t, Bits> m_named;
};

} // namespace tributary::rules::detail
