// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ContactTable.h"

#include "store/detail/ContactWords.h"

#include <QSet>

#include <optional>

namespace tributary::store::detail {

namespace {

constexpr qsizetype kLongestName = 200;

struct Known {
    qint64 id = 0;
    QString name;
    qint64 lastMs = 0;
};

QString column(const QStringList& words) { return QLatin1Char(' ') + words.join(QLatin1Char(' ')); }

QString cleanName(const QString& name) { return name.simplified().left(kLongestName); }

} // namespace

QString contactKey(const QString& address) {
    const QString key = address.trimmed().toLower();
    return model::looksLikeAddress(key) ? key : QString();
}

void ContactTable::noteSent(const model::AddressList& addressees, IdentityId identity, qint64 nowMs) {
    QSet<QString> done;
    for (const model::Address& one : addressees) {
        const QString key = contactKey(one.addrSpec);
        if (key.isEmpty() || done.contains(key))
            continue;
        done.insert(key);
        write({key, cleanName(one.name), 1, 0, nowMs});
        m_connection.query("UPDATE contact SET sent_as = ? WHERE address = ?").add(identity).add(key).run();
    }
}

void ContactTable::noteSeen(const QString& key, const QString& name, int count, qint64 lastMs) {
    write({key, cleanName(name), 0, count, lastMs});
}

void ContactTable::write(const Note& note) {
    std::optional<Known> known;
    {
        Query query = m_connection.query("SELECT id, name, last_ms FROM contact WHERE address = ?");
        if (query.add(note.key).step())
            known = Known{query.integer(0), query.text(1), query.integer(2)};
    }
    if (!known) {
        const QStringList words = contactWords(note.name, note.key);
        m_connection.query("INSERT INTO contact (address, name, words, sent_count, seen_count, last_ms) VALUES (?, ?, ?, ?, ?, ?)")
            .add(note.key).add(note.name).add(column(words)).add(qint64(note.sent)).add(qint64(note.seen)).add(note.lastMs).run();
        insertWords(m_connection.lastId(), words);
        return;
    }
    m_connection.query("UPDATE contact SET sent_count = sent_count + ?, seen_count = seen_count + ?, last_ms = max(last_ms, ?) WHERE id = ?")
        .add(qint64(note.sent)).add(qint64(note.seen)).add(note.lastMs).add(known->id).run();
    const bool isNewer = known->name.isEmpty() || note.lastMs >= known->lastMs;
    if (!note.name.isEmpty() && note.name != known->name && isNewer)
        rename(known->id, note, known->name);
}

/// Only the words that differ are touched.
void ContactTable::rename(qint64 id, const Note& note, const QString& before) {
    const QStringList words = contactWords(note.name, note.key);
    QStringList added = words;
    for (const QString& word : contactWords(before, note.key)) {
        if (added.removeAll(word) == 0)
            m_connection.query("DELETE FROM contact_word WHERE word = ? AND contact_id = ?").add(word).add(id).run();
    }
    m_connection.query("UPDATE contact SET name = ?, words = ? WHERE id = ?").add(note.name).add(column(words)).add(id).run();
    insertWords(id, added);
}

void ContactTable::insertWords(qint64 id, const QStringList& words) {
    Query query = m_connection.query("INSERT OR IGNORE INTO contact_word (word, contact_id) VALUES (?, ?)");
    for (const QString& word : words)
        query.again().add(word).add(id).run();
}

} // namespace tributary::store::detail
