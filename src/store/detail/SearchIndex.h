// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"
#include "store/detail/RowCodec.h"

namespace tributary::store::detail {

/// message_fts and message_text, written together. Writer's thread; throws SQLite::Exception.
class SearchIndex {
  public:
    explicit SearchIndex(Connection& connection) : m_connection(connection) {}

    void add(qint64 messageId, const IndexText& text, const QByteArray& packed);
    /// Takes a message out of both. When its text is damaged the index keeps words of a message that is gone, which no
    /// reader sees (ids are never used again).
    void remove(qint64 messageId);
    /// True when the index holds just this text of it.
    [[nodiscard]] bool holds(qint64 messageId, const QByteArray& packed);
    /// The text of one message for another row of the same content; false: it has none that can be read.
    [[nodiscard]] bool copy(qint64 fromId, qint64 toId);

    /// Automatic merging off (first sync) or on.
    void setMerging(bool on);
    /// One step towards a single segment; false when there is nothing left to do. Outside a transaction.
    [[nodiscard]] bool mergeStep();
    /// Makes the index anew from message_text when it was made by another tokenizer.
    void rebuildIfOutdated();

  private:
    [[nodiscard]] QByteArray packedText(qint64 messageId);
    void write(const char* sql, qint64 messageId, const IndexText& text);
    Connection& m_connection;
};

} // namespace tributary::store::detail
