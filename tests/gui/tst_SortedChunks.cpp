// SPDX-License-Identifier: GPL-3.0-or-later
// Items in order, in chunks: the same as one sorted vector, whatever comes and goes, and hardly more than their bytes.
#include "ui/models/SortedChunks.h"

#include <gtest/gtest.h>

#include <QtGlobal>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

namespace tributary::ui::tst_SortedChunks {
namespace {

struct Item {
    qint64 key = 0;
    int value = 0;
    bool operator==(const Item&) const = default;
};
struct ByKey {
    bool operator()(const Item& a, const Item& b) const { return a.key < b.key; }
};
constexpr std::size_t kMost = 8; // small: much is split and joined
using Chunks = SortedChunks<Item, ByKey, kMost>;

std::vector<Item> allOf(const Chunks& chunks) {
    std::vector<Item> items;
    chunks.visit(0, chunks.size() - 1, [&](const Item& item) { items.push_back(item); });
    return items;
}

std::vector<Item> itemsOf(const std::vector<qint64>& keys) {
    std::vector<Item> items;
    for (const qint64 key : keys)
        items.push_back({key, static_cast<int>(key % 7)});
    return items;
}

TEST(SortedChunks, anEmptyOneAnswersEveryQuestion) {
    Chunks chunks;
    EXPECT_EQ(chunks.size(), 0);
    EXPECT_EQ(chunks.find({1}), nullptr);
    EXPECT_EQ(chunks.placeOf({1}), 0);
    EXPECT_TRUE(allOf(chunks).empty());
    chunks.insert({});
    chunks.remove(itemsOf({1, 2}));
    EXPECT_EQ(chunks.size(), 0);
    chunks.insert(itemsOf({3}));
    chunks.remove(itemsOf({3}));
    EXPECT_EQ(chunks.chunks(), 0U);
    chunks.insert(itemsOf({5, 9}));
    EXPECT_EQ(chunks.at(1).key, 9);
    EXPECT_EQ(chunks.placeOf({6}), 1);
    EXPECT_EQ(chunks.placeOf({10}), 2);
}

/// A plain sorted vector that is told the same.
class Plain {
  public:
    explicit Plain(unsigned seed) : m_random(seed) {}
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }

    std::vector<Item> fresh() {
        std::vector<Item> items;
        // Keys far apart, and runs of neighbours: both a page and single mails.
        const qint64 base = qint64(upTo(1'000'000)) * (upTo(3) == 0 ? 1'000'000'007LL : 1);
        const int step = 1 + upTo(3) * upTo(100'000);
        for (int i = 0, count = upTo(30); i <= count; ++i)
            items.push_back({base + qint64(i) * step, upTo(1000)});
        std::erase_if(items, [&](const Item& item) { return std::binary_search(all.begin(), all.end(), item, ByKey()); });
        return items;
    }
    std::vector<Item> some() {
        std::vector<Item> items;
        if (all.empty() || upTo(4) == 0)
            return {{upTo(1'000'000), 0}}; // most likely none
        if (upTo(1) == 0) { // neighbours
            const int first = upTo(static_cast<int>(all.size()) - 1);
            const int last = std::min(static_cast<int>(all.size()) - 1, first + upTo(60));
            items.assign(all.begin() + first, all.begin() + last + 1);
        } else {
            std::sample(all.begin(), all.end(), std::back_inserter(items), upTo(20), m_random);
        }
        return items;
    }
    void insert(const std::vector<Item>& items) {
        all.insert(all.end(), items.begin(), items.end());
        std::sort(all.begin(), all.end(), ByKey());
    }
    void remove(const std::vector<Item>& items) {
        std::erase_if(all, [&](const Item& item) { return std::binary_search(items.begin(), items.end(), item, ByKey()); });
    }
    std::vector<Item> all;

  private:
    std::mt19937 m_random;
};

void expectAnswers(const Chunks& chunks, Plain& plain) {
    const int size = static_cast<int>(plain.all.size());
    ASSERT_EQ(chunks.size(), size);
    for (int i = 0; i < 5 && size > 0; ++i) {
        const int index = plain.upTo(size - 1);
        const Item& item = plain.all[static_cast<std::size_t>(index)];
        ASSERT_EQ(chunks.at(index), item);
        ASSERT_EQ(chunks.placeOf(item), index);
        ASSERT_NE(chunks.find(item), nullptr);
        ASSERT_EQ(*chunks.find(item), item);
        const Item other{item.key + plain.upTo(2) - 1, 0};
        const auto place = std::lower_bound(plain.all.begin(), plain.all.end(), other, ByKey());
        ASSERT_EQ(chunks.placeOf(other), std::distance(plain.all.begin(), place));
        ASSERT_EQ(chunks.find(other) != nullptr, place != plain.all.end() && place->key == other.key);
    }
}

TEST(SortedChunks, holdWhatASortedVectorHoldsWhateverComesAndGoes) {
    for (unsigned seed = 1; seed <= 8; ++seed) {
        Plain plain(seed);
        Chunks chunks;
        for (int step = 0; step < 400; ++step) {
            if (plain.upTo(99) < (step < 200 ? 60 : 40)) {
                const std::vector<Item> items = plain.fresh();
                chunks.insert(items);
                plain.insert(items);
            } else {
                const std::vector<Item> items = plain.some();
                chunks.remove(items);
                plain.remove(items);
            }
            if (!plain.all.empty()) {
                const int index = plain.upTo(static_cast<int>(plain.all.size()) - 1);
                Item& item = plain.all[static_cast<std::size_t>(index)];
                item.value = step;
                chunks.replace(index, item);
            }
            ASSERT_NO_FATAL_FAILURE(expectAnswers(chunks, plain)) << "seed " << seed << " step " << step;
            ASSERT_EQ(allOf(chunks), plain.all) << "seed " << seed << " step " << step;
            ASSERT_LE(chunks.chunks(), 2 + 8 * plain.all.size() / kMost) << "seed " << seed << " step " << step;
        }
        const int first = chunks.size() / 3, end = chunks.size() / 2;
        std::vector<Item> middle;
        chunks.visit(first, end - 1, [&](const Item& item) { middle.push_back(item); });
        EXPECT_TRUE(std::equal(middle.begin(), middle.end(), plain.all.begin() + first, plain.all.begin() + end));
        chunks.remove(plain.all);
        EXPECT_EQ(chunks.size(), 0);
        EXPECT_EQ(chunks.chunks(), 0U);
    }
}

/// How many chunks a thousand pages of 400 take that come in this order.
std::size_t chunksOf(const std::vector<int>& order) {
    SortedChunks<Item, ByKey> chunks;
    for (const int page : order) {
        std::vector<Item> items;
        for (int i = 0; i < 400; ++i)
            items.push_back({qint64(page) * 400 + i, 0});
        chunks.insert(items);
    }
    EXPECT_EQ(chunks.size(), 400 * static_cast<int>(order.size()));
    for (int i = 0; i < chunks.size(); i += 399)
        EXPECT_EQ(chunks.at(i).key, i);
    return chunks.chunks();
}

TEST(SortedChunks, pagesInOrderFillTheChunksFromEitherSideAndInTheMiddle) { // S23
    constexpr std::size_t kLeast = 400 * 1000 / 512 + 1;
    std::vector<int> order(1000);
    std::iota(order.begin(), order.end(), 0);
    EXPECT_EQ(chunksOf(order), kLeast);
    std::reverse(order.begin(), order.end());
    EXPECT_LE(chunksOf(order), kLeast + 1);
    std::vector<int> outwards, inwards; // two mailboxes: one's ids are all below the other's
    for (int i = 0; i < 500; ++i) {
        outwards.insert(outwards.end(), {500 + i, 499 - i});
        inwards.insert(inwards.end(), {i, 999 - i});
    }
    EXPECT_LE(chunksOf(outwards), kLeast + 1);
    EXPECT_LE(chunksOf(inwards), kLeast * 4 / 3);
    std::shuffle(order.begin(), order.end(), std::mt19937(1)); // NOLINT: the same each time
    EXPECT_LE(chunksOf(order), kLeast * 4 / 3);
}

TEST(SortedChunks, whatIsThinnedOutIsPackedAgain) {
    SortedChunks<Item, ByKey> chunks;
    std::vector<Item> all, most;
    for (int i = 0; i < 100'000; ++i)
        all.push_back({i, 0});
    chunks.insert(all);
    std::copy_if(all.begin(), all.end(), std::back_inserter(most), [](const Item& item) { return item.key % 100 != 0; });
    for (std::size_t i = most.size(); i-- > 0;) // from below, one at a time
        chunks.remove({most[i]});
    EXPECT_EQ(chunks.size(), 1000);
    EXPECT_EQ(chunks.at(999).key, 99'900);
    EXPECT_LE(chunks.chunks(), 8U);
}

} // namespace
} // namespace tributary::ui::tst_SortedChunks
