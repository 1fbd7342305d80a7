// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/TableCheck.h"

#include "base/Log.h"
#include "store/detail/Connection.h"

#include <sqlite3.h>

#include <chrono>

namespace tributary::store::detail {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kRound = 24h;
constexpr auto kLongest = 3s; // what is not through by then is left: a store of tens of gigabytes on a slow disk

/// Ends a statement of the connection that takes longer than that.
class Deadline {
  public:
    explicit Deadline(Connection& connection) : m_connection(connection) {
        constexpr int kSteps = 10'000; // of SQLite's virtual machine between two looks
        sqlite3_progress_handler(connection.handle(), kSteps, [](void* self) { return static_cast<Deadline*>(self)->isOver() ? 1 : 0; }, this);
    }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;
    ~Deadline() { sqlite3_progress_handler(m_connection.handle(), 0, nullptr, nullptr); }

  private:
    [[nodiscard]] bool isOver() const { return Clock::system().now() - m_began > kLongest; }

    Connection& m_connection;
    const Clock::TimePoint m_began = Clock::system().now();
};

} // namespace

Status TableCheck::next() {
    const std::unique_lock lock(m_mutex, std::try_to_lock);
    if (!lock.owns_lock())
        return {};
    if (m_damage)
        return failure(*m_damage);
    const auto now = m_clock.now();
    if (m_left.isEmpty() && m_roundBegan && now - *m_roundBegan < kRound)
        return {};
    std::unique_ptr<Connection> connection;
    try {
        connection = std::make_unique<Connection>(m_path, Connection::Mode::ReadOnly);
    } catch (const SQLite::Exception& exception) {
        return failure(storageError(exception.getExtendedErrorCode(), 0, exception.what()));
    }
    Status status = guarded(*connection, [&]() -> Status {
        if (m_left.isEmpty()) {
            TRY_STATUS(beginRound(*connection));
            m_roundBegan = now;
        }
        return m_left.isEmpty() ? Status() : check(*connection, m_left.takeFirst());
    });
    if (!status && status.error().code == ErrorCode::DatabaseDamaged)
        m_damage = status.error();
    return status;
}

/// Tables that have pages: the others are views of FTS5 on some of these.
Status TableCheck::beginRound(Connection& connection) {
    Query tables = connection.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name");
    while (tables.step())
        m_left.append(tables.text(0).toStdString());
    return {};
}

Status TableCheck::check(Connection& connection, const std::string& table) {
    const Deadline deadline(connection);
    try {
        Query pages = connection.queryOnce("PRAGMA quick_check('" + table + "')");
        if (pages.step() && pages.text(0) != "ok"_L1) {
            qCWarning(lcStore) << "the table" << table.c_str() << "is damaged:" << pages.text(0);
            return failure(ErrorKind::Storage, ErrorCode::DatabaseDamaged, QString(m_path + u": "_s + pages.text(0)));
        }
    } catch (const SQLite::Exception& exception) {
        if ((exception.getErrorCode() & 0xFF) != SQLITE_INTERRUPT)
            throw;
        qCInfo(lcStore) << "the look at the table" << table.c_str() << "took too long and was left";
    }
    return {};
}

} // namespace tributary::store::detail
