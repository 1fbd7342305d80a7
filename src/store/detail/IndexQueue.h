// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/WriteTables.h"

#include <vector>

namespace tributary::store::detail {

/// What a delta does to the full-text index, done at its end in the order of the row ids: FTS5 writes out all it holds in
/// memory whenever an id goes back. Throws SQLite::Exception.
class IndexQueue {
  public:
    explicit IndexQueue(WriteTables& tables) : m_tables(tables) {}

    void add(qint64 message, const PreparedMessage& prepared) { m_texts.push_back({message, &prepared, false}); }
    /// The text of a message that is indexed already, if it differs.
    void replace(qint64 message, const PreparedMessage& prepared) { m_texts.push_back({message, &prepared, true}); }
    /// The text of another row of the same content.
    void copy(qint64 from, qint64 to, bool toIsIndexed) { m_copies.push_back({from, to, toIsIndexed}); }
    void run();

  private:
    struct Text {
        qint64 message;
        const PreparedMessage* prepared;
        bool replaces;
    };
    struct Copy {
        qint64 from, to;
        bool replaces;
    };
    WriteTables& m_tables;
    std::vector<Text> m_texts;
    std::vector<Copy> m_copies;
};

} // namespace tributary::store::detail
