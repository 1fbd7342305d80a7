// SPDX-License-Identifier: GPL-3.0-or-later
// What ui and cli speak with the engine about when an account is set up: values of accounts/, named here so that the
// front ends include engine/ only.
#pragma once

#include "accounts/Setup.h"

#include "base/CancelToken.h"
#include "sync/Doctor.h"

namespace tributary::engine {

using accounts::AccountDraft;
using sync::Difference;
using accounts::Policy;
using accounts::ProbeOutcome;
using accounts::ServerCandidate;
using accounts::Side;
using accounts::Stage;
using accounts::StageObserver;
using accounts::StageReport;
using accounts::StageState;

/// A running task; ends it (Cancelled) when cancelled or when the last owner lets go.
class Task {
  public:
    ~Task() { m_source.cancel(); }
    void cancel() const { m_source.cancel(); }
    [[nodiscard]] CancelToken token() const { return m_source.token(); }

  private:
    CancelSource m_source;
};


} // namespace tributary::engine
