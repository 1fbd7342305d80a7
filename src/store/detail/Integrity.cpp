// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/SqliteReader.h"

#include <sqlite3.h>

namespace tributary::store::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Rule {
    const char* fault;
    const char* count; ///< SQL: how many break it
};

constexpr Rule kRules[] = {
    {"mailboxes whose counts are wrong",
     "SELECT count(*) FROM mailbox b WHERE b.doomed = 0 AND (b.total <> (SELECT count(*) FROM message m WHERE "
     "m.mailbox_id = b.id) OR b.unread <> (SELECT count(*) FROM message m WHERE m.mailbox_id = b.id AND (m.flag_bits & 1) "
     "= 0))"},
    {"messages in a mailbox of another account",
     "SELECT count(*) FROM message m JOIN mailbox b ON b.id = m.mailbox_id WHERE b.account_id <> m.account_id"},
    {"messages without their indexed text",
     "SELECT count(*) FROM message WHERE indexed <> (id IN (SELECT message_id FROM message_text))"},
    {"messages whose body is marked as cached and is missing",
     "SELECT count(*) FROM message WHERE (raw_size > 0) <> (raw_id IN (SELECT id FROM raw))"},
    {"raw messages with a wrong count of references",
     "SELECT count(*) FROM raw LEFT JOIN (SELECT raw_id, count(*) AS n FROM message WHERE raw_id > 0 GROUP BY raw_id) m "
     "ON m.raw_id = raw.id WHERE raw.refs <> coalesce(m.n, 0)"},
    {"messages put aside that can be seen",
     "SELECT count(*) FROM kept_message k JOIN message m ON m.id = k.message_id JOIN mailbox b ON b.id = m.mailbox_id "
     "WHERE b.doomed = 0"},
    {"messages in a place for what is put aside that nobody put there",
     "SELECT count(*) FROM message m JOIN mailbox b ON b.id = m.mailbox_id WHERE b.doomed = 2 AND m.id NOT IN "
     "(SELECT message_id FROM kept_message)"},
    {"mailboxes whose count of held messages is wrong",
     "SELECT count(*) FROM mailbox b WHERE b.doomed = 0 AND b.held <> (SELECT count(*) FROM kept_message k WHERE "
     "k.origin_id = b.id AND k.reason = 5)"},
    {"accounts without a default identity",
     "SELECT count(*) FROM account a WHERE a.doomed = 0 AND NOT EXISTS (SELECT 1 FROM identity i WHERE i.account_id = a.id AND "
     "i.is_default = 1)"},
    {"messages in the outbox without their bytes",
     "SELECT count(*) FROM outbox WHERE id NOT IN (SELECT outbox_id FROM outbox_raw)"},
    {"messages in the outbox without their draft",
     "SELECT count(*) FROM outbox WHERE draft_id <> 0 AND draft_id NOT IN (SELECT id FROM draft)"},
    {"messages in the outbox whose copy waits and that are not sent",
     "SELECT count(*) FROM outbox WHERE copy_id <> 0 AND (state <> 2 OR NOT EXISTS (SELECT 1 FROM append_push p WHERE "
     "p.message_id = copy_id))"},
    {"files of drafts whose content is missing, or content without a file",
     "SELECT (SELECT count(*) FROM draft_file WHERE content_row <> 0 AND content_row NOT IN (SELECT id FROM draft_content)) + "
     "(SELECT count(*) FROM draft_content WHERE id NOT IN (SELECT content_row FROM draft_file))"},
    {"references to nothing", "SELECT count(*) FROM pragma_foreign_key_check"},
};

void checkPages(Connection& connection, QStringList& faults) {
    Query check = connection.query("PRAGMA integrity_check(20)");
    while (check.step()) {
        if (const QString line = check.text(0); line != "ok"_L1)
            faults.append(line);
    }
}

/// FTS5 wants an INSERT for this, though nothing is written.
void checkIndex(const QString& path, QStringList& faults) {
    Connection connection(path, Connection::Mode::ReadWrite);
    try {
        connection.execute("INSERT INTO message_fts (message_fts) VALUES ('integrity-check')");
    } catch (const SQLite::Exception& exception) {
        if ((exception.getErrorCode() & 0xFF) != SQLITE_CORRUPT)
            throw;
        faults.append(u"the search index is damaged"_s);
    }
}

} // namespace

QStringList findFaults(Connection& connection, const QString& path) {
    QStringList faults;
    try {
        checkPages(connection, faults);
        if (!faults.isEmpty())
            return faults; // what follows would only repeat it
        checkIndex(path, faults);
        for (const Rule& rule : kRules) {
            if (const qint64 count = connection.value(rule.count); count > 0)
                faults.append(QString::number(count) + u' ' + QLatin1StringView(rule.fault));
        }
    } catch (const SQLite::Exception& exception) {
        const Error error = connection.errorOf(exception);
        if (error.code != ErrorCode::DatabaseDamaged)
            throw;
        faults.append(error.detail);
    }
    return faults;
}

} // namespace tributary::store::detail
