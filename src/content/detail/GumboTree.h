// SPDX-License-Identifier: GPL-3.0-or-later
// Gumbo with bounds. The library has none: open elements make it quadratic, unclosed formatting elements make trees far
// larger than their source, and its own destructor recurses. Here every byte it takes is counted, going over the
// budget ends the parse, and the memory is given back without a walk of the tree.
#pragma once

#include <QByteArray>

#include <gumbo.h>

#include <cstddef>
#include <memory>

namespace tributary::content::detail {

struct GumboBudget {
    std::size_t bytes = 192U * 1024 * 1024;
    int maxDepth = 2000;             ///< open elements, as counted from the tags
    qint64 allocations = 12'000'000; ///< bounds the time as well
    int milliseconds = 2000;         ///< the last resort
};

/// A parsed document; holds the source, which the nodes point into.
class GumboTree {
public:
    /// Nullptr when the budget does not do.
    static std::unique_ptr<GumboTree> parse(QByteArray utf8, const GumboBudget& budget = {});
    ~GumboTree();
    GumboTree(const GumboTree&) = delete;
    GumboTree& operator=(const GumboTree&) = delete;

    [[nodiscard]] const GumboNode* root() const { return m_output->root; }

private:
    struct Heap;
    explicit GumboTree(QByteArray utf8);
    static void* allocate(void* heap, std::size_t size);
    static void release(void* heap, void* memory);
    bool run(const GumboBudget& budget);

    QByteArray m_source;
    std::unique_ptr<Heap> m_heap;
    GumboOutput* m_output = nullptr;
};

} // namespace tributary::content::detail
