// SPDX-License-Identifier: GPL-3.0-or-later
// The mailboxes of POP3 accounts (S1, S2, S33): this machine is their server.
#include "StoreFixture.h"

namespace tributary::store::tst_LocalMailboxes {
namespace {

using namespace Qt::Literals::StringLiterals;

class LocalMailboxesTest : public StoreTest {
  protected:
    void SetUp() override {
        ASSERT_TRUE(m_dir.isValid());
        openStore();
        model::Account account = sampleAccount(u"pop@mail.example"_s);
        account.protocol = model::Protocol::Pop3;
        account.incoming.port = 995;
        m_account = must(m_store->addAccount(account));
        m_own = mailbox(u"INBOX"_s);
    }

    model::Mailbox mailbox(const QString& name) { return must(m_reader->mailbox(m_account, name)).value_or(model::Mailbox()); }

    /// As a session brings them.
    void arrive(int count, const QByteArray& prefix = "u") {
        MailboxDelta delta;
        delta.mailbox = m_own.id;
        delta.uidValidity = m_own.uidValidity;
        delta.isLocal = true;
        for (int i = 0; i < count; ++i) {
            delta.added.append(sampleMessage(0, u"Subject %1"_s.arg(i)));
            delta.added.last().messageIdHeader = prefix + QByteArray::number(i) + "@mail.example";
            delta.pop3.append({prefix + QByteArray::number(i), 1000 + i, "hash", 77, 0, {}});
        }
        must(m_store->apply(std::move(delta)));
    }

    QList<model::MessageSummary> in(const QString& name) {
        model::MessageQuery query;
        query.view = model::View::Mailbox;
        query.account = m_account;
        query.mailbox = mailbox(name).id;
        return must(m_reader->messages(query)).messages;
    }
    QList<MessageId> idsIn(const QString& name) {
        QList<MessageId> ids;
        for (const model::MessageSummary& summary : in(name))
            ids.append(summary.id);
        return ids;
    }
    ChangeId move(const QList<MessageId>& ids, const QString& to) {
        model::LocalChange change;
        change.kind = model::ChangeKind::Move;
        for (const MessageId id : ids)
            change.moves.append({id, mailbox(to).id});
        return must(m_store->change(change));
    }
    void expectNothingQueued() {
        EXPECT_TRUE(must(m_reader->pushQueue(m_account, 100)).isEmpty());
        EXPECT_EQ(must(m_reader->pushesWaiting(m_account)), 0);
        EXPECT_TRUE(must(m_reader->rowsWithoutUid(m_account)).isEmpty());
    }

    model::Mailbox m_own;
};

TEST_F(LocalMailboxesTest, aNewAccountHasItsFive) {
    QStringList names;
    for (const model::Mailbox& one : must(m_reader->mailboxes(m_account))) {
        names.append(one.name);
        EXPECT_TRUE(one.uidValidity.isValid() && one.listComplete && one.synced) << one.name.toStdString();
    }
    EXPECT_EQ(names, (QStringList{u"INBOX"_s, u"Drafts"_s, u"Sent"_s, u"Junk"_s, u"Trash"_s}));
    EXPECT_EQ(mailbox(u"Trash"_s).specialUse, model::SpecialUse::Trash);
}

TEST_F(LocalMailboxesTest, whatArrivesHasUidsOfOursAndItsUniqueIdIsKeptWithIt) {
    arrive(3);
    EXPECT_EQ(in(u"INBOX"_s).size(), 3);
    const auto known = must(m_reader->pop3Messages(m_account));
    ASSERT_EQ(known.size(), 3);
    EXPECT_EQ(known[0].uniqueId, "u0");
    EXPECT_EQ(known[0].fetchedMs, 77);
    const auto states = must(m_reader->uidStates(m_own.id));
    ASSERT_EQ(states.size(), 3);
    EXPECT_EQ(states[2].uid, Uid(3));
    QList<MessageId> rows = idsIn(u"INBOX"_s);
    for (const Pop3Message& one : known)
        EXPECT_TRUE(rows.contains(one.message)) << "the row is known by its unique-id";
    arrive(2, "v");
    EXPECT_EQ(must(m_reader->uidStates(m_own.id)).last().uid, Uid(5));
}

TEST_F(LocalMailboxesTest, movesFlagsAndDeletionsAreDoneAtOnceAndCanBeUndone) {
    arrive(3);
    const QList<MessageId> ids = idsIn(u"INBOX"_s);
    const ChangeId moved = move({ids[0], ids[1]}, u"Trash"_s);
    EXPECT_EQ(in(u"INBOX"_s).size(), 1);
    EXPECT_EQ(in(u"Trash"_s).size(), 2);
    EXPECT_FALSE(in(u"Trash"_s).first().isPending);
    expectNothingQueued();
    must(m_store->undo(moved));
    EXPECT_EQ(in(u"INBOX"_s).size(), 3);
    EXPECT_EQ(in(u"Trash"_s).size(), 0);
    expectNothingQueued();
}

TEST_F(LocalMailboxesTest, aMessageMovedToAndFroAHundredTimesKeepsOneRow) {
    arrive(1);
    const MessageId id = idsIn(u"INBOX"_s).first();
    for (int i = 0; i < 100; ++i) {
        (void)move({id}, u"Junk"_s);
        (void)move({id}, u"INBOX"_s);
    }
    EXPECT_EQ(idsIn(u"INBOX"_s), QList<MessageId>{id});
    EXPECT_TRUE(in(u"Junk"_s).isEmpty());
    expectNothingQueued();
}

TEST_F(LocalMailboxesTest, mailboxesOfTheUsersAreMadeRenamedFilledAndDeleted) {
    arrive(2);
    const MailboxId made = must(m_store->createMailbox(m_account, u"Bills"_s, "Bills", '/'));
    expectNothingQueued();
    EXPECT_FALSE(must(m_reader->mailbox(made)).isPending);
    (void)move(idsIn(u"INBOX"_s), u"Bills"_s);
    EXPECT_EQ(in(u"Bills"_s).size(), 2);
    (void)must(m_store->renameMailbox(made, u"Papers"_s, "Papers"));
    EXPECT_EQ(in(u"Papers"_s).size(), 2);
    expectNothingQueued();
    (void)must(m_store->deleteMailbox(made));
    EXPECT_FALSE(must(m_reader->mailbox(m_account, u"Papers"_s)).has_value());
    expectNothingQueued();
}

TEST_F(LocalMailboxesTest, whatIsKnownOfTheServerIsChangedTogether) {
    arrive(3);
    const auto known = must(m_reader->pop3Messages(m_account));
    Pop3Message renamed = known[0];
    renamed.uniqueId = "other";
    renamed.goneMs = 5;
    must(m_store->keepPop3(m_account, {renamed}, {"u0", "u2"}));
    const auto now = must(m_reader->pop3Messages(m_account));
    ASSERT_EQ(now.size(), 2);
    EXPECT_EQ(now[0], renamed);
    EXPECT_EQ(now[1].uniqueId, "u1");
}

TEST_F(LocalMailboxesTest, anotherStartDateLooksAnewAtWhatWasLeftAtTheServer) {
    arrive(1);
    must(m_store->keepPop3(m_account, {{"old", 10, {}, 0, 0, {}}}, {}));
    model::Account account = must(m_reader->accounts()).first();
    account.name = u"Renamed"_s;
    must(m_store->updateAccount(account));
    EXPECT_EQ(must(m_reader->pop3Messages(m_account)).size(), 2) << "a name is no reason";
    account.syncSince = QDate(2020, 1, 1);
    must(m_store->updateAccount(account));
    const auto now = must(m_reader->pop3Messages(m_account));
    ASSERT_EQ(now.size(), 1);
    EXPECT_EQ(now[0].uniqueId, "u0");
}

TEST_F(LocalMailboxesTest, removingTheAccountForgetsItsServer) {
    arrive(2);
    must(m_store->removeAccount(m_account));
    EXPECT_TRUE(must(m_reader->pop3Messages(m_account)).isEmpty());
    const Status late = m_store->keepPop3(m_account, {}, {});
    ASSERT_FALSE(late) << "a session that was under way";
    EXPECT_EQ(late.error().code, ErrorCode::NotFound);
}

/// S15, S32 for IMAP accounts.
class ScopeTest : public StoreTest {
  protected:
    model::Account account() { return must(m_reader->accounts()).first(); }
};

TEST_F(ScopeTest, aNewScopeMakesEveryListBeLookedAtAgain) {
    MailboxDelta delta = deltaFor(m_inbox);
    delta.listComplete = true;
    delta.synced = true;
    must(m_store->apply(delta));
    model::Account changed = account();
    changed.fetch.pollMinutes = 7;
    must(m_store->updateAccount(changed));
    EXPECT_TRUE(must(m_reader->mailbox(m_inbox)).listComplete) << "nothing of the scope";
    changed.fetch.unreadOnly = true;
    must(m_store->updateAccount(changed));
    EXPECT_FALSE(must(m_reader->mailbox(m_inbox)).listComplete);
    EXPECT_EQ(account().fetch, changed.fetch);
}

TEST_F(ScopeTest, whatIsOlderThanTheStartDateLeavesTheCacheButNotWhatIsQueued) {
    MailboxDelta delta = deltaFor(m_inbox);
    for (quint32 uid = 1; uid <= 1200; ++uid) {
        delta.added.append(sampleMessage(uid, u"m"_s));
        delta.added.last().internalDateMs = qint64(uid) * 1000;
    }
    must(m_store->apply(std::move(delta)));
    const QList<MessageId> queued = must(m_reader->messageIds(m_inbox, {Uid(1)}));
    model::LocalChange flag;
    flag.kind = model::ChangeKind::Flags;
    flag.flags.append({queued.first(), u"\\Flagged"_s, true});
    (void)must(m_store->change(flag));
    must(m_store->dropOlder(m_account, 1101 * 1000));
    const auto left = must(m_reader->uidStates(m_inbox));
    ASSERT_EQ(left.size(), 101);
    EXPECT_EQ(left[0].uid, Uid(1)) << "a change of the user's waits for it";
    EXPECT_EQ(left[1].uid, Uid(1101));
    EXPECT_EQ(must(m_reader->mailbox(m_inbox)).total, 101);
    EXPECT_TRUE(must(m_reader->checkIntegrity()).isEmpty());
}

TEST_F(ScopeTest, textsOfTheLastDaysAreWantedAndOlderOnesNotUntilTheUserSaysSo) {
    const qint64 now = Clock::system().utcNowMs();
    constexpr qint64 kDay = 24LL * 3600 * 1000;
    MailboxDelta delta = deltaFor(m_inbox);
    for (quint32 uid = 1; uid <= 3; ++uid) {
        NewMessage message = sampleMessage(uid, u"m"_s);
        message.internalDateMs = now - uid * 10 * kDay;
        message.body = model::BodyState::None;
        message.bodyWanted = true;
        message.rawCompressed.clear();
        delta.added.append(message);
    }
    must(m_store->apply(std::move(delta)));
    const auto wanted = [this] { return must(m_reader->wantedBodies(m_inbox, model::BodyState::None, Uid(), 100)).size(); };
    EXPECT_EQ(wanted(), 3);
    model::Account changed = account();
    changed.fetch.bodyDays = 15;
    must(m_store->updateAccount(changed));
    EXPECT_EQ(wanted(), 1);
    changed.fetch.bodyDays = 0;
    must(m_store->updateAccount(changed));
    EXPECT_EQ(wanted(), 3);
}

} // namespace
} // namespace tributary::store::tst_LocalMailboxes
