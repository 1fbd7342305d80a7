// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace tributary::ui {

/// Small items in order, a million of them at the price of their bytes: they lie in chunks of at most Most, so that what
/// comes between them or goes moves one chunk, and no growing copies them all. No two of them are equal. Before: a
/// stateless order, as for std::sort. A value of one thread.
template <typename T, typename Before, std::size_t Most = 512> class SortedChunks {
  public:
    using Items = std::vector<T>;

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] std::size_t chunks() const { return m_chunks.size(); }
    [[nodiscard]] const T& at(int index) const {
        const Chunk& chunk = m_chunks[chunkAt(index)];
        return chunk.items[static_cast<std::size_t>(index - chunk.first)];
    }
    /// The item that is equal to the key; null: there is none.
    [[nodiscard]] const T* find(const T& key) const;
    /// How many are before the key.
    [[nodiscard]] int placeOf(const T& key) const;
    /// Tells them one after the other, which is cheaper than at() for each.
    template <typename Take> void visit(int first, int last, Take&& take) const;

    void clear() { *this = {}; }
    /// In order; none of them is here.
    void insert(const Items& items);
    /// In order; those that are not here are passed over.
    void remove(const Items& items);
    /// With one that stands at the same place.
    void replace(int index, const T& item) {
        Chunk& chunk = m_chunks[chunkAt(index)];
        chunk.items[static_cast<std::size_t>(index - chunk.first)] = item;
    }

  private:
    struct Chunk {
        mutable int first = 0; ///< how many are before it; of the first m_counted chunks it is known
        Items items;           ///< never none
    };
    using Iterator = typename Items::const_iterator;

    static Chunk makeChunk(Iterator from, Iterator to);
    static Iterator placeIn(const Items& items, const T& key) { return std::lower_bound(items.begin(), items.end(), key, Before()); }
    [[nodiscard]] std::size_t chunkAt(int index) const;
    /// From that one on the first that does not end before the key; chunks(): there is none.
    [[nodiscard]] std::size_t chunkFor(const T& key, std::size_t from = 0) const;
    void count() const;
    void changed(std::size_t chunk) { m_counted = std::min(m_counted, chunk); }
    void put(std::size_t chunk, std::size_t place, Iterator from, Iterator to);
    void split(std::size_t chunk, std::size_t place, Iterator from, Iterator to);
    Iterator removeIn(Items& items, Iterator key, Iterator end);
    void tidy(std::size_t first, std::size_t next);

    std::vector<Chunk> m_chunks;
    mutable std::size_t m_counted = 0;
    int m_size = 0;
};

template <typename T, typename Before, std::size_t Most>
auto SortedChunks<T, Before, Most>::makeChunk(Iterator from, Iterator to) -> Chunk {
    Chunk chunk;
    chunk.items.reserve(Most); // once for all: growing would give room that is never used
    chunk.items.assign(from, to);
    return chunk;
}

/// Counted when it is asked for, and from the first change on: most changes are at the end, or are not followed by a question.
template <typename T, typename Before, std::size_t Most> void SortedChunks<T, Before, Most>::count() const {
    for (; m_counted < m_chunks.size(); ++m_counted) {
        const Chunk* before = m_counted > 0 ? &m_chunks[m_counted - 1] : nullptr;
        m_chunks[m_counted].first = before != nullptr ? before->first + static_cast<int>(before->items.size()) : 0;
    }
}

template <typename T, typename Before, std::size_t Most> std::size_t SortedChunks<T, Before, Most>::chunkAt(int index) const {
    count();
    const auto behind = std::upper_bound(m_chunks.begin(), m_chunks.end(), index, [](int i, const Chunk& chunk) { return i < chunk.first; });
    return static_cast<std::size_t>(std::distance(m_chunks.begin(), behind)) - 1;
}

template <typename T, typename Before, std::size_t Most> std::size_t SortedChunks<T, Before, Most>::chunkFor(const T& key, std::size_t from) const {
    const auto chunk = std::partition_point(m_chunks.begin() + static_cast<std::ptrdiff_t>(from), m_chunks.end(), [&](const Chunk& c) { return Before()(c.items.back(), key); });
    return static_cast<std::size_t>(std::distance(m_chunks.begin(), chunk));
}

template <typename T, typename Before, std::size_t Most> const T* SortedChunks<T, Before, Most>::find(const T& key) const {
    const std::size_t chunk = chunkFor(key);
    if (chunk == m_chunks.size())
        return nullptr;
    const T& item = *placeIn(m_chunks[chunk].items, key);
    return Before()(key, item) ? nullptr : &item;
}

template <typename T, typename Before, std::size_t Most> int SortedChunks<T, Before, Most>::placeOf(const T& key) const {
    const std::size_t chunk = chunkFor(key);
    if (chunk == m_chunks.size())
        return m_size;
    count();
    const Items& items = m_chunks[chunk].items;
    return m_chunks[chunk].first + static_cast<int>(std::distance(items.begin(), placeIn(items, key)));
}

template <typename T, typename Before, std::size_t Most>
template <typename Take>
void SortedChunks<T, Before, Most>::visit(int first, int last, Take&& take) const {
    if (first > last)
        return;
    std::size_t chunk = chunkAt(first);
    auto place = static_cast<std::size_t>(first - m_chunks[chunk].first);
    for (int left = last - first + 1; left > 0; ++chunk, place = 0) {
        const Items& items = m_chunks[chunk].items;
        for (; place < items.size() && left > 0; ++place, --left)
            take(items[place]);
    }
}

template <typename T, typename Before, std::size_t Most> void SortedChunks<T, Before, Most>::insert(const Items& items) {
    if (m_chunks.empty() && !items.empty())
        m_chunks.push_back(makeChunk(items.begin(), items.begin()));
    for (auto from = items.begin(); from != items.end();) {
        const std::size_t chunk = m_size > 0 ? chunkFor(*from) : m_chunks.size();
        if (chunk == m_chunks.size()) { // all that is left belongs behind the last one
            put(chunk - 1, m_chunks[chunk - 1].items.size(), from, items.end());
            break;
        }
        const auto next = placeIn(m_chunks[chunk].items, *from);
        const auto to = std::lower_bound(from, items.end(), *next, Before());
        put(chunk, static_cast<std::size_t>(std::distance(m_chunks[chunk].items.cbegin(), next)), from, to);
        from = to;
    }
    m_size += static_cast<int>(items.size());
}

/// Between two chunks they go to the one with more room: those that come one before the other fill chunks as well as those
/// that come one behind the other.
template <typename T, typename Before, std::size_t Most>
void SortedChunks<T, Before, Most>::put(std::size_t chunk, std::size_t place, Iterator from, Iterator to) {
    if (place == 0 && chunk > 0 && m_chunks[chunk - 1].items.size() < m_chunks[chunk].items.size()) {
        --chunk;
        place = m_chunks[chunk].items.size();
    }
    changed(chunk);
    Items& items = m_chunks[chunk].items;
    if (items.size() + static_cast<std::size_t>(std::distance(from, to)) > Most)
        return split(chunk, place, from, to);
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(place), from, to);
}

/// The chunk and what comes into it as several: full ones, and the rest on the side where more is likely to come; in the
/// middle all alike.
template <typename T, typename Before, std::size_t Most>
void SortedChunks<T, Before, Most>::split(std::size_t chunk, std::size_t place, Iterator from, Iterator to) {
    Items all = std::move(m_chunks[chunk].items);
    const bool atEnd = place == all.size(), atBegin = place == 0 && !atEnd;
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(place), from, to);
    const std::size_t parts = (all.size() + Most - 1) / Most;
    const std::size_t whole = atEnd || atBegin ? Most : (all.size() + parts - 1) / parts;
    std::size_t end = atBegin ? all.size() - (parts - 1) * whole : whole;
    std::vector<Chunk> fresh;
    for (std::size_t begin = 0; begin < all.size(); begin = std::exchange(end, end + whole))
        fresh.push_back(makeChunk(all.cbegin() + static_cast<std::ptrdiff_t>(begin),
                                  all.cbegin() + static_cast<std::ptrdiff_t>(std::min(end, all.size()))));
    m_chunks[chunk] = std::move(fresh.front());
    m_chunks.insert(m_chunks.begin() + static_cast<std::ptrdiff_t>(chunk) + 1, std::make_move_iterator(fresh.begin() + 1),
                    std::make_move_iterator(fresh.end()));
}

template <typename T, typename Before, std::size_t Most> void SortedChunks<T, Before, Most>::remove(const Items& items) {
    std::size_t first = m_chunks.size(), next = 0; // no key is in a chunk before the next
    for (auto key = items.begin(); key != items.end();) {
        const std::size_t chunk = chunkFor(*key, next);
        if (chunk == m_chunks.size())
            break;
        first = std::min(first, chunk);
        next = chunk + 1;
        key = removeIn(m_chunks[chunk].items, key, items.end());
    }
    if (next > 0)
        tidy(first, next);
}

/// Gives the first key behind all that was in the chunk.
template <typename T, typename Before, std::size_t Most>
auto SortedChunks<T, Before, Most>::removeIn(Items& items, Iterator key, Iterator end) -> Iterator {
    const T last = items.back();
    auto kept = items.begin() + std::distance(items.cbegin(), placeIn(items, *key));
    for (auto item = kept; item != items.end(); ++item) {
        while (key != end && Before()(*key, *item))
            ++key;
        if (key == end || Before()(*item, *key))
            *kept++ = *item;
    }
    m_size -= static_cast<int>(std::distance(kept, items.end()));
    items.erase(kept, items.end());
    while (key != end && !Before()(last, *key))
        ++key;
    return key;
}

/// Of the chunks from first to next and their neighbours, empty ones go, and small ones become one.
template <typename T, typename Before, std::size_t Most> void SortedChunks<T, Before, Most>::tidy(std::size_t first, std::size_t next) {
    if (m_size == 0)
        return clear();
    std::size_t kept = first > 0 ? first - 1 : 0;
    const std::size_t end = std::min(next + 1, m_chunks.size());
    changed(kept);
    for (std::size_t chunk = kept + 1; chunk < end; ++chunk) {
        Items &into = m_chunks[kept].items, &items = m_chunks[chunk].items;
        if (into.empty() || items.empty() || into.size() + items.size() <= Most / 2)
            into.insert(into.end(), items.begin(), items.end());
        else if (++kept != chunk)
            m_chunks[kept] = std::move(m_chunks[chunk]);
    }
    m_chunks.erase(m_chunks.begin() + static_cast<std::ptrdiff_t>(kept) + 1, m_chunks.begin() + static_cast<std::ptrdiff_t>(end));
}

} // namespace tributary::ui
