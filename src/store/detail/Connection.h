// SPDX-License-Identifier: GPL-3.0-or-later
// SQLiteCpp with kept statements and our value types. Inside the module SQLite's failures are exceptions; guarded() turns
// them into Errors at its border.
#pragma once

#include "base/Ids.h"
#include "base/Log.h"
#include "base/Result.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QByteArray>
#include <QString>

#include <exception>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

struct sqlite3;

namespace tributary::store::detail {

/// One run of a kept statement; resets it at the end. Columns and parameters count from 0 and 1 as in SQLite.
class Query {
  public:
    explicit Query(SQLite::Statement& statement) : m_statement(&statement) {}
    explicit Query(std::unique_ptr<SQLite::Statement> own) : m_own(std::move(own)), m_statement(m_own.get()) {}
    Query(Query&& other) noexcept
        : m_own(std::move(other.m_own)), m_statement(std::exchange(other.m_statement, nullptr)), m_next(other.m_next) {}
    Query& operator=(Query&&) = delete;
    ~Query();

    Query& add(qint64 value);
    Query& add(const QString& text);
    Query& add(const QByteArray& blob); ///< not copied: must outlive the run
    Query& addText(const std::string& utf8); ///< not copied
    Query& addNull();
    template <typename Tag, typename Rep> Query& add(StrongId<Tag, Rep> id) { return add(static_cast<qint64>(id.value)); }

    [[nodiscard]] bool step() { return m_statement->executeStep(); }
    void run();
    /// Run again with new parameters.
    Query& again();

    [[nodiscard]] qint64 integer(int column) const { return m_statement->getColumn(column).getInt64(); }
    [[nodiscard]] int small(int column) const { return static_cast<int>(integer(column)); }
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] bool isNull(int column) const { return m_statement->isColumnNull(column); }
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;

  private:
    std::unique_ptr<SQLite::Statement> m_own;
    SQLite::Statement* m_statement;
    int m_next = 1;
};

/// A connection with our tokenizer. One thread at a time, but interrupt() comes from any.
class Connection {
  public:
    /// Untouched: nothing at all is written beside the file, and what stands in a write-ahead log is not seen.
    enum class Mode { ReadWrite, ReadOnly, Untouched };
    Connection(const QString& path, Mode mode); ///< throws SQLite::Exception

    [[nodiscard]] Query query(const std::string& sql); ///< prepared once, kept
    [[nodiscard]] Query queryOnce(const std::string& sql); ///< for SQL that is seldom the same twice
    void execute(const char* sql) { m_database.exec(sql); }
    [[nodiscard]] qint64 value(const std::string& sql) { return m_database.execAndGet(sql.c_str()).getInt64(); }
    [[nodiscard]] qint64 lastId() const { return m_database.getLastInsertRowid(); }
    [[nodiscard]] int totalChanges() const { return m_database.getTotalChanges(); }
    [[nodiscard]] bool inTransaction() const;
    /// Ends the transaction if SQLite has not done so itself.
    void rollback() noexcept;
    void interrupt();
    /// The file stays as it is: closing does not move the WAL into it.
    void leaveFileAlone();
    [[nodiscard]] sqlite3* handle() const { return m_database.getHandle(); }
    /// The Error for what SQLite says.
    [[nodiscard]] Error errorOf(const SQLite::Exception& exception) const;

  private:
    SQLite::Database m_database;
    std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>> m_statements;
};

/// Storage error for an extended SQLite result code; systemError is errno of the failing call, 0 if unknown.
[[nodiscard]] Error storageError(int extendedCode, int systemError, const char* message);

/// f() with every exception turned into an Error; f returns a Result or a Status.
template <typename F> auto guarded(Connection& connection, F&& f) -> decltype(f()) {
    try {
        return f();
    } catch (const SQLite::Exception& exception) {
        return failure(connection.errorOf(exception));
    } catch (const std::exception& exception) {
        return failure(ErrorKind::Internal, ErrorCode::Bug, QString::fromUtf8(exception.what()));
    }
}

} // namespace tributary::store::detail
