// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace tributary::sync {

/// Opens a connection of the account; token and wake-up are those of the thread that will use it, the purpose says how urgent its place
/// in the budget is (connect/ConnectionBudget.h).
class Connector {
  public:
    using Opened = Result<std::unique_ptr<connect::ImapConnection>>;
    using Function = std::function<Opened(const CancelToken&, const std::shared_ptr<WakeUp>&, connect::Purpose)>;

    template <typename F>
        requires(!std::is_same_v<F, Connector> && std::is_invocable_r_v<Opened, F&, const CancelToken&, const std::shared_ptr<WakeUp>&, connect::Purpose>)
    Connector(F open) : m_open(std::move(open)) {} // NOLINT(google-explicit-constructor): as a std::function is made
    /// One that asks no budget.
    template <typename F>
        requires(!std::is_same_v<F, Connector> && std::is_invocable_r_v<Opened, F&, const CancelToken&, const std::shared_ptr<WakeUp>&>)
    Connector(F open) // NOLINT(google-explicit-constructor)
        : m_open([open = std::move(open)](const CancelToken& cancel, const std::shared_ptr<WakeUp>& wakeUp, connect::Purpose) { return open(cancel, wakeUp); }) {}

    [[nodiscard]] Opened operator()(const CancelToken& cancel, const std::shared_ptr<WakeUp>& wakeUp,
                                    connect::Purpose purpose = connect::Purpose::Account) const {
        return m_open(cancel, wakeUp, purpose);
    }

  private:
    Function m_open;
};

} // namespace tributary::sync
