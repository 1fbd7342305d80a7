// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ProfileSnapshot.h"

#include "store/detail/DatabaseFile.h"
#include "store/detail/Migrations.h"
#include "store/detail/SqliteReader.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>

#include <sqlite3.h>

#include <cerrno>

namespace tributary::store {

using namespace Qt::Literals::StringLiterals;
using detail::Connection;

namespace {

constexpr int kPagesAStep = 1000;
constexpr int kBusyTries = 600;
constexpr int kBusyWaitMs = 100;

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

Result<QString> existingDatabase(const QString& directory) {
    const QString path = detail::databasePath(directory);
    if (!QFileInfo(path).isFile() || QFileInfo(path).size() == 0)
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"%1 is no profile of Tributary: it has no mail.sqlite"_s.arg(directory));
    return path;
}

Status checkVersion(Connection& connection, const QString& path) {
    return detail::guarded(connection, [&]() -> Status {
        if (connection.value("PRAGMA application_id") != detail::kApplicationId)
            return failure(ErrorKind::Storage, ErrorCode::DatabaseDamaged, QString(path + u": not a database of Tributary"_s));
        if (connection.value("PRAGMA user_version") > detail::newestSchemaVersion())
            return failure(ErrorKind::Storage, ErrorCode::DatabaseNewer, path);
        return {};
    });
}

/// Without a name from here on: nothing of it can stay behind.
Result<Database> openUnnamed(QFile& file) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(file.fileName().toUtf8().constData(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    Database database(opened);
    if (code != SQLITE_OK)
        return failure(detail::storageError(code, errno, "the snapshot cannot be opened"));
    sqlite3_exec(opened, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE", nullptr, nullptr, nullptr);
    if (!file.remove())
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, file.fileName());
    return database;
}

Status copyPages(sqlite3* from, sqlite3* to, const CancelToken& cancel, const ProfileSnapshot::Told& told) {
    sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == nullptr)
        return failure(detail::storageError(sqlite3_errcode(to), 0, sqlite3_errmsg(to)));
    int code = SQLITE_OK;
    for (int busy = 0; busy < kBusyTries && !cancel.isCancelled();) {
        code = sqlite3_backup_step(backup, kPagesAStep);
        if (told)
            told(sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup), sqlite3_backup_pagecount(backup));
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
            ++busy;
            sqlite3_sleep(kBusyWaitMs);
        } else if (code != SQLITE_OK) {
            break;
        }
    }
    const int systemError = sqlite3_system_errno(to);
    sqlite3_backup_finish(backup);
    if (cancel.isCancelled())
        return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
    if (code != SQLITE_DONE)
        return failure(detail::storageError(code, systemError, code == SQLITE_BUSY ? "the database is locked by another program" : "the snapshot failed"));
    return {};
}

} // namespace

Result<std::unique_ptr<ProfileSnapshot>> ProfileSnapshot::take(const QString& directory, const CancelToken& cancel, const Told& told) {
    TRY(const QString path, existingDatabase(directory));
    QTemporaryFile named(QDir(directory).filePath(u"snapshot-XXXXXX"_s)); // 0600
    if (!named.open())
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, QString(directory + u": "_s + named.errorString()));
    auto file = std::make_unique<QFile>(named.fileName());
    if (!file->open(QIODevice::ReadOnly))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, QString(named.fileName() + u": "_s + file->errorString()));
    QFile name(named.fileName());
    TRY(const Database copy, openUnnamed(name));
    int schema = 0;
    try {
        Connection source(path, Connection::Mode::ReadOnly);
        source.leaveFileAlone();
        TRY_STATUS(checkVersion(source, path));
        const Status copied = detail::guarded(source, [&]() -> Status {
            // One moment for all steps: the read transaction holds it, and the owner writes on.
            source.execute("BEGIN");
            schema = static_cast<int>(source.value("PRAGMA user_version"));
            (void)source.value("SELECT count(*) FROM sqlite_schema");
            return copyPages(source.handle(), copy.get(), cancel, told);
        });
        source.rollback();
        TRY_STATUS(copied);
    } catch (const SQLite::Exception& exception) {
        return failure(detail::storageError(exception.getExtendedErrorCode(), 0, exception.what()));
    }
    return std::unique_ptr<ProfileSnapshot>(new ProfileSnapshot(std::move(file), schema));
}

Result<std::unique_ptr<Reader>> readOtherProfile(const QString& directory) {
    TRY(const QString path, existingDatabase(directory));
    // With a log there is an owner, or one that crashed: what was committed last stands in it.
    const bool hasLog = QFileInfo::exists(path + u"-wal"_s);
    const auto mode = hasLog ? Connection::Mode::ReadOnly : Connection::Mode::Untouched;
    try {
        Connection look(path, mode);
        look.leaveFileAlone();
        TRY_STATUS(checkVersion(look, path));
        const qint64 version = look.value("PRAGMA user_version");
        if (version < detail::newestSchemaVersion())
            return failure(ErrorKind::Storage, ErrorCode::DatabaseFailed,
                           u"%1 is of an older version of Tributary: open that profile once with this one, then import it"_s.arg(path));
    } catch (const SQLite::Exception& exception) {
        return failure(detail::storageError(exception.getExtendedErrorCode(), 0, exception.what()));
    }
    return detail::SqliteReader::open(path, mode);
}

} // namespace tributary::store
