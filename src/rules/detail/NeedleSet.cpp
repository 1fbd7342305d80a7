// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/detail/NeedleSet.h"

#include "rules/Limits.h"

namespace tributary::rules::detail {

NeedleSet::NeedleSet(const QList<Needle>& needles) {
    for (const Needle& needle : needles) {
        for (const char c : needle.bytes) {
            std::uint16_t& number = m_classOf[static_cast<unsigned char>(c)];
            if (number == 0)
                number = static_cast<std::uint16_t>(m_classes++);
        }
    }
    m_places.emplace_back();
    m_next.assign(m_classes, 0);
    for (const Needle& needle : needles) {
        if (m_places.size() + static_cast<std::size_t>(needle.bytes.size()) > limits::kNeedlePlaces)
            m_others.append(needle);
        else
            addNeedle(needle);
    }
    linkPlaces();
}

void NeedleSet::addNeedle(const Needle& needle) {
    std::size_t at = 0;
    for (const char c : needle.bytes) {
        const std::size_t way = at * m_classes + m_classOf[static_cast<unsigned char>(c)];
        if (m_next[way] == 0) {
            m_next[way] = static_cast<std::uint32_t>(m_places.size());
            m_places.emplace_back();
            m_next.resize(m_next.size() + m_classes, 0);
        }
        at = m_next[way];
    }
    m_same.push_back({needle.number, m_places[at].number});
    m_places[at].number = static_cast<int>(m_same.size()) - 1;
}

void NeedleSet::linkPlaces() {
    std::vector<std::uint32_t> order{0}, suffix(m_places.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::uint32_t place = order[i];
        for (std::size_t c = 0; c < m_classes; ++c) {
            std::uint32_t& way = m_next[place * m_classes + c];
            const std::uint32_t without = place == 0 ? 0 : m_next[suffix[place] * m_classes + c];
            if (way == 0) {
                way = without;
                continue;
            }
            suffix[way] = without;
            m_places[way].shorter = m_places[without].number >= 0 ? without : m_places[without].shorter;
            order.push_back(way);
        }
    }
}

} // namespace tributary::rules::detail
