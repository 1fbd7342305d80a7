// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/GumboTree.h"

#include <chrono>
#include <csetjmp>
#include <cstdlib>

namespace tributary::content::detail {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

/// Elements that their like, or the end of their parent, closes: unclosed ones do not nest.
bool closesItself(QByteArrayView name) {
    for (const char* candidate : {"p", "li", "td", "tr", "th", "dt", "dd", "option", "tbody", "thead", "tfoot", "br",
                                  "img", "hr", "meta", "link", "input", "col", "base", "area", "wbr", "param", "html",
                                  "head", "body", "source", "track", "embed"}) {
        if (name.compare(candidate, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
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

struct GumboTree::Heap {
    struct alignas(std::max_align_t) Block {
        Block* previous;
        Block* next;
        std::size_t size;
    };
    Block* first = nullptr;
    std::size_t used = 0;
    GumboBudget budget;
    qint64 allocations = 0;
    SteadyTime deadline;
    std::jmp_buf overBudget;

    ~Heap() {
        while (first != nullptr) {
            Block* next = first->next;
            std::free(first);
            first = next;
        }
    }

    [[nodiscard]] bool exceeded(std::size_t size) {
        used += size + sizeof(Block);
        ++allocations;
        if (used > budget.bytes || allocations > budget.allocations)
            return true;
        return allocations % 1024 == 0 && std::chrono::steady_clock::now() > deadline;
    }
};

GumboTree::GumboTree(QByteArray utf8) : m_source(std::move(utf8)), m_heap(std::make_unique<Heap>()) {}

GumboTree::~GumboTree() = default;

void* GumboTree::allocate(void* heap, std::size_t size) {
    auto* self = static_cast<Heap*>(heap);
    Heap::Block* block =
        self->exceeded(size) ? nullptr : static_cast<Heap::Block*>(std::malloc(sizeof(Heap::Block) + size));
    // Gumbo does not look at what it gets. Only C frames without clean-up lie between here and run().
    if (block == nullptr)
        std::longjmp(self->overBudget, 1); // NOLINT(cert-err52-cpp)
    *block = {nullptr, self->first, size};
    if (self->first != nullptr)
        self->first->previous = block;
    self->first = block;
    return block + 1;
}

void GumboTree::release(void* heap, void* memory) {
    if (memory == nullptr)
        return;
    auto* self = static_cast<Heap*>(heap);
    Heap::Block* block = static_cast<Heap::Block*>(memory) - 1;
    if (block->previous != nullptr)
        block->previous->next = block->next;
    else
        self->first = block->next;
    if (block->next != nullptr)
        block->next->previous = block->previous;
    self->used -= block->size + sizeof(Heap::Block);
    std::free(block);
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
