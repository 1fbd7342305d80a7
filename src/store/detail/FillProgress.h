// SPDX-License-Identifier: GPL-3.0-or-later
// How far something that is filled in after a migration has come, in steps between other work: downwards, newest mail first.
// The row of store_fact goes with the last step.
#pragma once

#include "store/detail/Connection.h"

#include <optional>

namespace tributary::store::detail {

class FillProgress {
  public:
    static constexpr qint64 kStep = 500; ///< rows looked at in one step

    /// @param fact its name in store_fact
    FillProgress(Connection& connection, const char* fact) : m_connection(connection), m_fact(fact) {}

    /// The row to go on from; none: all is done.
    [[nodiscard]] std::optional<qint64> from();

    /// @param looked rows of this step
    /// @param next the row below the last of them
    /// @return whether there is more
    bool stepped(qint64 looked, qint64 next);

  private:
    Connection& m_connection;
    const char* m_fact;
};

} // namespace tributary::store::detail
