// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QList>
#include <QString>

#include <mutex>
#include <optional>
#include <string>

namespace tributary::store::detail {

class Connection;

/// Looks at the pages of one table after the other (quick_check), each table once a day. Any thread, one at a time: whoever
/// comes while another is at it goes away again.
class TableCheck {
  public:
    TableCheck(QString path, const Clock& clock) : m_path(std::move(path)), m_clock(clock) {}

    /// Storage/DatabaseDamaged once something was found, from then on always.
    [[nodiscard]] Status next();

  private:
    [[nodiscard]] Status beginRound(Connection& connection);
    [[nodiscard]] Status check(Connection& connection, const std::string& table);

    const QString m_path;
    const Clock& m_clock;
    std::mutex m_mutex;
    QList<std::string> m_left; ///< of this round
    std::optional<Clock::TimePoint> m_roundBegan;
    std::optional<Error> m_damage;
};

} // namespace tributary::store::detail
