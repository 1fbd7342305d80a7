// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/CancelToken.h"
#include "support/Lies.h"
#include "support/LyingServer.h"
#include "sync/AccountSync.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <thread>

/// Words in the reports of failed tests.
inline void PrintTo(const QString& text, std::ostream* out) { *out << '"' << text.toStdString() << '"'; }
inline void PrintTo(const QByteArray& text, std::ostream* out) { *out << '"' << text.left(200).toStdString() << '"'; }

namespace tributary::sync {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
namespace lies = tests::lies;
using tests::ClientCommand;
using tests::Lie;
using tests::LyingServer;
using tests::ServedMail;

/// Tells waiters that something has happened anywhere: in the store, in the worker, at the server.
class Bell {
  public:
    void ring();
    /// Looks at `holds` now and after each ring.
    [[nodiscard]] bool until(const std::function<bool()>& holds, std::chrono::milliseconds timeout = 60s);

  private:
    std::mutex m_mutex;
    std::condition_variable m_rang;
    quint64 m_rings = 0;
};

/// A store in a directory of its own and an account on a LyingServer. The server is honest until a test lies.
class SyncTest : public ::testing::Test {
  public:
    /// A worker on a thread of its own, as the engine runs it; ends with this object.
    class Worker;

  protected:
    SyncTest();
    ~SyncTest() override;
    void TearDown() override; ///< the database is whole

    LyingServer& server() { return m_server; }
    void serve(const QByteArrayList& capabilities) { m_server.setCapabilities(capabilities); }
    /// INBOX with m1 ... mN, Archive with a1, a2; in the cache, with the bodies.
    void start(int inInbox = 5);

    /// One sync over a connection of its own, which must be over soon.
    model::SyncReport sync();
    /// A sync under a lie, which ends with it.
    model::SyncReport syncUnder(const QList<Lie>& told);
    /// The server is honest from now on: after so many syncs the cache is what the server has.
    void expectMended(int syncs = 1);
    /// What the worker does once a day: finds what a server said wrong and has no reason to say again (sizes, flags).
    void selfCheck();
    void expectInStep() { EXPECT_EQ(differences(), QStringList()); }
    /// What the cache has other than the server, in words.
    [[nodiscard]] QStringList differences();
    void expectBodiesNotFetchedAgain();
    void expectNoBodyTwice(); ///< SRV8: no storm; once is borne where a server does not say what became of a message
    void compare(const model::Mailbox& cached, const tests::ServedMailbox& box, QStringList& found);
    [[nodiscard]] QStringList compare(const model::MessageSummary& row, const tests::ServedMessage& message, const QString& what);

    // --- the cache
    [[nodiscard]] model::Mailbox mailbox(const QString& name = u"INBOX"_s);
    [[nodiscard]] QList<model::MessageSummary> messages(const QString& mailboxName = u"INBOX"_s);
    [[nodiscard]] QStringList words(const QString& mailboxName = u"INBOX"_s); ///< sorted
    [[nodiscard]] MessageId id(const QString& word, const QString& mailboxName = u"INBOX"_s);
    [[nodiscard]] int waiting();

    // --- the user
    ChangeId flag(const QString& word, const QString& name, bool on = true, const QString& mailboxName = u"INBOX"_s);
    ChangeId move(const QString& word, const QString& to, const QString& from = u"INBOX"_s);
    ChangeId copy(const QString& word, const QString& to, const QString& from = u"INBOX"_s);
    ChangeId expunge(const QString& word, const QString& mailboxName = u"INBOX"_s);
    void undo(ChangeId change);

    // --- the server's account
    [[nodiscard]] int served(const QByteArray& mailboxName, const QByteArray& word);
    [[nodiscard]] QByteArrayList servedFlags(const QByteArray& mailboxName, const QByteArray& word);
    [[nodiscard]] quint32 servedUid(const QByteArray& mailboxName, const QByteArray& word);

    [[nodiscard]] Result<std::unique_ptr<connect::ImapConnection>> connect(const CancelToken& cancel,
                                                                          const std::shared_ptr<WakeUp>& wakeUp) const;
    [[nodiscard]] SyncContext context(store::Reader& reader, const CancelToken& cancel);

    QTemporaryDir m_directory;
    Bell m_bell;
    LyingServer m_server;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<store::Reader> m_reader;
    std::shared_ptr<void> m_subscription;
    model::Account m_account;
    SyncTiming m_timing;
    const Clock* m_syncClock = &Clock::system(); ///< the worker's
    std::chrono::milliseconds m_answerTimeout = 5s;
    bool m_bodiesToo = true; ///< differences() holds the bodies against the server's as well
};

class SyncTest::Worker {
  public:
    explicit Worker(SyncTest& test);
    ~Worker();
    void wake() { m_wakeUp->wake(); }
    /// The user looks at that mailbox.
    void open(MailboxId mailbox) {
        m_demands->openMailbox = mailbox.value;
        wake();
    }
    [[nodiscard]] std::optional<model::AccountState> state() const;
    [[nodiscard]] bool until(const std::function<bool()>& holds) { return m_test.m_bell.until(holds); }
    /// Until it has synced and stays on the line.
    [[nodiscard]] bool untilReady();

  private:
    SyncTest& m_test;
    CancelSource m_cancel;
    std::shared_ptr<WakeUp> m_wakeUp = std::make_shared<WakeUp>();
    std::shared_ptr<Demands> m_demands = std::make_shared<Demands>();
    mutable std::mutex m_mutex;
    std::optional<model::AccountState> m_state;
    std::thread m_thread;
};

/// The value, or a failed test.
template <typename T> T must(Result<T> result) {
    if (!result) {
        ADD_FAILURE() << codeName(result.error().code).data() << ": " << result.error().detail.toStdString();
        return T();
    }
    return std::move(*result);
}
inline void must(const Status& status) {
    if (!status)
        ADD_FAILURE() << codeName(status.error().code).data() << ": " << status.error().detail.toStdString();
}

} // namespace tributary::sync
