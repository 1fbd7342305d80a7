// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/AccountManager.h"

#include "base/Log.h"
#include "base/ThreadName.h"
#include "connect/CaptivePortal.h"
#include "engine/ChangePlan.h"
#include "engine/DraftCopy.h"
#include "sync/AskedBodies.h"
#include "sync/MailboxListSync.h"
#include "sync/Pop3Sync.h"
#include "sync/SentCopies.h"

#include <QSet>

#include <future>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

AccountManager::AccountManager(Profile& profile, Relay& relay) : m_profile(profile), m_relay(relay) {
    connect(&m_sleep, &SleepWatch::slept, this, &AccountManager::reconnectAll);
}

AccountManager::~AccountManager() {
    for (const auto& worker : std::as_const(m_workers))
        worker->cancel.cancel();
    for (const auto& worker : std::as_const(m_workers)) {
        worker->thread->wait(); // every wait of a worker ends at once when it is cancelled
        delete worker->thread;
    }
}

void AccountManager::start(const model::Account& account) {
    if (const auto running = m_workers.constFind(account.id.value); running != m_workers.constEnd()) {
        if ((*running)->cancel.isCancelled())
            (*running)->afterwards.append([this, account] { start(account); });
        return;
    }
    auto worker = std::make_shared<Worker>();
    worker->demands->metered = m_metered;
    if (account.id == m_openAccount)
        worker->demands->openMailbox = m_openMailbox.value;
    worker->thread = QThread::create(
        [this, account, cancel = worker->cancel.token(), wakeUp = worker->wakeUp, demands = worker->demands] {
            nameThread("account");
            runWorker(account, cancel, wakeUp, demands);
        });
    connect(worker->thread, &QThread::finished, this, [this, id = account.id] { workerFinished(id); });
    m_workers.insert(account.id.value, worker);
    worker->thread->start();
}

void AccountManager::stop(AccountId account, std::function<void()> after) {
    const auto worker = m_workers.value(account.value);
    if (!worker) {
        if (after)
            after();
        return;
    }
    if (after)
        worker->afterwards.append(std::move(after));
    worker->cancel.cancel();
}

void AccountManager::wake(AccountId account) {
    if (const auto worker = m_workers.value(account.value))
        worker->wakeUp->wake();
}

void AccountManager::wakeForSync(AccountId account) {
    if (const auto worker = m_workers.value(account.value)) {
        worker->demands->lookAtAll = true;
        worker->wakeUp->wake();
    }
}

void AccountManager::wakeAll() {
    for (const auto& worker : std::as_const(m_workers))
        worker->wakeUp->wake();
}

void AccountManager::reconnectAll() {
    for (const auto& worker : std::as_const(m_workers)) {
        worker->demands->reconnect = true;
        worker->wakeUp->wake();
    }
}

void AccountManager::reconnect(AccountId account) {
    if (const auto worker = m_workers.value(account.value)) {
        worker->demands->reconnect = true;
        worker->wakeUp->wake();
    }
}

void AccountManager::setMetered(bool metered) {
    if (std::exchange(m_metered, metered) == metered)
        return;
    for (const auto& worker : std::as_const(m_workers)) {
        worker->demands->metered = metered;
        wakeForNetwork(*worker);
    }
}

void AccountManager::networkRestored() {
    for (const auto& worker : std::as_const(m_workers))
        wakeForNetwork(*worker);
}

void AccountManager::linesLost(const QStringList& addresses) {
    if (const int ended = m_lines->endLost(addresses); ended > 0)
        qCInfo(lcEngine) << "the network has changed:" << ended << "connections ended";
}

void AccountManager::wakeForNetwork(Worker& worker) {
    worker.demands->networkNews = true;
    worker.wakeUp->wake();
}

void AccountManager::setOpenMailbox(AccountId account, MailboxId mailbox) {
    if (std::exchange(m_openMailbox, mailbox) == mailbox)
        return;
    const AccountId before = std::exchange(m_openAccount, account);
    for (const AccountId id : QSet<AccountId>{before, account}) {
        if (const auto worker = m_workers.value(id.value)) {
            worker->demands->openMailbox = id == account ? mailbox.value : 0;
            worker->wakeUp->wake();
        }
    }
}

std::shared_ptr<ProtocolRecord> AccountManager::protocol(AccountId account) {
    return m_protocols.with([&](auto& all) {
        auto& record = all[account.value];
        if (!record)
            record = std::make_shared<ProtocolRecord>();
        return record;
    });
}

void AccountManager::keepEvents(const model::SyncReport& report) {
    constexpr qsizetype kEvents = 500;
    const qint64 now = Clock::system().utcNowMs();
    for (const model::MailboxReport& mailbox : report.mailboxes) {
        if (mailbox.added + mailbox.changed + mailbox.gone == 0 && !mailbox.error)
            continue;
        m_events.append({now, report.account, mailbox.name, mailbox.added, mailbox.changed, mailbox.gone, 0, 0, mailbox.bytes,
                         mailbox.ms, mailbox.roundTrips, mailbox.error});
    }
    if (report.pushed + report.refused > 0 || report.error)
        m_events.append({now, report.account, {}, 0, 0, 0, report.pushed, report.refused, 0, 0, 0, report.error});
    if (m_events.size() > kEvents)
        m_events.remove(0, m_events.size() - kEvents);
}

void AccountManager::workerFinished(AccountId account) {
    const auto worker = m_workers.take(account.value);
    if (!worker)
        return;
    worker->thread->deleteLater();
    for (const auto& after : std::as_const(worker->afterwards))
        after();
}

sync::SyncObserver AccountManager::makeObserver(AccountId account, bool keepState) {
    using model::AccountActivity;
    const auto state = [this, account, keepState](const model::AccountState& s) {
        // Kept over restarts: that the account needs the user (S17), and when it was in step last.
        if (keepState && (s.activity == AccountActivity::Disabled || s.activity == AccountActivity::Ready)) {
            if (auto status = m_profile.store->setAccountState(account, s); !status)
                qCWarning(lcEngine) << "account state not kept:" << codeName(status.error().code);
        }
        m_relay.post([this, account, s] { Q_EMIT stateChanged(account, s); });
    };
    const auto progress = [this](const model::SyncProgress& p) { m_relay.post([this, p] { Q_EMIT progressed(p); }); };
    const auto report = [this](const model::SyncReport& r) {
        m_relay.post([this, r] {
            keepEvents(r);
            Q_EMIT reported(r);
        });
    };
    return {state, progress, report};
}

/// Called on the worker's threads.
template <typename Connection, typename Target>
Result<std::unique_ptr<Connection>> AccountManager::open(const model::Account& account, const CancelToken& cancel, const std::shared_ptr<WakeUp>& wakeUp,
                                                        connect::Purpose purpose) {
    TRY_STATUS(accounts::checkAllowed(account, m_profile.policy)); // one that was added before there was this policy
    Target target;
    m_profile.keys->fill(target, account);
    std::future<Result<Secret>> password;
    if (const auto source = target.passwordSource) {
        // Beside connecting: a sealed file takes 0.3 s to open, a keychain as long as the desktop does.
        password = std::async(std::launch::async, source);
        target.passwordSource = [&password] { return password.get(); };
    }
    target.server = account.incoming;
    target.certificates = m_profile.policy.certificates;
    target.cancel = cancel;
    target.wakeUp = wakeUp;
    target.lines = m_lines;
    target.budget = m_profile.budget;
    target.purpose = purpose;
    auto opened = m_profile.keys->open<Connection>(target, account, cancel);
    if (!opened) // by what is known of the network now, not when it began
        return failure(connect::portalError(opened.error(), m_behindPortal));
    if (const auto record = protocol(account.id); record->isOn()) {
        (*opened)->setProtocolLog([record](bool sent, const QByteArray& line) { record->add(sent, line, Clock::system().utcNowMs()); });
    }
    return opened;
}

sync::Connector AccountManager::makeConnector(const model::Account& account, connect::Purpose own) {
    return [this, account, own](const CancelToken& cancel, const std::shared_ptr<WakeUp>& wakeUp, connect::Purpose purpose) {
        return open<connect::ImapConnection, connect::ImapTarget>(account, cancel, wakeUp, purpose == connect::Purpose::Account ? own : purpose);
    };
}

sync::Pop3Connector AccountManager::makePop3Connector(const model::Account& account, connect::Purpose own) {
    return [this, account, own](const CancelToken& cancel, const std::shared_ptr<WakeUp>& wakeUp) {
        return open<connect::Pop3Connection, connect::Target>(account, cancel, wakeUp, own);
    };
}

void AccountManager::runWorker(const model::Account& account, const CancelToken& cancel, const std::shared_ptr<WakeUp>& wakeUp,
                               const std::shared_ptr<sync::Demands>& demands) {
    auto reader = m_profile.store->makeReader();
    const sync::SyncObserver observer = makeObserver(account.id, true);
    if (!reader) {
        observer.state({model::AccountActivity::Offline, reader.error(), 0, 0});
        return;
    }
    sync::SyncContext context{account, *m_profile.store, **reader, Clock::system(), cancel, observer, {}, demands, {}, m_profile.marks};
    const Status status = account.protocol == model::Protocol::Pop3 ? sync::Pop3Account(context, makePop3Connector(account), wakeUp).runForever()
                                                                     : sync::AccountSync(context, makeConnector(account), wakeUp).runForever();
    if (!status)
        qCInfo(lcEngine) << "account" << account.id.value << "stopped:" << codeName(status.error().code);
}

model::SyncReport AccountManager::syncHere(const model::Account& account, const QStringList& globs, const std::shared_ptr<WakeUp>& watch,
                                           const CancelToken& cancel) {
    model::SyncReport report;
    report.account = account.id;
    report.email = account.email;
    auto reader = m_profile.store->makeReader();
    if (!reader) {
        report.error = reader.error();
        return report;
    }
    const auto wakeUp = watch ? watch : std::make_shared<WakeUp>();
    sync::SyncContext context{account, *m_profile.store, **reader, Clock::system(), cancel, makeObserver(account.id, true), {},
                              std::make_shared<sync::Demands>(), {}, m_profile.marks};
    if (account.protocol == model::Protocol::Pop3)
        return syncPop3Here(context, globs, watch != nullptr, wakeUp);
    const QStringList chosen = globs.isEmpty() ? account.mailboxGlobs : globs;
    sync::AccountSync sync(context, makeConnector(account), wakeUp);
    // A program that ends with the sync has nobody else who would see to its drafts (DraftKeeper).
    const LoadSource from{**reader, *m_profile.marks};
    const bool isWaiting = putMissingCopies(*m_profile.store, from, account.id, QDateTime::currentDateTime());
    if (!watch) {
        report = sync.syncOnce(chosen);
        // Only now it is known which mailbox is Drafts.
        if (isWaiting && !report.error && !putMissingCopies(*m_profile.store, from, account.id, QDateTime::currentDateTime()))
            report.error = sync.syncOnce(chosen).error;
        return report;
    }
    if (const Status status = sync.runForever(chosen); !status)
        report.error = status.error();
    else // nothing else ends it
        report.error = Error{ErrorKind::Cancelled, ErrorCode::Cancelled, {}, {}};
    return report;
}

namespace {

/// Of what was named, the mailboxes that lie here alone: there is nothing to synchronise, and they are no mistake.
QList<model::MailboxReport> localReports(store::Reader& reader, AccountId account, const QStringList& globs) {
    QList<model::MailboxReport> reports;
    for (const model::Mailbox& mailbox : reader.mailboxes(account).value_or(QList<model::Mailbox>())) {
        if (!sync::matchesGlobs(mailbox.name, globs))
            continue;
        model::MailboxReport report;
        report.name = mailbox.name;
        reports.append(report);
    }
    return reports;
}

const QString kPop3Inbox = QStringLiteral("INBOX"); // the one mailbox that a POP3 server has

} // namespace

model::SyncReport AccountManager::syncPop3Here(sync::SyncContext& context, const QStringList& globs, bool watch, const std::shared_ptr<WakeUp>& wakeUp) {
    if (!watch && !sync::matchesGlobs(kPop3Inbox, globs)) {
        model::SyncReport none;
        none.account = context.account.id;
        none.email = context.account.email;
        none.mailboxes = localReports(context.reader, context.account.id, globs);
        return none;
    }
    sync::Pop3Account pop3(context, makePop3Connector(context.account), wakeUp);
    (void)putMissingCopies(*m_profile.store, {context.reader, *m_profile.marks}, context.account.id, QDateTime::currentDateTime());
    if (!watch)
        return pop3.syncOnce();
    model::SyncReport report;
    report.account = context.account.id;
    report.email = context.account.email;
    const Status status = pop3.runForever();
    report.error = status ? Error{ErrorKind::Cancelled, ErrorCode::Cancelled, {}, {}} : status.error();
    return report;
}

Result<QList<Difference>> AccountManager::doctorHere(const model::Account& account, const QString& glob,
                                                     const CancelToken& cancel) {
    TRY(const auto reader, m_profile.store->makeReader());
    const auto wakeUp = std::make_shared<WakeUp>();
    sync::SyncContext context{account, *m_profile.store, *reader, Clock::system(), cancel, {}, {},
                              std::make_shared<sync::Demands>(), {}, m_profile.marks};
    TRY(auto differences, account.protocol == model::Protocol::Pop3 ? examinePop3Here(context, wakeUp, glob) : examineImapHere(context, wakeUp, glob));
    TRY(const QStringList damage, reader->checkIntegrity());
    for (const QString& text : damage)
        differences.append({QString(), 0, u"database"_s, text, {}});
    return differences;
}

Result<QList<Difference>> AccountManager::examineImapHere(sync::SyncContext& context, const std::shared_ptr<WakeUp>& wakeUp, const QString& glob) {
    TRY(const auto connection, makeConnector(context.account, connect::Purpose::User)(context.cancel, wakeUp));
    TRY(auto differences, sync::examineAccount(context, *connection, glob));
    connection->logout();
    return differences;
}

Result<QList<Difference>> AccountManager::examinePop3Here(sync::SyncContext& context, const std::shared_ptr<WakeUp>& wakeUp, const QString& glob) {
    if (!glob.isEmpty() && !sync::matchesGlobs(kPop3Inbox, {glob})) {
        if (localReports(context.reader, context.account.id, {glob}).isEmpty())
            return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, QString(QStringLiteral("mailbox ") + glob));
        return QList<Difference>(); // the server has nothing to compare it with
    }
    TRY(const auto connection, makePop3Connector(context.account, connect::Purpose::User)(context.cancel, wakeUp));
    TRY(auto differences, sync::examinePop3(context, *connection));
    (void)connection->quit(); // nothing is marked
    return differences;
}

model::ServerSearchResult AccountManager::searchHere(const model::Account& account, const model::MessageQuery& query,
                                                     const std::function<void(const model::ServerSearchProgress&)>& progress,
                                                     const CancelToken& cancel) {
    const auto reader = m_profile.store->makeReader();
    if (!reader) {
        model::ServerSearchResult result;
        result.failures.append({account.id, {}, reader.error()});
        return result;
    }
    sync::SyncContext context{account, *m_profile.store, **reader, Clock::system(), cancel, {}, {},
                              std::make_shared<sync::Demands>(), {}, m_profile.marks};
    auto result = sync::searchOnServer(context, makeConnector(account, connect::Purpose::User), query, progress);
    // What the worker holds of the mailbox it stays on lacks these rows: it reads them anew.
    if (result.added > 0)
        m_relay.post([this, id = account.id] { wake(id); });
    return result;
}

Status AccountManager::fetchAskedHere(const model::Account& account, const CancelToken& cancel) {
    TRY(const auto reader, m_profile.store->makeReader());
    sync::SyncContext context{account, *m_profile.store, *reader, Clock::system(), cancel, {}, {},
                              std::make_shared<sync::Demands>(), {}, m_profile.marks};
    if (account.protocol == model::Protocol::Pop3) { // a session is short, and brings it with what is new
        const auto error = sync::Pop3Account(context, makePop3Connector(account, connect::Purpose::User), std::make_shared<WakeUp>()).syncOnce().error;
        return error ? Status(failure(*error)) : Status();
    }
    TRY(const auto connection, makeConnector(account, connect::Purpose::User)(cancel, std::make_shared<WakeUp>()));
    TRY_STATUS(sync::fetchAskedBodies(context, *connection));
    connection->logout();
    return {};
}

Status AccountManager::fileCopiesHere(const model::Account& account, const CancelToken& cancel) {
    TRY(const auto reader, m_profile.store->makeReader());
    TRY(const auto awaited, reader->outboxWithoutCopy(account.id));
    if (awaited.isEmpty())
        return {};
    const auto wakeUp = std::make_shared<WakeUp>();
    sync::SyncContext context{account, *m_profile.store, *reader, Clock::system(), cancel, {}, {},
                              std::make_shared<sync::Demands>(), {}, m_profile.marks};
    if (account.protocol == model::Protocol::Pop3)
        return sync::fileCopiesLocally(context);
    TRY(const auto connection, makeConnector(account, connect::Purpose::User)(cancel, wakeUp));
    TRY(const auto known, reader->mailboxes(account.id));
    if (known.isEmpty()) { // nothing was synchronised yet
        TRY(const auto listed, sync::syncMailboxList(context, *connection));
        (void)listed;
    }
    TRY(const model::Mailbox sent, sentMailboxOf(*m_profile.store, *reader, account.id));
    (void)sent;
    TRY_STATUS(sync::fileSentCopies(context, *connection, *wakeUp));
    connection->logout();
    return {};
}

} // namespace tributary::engine
