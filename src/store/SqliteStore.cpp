// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/WritePoint.h"
#include "store/Reader.h"
#include "store/detail/AccountTable.h"
#include "store/detail/CacheBudget.h"
#include "store/detail/DatabaseFile.h"
#include "store/detail/DeltaWriter.h"
#include "store/detail/FilteringStore.h"
#include "store/detail/IdentityEdits.h"
#include "store/detail/KeptMail.h"
#include "store/detail/LeavingMail.h"
#include "store/detail/LocalMailboxes.h"
#include "store/detail/MailboxEdits.h"
#include "store/detail/MailboxListWriter.h"
#include "store/detail/OutboxJournal.h"
#include "store/detail/Pop3Table.h"
#include "store/detail/PushOutcomes.h"
#include "store/detail/ScopeEdits.h"
#include "store/detail/SenderTable.h"
#include "store/detail/ServerSpans.h"
#include "store/detail/SieveStateTable.h"
#include "store/detail/SqliteReader.h"
#include "store/detail/TableCheck.h"
#include "store/detail/Undo.h"
#include "store/detail/UserChanges.h"
#include "store/detail/Writer.h"

#include <atomic>

namespace tributary::store {

namespace {

using detail::AccountTable;
using detail::Job;
using detail::MailboxState;
using detail::MailboxTable;
using detail::WriteSession;
using detail::WriteTables;

tl::unexpected<Error> noAccount(AccountId id) {
    return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, QStringLiteral("no account %1").arg(id.value));
}

/// What a step of a sync is mainly about.
QByteArray deltaPoint(const detail::PreparedDelta& prepared) {
    if (!writePointsWatched())
        return {};
    const MailboxDelta& delta = prepared.delta;
    if (delta.reset)
        return "delta-reset";
    if (!prepared.added.empty())
        return prepared.added.front().message.body == model::BodyState::None ? "delta-rows" : "delta-bodies";
    if (!delta.gone.isEmpty())
        return delta.held ? "delta-held" : "delta-gone";
    return delta.flags.isEmpty() ? "delta-state" : "delta-flags";
}

class SqliteStore final : public detail::FilteringStore {
  public:
    SqliteStore(QString path, std::unique_ptr<detail::Connection> connection, const Clock& clock, bool mayBeLost, qint64 bodyFloorMs)
        : FilteringStore(m_writer, path, clock, bodyFloorMs), m_path(std::move(path)), m_feed(std::make_shared<ChangeFeed>()),
          m_check(m_path, clock), m_writer(std::move(connection), m_feed, clock, mayBeLost) {}

    Result<AccountId> addAccount(const model::Account& account) override {
        TRY(const AccountId added, wait<AccountId>([account](WriteSession& session) -> Result<AccountId> {
            model::Account stored = account;
            stored.id = AccountTable(session.connection).insert(account);
            session.changes.append(model::AccountsChanged{});
            detail::IdentityEdits(session).accountAdded(stored);
            if (account.protocol == model::Protocol::Pop3)
                detail::LocalMailboxes(session).make(stored.id);
            return stored.id;
        }, kDurable));
        detail::markUsed(m_path);
        return added;
    }

    Status updateAccount(const model::Account& account) override {
        return wait([account](WriteSession& session) -> Status {
            AccountTable table(session.connection);
            const auto before = table.find(account.id);
            if (!before)
                return noAccount(account.id);
            const auto all = table.all();
            table.update(account);
            if (all != table.all())
                session.changes.append(model::AccountsChanged{});
            if (before->incoming.host != account.incoming.host || before->outgoing.host != account.outgoing.host || before->relay != account.relay)
                table.setSentCopy(account.id, SentCopyKnowledge::Unknown);
            if (before->incoming.host != account.incoming.host || before->incoming.user != account.incoming.user || before->protocol != account.protocol) {
                detail::SieveStateTable(session.connection).forgetServer(account.id);
                ServerPlan unknown; // it may be the same server by another name: nothing is done twice until it has been asked
                unknown.mayStillRun = before->protocol == account.protocol;
                detail::ServerSpans(session.connection).conclude(account.id, unknown, true, session.nowMs);
                session.changes.append(model::FiltersChanged{account.id});
                session.changes.append(model::VacationChanged{account.id});
            }
            detail::ScopeEdits(session).changed(*before, account);
            if (before->outgoing.host != account.outgoing.host)
                table.setOutgoingSize(account.id, 0);
            detail::IdentityEdits(session).accountChanged(*before, account);
            return {};
        }, kDurable);
    }

    Status removeAccount(AccountId account) override {
        TRY_STATUS(wait([account](WriteSession& session) -> Status {
            AccountTable table(session.connection);
            if (!table.contains(account))
                return noAccount(account);
            table.doom(account);
            MailboxTable(session.connection).doomAll(account);
            session.changes.append(model::AccountsChanged{});
            session.changes.append(model::MailboxesChanged{account});
            detail::OutboxJournal(session).accountRemoved(account);
            detail::IdentityEdits(session).accountRemoved(account);
            return {};
        }));
        auto promise = std::make_shared<std::promise<Status>>();
        auto purged = promise->get_future();
        m_writer.whenPurged([promise](const Status& status) { promise->set_value(status); });
        return purged.get();
    }

    Status setDefaultAccount(AccountId account) override {
        return onAccount(account, [account](AccountTable& table) {
            const auto before = table.all();
            table.makeDefault(account);
            return before != table.all();
        });
    }

    Status setAccountState(AccountId account, const model::AccountState& state) override {
        return onAccount(account, [account, state](AccountTable& table) { return table.setState(account, state); }, kCache);
    }

    Result<QList<model::Mailbox>> applyMailboxList(AccountId account, const QList<model::Mailbox>& listed,
                                                   const QHash<QByteArray, QByteArray>& renamedFrom) override {
        return wait<QList<model::Mailbox>>([=](WriteSession& session) -> Result<QList<model::Mailbox>> {
            if (!AccountTable(session.connection).contains(account))
                return noAccount(account);
            return detail::MailboxListWriter(session).write(account, listed, renamedFrom);
        });
    }

    Status setRights(MailboxId mailbox, const QByteArray& rights) override {
        return onMailbox(mailbox, [=](WriteTables& tables, const MailboxState& state) {
            if (tables.mailboxes.setRights(mailbox, rights))
                tables.notes.mailboxesChanged(state.account);
        });
    }

    Status setUidValidity(MailboxId mailbox, UidValidity uidValidity) override {
        return onMailbox(mailbox, [=](WriteTables& tables, MailboxState state) {
            if (state.uidValidity.isValid())
                return;
            state.uidValidity = uidValidity;
            tables.mailboxes.setState(mailbox, state);
        });
    }

    Status setServerId(MailboxId mailbox, const QByteArray& mailboxId) override {
        return onMailbox(mailbox, [=](WriteTables& tables, const MailboxState&) { tables.mailboxes.setServerId(mailbox, mailboxId); });
    }

    Status setChecked(MailboxId mailbox, qint64 nowMs) override {
        return onMailbox(mailbox, [=](WriteTables& tables, const MailboxState&) { tables.mailboxes.setChecked(mailbox, nowMs); });
    }

    Status apply(MailboxDelta delta) override { return submit(std::move(delta)).get(); }

    std::future<Status> submit(MailboxDelta delta) override {
        leaveAtServer(delta);
        auto prepared = std::make_shared<const detail::PreparedDelta>(detail::prepare(std::move(delta)));
        auto promise = std::make_shared<std::promise<Status>>();
        Job job;
        job.point = deltaPoint(*prepared);
        job.messages = static_cast<int>(prepared->added.size());
        job.bytes = prepared->bytes;
        job.durable = !prepared->delta.pop3.isEmpty(); // their server may delete them next
        job.run = [prepared](WriteSession& session) {
            return detail::DeltaWriter(session).write(*prepared);
        };
        job.finish = [promise](const Status& status) { promise->set_value(status); };
        auto future = promise->get_future();
        m_writer.enqueue(std::move(job));
        return future;
    }

    Result<ChangeId> change(const model::LocalChange& change) override {
        return wait<ChangeId>([change](WriteSession& session) { return detail::UserChanges(session).apply(change); }, kDurable);
    }

    Status undo(ChangeId change) override {
        return wait([change](WriteSession& session) { return detail::Undo(session).run(change); }, kDurable);
    }

    Result<MailboxId> createMailbox(AccountId account, const QString& name, const QByteArray& wireName,
                                    char delimiter) override {
        return wait<MailboxId>([=](WriteSession& session) -> Result<MailboxId> {
            if (!AccountTable(session.connection).contains(account))
                return noAccount(account);
            return detail::MailboxEdits(session).create(account, name, wireName, delimiter);
        }, kDurable);
    }

    Result<ChangeId> renameMailbox(MailboxId mailbox, const QString& name, const QByteArray& wireName) override {
        return wait<ChangeId>([=](WriteSession& session) { return detail::MailboxEdits(session).rename(mailbox, name, wireName); },
                              kDurable);
    }

    Result<ChangeId> deleteMailbox(MailboxId mailbox) override {
        return wait<ChangeId>([=](WriteSession& session) { return detail::MailboxEdits(session).remove(mailbox); }, kDurable);
    }

    Status subscribeMailbox(MailboxId mailbox, bool on) override {
        return wait([=](WriteSession& session) { return detail::MailboxEdits(session).subscribe(mailbox, on); }, kDurable);
    }

    Status wantBody(MessageId message) override {
        return wait([=](WriteSession& session) { return detail::UserChanges(session).wantBody(message); });
    }

    Status forgoBody(MessageId message) override {
        return wait([=](WriteSession& session) -> Status {
            session.connection.query("UPDATE message SET body_wanted = 0 WHERE id = ?").add(message).run();
            return {};
        });
    }

    Status dropAskedBody(MessageId message) override {
        return wait([=](WriteSession& session) -> Status {
            session.connection.query("DELETE FROM body_fetch WHERE message_id = ?").add(message).run();
            return {};
        });
    }

    Status releaseHeld(MailboxId mailbox) override {
        return onMailbox(mailbox, [=](WriteTables& tables, const MailboxState&) {
            detail::KeptMail(tables).releaseHeld(mailbox);
        }, kDurable);
    }

    Status putBackHeld(MailboxId mailbox) override {
        return wait([=](WriteSession& session) { return detail::UserChanges(session).putBackHeld(mailbox); }, kDurable);
    }

    Status changeSender(const QString& address, const model::SenderChange& change) override {
        if (address.trimmed().isEmpty())
            return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, QStringLiteral("address"));
        return wait([=](WriteSession& session) -> Status {
            detail::SenderTable(session.connection).change(address, change);
            return {};
        }, kDurable);
    }

    /// Durable: what has been sent must not be sent again after a power failure.
    Status markSent(PushTable table, const QList<qint64>& rows, Uid uidNext) override {
        return wait([=](WriteSession& session) { return detail::PushOutcomes(session).markSent(table, rows, uidNext); }, kDurable);
    }

    Status confirmFlags(const QList<qint64>& rows) override {
        return wait([=](WriteSession& session) { return detail::PushOutcomes(session).confirmFlags(rows); });
    }

    Status confirmMoves(const QList<MoveResult>& results) override {
        return wait([=](WriteSession& session) { return detail::PushOutcomes(session).confirmMoves(results); });
    }

    Status confirmAppends(const QList<MoveResult>& results) override {
        return wait([=](WriteSession& session) { return detail::PushOutcomes(session).confirmAppends(results); });
    }

    Status keepLeaving(MailboxId mailbox, QList<NewMessage> messages) override {
        auto prepared = std::make_shared<std::vector<detail::PreparedMessage>>();
        for (NewMessage& message : messages)
            prepared->push_back(detail::prepare(std::move(message)));
        return wait([=](WriteSession& session) { return detail::LeavingMail(session).keep(mailbox, *prepared); }, kDurable);
    }

    Status confirmMailbox(qint64 row) override {
        return wait([=](WriteSession& session) { return detail::PushOutcomes(session).confirmMailbox(row); });
    }

    Status refusePush(PushTable table, const QList<qint64>& rows, const Error& error) override {
        return wait([=](WriteSession& session) { return detail::PushOutcomes(session).refuse(table, rows, error); });
    }

    Status postponePush(PushTable table, const QList<qint64>& rows) override {
        return wait([=](WriteSession& session) { return detail::PushOutcomes(session).postpone(table, rows); });
    }

    Status dropMoves(const QList<qint64>& rows) override {
        return wait([=](WriteSession& session) { return detail::PushOutcomes(session).dropMoves(rows); });
    }

    Status restoreLost(const QList<qint64>& rows) override {
        return wait([=](WriteSession& session) { return detail::PushOutcomes(session).restoreLost(rows); }, kDurable);
    }

    Status expireKept(qint64 nowMs) override {
        // Each step is a job of its own, so that others' writes come between.
        for (bool more = true; more;) {
            TRY(more, wait<bool>([nowMs](WriteSession& session) -> Result<bool> {
                session.nowMs = nowMs;
                WriteTables tables(session);
                const bool left = detail::KeptMail(tables).expireSome();
                tables.finish();
                return left;
            }));
        }
        m_writer.purgeSoon();
        return {};
    }

    Status checkSome() override { return m_check.next(); }

    Status optimise() override {
        // Each step is a job of its own, so that others' writes come between.
        for (bool more = true; more;) {
            TRY(more, wait<bool>([](WriteSession& session) -> Result<bool> { return session.index.mergeStep(); }, kAlone));
        }
        return wait(
            [](WriteSession& session) -> Status {
                session.connection.execute("PRAGMA wal_checkpoint(PASSIVE)");
                return {};
            },
            kAlone);
    }

    void setBulk(bool on) override {
        m_bulk += on ? 1 : -1;
        Job job;
        job.run = [this](WriteSession& session) -> Status { // the count of now: another first sync may have begun
            session.index.setMerging(m_bulk == 0);
            return {};
        };
        m_writer.enqueue(std::move(job));
    }

    Status dropOlder(AccountId account, qint64 internalDateMs) override {
        // Each step is a job of its own, so that others' writes come between.
        for (std::optional<qint64> from = 0; from;) {
            TRY(from, wait<std::optional<qint64>>([=](WriteSession& session) -> Result<std::optional<qint64>> {
                return detail::ScopeEdits(session).dropSome(account, internalDateMs, *from);
            }));
        }
        return {};
    }

    Status keepPop3(AccountId account, const QList<Pop3Message>& put, const QList<QByteArray>& drop) override {
        return wait([=](WriteSession& session) -> Status {
            if (!AccountTable(session.connection).contains(account))
                return noAccount(account);
            detail::Pop3Table table(session.connection);
            for (const QByteArray& id : drop)
                table.remove(account, id);
            for (const Pop3Message& message : put)
                table.put(account, message);
            return {};
        }, kDurable);
    }

    Result<std::unique_ptr<Reader>> makeReader() override { return detail::SqliteReader::open(m_path); }

    std::shared_ptr<void> subscribe(Listener listener) override { return m_feed->subscribe(std::move(listener)); }

  private:
    Status onMailbox(MailboxId id, std::function<void(WriteTables&, const MailboxState&)> change, Manner manner = kCache,
                     const Caller& caller = Caller::current()) {
        return wait([id, change = std::move(change)](WriteSession& session) -> Status {
            WriteTables tables(session);
            const auto state = tables.mailboxes.state(id);
            if (!state)
                return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, QStringLiteral("no mailbox %1").arg(id.value));
            change(tables, *state);
            tables.finish();
            return {};
        }, manner, caller);
    }

    /// change returns whether anything differs now.
    Status onAccount(AccountId id, std::function<bool(AccountTable&)> change, Manner manner = kDurable,
                     const Caller& caller = Caller::current()) {
        return wait([id, change = std::move(change)](WriteSession& session) -> Status {
            AccountTable table(session.connection);
            if (!table.contains(id))
                return noAccount(id);
            if (change(table))
                session.changes.append(model::AccountsChanged{});
            return {};
        }, manner, caller);
    }

    QString m_path;
    std::atomic<int> m_bulk{0}; ///< first syncs under way
    std::shared_ptr<ChangeFeed> m_feed;
    detail::TableCheck m_check;
    detail::Writer m_writer;
};

} // namespace

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const StoreOptions& options) {
    TRY(std::unique_ptr<detail::Connection> connection, detail::openDatabase(options));
    TRY(const qint64 floor, detail::guarded(*connection, [&]() -> Result<qint64> { return detail::BudgetFacts(*connection).floorMs(); }));
    return std::make_unique<SqliteStore>(detail::databasePath(options.directory), std::move(connection),
                                         options.clock != nullptr ? *options.clock : Clock::system(), options.fastUnsafe, floor);
}

} // namespace tributary::store
