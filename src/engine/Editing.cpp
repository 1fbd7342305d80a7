// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of an account's settings (S10 to S16, S24, S30, S32).
#include "engine/detail/EngineCore.h"

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

bool reachesOtherServers(const model::Account& before, const model::Account& after) {
    return before.incoming != after.incoming || before.outgoing != after.outgoing || before.relay != after.relay || before.email != after.email;
}

Status checkSameKind(const model::Account& before, const model::Account& after) {
    if (before.protocol != after.protocol)
        return failure(ErrorKind::InvalidInput, ErrorCode::Unsupported, u"protocol"_s);
    if (before.auth != after.auth || (before.auth == model::AuthMethod::OAuth && before.email != after.email))
        return failure(ErrorKind::InvalidInput, ErrorCode::Unsupported, u"email"_s); // signed in as somebody else: another account
    return {};
}

/// What the account signs in with now, where nothing new is given.
Status fillSecret(Profile& profile, const model::Account& known, AccountDraft& draft, const CancelToken& cancel) {
    if (!draft.password.isEmpty())
        return {};
    connect::Target target;
    profile.keys->fill(target, known);
    draft.mechanisms = target.mechanisms;
    if (known.auth == model::AuthMethod::OAuth) {
        TRY(const auto source, profile.keys->tokens(known, cancel));
        TRY(draft.password, source->token(cancel));
        return {};
    }
    TRY(draft.password, profile.keys->secrets().load(auth::passwordKey(known)));
    return {};
}

Status keepPassword(Profile& profile, const model::Account& known, const AccountDraft& draft) {
    if (known.auth == model::AuthMethod::OAuth)
        return {};
    auth::SecretStore& secrets = profile.keys->secrets();
    TRY_STATUS(secrets.save(auth::passwordKey(draft.account), draft.password));
    if (auth::passwordKey(known) != auth::passwordKey(draft.account))
        (void)secrets.remove(auth::passwordKey(known));
    return {};
}

/// On the task's thread.
Status edit(Profile& profile, const model::Account& known, AccountDraft draft, const accounts::ProbeOptions& options) {
    const bool becomesDefault = draft.account.isDefault && !known.isDefault;
    draft.account.isDefault = known.isDefault; // there is one, always: see setDefaultAccount()
    TRY_STATUS(checkSameKind(known, draft.account));
    TRY_STATUS(accounts::checkMayChange(known, draft.account, profile.policy));
    TRY_STATUS(accounts::checkAccount(draft.account, profile.policy, draft.allowNonStandardPorts));
    {
        TRY(const auto reader, profile.store->makeReader());
        TRY(const QList<model::Account> all, reader->accounts());
        TRY_STATUS(checkFitsBeside(all, draft.account));
    }
    if (reachesOtherServers(known, draft.account) || !draft.password.isEmpty()) {
        TRY_STATUS(fillSecret(profile, known, draft, options.cancel));
        TRY_STATUS(probeAndKeep(profile, draft, options, [&] { return keepPassword(profile, known, draft); }));
    } else {
        TRY_STATUS(profile.store->updateAccount(draft.account));
        mailMissingCodes(profile, draft.account.id);
    }
    if (becomesDefault)
        TRY_STATUS(profile.store->setDefaultAccount(draft.account.id));
    const QDate since = draft.account.syncSince;
    const bool isLater = since.isValid() && (!known.syncSince.isValid() || known.syncSince < since);
    if (!isLater || draft.account.protocol != model::Protocol::Imap) // what came by POP3 may lie here alone
        return {};
    // SINCE goes by the server's day, which may be the one beside ours: what the sync may list stays.
    return profile.store->dropOlder(draft.account.id, since.addDays(-1).startOfDay(Qt::UTC).toMSecsSinceEpoch());
}

} // namespace

std::shared_ptr<Task> Engine::editAccount(const AccountDraft& changed, QObject* context, StageObserver observer, Callback<std::monostate> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    const auto known = m_core->find(changed.account.id);
    if (!known) {
        answer(failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s));
        return std::make_shared<Task>();
    }
    return m_core->tasks.start([core = m_core.get(), known = *known, changed, stages = relayed(m_core->relay, context, std::move(observer)), portal = network().hasPortal, answer](const CancelToken& cancel) {
        accounts::ProbeOptions options{core->profile->policy, cancel, stages};
        options.budget = core->profile->budget;
        options.behindPortal = portal;
        if (const Status status = edit(*core->profile, known, changed, options); !status)
            return answer(failure(status.error()));
        core->relay.post([core, account = changed.account, answer] {
            core->restart(account);
            answer(std::monostate());
        });
    });
}

void Engine::setColour(AccountId account, int colour, QObject* context, Callback<std::monostate> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    auto known = m_core->find(account);
    if (!known)
        return answer(failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s));
    known->colour = colour;
    m_core->tasks.startDetached([profile = m_core->profile, changed = *known, answer](const CancelToken&) { answer(asResult(profile->store->updateAccount(changed))); });
}

void Engine::leaveAccount(AccountId account, bool keepMail, bool mayAsk, QObject* context, Callback<bool> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    const bool stays = !keepMail && !accounts::checkUnlocked(policy(), accounts::Lock::Accounts); // and says so below
    m_core->filters.leaveServer(account, mayAsk && !stays, this, [this, account, keepMail, answer](const Result<bool>& isGone) {
        const auto left = [this, account, answer, isGone](const Result<std::monostate>& result) {
            m_core->sieve.stay(account); // left: nobody looks at it any more
            Q_EMIT accountsChanged();
            answer(result ? Result<bool>(isGone.value_or(false)) : Result<bool>(failure(result.error())));
        };
        keepMail ? retireAccount(account, this, left) : removeAccount(account, this, left);
    });
    Q_EMIT accountsChanged(); // Filters::isLeaving()
}

void Engine::retireAccount(AccountId account, QObject* context, Callback<std::monostate> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    const auto known = m_core->find(account);
    if (!known)
        return answer(failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s));
    m_core->editAccount(account, [core = m_core.get(), account = *known, answer](const Result<std::monostate>& off) {
        if (!off)
            return answer(off);
        core->relay.post([core, account, answer] { // tasks are started on that thread
            core->tasks.startDetached([profile = core->profile, account, answer](const CancelToken& cancel) {
                profile->keys->forget(account, cancel);
                answer(std::monostate());
            });
        });
    }, [](model::Account& a) { a.enabled = false; });
}

} // namespace tributary::engine
