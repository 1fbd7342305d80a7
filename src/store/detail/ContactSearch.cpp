// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ContactSearch.h"

#include "store/detail/ContactWords.h"
#include "store/detail/Rows.h"

#include <algorithm>
#include <string>

namespace tributary::store::detail {

namespace {

constexpr int kFew = 1500;     // entries of the word index that are looked up one by one
constexpr int kRanked = 4000;  // contacts that are gone through in the order of their rank
constexpr qsizetype kWords = 4; // of the text: more make it no narrower that anybody would notice

#define CONTACT_COLUMNS "SELECT address, name, sent_count, seen_count, last_ms "
#define BY_RANK "ORDER BY sent_count DESC, seen_count DESC, last_ms DESC "

model::Contact contactFrom(const Query& row) { return {row.text(0), row.text(1), row.small(2), row.small(3), row.integer(4)}; }

/// Behind every word that begins with this one (UTF-8 sorts by code point).
QString endOf(const QString& word) {
    constexpr char32_t kLast = 0x10FFFF;
    return word + QString::fromUcs4(&kLast, 1);
}

/// A condition a word on column words; the parameters follow in their order.
std::string matches(qsizetype words) {
    std::string sql = "1";
    for (qsizetype i = 0; i < words; ++i)
        sql += " AND instr(words, ?) > 0";
    return sql;
}

/// Every word is the start of one of the name or of the local part: who only shares the domain is meant less often.
bool isMeantByName(const model::Contact& contact, const QStringList& words) {
    const QStringList own = contactWords(contact.name, contact.address.section(QLatin1Char('@'), 0, 0));
    return std::all_of(words.begin(), words.end(), [&](const QString& word) {
        return std::any_of(own.begin(), own.end(), [&](const QString& one) { return one.startsWith(word); });
    });
}

void bindWords(Query& query, const QStringList& words) {
    for (const QString& word : words)
        query.add(QString(QLatin1Char(' ') + word));
}

} // namespace

QList<model::Contact> ContactSearch::run(const QString& text, int limit) {
    const QStringList words = typedWords(text).mid(0, kWords);
    if (words.isEmpty())
        return text.trimmed().isEmpty() ? byRank(words, limit) : QList<model::Contact>();
    constexpr int kMore = 4; // so that those who are meant are among them, whatever their domains
    QList<model::Contact> found = matching(words, limit * kMore);
    std::stable_partition(found.begin(), found.end(), [&](const model::Contact& one) { return one.sentCount > 0 || isMeantByName(one, words); });
    return found.mid(0, limit);
}

QList<model::Contact> ContactSearch::matching(const QStringList& words, int limit) {
    QString rarest;
    int least = kFew;
    for (const QString& word : words) {
        const int entries = count(word, kFew);
        if (rarest.isEmpty() || entries < least) {
            rarest = word;
            least = entries;
        }
    }
    if (least < kFew)
        return byWord(rarest, words, limit);
    QList<model::Contact> found = byRank(words, limit);
    if (found.size() >= limit)
        return found;
    // So many, and hardly any among the first in rank: some of the others.
    for (const model::Contact& other : byWord(rarest, words, limit)) {
        if (found.size() < limit && !found.contains(other))
            found.append(other);
    }
    return found;
}

int ContactSearch::count(const QString& word, int most) {
    Query query = m_connection.query("SELECT count(*) FROM (SELECT 1 FROM contact_word WHERE word >= ? AND word < ? LIMIT ?)");
    return query.add(word).add(endOf(word)).add(qint64(most)).step() ? query.small(0) : 0;
}

QList<model::Contact> ContactSearch::byWord(const QString& word, const QStringList& all, int limit) {
    Query query = m_connection.query(CONTACT_COLUMNS "FROM contact WHERE id IN (SELECT contact_id FROM contact_word WHERE word >= ? AND "
                                                     "word < ? LIMIT ?) AND " + matches(all.size()) + " " BY_RANK "LIMIT ?");
    query.add(word).add(endOf(word)).add(qint64(kFew));
    bindWords(query, all);
    return allRows(query.add(qint64(limit)), contactFrom);
}

QList<model::Contact> ContactSearch::byRank(const QStringList& all, int limit) {
    Query query = m_connection.query(CONTACT_COLUMNS "FROM (SELECT address, name, sent_count, seen_count, last_ms, words FROM contact "
                                                     "INDEXED BY contact_by_rank " BY_RANK "LIMIT ?) WHERE " + matches(all.size()) + " LIMIT ?");
    query.add(qint64(kRanked));
    bindWords(query, all);
    return allRows(query.add(qint64(limit)), contactFrom);
}

} // namespace tributary::store::detail
