// SPDX-License-Identifier: GPL-3.0-or-later
// A second try of a sign-in that was refused in a way that may mean a limit (connect/DoubtfulRefusal.h).
#pragma once

#include "accounts/Probe.h"
#include "base/WakeUp.h"
#include "connect/DoubtfulRefusal.h"
#include "connect/Target.h"

#include <memory>

namespace tributary::accounts::detail {

/// Connection::open(), twice at most. The stages are told once: of the second connection only what became of the sign-in.
template <typename Connection, typename Target>
[[nodiscard]] Result<std::unique_ptr<Connection>> openInTwoTries(const Target& target, const QString& provider, const ProbeOptions& options,
                                                                 const connect::StageObserver& observer) {
    const auto isDoubtful = [&](const Error& error) { return !target.oauth && connect::isDoubtfulRefusal(provider, target.server.host, error); };
    auto first = Connection::open(target, [&](const connect::StageResult& stage) {
        if (stage.stage != connect::Stage::SignIn || stage.status || !isDoubtful(stage.status.error()))
            observer(stage);
    });
    if (first || !isDoubtful(first.error()))
        return first;
    if (WakeUp().waitFor(options.secondTryAfter, options.cancel) == WakeUp::Ended::Cancelled)
        return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
    return Connection::open(target, [&](const connect::StageResult& stage) {
        if (stage.stage == connect::Stage::SignIn || !stage.status) {
            connect::StageResult told = stage;
            told.stage = connect::Stage::SignIn;
            observer(told);
        }
    });
}

} // namespace tributary::accounts::detail
