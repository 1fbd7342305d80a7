// SPDX-License-Identifier: GPL-3.0-or-later
// What ui and cli speak with the engine about when an account is set up: values of accounts/, named here so that the
// front ends include engine/ only.
#pragma once

#include "accounts/Advice.h"
#include "accounts/ProbeReport.h"
#include "accounts/discovery/Options.h"
#include "accounts/Setup.h"

#include "auth/OAuthError.h"
#include "auth/OAuthFlow.h"
#include "base/CancelToken.h"
#include "sync/Doctor.h"

namespace tributary::engine {

using accounts::AccountDraft;
using accounts::Advice;
using accounts::AdviceCode;
using accounts::AdvicePlace;
using accounts::adviceOf;
using accounts::advicePlace;
using accounts::probeReport;
using accounts::reportFacts;
using accounts::OAuthClient;
using auth::AdminHint;
using auth::adminHint;
using auth::DevicePrompt;
using auth::ReplyPage;
using sync::Difference;
using accounts::Lock;
using accounts::Policy;
using accounts::RemotePictureRule;
using accounts::ProbeOutcome;
using accounts::ServerCandidate;
using accounts::Side;
using accounts::Stage;
using accounts::StageObserver;
using accounts::StageReport;
using accounts::StageState;

/// A sign-in at the provider's own page (S21 to S25).
struct SignIn {
    bool byDevice = false;  ///< with a code that is typed on another device (RFC 8628)
    ReplyPage page;         ///< what the browser shows in the end
};
/// What is told meanwhile, on the context's thread.
struct SignInObserver {
    std::function<void(const QUrl& link)> link;           ///< once: to be opened in the browser
    std::function<void(const DevicePrompt& prompt)> code; ///< once, in its place
    StageObserver stage;                                  ///< then the servers, as when a password is checked
};

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
