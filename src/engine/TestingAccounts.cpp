// SPDX-License-Identifier: GPL-3.0-or-later
// The connection test of an account that is there (S34 to S37).
#include "engine/detail/EngineCore.h"

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Who it was told to sign in as, and with what; ports that were allowed when it was added are not asked about again.
Result<AccountDraft> storedDraft(const Profile& profile, const model::Account& account, const CancelToken& cancel) {
    AccountDraft draft{account, {}, true};
    if (account.auth != model::AuthMethod::OAuth) {
        TRY(draft.password, profile.keys->secrets().load(auth::passwordKey(account)));
        return draft;
    }
    TRY(const auto tokens, profile.keys->tokens(account, cancel));
    TRY(draft.password, tokens->token(cancel));
    connect::Target target;
    profile.keys->fill(target, account);
    draft.mechanisms = target.mechanisms;
    return draft;
}

Result<ProbeOutcome> testStored(const Profile& profile, const model::Account& account, const accounts::ProbeOptions& options) {
    TRY(const AccountDraft draft, storedDraft(profile, account, options.cancel));
    return accounts::probe(draft, options);
}

} // namespace

std::shared_ptr<Task> Engine::testStoredAccount(AccountId account, QObject* context, StageObserver observer, Callback<ProbeOutcome> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    const auto known = m_core->find(account);
    if (!known) {
        answer(failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s));
        return std::make_shared<Task>();
    }
    StageObserver told;
    if (observer) {
        told = [tell = m_core->relay.bind(context, Callback<StageReport>([observer = std::move(observer)](const Result<StageReport>& stage) { observer(*stage); }))](
                   const StageReport& stage) { tell(stage); };
    }
    return m_core->tasks.start([profile = m_core->profile, account = *known, portal = network().hasPortal, told, answer](const CancelToken& cancel) {
        accounts::ProbeOptions options{profile->policy, cancel, told};
        options.budget = profile->budget;
        options.behindPortal = portal;
        answer(testStored(*profile, account, options));
    });
}

} // namespace tributary::engine
