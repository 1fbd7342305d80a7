// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/Connection.h"

#include "store/detail/FtsTokenizer.h"

#include <QUrl>

#include <sqlite3.h>

#include <cerrno>

namespace tributary::store::detail {

namespace {

int openFlags(Connection::Mode mode) {
    switch (mode) {
    case Connection::Mode::ReadWrite: return SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    case Connection::Mode::Untouched: return SQLite::OPEN_READONLY | SQLite::OPEN_URI;
    case Connection::Mode::ReadOnly: break;
    }
    return SQLite::OPEN_READONLY;
}

/// https://www.sqlite.org/uri.html
std::string openName(const QString& path, Connection::Mode mode) {
    if (mode != Connection::Mode::Untouched)
        return path.toStdString();
    return QByteArray("file:" + QUrl::toPercentEncoding(path, "/") + "?immutable=1").toStdString();
}

constexpr int kBusyMs = 60'000; // only an integrity check of our own holds the lock longer than a moment

constexpr int kRollbackRounds = 1000;

} // namespace

Query::~Query() {
    if (m_statement == nullptr)
        return;
    m_statement->tryReset();
    try {
        m_statement->clearBindings(); // what was bound without a copy goes away now
    } catch (const SQLite::Exception&) { // cannot fail on a reset statement
    }
}

Query& Query::add(qint64 value) {
    m_statement->bind(m_next++, static_cast<int64_t>(value));
    return *this;
}

Query& Query::add(const QString& text) {
    m_statement->bind(m_next++, text.toStdString());
    return *this;
}

Query& Query::add(const QByteArray& blob) {
    // A null pointer would bind NULL.
    m_statement->bindNoCopy(m_next++, blob.isNull() ? "" : blob.constData(), static_cast<int>(blob.size()));
    return *this;
}

Query& Query::addText(const std::string& utf8) {
    m_statement->bindNoCopy(m_next++, utf8);
    return *this;
}

Query& Query::addNull() {
    m_statement->bind(m_next++);
    return *this;
}

void Query::run() {
    while (m_statement->executeStep()) {
    }
}

Query& Query::again() {
    m_statement->reset();
    m_next = 1;
    return *this;
}

QString Query::text(int column) const {
    const SQLite::Column value = m_statement->getColumn(column);
    const char* bytes = value.getText();
    return QString::fromUtf8(bytes, value.getBytes());
}

QByteArray Query::blob(int column) const {
    const SQLite::Column value = m_statement->getColumn(column);
    const void* bytes = value.getBlob();
    return bytes == nullptr ? QByteArray() : QByteArray(static_cast<const char*>(bytes), value.getBytes());
}

Connection::Connection(const QString& path, Mode mode)
    : m_database(openName(path, mode), openFlags(mode), kBusyMs) {
    sqlite3_extended_result_codes(handle(), 1);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    registerTokenizer(handle());
}

Query Connection::query(const std::string& sql) {
    auto& kept = m_statements[sql];
    if (!kept)
        kept = std::make_unique<SQLite::Statement>(m_database, sql);
    return Query(*kept);
}

Query Connection::queryOnce(const std::string& sql) {
    return Query(std::make_unique<SQLite::Statement>(m_database, sql));
}

bool Connection::inTransaction() const { return sqlite3_get_autocommit(handle()) == 0; }

void Connection::rollback() noexcept {
    // An interrupt() may end the ROLLBACK too, so it is tried until it holds.
    for (int round = 0; round < kRollbackRounds && inTransaction(); ++round)
        sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Connection::interrupt() { sqlite3_interrupt(handle()); }

void Connection::leaveFileAlone() { sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr); }

Error Connection::errorOf(const SQLite::Exception& exception) const {
    const int code = exception.getExtendedErrorCode() > 0 ? exception.getExtendedErrorCode() : exception.getErrorCode();
    return storageError(code, sqlite3_system_errno(handle()), exception.what());
}

Error storageError(int extendedCode, int systemError, const char* message) {
    const bool noSpace = systemError == ENOSPC || systemError == EDQUOT;
    const QString detail = QString::fromUtf8(message) + QStringLiteral(" (SQLite ") + QString::number(extendedCode) +
                           QLatin1Char(')');
    const auto storage = [&](ErrorCode code) { return Error{ErrorKind::Storage, code, {}, detail}; };
    switch (extendedCode & 0xFF) {
    case SQLITE_FULL: return storage(ErrorCode::DiskFull);
    case SQLITE_IOERR: return storage(noSpace ? ErrorCode::DiskFull : ErrorCode::DatabaseFailed);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return storage(ErrorCode::DatabaseDamaged);
    case SQLITE_READONLY:
    case SQLITE_PERM: return storage(ErrorCode::NotWritable);
    case SQLITE_CANTOPEN: return storage(noSpace ? ErrorCode::DiskFull : ErrorCode::NotWritable);
    case SQLITE_INTERRUPT: return Error{ErrorKind::Cancelled, ErrorCode::Cancelled, {}, detail};
    default: return storage(ErrorCode::DatabaseFailed);
    }
}

} // namespace tributary::store::detail
