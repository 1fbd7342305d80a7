// SPDX-License-Identifier: GPL-3.0-or-later
// The facade's part for writing and sending: identities, drafts and the outbox. What the user does is written on one thread, in the
// order it was done; messages are built on threads of their own, since their files may be large.
#include "engine/detail/EngineCore.h"

#include "base/Log.h"
#include "engine/DraftCopy.h"
#include "engine/ReplySource.h"
#include "engine/Submission.h"

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Signatures and all else of an identity are locked apart (S6).
Status checkIdentityChange(const Policy& policy, store::Reader& reader, const model::Identity& changed) {
    if (policy.locked.isEmpty())
        return {};
    TRY(const auto known, reader.identities());
    const auto before = std::find_if(known.begin(), known.end(), [&](const model::Identity& i) { return i.id == changed.id; });
    if (before == known.end())
        return {}; // the store says so
    const bool signs = before->signatureHtml != changed.signatureHtml || before->signatureText != changed.signatureText || before->signatureAboveQuote != changed.signatureAboveQuote;
    if (signs)
        TRY_STATUS(accounts::checkUnlocked(policy, Lock::Signatures));
    const bool isOther = before->address != changed.address || before->displayName != changed.displayName || before->replyTo != changed.replyTo;
    return isOther ? accounts::checkUnlocked(policy, Lock::Identities) : Status();
}

} // namespace

void Engine::loadIdentities(QObject* context, Callback<QList<model::Identity>> done) {
    m_core->edit<QList<model::Identity>>(context, std::move(done), [](store::Store&, store::Reader& reader) { return reader.identities(); });
}

void Engine::addIdentity(const model::Identity& identity, QObject* context, Callback<IdentityId> done) {
    m_core->edit<IdentityId>(context, m_core->thenMailCodes<IdentityId>(std::move(done), context, identity.account),
                             [identity, profile = m_core->profile](store::Store& store, store::Reader&) -> Result<IdentityId> {
                                 TRY_STATUS(accounts::checkUnlocked(profile->policy, Lock::Identities));
                                 if (!identity.signatureHtml.isEmpty() || !identity.signatureText.isEmpty())
                                     TRY_STATUS(accounts::checkUnlocked(profile->policy, Lock::Signatures));
                                 return store.addIdentity(identity);
                             });
}

void Engine::updateIdentity(const model::Identity& identity, QObject* context, Callback<std::monostate> done) {
    m_core->edit<std::monostate>(context, m_core->thenMailCodes<std::monostate>(std::move(done), context, identity.account),
                                 [identity, profile = m_core->profile](store::Store& store, store::Reader& reader) -> Result<std::monostate> {
                                     TRY_STATUS(checkIdentityChange(profile->policy, reader, identity));
                                     return asResult(store.updateIdentity(identity));
                                 });
}

void Engine::removeIdentity(IdentityId identity, QObject* context, Callback<std::monostate> done) {
    m_core->edit<std::monostate>(context, std::move(done), [identity, profile = m_core->profile](store::Store& store, store::Reader&) -> Result<std::monostate> {
        TRY_STATUS(accounts::checkUnlocked(profile->policy, Lock::Identities));
        return asResult(store.removeIdentity(identity));
    });
}

void Engine::setDefaultIdentity(IdentityId identity, QObject* context, Callback<std::monostate> done) {
    m_core->edit<std::monostate>(context, std::move(done),
                                 [identity](store::Store& store, store::Reader&) { return asResult(store.setDefaultIdentity(identity)); });
}

void Engine::loadReplySource(MessageId id, const ForwardWords& words, QObject* context, Callback<ReplySource> done) {
    m_core->load(context, std::move(done), [=](const LoadSource& from) { return engine::loadReplySource(from, id, words); });
}

void Engine::loadAsDraft(MessageId id, bool isNew, QObject* context, Callback<model::Draft> done) {
    m_core->load(context, std::move(done), [=](const LoadSource& from) { return engine::loadAsDraft(from, id, isNew); });
}

void Engine::loadDrafts(QObject* context, Callback<QList<model::DraftSummary>> done) {
    m_core->edit<QList<model::DraftSummary>>(context, std::move(done), [](store::Store&, store::Reader& reader) { return reader.drafts(); });
}

void Engine::loadDraft(DraftId id, QObject* context, Callback<model::Draft> done) {
    m_core->edit<model::Draft>(context, std::move(done), [id](store::Store&, store::Reader& reader) { return reader.draft(id); });
}

void Engine::saveDraft(const model::Draft& draft, QObject* context, Callback<DraftId> done) {
    m_core->edit<DraftId>(context, std::move(done), [draft](store::Store& store, store::Reader& reader) -> Result<DraftId> {
        model::Draft saved = draft;
        if (saved.messageIdHeader.isEmpty()) {
            TRY(saved.messageIdHeader, newMessageId(reader, saved.identity));
        }
        return store.saveDraft(saved);
    });
}

void Engine::keepDraft(DraftId id) { m_core->keeper.keep(id); }

void Engine::removeDraft(DraftId id, QObject* context, Callback<std::monostate> done) {
    m_core->edit<std::monostate>(context, std::move(done), [id](store::Store& store, store::Reader&) { return asResult(store.removeDraft(id)); });
}

void Engine::completeAddress(const QString& text, int limit, int channel, QObject* context, Callback<QList<model::Contact>> done) {
    m_core->lists->run(channel, [text, limit, answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader, const auto& isCurrent) {
        if (isCurrent())
            answer(reader.contacts(text, limit));
        else
            answer(failure(ErrorKind::Cancelled, ErrorCode::Cancelled));
    });
}

void Engine::loadSendingFacts(IdentityId identity, const QStringList& recipients, QObject* context, Callback<model::SendingFacts> done) {
    m_core->edit<model::SendingFacts>(context, std::move(done),
                                      [=](store::Store&, store::Reader& reader) { return reader.sendingFacts(identity, recipients); });
}

void Engine::send(const model::Draft& draft, const SendOptions& options, QObject* context, Callback<OutboxId> done) {
    m_core->tasks.startDetached([profile = m_core->profile, draft, options, loopback = m_core->loopbackIsPublicForTests,
                                 answer = m_core->relay.bind(context, std::move(done))](const CancelToken&) {
        answer([&]() -> Result<OutboxId> {
            TRY(const auto reader, profile->store->makeReader());
            const LoadSource from{*reader, *profile->marks, loopback};
            return queueDraft(*profile->store, from, draft, options, QDateTime::currentDateTime());
        }());
    });
}

void Engine::loadOutbox(QObject* context, Callback<QList<model::OutboxMessage>> done) {
    m_core->edit<QList<model::OutboxMessage>>(context, std::move(done), [known = m_core->sender.reasons()](store::Store&, store::Reader& reader) {
        return loadOutboxWithReasons(reader, known, Clock::system().utcNowMs());
    });
}

void Engine::retryOutbox(OutboxId id, QObject* context, Callback<std::monostate> done) {
    m_core->edit<std::monostate>(context, std::move(done), [id, core = m_core.get()](store::Store& store, store::Reader& reader) -> Result<std::monostate> {
        TRY(const model::OutboxMessage message, reader.outboxMessage(id));
        const Status status = store.retryOutbox(id, Clock::system().utcNowMs());
        if (status)
            core->relay.post([core, via = message.via] { core->sender.retry(via); });
        return asResult(status);
    });
}

void Engine::cancelOutbox(OutboxId id, QObject* context, Callback<model::Draft> done) {
    if (m_core->keepsDrafts())
        return m_core->edit<model::Draft>(context, std::move(done), [id](store::Store& store, store::Reader&) { return store.cancelOutbox(id); });
    // A program that ends with the answer has nobody who would see to the draft's copy in Drafts later. Its files may be large: a thread
    // of its own. Without a copy (the mailboxes are not known yet) it is a draft all the same; the next sync puts it there.
    m_core->tasks.startDetached([profile = m_core->profile, id, answer = m_core->relay.bind(context, std::move(done))](const CancelToken&) {
        answer([&]() -> Result<model::Draft> {
            TRY(const auto reader, profile->store->makeReader());
            TRY(model::Draft draft, profile->store->cancelOutbox(id));
            if (!draft.id.isValid())
                return draft;
            if (const Status kept = putCopyOfDraft(*profile->store, {*reader, *profile->marks}, draft.id, QDateTime::currentDateTime()); !kept)
                qCInfo(lcEngine) << "no copy of draft" << draft.id.value << codeName(kept.error().code);
            return draft;
        }());
    });
}

void Engine::dismissOutbox(OutboxId id, QObject* context, Callback<std::monostate> done) {
    m_core->edit<std::monostate>(context, std::move(done), [id](store::Store& store, store::Reader&) { return asResult(store.dismissOutbox(id)); });
}

std::shared_ptr<Task> Engine::deliver(OutboxId id, QObject* context, OutboxObserver changed, Callback<model::OutboxMessage> done) {
    const auto tell = [&relay = m_core->relay, guard = QPointer<QObject>(context), changed = std::move(changed)](const model::OutboxMessage& message) {
        relay.post([guard, changed, message] {
            if (guard && changed)
                changed(message);
        });
    };
    return m_core->tasks.start([core = m_core.get(), id, tell, answer = m_core->relay.bind(context, std::move(done))](const CancelToken& cancel) {
        answer(deliverHere(*core->profile, core->sender, core->manager, id, tell, cancel));
    });
}

} // namespace tributary::engine
