// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/IndexQueue.h"

#include <algorithm>

namespace tributary::store::detail {

void IndexQueue::run() {
    std::stable_sort(m_texts.begin(), m_texts.end(), [](const Text& a, const Text& b) { return a.message < b.message; });
    for (const Text& text : m_texts) {
        if (text.replaces) {
            if (m_tables.index.holds(text.message, text.prepared->packedText))
                continue;
            m_tables.index.remove(text.message);
        }
        m_tables.index.add(text.message, text.prepared->text, text.prepared->packedText);
    }
    std::stable_sort(m_copies.begin(), m_copies.end(), [](const Copy& a, const Copy& b) { return a.to < b.to; });
    for (const Copy& copy : m_copies) {
        if (copy.replaces)
            m_tables.index.remove(copy.to);
        m_tables.messages.setIndexed(copy.to, m_tables.index.copy(copy.from, copy.to));
    }
    m_texts.clear();
    m_copies.clear();
}

} // namespace tributary::store::detail
