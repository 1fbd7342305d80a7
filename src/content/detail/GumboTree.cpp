// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/GumboTree.h"

#include <QSet>

#include <chrono>
#include <csetjmp>
#include <cstdlib>
#include <utility>

namespace tributary::content::detail {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

/// Elements that their like, or the end of their parent, closes: unclosed ones do not nest. name has 16 letters at most.
bool closesItself(QByteArrayView name) {
    static const QSet<QByteArray> known{"p", "li", "td", "tr", "th", "dt", "dd", "option", "tbody", "thead", "tfoot", "br",
                                        "img", "hr", "meta", "link", "input", "col", "base", "area", "wbr", "param", "html",
                                        "head", "body", "source", "track", "embed"};
    char lower[16];
    for (qsizetype i = 0; i < name.size(); ++i) // 16 at most
        lower[i] = static_cast<char>(name[i] | 0x20);
    return known.contains(QByteArray::fromRawData(lower, name.size()));
}

bool isAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A cheap upper guess of how many elements will be open at once. Wrong guesses are caught by the other budgets.
int deepestNesting(QByteArrayView html) {
    int depth = 0, deepest = 0;
    for (qsizetype at = html.indexOf('<'); at >= 0 && at + 1 < html.size(); at = html.indexOf('<', at + 1)) {
        const bool closing = html[at + 1] == '/';
        const qsizetype begin = at + (closing ? 2 : 1);
        qsizetype end = begin;
        while (end < html.size() && end - begin < 16 && (isAsciiLetter(html[end]) || (html[end] >= '0' && html[end] <= '9')))
            ++end;
        if (end == begin || closesItself(html.sliced(begin, end - begin)))
            continue;
        depth = closing ? qMax(0, depth - 1) : depth + 1;
        deepest = qMax(deepest, depth);
    }
    return deepest;
}

} // namespace

/// Pieces are cut off large blocks one behind the other and given back all at once: a parse asks some ten times for every
/// element. Only the piece that was cut off last can be given back alone, and what is large has a block of its own.
struct GumboTree::Heap {
    static constexpr std::size_t kBlock = 64 * 1024; ///< small enough for the allocator to keep
    static constexpr std::size_t kLarge = 16 * 1024;

    struct alignas(std::max_align_t) Piece {
        std::size_t size; ///< with this; of a large one it says that it is one
        Piece* previous;  ///< of large ones
        Piece* next;
        bool isLarge;
    };
    struct alignas(std::max_align_t) Block {
        Block* next;
    };
    Block* blocks = nullptr;
    char* room = nullptr;
    std::size_t left = 0;
    Piece* large = nullptr;
    std::size_t used = 0;
    GumboBudget budget;
    qint64 allocations = 0;
    SteadyTime deadline;
    std::jmp_buf overBudget;

    ~Heap() {
        while (blocks != nullptr)
            std::free(std::exchange(blocks, blocks->next));
        while (large != nullptr)
            std::free(std::exchange(large, large->next));
    }

    [[nodiscard]] bool exceeded(std::size_t size) {
        used += size;
        ++allocations;
        if (used > budget.bytes || allocations > budget.allocations)
            return true;
        return allocations % 1024 == 0 && std::chrono::steady_clock::now() > deadline;
    }

    void* cut(std::size_t size) {
        if (size > left) {
            auto* block = static_cast<Block*>(std::malloc(sizeof(Block) + kBlock));
            if (block == nullptr)
                return nullptr;
            block->next = blocks;
            blocks = block;
            room = reinterpret_cast<char*>(block + 1);
            left = kBlock;
        }
        auto* piece = reinterpret_cast<Piece*>(room);
        *piece = {size, nullptr, nullptr, false};
        room += size;
        left -= size;
        return piece + 1;
    }

    void* own(std::size_t size) {
        auto* piece = static_cast<Piece*>(std::malloc(size));
        if (piece == nullptr)
            return nullptr;
        *piece = {size, nullptr, large, true};
        if (large != nullptr)
            large->previous = piece;
        large = piece;
        return piece + 1;
    }
};

GumboTree::GumboTree(QByteArray utf8) : m_source(std::move(utf8)), m_heap(std::make_unique<Heap>()) {}

GumboTree::~GumboTree() = default;

void* GumboTree::allocate(void* heap, std::size_t wanted) {
    auto* self = static_cast<Heap*>(heap);
    constexpr std::size_t kAlign = alignof(std::max_align_t);
    const std::size_t size = wanted > self->budget.bytes ? 0 : (wanted + sizeof(Heap::Piece) + kAlign - 1) / kAlign * kAlign;
    void* memory = nullptr;
    if (size != 0 && !self->exceeded(size))
        memory = size > Heap::kLarge ? self->own(size) : self->cut(size);
    // Gumbo does not look at what it gets. Only C frames without clean-up lie between here and run().
    if (memory == nullptr)
        std::longjmp(self->overBudget, 1); // NOLINT(cert-err52-cpp)
    return memory;
}

void GumboTree::release(void* heap, void* memory) {
    if (memory == nullptr)
        return;
    auto* self = static_cast<Heap*>(heap);
    Heap::Piece* piece = static_cast<Heap::Piece*>(memory) - 1;
    if (!piece->isLarge) {
        if (reinterpret_cast<char*>(piece) + piece->size == self->room) {
            self->room -= piece->size;
            self->left += piece->size;
            self->used -= piece->size;
        }
        return;
    }
    (piece->previous != nullptr ? piece->previous->next : self->large) = piece->next;
    if (piece->next != nullptr)
        piece->next->previous = piece->previous;
    self->used -= piece->size;
    std::free(piece);
}

bool GumboTree::run(const GumboBudget& budget) {
    m_heap->budget = budget;
    m_heap->deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(budget.milliseconds);
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &GumboTree::allocate;
    options.deallocator = &GumboTree::release;
    options.userdata = m_heap.get();
    options.max_errors = 0;
    if (setjmp(m_heap->overBudget) != 0) // NOLINT(cert-err52-cpp)
        return false;
    m_output = gumbo_parse_with_options(&options, m_source.constData(), static_cast<std::size_t>(m_source.size()));
    return m_output != nullptr && m_output->root != nullptr;
}

std::unique_ptr<GumboTree> GumboTree::parse(QByteArray utf8, const GumboBudget& budget) {
    if (deepestNesting(utf8) > budget.maxDepth)
        return nullptr;
    std::unique_ptr<GumboTree> tree(new GumboTree(std::move(utf8)));
    return tree->run(budget) ? std::move(tree) : nullptr;
}

} // namespace tributary::content::detail
