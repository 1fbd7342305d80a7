// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/DatabaseFile.h"

#include "store/detail/Migrations.h"
#include "store/detail/SearchIndex.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tributary::store::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kQuickCheckBytes = 64LL << 20; // up to here a check of all pages after a crash costs under 0.2 s

tl::unexpected<Error> damaged(const QString& path, const QString& what) {
    return failure(ErrorKind::Storage, ErrorCode::DatabaseDamaged, QString(path + u": "_s + what));
}

/// Stands beside the database once it has an account: one of no bytes is then lost, not new.
QString usedMark(const QString& path) { return path + u"-used"_s; }

/// False when there is no file yet.
Result<bool> checkHeader(const QString& path) {
    QFile file(path);
    if (!file.exists() || file.size() == 0) {
        // Not a new profile: what was committed last stands in the WAL, and SQLite would drop it with a new file.
        if (QFileInfo(path + u"-wal"_s).size() > 0)
            return damaged(path, u"empty, though it has a write-ahead log"_s);
        if (file.exists() && QFile::exists(usedMark(path)))
            return damaged(path, u"empty, though there were accounts in it"_s);
        return false;
    }
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, QString(path + u": "_s + file.errorString()));
    const QByteArray header = file.read(100);
    if (header.size() < 100 || !header.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return damaged(path, u"not an SQLite database"_s);
    return true;
}

Status makeFile(const QString& directory, const QString& path) {
    const bool fresh = !QFileInfo::exists(directory);
    const auto ownerFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    if (!QDir().mkpath(directory))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, directory);
    if (fresh)
        QFile::setPermissions(directory, ownerFile | QFileDevice::ExeOwner);
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append)) {
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, QString(path + u": "_s + file.errorString()));
    }
    file.setPermissions(ownerFile); // SQLite gives its -wal and -shm the same
    return {};
}

/// Cheap: a start must stay fast. Reader::checkIntegrity() is the thorough one.
Status checkContents(Connection& connection, const QString& path, bool afterCrash) {
    return guarded(connection, [&]() -> Status {
        const qint64 tables = connection.value("SELECT count(*) FROM sqlite_schema");
        const bool isOurs = connection.value("PRAGMA application_id") == kApplicationId;
        const qint64 version = connection.value("PRAGMA user_version");
        if (tables == 0 || !isOurs || version > newestSchemaVersion())
            return {}; // new, or refused by migrate()
        if (afterCrash && QFileInfo(path).size() < kQuickCheckBytes) {
            Query check = connection.query("PRAGMA quick_check(1)");
            if (check.step() && check.text(0) != "ok"_L1)
                return damaged(path, check.text(0));
        }
        const char* raw = version < 2 ? "message_raw" : "raw";
        for (const char* table : {"account", "account_state", "mailbox", "message", raw, "message_text",
                                  "message_fts_config", "message_fts_data", "store_fact"}) {
            Query look = connection.query(std::string("SELECT 1 FROM ") + table + " LIMIT 1");
            (void)look.step();
        }
        return {};
    });
}

Status configure(Connection& connection, const StoreOptions& options) {
    return guarded(connection, [&]() -> Status {
        connection.execute("PRAGMA journal_mode = WAL");
        connection.execute(options.fastUnsafe ? "PRAGMA synchronous = OFF" : "PRAGMA synchronous = NORMAL");
        connection.execute("PRAGMA foreign_keys = ON;"
                           "PRAGMA cell_size_check = ON;"
                           "PRAGMA secure_delete = FAST;" // zeros what is deleted where that costs no extra write
                           "PRAGMA temp_store = MEMORY;"
                           "PRAGMA cache_size = -32768;"
                           "PRAGMA wal_autocheckpoint = 4000;"
                           "PRAGMA journal_size_limit = 67108864");
        if (options.maxPagesForTests > 0)
            connection.execute(QByteArray("PRAGMA max_page_count = " + QByteArray::number(options.maxPagesForTests)).constData());
        return {};
    });
}

/// The error with the path, so that a user knows which file it is.
Error withPath(Error error, const QString& path) {
    if (!error.detail.contains(path))
        error.detail = path + u": "_s + error.detail;
    return error;
}

Status makeReady(Connection& connection, const StoreOptions& options, const QString& path, bool afterCrash) {
    TRY_STATUS(checkContents(connection, path, afterCrash));
    TRY_STATUS(migrate(connection, path));
    TRY_STATUS(configure(connection, options));
    return guarded(connection, [&]() -> Status {
        SearchIndex index(connection);
        connection.execute("BEGIN IMMEDIATE");
        index.rebuildIfOutdated();
        index.setMerging(true); // a first sync may have been cut off
        connection.execute("COMMIT");
        if (connection.value("SELECT EXISTS (SELECT 1 FROM account)") != 0)
            markUsed(path);
        else
            QFile::remove(usedMark(path)); // the database before was moved away
        return {};
    });
}

} // namespace

void markUsed(const QString& path) {
    QFile mark(usedMark(path));
    if (!mark.exists() && mark.open(QIODevice::WriteOnly)) // without it all works but the warning
        mark.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

QString databasePath(const QString& directory) { return QDir(directory).filePath(u"mail.sqlite"_s); }

Result<std::unique_ptr<Connection>> openDatabase(const StoreOptions& options) {
    const QString path = databasePath(options.directory);
    TRY(const bool exists, checkHeader(path));
    const bool afterCrash = exists && QFileInfo(path + u"-wal"_s).size() > 0;
    TRY_STATUS(makeFile(options.directory, path));
    std::unique_ptr<Connection> connection;
    try {
        connection = std::make_unique<Connection>(path, Connection::Mode::ReadWrite);
    } catch (const SQLite::Exception& exception) {
        return failure(withPath(storageError(exception.getExtendedErrorCode(), 0, exception.what()), path));
    }
    if (const Status ready = makeReady(*connection, options, path, afterCrash); !ready) {
        connection->rollback();
        connection->leaveFileAlone();
        return failure(withPath(ready.error(), path));
    }
    return connection;
}

} // namespace tributary::store::detail
