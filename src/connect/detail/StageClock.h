// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "connect/Target.h"

#include <utility>

namespace tributary::connect::detail {

/// Times the stages of one connection attempt and tells them to the observer. Progress is shown to people, so the
/// machine's steady clock is right here.
class StageClock {
  public:
    StageClock(const StageObserver& observer, const std::shared_ptr<net::ConnectionFacts>& facts)
        : m_observer(observer), m_facts(facts) {
        restart();
    }
    void restart() { m_start = Clock::system().now(); }

    void tell(StageResult result) const {
        if (!m_observer)
            return;
        result.facts = m_facts;
        if (m_facts && result.text.isEmpty() && result.stage == Stage::Resolve)
            result.text = m_facts->addresses.join(QStringLiteral(", "));
        if (m_facts && result.text.isEmpty() && result.stage == Stage::Tls)
            result.text = m_facts->tlsVersion;
        m_observer(result);
    }
    [[nodiscard]] Status finish(Stage stage, Status status, QString text = {}) {
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::system().now() - m_start);
        tell({stage, status, took, std::move(text), {}});
        restart();
        return status;
    }

  private:
    const StageObserver& m_observer;
    const std::shared_ptr<net::ConnectionFacts>& m_facts; // set by the caller once dialled
    Clock::TimePoint m_start;
};

} // namespace tributary::connect::detail
