// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/SearchIndex.h"

#include "store/Tokenizer.h"

namespace tributary::store::detail {

namespace {
constexpr int kMergePages = 500; // a step: some tens of milliseconds
} // namespace

void SearchIndex::write(const char* sql, qint64 messageId, const IndexText& text) {
    Query query = m_connection.query(sql);
    query.add(messageId);
    for (const std::string& column : text.columns)
        query.addText(column);
    query.run();
}

void SearchIndex::add(qint64 messageId, const IndexText& text, const QByteArray& packed) {
    write("INSERT INTO message_fts (rowid, subject, sender, recipient, body, attachment) VALUES (?, ?, ?, ?, ?, ?)",
          messageId, text);
    m_connection.query("INSERT INTO message_text (message_id, bytes) VALUES (?, ?)").add(messageId).add(packed).run();
}

QByteArray SearchIndex::packedText(qint64 messageId) {
    Query query = m_connection.query("SELECT bytes FROM message_text WHERE message_id = ?");
    return query.add(messageId).step() ? query.blob(0) : QByteArray();
}

bool SearchIndex::holds(qint64 messageId, const QByteArray& packed) { return packedText(messageId) == packed; }

bool SearchIndex::copy(qint64 fromId, qint64 toId) {
    const QByteArray packed = packedText(fromId);
    if (packed.isEmpty())
        return false;
    const Result<IndexText> text = unpackIndexText(packed);
    if (!text)
        return false;
    add(toId, *text, packed);
    return true;
}

void SearchIndex::remove(qint64 messageId) {
    const QByteArray packed = packedText(messageId);
    if (packed.isEmpty())
        return;
    const Result<IndexText> text = unpackIndexText(packed);
    if (text) {
        write("INSERT INTO message_fts (message_fts, rowid, subject, sender, recipient, body, attachment) "
              "VALUES ('delete', ?, ?, ?, ?, ?, ?)",
              messageId, *text);
    }
    m_connection.query("DELETE FROM message_text WHERE message_id = ?").add(messageId).run();
    if (!text)
        qCWarning(lcStore) << "message" << messageId << "leaves words in the index:" << text.error().detail;
}

void SearchIndex::setMerging(bool on) {
    const qint64 automerge = on ? 4 : 0;
    {
        Query known = m_connection.query("SELECT v FROM message_fts_config WHERE k = 'automerge'");
        if (known.step() ? known.integer(0) == automerge : on) // 4 is what FTS5 begins with
            return;
    }
    Query query = m_connection.query("INSERT INTO message_fts (message_fts, rank) VALUES (?, ?)");
    query.add(QStringLiteral("automerge")).add(automerge).run();
    // Without it 16 segments of a level are merged at once, automerge or not.
    query.again().add(QStringLiteral("crisismerge")).add(qint64(on ? 16 : 500)).run();
}

bool SearchIndex::mergeStep() {
    // A negative count merges all segments, whatever their levels (FTS5 'merge').
    const int before = m_connection.totalChanges();
    m_connection.query("INSERT INTO message_fts (message_fts, rank) VALUES ('merge', ?)")
        .add(qint64(-kMergePages))
        .run();
    return m_connection.totalChanges() - before >= 2; // FTS5: fewer than two changes is the end
}

void SearchIndex::rebuildIfOutdated() {
    Query fact = m_connection.query("SELECT value FROM store_fact WHERE name = 'tokenizer_version'");
    if (fact.step() && fact.integer(0) == kTokenizerVersion)
        return;
    m_connection.execute("INSERT INTO message_fts (message_fts) VALUES ('delete-all')");
    Query all = m_connection.query("SELECT message_id, bytes FROM message_text ORDER BY message_id");
    while (all.step()) {
        const QByteArray packed = all.blob(1);
        const Result<IndexText> text = unpackIndexText(packed);
        if (!text) {
            qCWarning(lcStore) << "message" << all.integer(0) << "cannot be indexed again:" << text.error().detail;
            continue;
        }
        write("INSERT INTO message_fts (rowid, subject, sender, recipient, body, attachment) VALUES (?, ?, ?, ?, ?, ?)",
              all.integer(0), *text);
    }
    m_connection.query("INSERT OR REPLACE INTO store_fact (name, value) VALUES ('tokenizer_version', ?)")
        .add(qint64(kTokenizerVersion))
        .run();
}

} // namespace tributary::store::detail
