// SPDX-License-Identifier: GPL-3.0-or-later
// What the user takes back is on a real server in the end (S2): with names that are left of deleted mailboxes, levels that the
// server makes, and mailboxes that are not synchronised.
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QSet>

namespace tributary::tests::tst_UndoLive {
namespace {

using namespace Qt::Literals::StringLiterals;

class UndoLive : public ::testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.capabilitySet = QString::fromLatin1(GetParam());
        auto started = MailServer::start(options);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
    }
    QStringList account() const {
        return {u"account"_s, u"add"_s, u"--email"_s, u"alice@example.test"_s, u"--in-host"_s, m_server->host(), u"--in-port"_s,
                QString::number(m_server->imapsPort()), u"--password-stdin"_s};
    }
    void add(const QStringList& more = {}) {
        ASSERT_EQ(m_cli->run(account() + more, "pw-alice\n").exitCode, 0);
        sync();
    }
    void run(const QStringList& words) {
        const CliResult result = m_cli->run(words);
        EXPECT_EQ(result.exitCode, 0) << qPrintable(words.join(u' ')) << result.err.right(1000).constData();
    }
    void sync() { run({u"sync"_s}); }
    void undo(int change) { run({u"change"_s, u"undo"_s, QString::number(change)}); }
    /// Mailbox -> messages, as a second client sees them: a profile of its own.
    QHash<QString, int> served() const {
        const CliProcess other(m_server->caFile());
        EXPECT_EQ(other.run(account(), "pw-alice\n").exitCode, 0);
        EXPECT_EQ(other.run({u"sync"_s}).exitCode, 0);
        QHash<QString, int> boxes;
        for (const QJsonValue& box : other.run({u"mailbox"_s, u"list"_s}).array())
            boxes.insert(box.toObject().value(u"name"_s).toString(), box.toObject().value(u"total"_s).toInt());
        return boxes;
    }
    QStringList ids(const QString& mailbox) const {
        QStringList found;
        for (const QJsonValue& m : m_cli->run({u"message"_s, u"list"_s, u"--mailbox"_s, mailbox, u"--limit"_s, u"1000"_s}).array())
            found.append(QString::number(m.toObject().value(u"id"_s).toInteger()));
        return found;
    }
    void expectSettled(const QString& state) {
        for (const QJsonValue& change : m_cli->run({u"change"_s, u"list"_s}).array()) {
            EXPECT_EQ(change.toObject().value(u"waiting"_s), 0);
            EXPECT_EQ(change.toObject().value(u"state"_s), state);
        }
        const CliResult doctor = m_cli->run({u"doctor"_s, u"alice@example.test"_s});
        EXPECT_EQ(doctor.exitCode, 0) << doctor.out.left(1000).constData();
        EXPECT_TRUE(doctor.object().value(u"waiting"_s).toArray().isEmpty());
    }

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};
INSTANTIATE_TEST_SUITE_P(Servers, UndoLive, ::testing::Values("full", "no-uidplus", "basic"), [](const auto& i) {
    return QString::fromLatin1(i.param).remove(u'-').toStdString();
});

TEST_P(UndoLive, aDeletedMailboxWithAChildComesBackWithItsMail) {
    ASSERT_TRUE(m_server->fill(u"alice"_s, 300, 3));
    add();
    const QHash<QString, int> before = served();
    const int mail = before.value(u"Projects"_s);
    ASSERT_GT(mail, 0);
    ASSERT_TRUE(before.contains(u"Projects/Harbour"_s));
    run({u"mailbox"_s, u"delete"_s, u"Projects"_s});
    sync();
    EXPECT_EQ(served().value(u"Projects"_s), 0);
    undo(1);
    sync();
    EXPECT_EQ(served(), before);
    EXPECT_EQ(ids(u"Projects"_s).size(), mail);
    expectSettled(u"undone"_s);
}

TEST_P(UndoLive, reachesMailboxesThatAreNotSynchronised) {
    ASSERT_TRUE(m_server->fill(u"alice"_s, 60));
    add({u"--mailboxes"_s, u"INBOX"_s});
    const QStringList all = ids(u"INBOX"_s);
    run({u"message"_s, u"delete"_s, all[0]});
    run({u"message"_s, u"junk"_s, all[1]});
    run({u"message"_s, u"archive"_s, all[2]});
    sync();
    expectSettled(u"done"_s);
    QHash<QString, int> there = served();
    EXPECT_EQ(there.value(u"INBOX"_s), 57);
    EXPECT_EQ(there.value(u"Junk"_s), 1);
    for (const int change : {1, 2, 3})
        undo(change);
    const CliResult doctor = m_cli->run({u"doctor"_s, u"alice@example.test"_s});
    EXPECT_EQ(doctor.object().value(u"waiting"_s).toArray().size(), 3);
    sync();
    there = served();
    EXPECT_EQ(there.value(u"INBOX"_s), 60);
    EXPECT_EQ(there.value(u"Junk"_s) + there.value(u"Trash"_s) + there.value(u"Archive"_s), 0);
    expectSettled(u"undone"_s);
}

TEST_P(UndoLive, aMailboxThatWasMadeGoesWithTheLevelsAboveIt) {
    ASSERT_TRUE(m_server->fill(u"alice"_s, 5));
    add();
    const QHash<QString, int> before = served();
    run({u"mailbox"_s, u"create"_s, u"Neu/日本"_s});
    sync();
    EXPECT_TRUE(served().contains(u"Neu/日本"_s));
    undo(1);
    sync();
    EXPECT_EQ(served(), before);
    expectSettled(u"undone"_s);
}

TEST_P(UndoLive, manyMessagesArePutBackOnce) {
    ASSERT_TRUE(m_server->fill(u"alice"_s, 250));
    add();
    run(QStringList{u"message"_s, u"delete"_s, u"--permanently"_s} + ids(u"INBOX"_s));
    sync();
    EXPECT_EQ(served().value(u"INBOX"_s), 0);
    undo(1);
    sync();
    sync();
    EXPECT_EQ(served().value(u"INBOX"_s), 250);
    EXPECT_EQ(ids(u"INBOX"_s).size(), 250);
    expectSettled(u"undone"_s);
}

} // namespace
} // namespace tributary::tests::tst_UndoLive
