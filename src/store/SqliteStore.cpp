// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Reader.h"
#include "store/detail/AccountTable.h"
#include "store/detail/DatabaseFile.h"
#include "store/detail/DeltaWriter.h"
#include "store/detail/SqliteReader.h"
#include "store/detail/Writer.h"

#include <QSet>

#include <atomic>

namespace tributary::store {

namespace {

using detail::AccountTable;
using detail::Job;
using detail::MailboxTable;
using detail::WriteSession;

tl::unexpected<Error> noAccount(AccountId id) {
    return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, QStringLiteral("no account %1").arg(id.value));
}

bool sameAttributes(const model::Mailbox& a, const model::Mailbox& b) {
    return a.name == b.name && a.delimiter == b.delimiter && a.specialUse == b.specialUse &&
           a.selectable == b.selectable && a.subscribed == b.subscribed;
}

Result<QList<model::Mailbox>> writeMailboxList(WriteSession& session, AccountId account,
                                               const QList<model::Mailbox>& listed) {
    if (!AccountTable(session.connection).contains(account))
        return noAccount(account);
    MailboxTable table(session.connection);
    QHash<QByteArray, model::Mailbox> known;
    for (const model::Mailbox& mailbox : table.all(account))
        known.insert(mailbox.wireName, mailbox);
    bool changed = false;
    QSet<QByteArray> seen;
    for (model::Mailbox mailbox : listed) {
        if (seen.contains(mailbox.wireName))
            continue;
        seen.insert(mailbox.wireName);
        mailbox.account = account;
        const auto it = known.constFind(mailbox.wireName);
        if (it == known.constEnd())
            table.insert(mailbox);
        else if (!sameAttributes(*it, mailbox))
            table.updateAttributes(it->id, mailbox);
        else
            continue;
        changed = true;
    }
    for (const model::Mailbox& mailbox : std::as_const(known)) {
        if (seen.contains(mailbox.wireName))
            continue;
        table.doom(mailbox.id);
        changed = true;
        if (mailbox.total > 0)
            session.changes.append(model::MessagesRemoved{account, mailbox.id, {}});
    }
    if (changed)
        session.changes.append(model::MailboxesChanged{account});
    return table.all(account);
}

class SqliteStore final : public Store {
  public:
    SqliteStore(QString path, std::unique_ptr<detail::Connection> connection)
        : m_path(std::move(path)), m_feed(std::make_shared<ChangeFeed>()), m_writer(std::move(connection), m_feed) {}

    Result<AccountId> addAccount(const model::Account& account) override {
        return wait<AccountId>([account](WriteSession& session) -> Result<AccountId> {
            const AccountId id = AccountTable(session.connection).insert(account);
            session.changes.append(model::AccountsChanged{});
            return id;
        });
    }

    Status updateAccount(const model::Account& account) override {
        return onAccount(account.id, [account](AccountTable& table) {
            const auto before = table.all();
            table.update(account);
            return before != table.all();
        });
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
        return onAccount(account, [account, state](AccountTable& table) { return table.setState(account, state); });
    }

    Result<QList<model::Mailbox>> applyMailboxList(AccountId account, const QList<model::Mailbox>& listed) override {
        return wait<QList<model::Mailbox>>(
            [account, listed](WriteSession& session) { return writeMailboxList(session, account, listed); });
    }

    Status apply(MailboxDelta delta) override { return submit(std::move(delta)).get(); }

    std::future<Status> submit(MailboxDelta delta) override {
        auto prepared = std::make_shared<const detail::PreparedDelta>(detail::prepare(std::move(delta)));
        auto promise = std::make_shared<std::promise<Status>>();
        Job job;
        job.messages = static_cast<int>(prepared->added.size());
        job.bytes = prepared->bytes;
        job.run = [prepared](WriteSession& session) {
            return detail::DeltaWriter(session.connection, session.index, session.changes).write(*prepared);
        };
        job.finish = [promise](const Status& status) { promise->set_value(status); };
        auto future = promise->get_future();
        m_writer.enqueue(std::move(job));
        return future;
    }

    Status optimise() override {
        // Each step is a job of its own, so that others' writes come between.
        for (bool more = true; more;) {
            TRY(more, wait<bool>([](WriteSession& session) -> Result<bool> { return session.index.mergeStep(); }, true));
        }
        return wait(
            [](WriteSession& session) -> Status {
                session.connection.execute("PRAGMA wal_checkpoint(PASSIVE)");
                return {};
            },
            true);
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

    Result<std::unique_ptr<Reader>> makeReader() override { return detail::SqliteReader::open(m_path); }

    std::shared_ptr<void> subscribe(Listener listener) override { return m_feed->subscribe(std::move(listener)); }

  private:
    Status wait(std::function<Status(WriteSession&)> run, bool alone = false) {
        auto promise = std::make_shared<std::promise<Status>>();
        auto future = promise->get_future();
        Job job;
        job.alone = alone;
        job.run = std::move(run);
        job.finish = [promise](const Status& status) { promise->set_value(status); };
        m_writer.enqueue(std::move(job));
        return future.get();
    }

    template <typename T> Result<T> wait(std::function<Result<T>(WriteSession&)> run, bool alone = false) {
        T value{};
        TRY_STATUS(wait(
            [&value, run = std::move(run)](WriteSession& session) -> Status {
                TRY(value, run(session));
                return {};
            },
            alone));
        return value;
    }

    /// change returns whether anything differs now.
    Status onAccount(AccountId id, std::function<bool(AccountTable&)> change) {
        return wait([id, change = std::move(change)](WriteSession& session) -> Status {
            AccountTable table(session.connection);
            if (!table.contains(id))
                return noAccount(id);
            if (change(table))
                session.changes.append(model::AccountsChanged{});
            return {};
        });
    }

    QString m_path;
    std::atomic<int> m_bulk{0}; ///< first syncs under way
    std::shared_ptr<ChangeFeed> m_feed;
    detail::Writer m_writer;
};

} // namespace

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const StoreOptions& options) {
    TRY(std::unique_ptr<detail::Connection> connection, detail::openDatabase(options));
    return std::make_unique<SqliteStore>(detail::databasePath(options.directory), std::move(connection));
}

} // namespace tributary::store
