// SPDX-License-Identifier: GPL-3.0-or-later
// The facade's part for the user's changes: planned and written on a worker thread, pushed by the account's worker, which the
// store's PushQueueChanged wakes.
#include "engine/ChangePlan.h"
#include "engine/Engine.h"
#include "engine/detail/EngineCore.h"

#include <algorithm>

namespace tributary::engine {

namespace {

/// Renamed or deleted: not INBOX (RFC 9051 6.3.5, 6.3.6), nor what the user has no right to (RFC 4314 'x').
Status mayGo(const model::Mailbox& mailbox) {
    if (mailbox.specialUse == model::SpecialUse::Inbox)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(mailbox.name + QStringLiteral(": the inbox cannot be renamed or deleted")));
    if (!mailbox.allows('x'))
        return failure(ErrorKind::Refused, ErrorCode::ServerRefused, QString(QStringLiteral("no right to rename or delete ") + mailbox.name));
    return {};
}

} // namespace

using namespace Qt::Literals::StringLiterals;

void Engine::wantBody(MessageId id) {
    m_core->tasks.startDetached([profile = m_core->profile, core = m_core.get(), id](const CancelToken&) {
        if (const Status status = profile->store->wantBody(id); !status)
            return;
        core->relay.post([core] { core->manager.wakeAll(); });
    });
}

void Engine::changeMessages(const model::MessageAction& action, QObject* context, Callback<ChangeId> done) {
    m_core->changeThread->run(0, [profile = m_core->profile, action, answer = m_core->relay.bind(context, std::move(done))](
                                     store::Reader& reader, const auto&) {
        const auto planned = planChange(*profile->store, reader, action);
        answer(planned ? profile->store->change(*planned) : Result<ChangeId>(failure(planned.error())));
    });
}

void Engine::undo(ChangeId change, QObject* context, Callback<std::monostate> done) {
    m_core->changeThread->run(0, [profile = m_core->profile, change, answer = m_core->relay.bind(context, std::move(done))](
                                     store::Reader&, const auto&) { answer(asResult(profile->store->undo(change))); });
}

void Engine::loadChanges(int limit, QObject* context, Callback<QList<model::ChangeRecord>> done) {
    m_core->changeThread->run(0, [limit, answer = m_core->relay.bind(context, std::move(done))](
                                     store::Reader& reader, const auto&) { answer(reader.changes(limit)); });
}

void Engine::emptyTrash(AccountId account, QObject* context, Callback<ChangeId> done) {
    m_core->changeThread->run(0, [profile = m_core->profile, account, answer = m_core->relay.bind(context, std::move(done))](
                                     store::Reader& reader, const auto&) {
        const auto planned = planEmptyTrash(reader, account);
        answer(planned ? profile->store->change(*planned) : Result<ChangeId>(failure(planned.error())));
    });
}

static Status makeParents(store::Store& store, store::Reader& reader, AccountId account, const QString& name) {
    QString whole;
    char between = 0;
    TRY(const auto before, reader.mailboxes(account));
    TRY_STATUS(wireNameFor(before, name, whole, between)); // else some would be made for what is refused
    for (qsizetype at = name.indexOf(u'/'); at >= 0; at = name.indexOf(u'/', at + 1)) {
        TRY(const auto mailboxes, reader.mailboxes(account));
        const QString parent = name.first(at);
        if (parent.isEmpty() || std::any_of(mailboxes.begin(), mailboxes.end(), [&](const model::Mailbox& m) { return m.name == parent; }))
            continue;
        QString fullName;
        char delimiter = 0;
        TRY(const QByteArray wireName, wireNameFor(mailboxes, parent, fullName, delimiter));
        TRY_STATUS(store.createMailbox(account, fullName, wireName, delimiter));
    }
    return {};
}

void Engine::createMailbox(AccountId account, const QString& name, QObject* context, Callback<MailboxId> done) {
    const auto known = m_core->find(account);
    const bool isLocal = known && known->protocol == model::Protocol::Pop3;
    m_core->changeThread->run(0, [profile = m_core->profile, account, name, isLocal,
                                  answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        answer([&]() -> Result<MailboxId> {
            if (isLocal) // a server makes what stands above it by itself (RFC 9051 6.3.4)
                TRY_STATUS(makeParents(*profile->store, reader, account, name));
            TRY(const auto mailboxes, reader.mailboxes(account));
            QString fullName;
            char delimiter = 0;
            TRY(const QByteArray wireName, wireNameFor(mailboxes, name, fullName, delimiter));
            return profile->store->createMailbox(account, fullName, wireName, delimiter);
        }());
    });
}

void Engine::renameMailbox(MailboxId mailbox, const QString& name, QObject* context, Callback<ChangeId> done) {
    m_core->changeThread->run(0, [profile = m_core->profile, mailbox, name,
                                  answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        answer([&]() -> Result<ChangeId> {
            TRY(const model::Mailbox known, reader.mailbox(mailbox));
            TRY_STATUS(mayGo(known));
            TRY(const auto mailboxes, reader.mailboxes(known.account));
            QString fullName;
            char delimiter = 0;
            TRY(const QByteArray wireName, wireNameFor(mailboxes, name, fullName, delimiter));
            return profile->store->renameMailbox(mailbox, fullName, wireName);
        }());
    });
}

void Engine::deleteMailbox(MailboxId mailbox, QObject* context, Callback<ChangeId> done) {
    m_core->changeThread->run(0, [profile = m_core->profile, mailbox,
                                  answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        answer([&]() -> Result<ChangeId> {
            TRY(const model::Mailbox known, reader.mailbox(mailbox));
            TRY_STATUS(mayGo(known));
            return profile->store->deleteMailbox(mailbox);
        }());
    });
}

void Engine::subscribeMailbox(MailboxId mailbox, bool on, QObject* context, Callback<std::monostate> done) {
    m_core->changeThread->run(0, [profile = m_core->profile, mailbox, on,
                                  answer = m_core->relay.bind(context, std::move(done))](store::Reader&, const auto&) {
        answer(asResult(profile->store->subscribeMailbox(mailbox, on)));
    });
}

void Engine::releaseHeld(MailboxId mailbox, QObject* context, Callback<std::monostate> done) {
    m_core->changeThread->run(0, [profile = m_core->profile, mailbox, answer = m_core->relay.bind(context, std::move(done))](
                                     store::Reader&, const auto&) { answer(asResult(profile->store->releaseHeld(mailbox))); });
}

void Engine::putBackHeld(MailboxId mailbox, QObject* context, Callback<std::monostate> done) {
    m_core->changeThread->run(0, [profile = m_core->profile, mailbox, answer = m_core->relay.bind(context, std::move(done))](
                                     store::Reader&, const auto&) { answer(asResult(profile->store->putBackHeld(mailbox))); });
}

/// Whose mailbox it is stands in the store; what is opened later is answered later.
void Engine::setOpenMailbox(std::optional<MailboxId> mailbox) {
    const Callback<model::Mailbox> opened = [core = m_core.get()](const Result<model::Mailbox>& found) {
        core->manager.setOpenMailbox(found ? found->account : AccountId(), found ? found->id : MailboxId());
    };
    m_core->lists->run(0, [id = mailbox.value_or(MailboxId()), answer = m_core->relay.bind(this, opened)](store::Reader& reader, const auto&) {
        answer(reader.mailbox(id));
    });
}

const model::NetworkState& Engine::network() const { return m_core->networkState(); }

void Engine::setFetchOnMetered(bool fetch) { m_core->setFetchOnMetered(fetch); }

QList<model::SyncEvent> Engine::syncEvents() const { return m_core->manager.events(); }

int Engine::pushesWaiting(AccountId account) const { return m_core->waiting.value(account.value); }

void Engine::setProtocolLog(AccountId account, bool on) {
    m_core->manager.protocol(account)->record(on);
    if (on) // from the greeting on
        m_core->manager.reconnect(account);
}

QStringList Engine::protocolLog(AccountId account) const { return m_core->manager.protocol(account)->lines(); }

} // namespace tributary::engine
