// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <array>
#include <cstdint>
#include <vector>

namespace tributary::rules::detail {

/// Many substrings looked for in one pass over a text (Aho and Corasick 1975), linear in the text whatever they are.
class NeedleSet {
  public:
    struct Needle {
        QByteArray bytes; ///< not empty
        int number = 0;   ///< what is told when it is found
    };

    /// Those that have no room in limits::kNeedlePlaces are looked for one by one.
    explicit NeedleSet(const QList<Needle>& needles);

    /// Calls found(number) once for each needle that is in text.
    template <typename Found> void scan(QByteArrayView text, Found&& found) const {
        std::vector<bool> told(m_places.size());
        std::uint32_t at = 0;
        for (const char c : text) {
            at = m_next[at * m_classes + m_classOf[static_cast<unsigned char>(c)]];
            // its own, and those that are the ends of it; behind one that was told stand told ones only
            for (std::uint32_t p = m_places[at].number >= 0 ? at : m_places[at].shorter; p != 0 && !told[p]; p = m_places[p].shorter) {
                told[p] = true;
                for (int number = m_places[p].number; number >= 0; number = m_same[static_cast<std::size_t>(number)].next)
                    found(m_same[static_cast<std::size_t>(number)].number);
            }
        }
        for (const Needle& needle : m_others) {
            if (text.contains(needle.bytes))
                found(needle.number);
        }
    }

  private:
    struct Place {
        int number = -1;           ///< the first of m_same that ends here; -1: none
        std::uint32_t shorter = 0; ///< the next place where a needle ends that is an end of this one
    };
    struct Same {
        int number = 0;
        int next = -1; ///< of m_same
    };
    void addNeedle(const Needle& needle);
    void linkPlaces();

    std::array<std::uint16_t, 256> m_classOf{}; ///< 0: in no needle
    std::size_t m_classes = 1;
    std::vector<std::uint32_t> m_next; ///< by place and class
    std::vector<Place> m_places;       ///< 0: the start
    std::vector<Same> m_same;
    QList<Needle> m_others;
};

} // namespace tributary::rules::detail
