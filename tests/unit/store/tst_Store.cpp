// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

#include "store/detail/DatabaseFile.h"

#include <QDir>
#include <QFileInfo>

#include <gmock/gmock.h>

#include <atomic>
#include <mutex>
#include <thread>

namespace tributary::store::tst_Store {
namespace {

using namespace Qt::Literals::StringLiterals;

/// All changes since it was made.
class Heard {
  public:
    explicit Heard(Store& store) {
        settle(store); // a write is answered before it is announced
        m_subscription = store.subscribe([this](const QList<model::StoreChange>& changes) {
            const std::lock_guard lock(m_mutex);
            m_changes += changes;
        });
    }
    QList<model::StoreChange> take(Store& store) {
        settle(store);
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_changes, {});
    }
    template <typename T> QList<T> takeOnly(Store& store) {
        QList<T> fitting;
        for (const model::StoreChange& change : take(store)) {
            if (const T* value = std::get_if<T>(&change))
                fitting.append(*value);
        }
        return fitting;
    }

  private:
    /// A write that changes nothing comes after all that was announced before.
    static void settle(Store& store) {
        const auto reader = must(store.makeReader());
        for (const model::Account& account : must(reader->accounts())) {
            if (account.isDefault)
                must(store.setDefaultAccount(account.id));
        }
    }

    std::mutex m_mutex;
    QList<model::StoreChange> m_changes;
    std::shared_ptr<void> m_subscription;
};

TEST_F(StoreTest, keepsEveryFieldOfAnAccount) {
    model::Account account = sampleAccount(u"bob@mail.example"_s);
    account.name = u"Work"_s;
    account.displayName = u"Bob Ré"_s;
    account.from = u"b@mail.example"_s;
    account.replyTo = u"r@mail.example"_s;
    account.provider = u"other"_s;
    account.auth = model::AuthMethod::OAuth;
    account.outgoing.security = model::Security::StartTls;
    account.relay = m_account;
    account.saveSent = false;
    account.enabled = false;
    account.syncSince = QDate(2024, 2, 29);
    account.mailboxGlobs = {u"INBOX"_s, u"Lists/*"_s};
    account.colour = 3;
    account.position = 5;
    account.id = must(m_store->addAccount(account));
    const auto all = must(m_reader->accounts());
    ASSERT_EQ(all.size(), 2);
    EXPECT_EQ(all[1], account);
}

TEST_F(StoreTest, hasExactlyOneDefaultAccount) {
    EXPECT_TRUE(must(m_reader->accounts())[0].isDefault);
    const AccountId second = must(m_store->addAccount(sampleAccount(u"b@mail.example"_s)));
    must(m_store->setDefaultAccount(second));
    auto all = must(m_reader->accounts());
    EXPECT_FALSE(all[0].isDefault);
    EXPECT_TRUE(all[1].isDefault);
    must(m_store->removeAccount(second));
    all = must(m_reader->accounts());
    ASSERT_EQ(all.size(), 1);
    EXPECT_TRUE(all[0].isDefault);
}

TEST_F(StoreTest, keepsTheStateOfAnAccountOverARestart) {
    model::AccountState state;
    state.activity = model::AccountActivity::Disabled;
    state.reason = Error{ErrorKind::Auth, ErrorCode::CredentialsRejected, "NO \xFF bad", u"imap.mail.example:993"_s};
    state.retryAtMs = 5;
    state.lastSyncMs = 7;
    must(m_store->setAccountState(m_account, state));
    openStore();
    EXPECT_EQ(must(m_reader->accountStates()).value(m_account.value), state);
    EXPECT_EQ(codeOf(m_store->setAccountState(AccountId(99), state)), ErrorCode::NotFound);
    model::AccountState later = state; // told by a worker that has not been in step since it began
    later.lastSyncMs = 0;
    later.reason.reset();
    must(m_store->setAccountState(m_account, later));
    EXPECT_EQ(must(m_reader->accountStates()).value(m_account.value).lastSyncMs, 7);
}

TEST_F(StoreTest, matchesMailboxesByTheirWireName) {
    add(sampleMessage(1, u"kept"_s));
    const MailboxId other = addMailbox(u"Other"_s);
    auto listed = m_listed;
    listed[0].subscribed = false;
    listed.removeLast();
    listed.append(sampleMailbox(u"New"_s, model::SpecialUse::Sent));
    Heard heard(*m_store);
    const auto stored = must(m_store->applyMailboxList(m_account, listed, {}));
    ASSERT_EQ(stored.size(), 2);
    EXPECT_EQ(stored[0].id, m_inbox);
    EXPECT_FALSE(stored[0].subscribed);
    EXPECT_EQ(stored[0].total, 1);
    EXPECT_EQ(stored[0].uidValidity, UidValidity(7));
    EXPECT_EQ(stored[1].specialUse, model::SpecialUse::Sent);
    EXPECT_EQ(heard.takeOnly<model::MailboxesChanged>(*m_store).size(), 1);
    EXPECT_EQ(codeOf(m_reader->mailbox(other)), ErrorCode::NotFound);
    must(m_store->applyMailboxList(m_account, listed, {}));
    EXPECT_TRUE(heard.take(*m_store).isEmpty()) << "nothing changed";
}

TEST_F(StoreTest, storesAMessageOnceHoweverOftenItIsApplied) {
    MailboxDelta delta = deltaFor(m_inbox);
    delta.added = {sampleMessage(1, u"one"_s, u"alpha"_s), sampleMessage(2, u"two"_s)};
    Heard heard(*m_store);
    must(m_store->apply(delta));
    EXPECT_EQ(heard.takeOnly<model::MessagesAdded>(*m_store).size(), 1);
    must(m_store->apply(delta));
    EXPECT_TRUE(heard.take(*m_store).isEmpty());
    EXPECT_EQ(must(m_reader->uidStates(m_inbox)).size(), 2);
    EXPECT_EQ(found(u"alpha"_s), QStringList{u"one"_s});
    EXPECT_EQ(must(m_reader->mailbox(m_inbox)).total, 2);
}

TEST_F(StoreTest, refusesADeltaOfAnotherUidValidityAndKeepsTheNeighbours) {
    MailboxDelta wrong = deltaFor(m_inbox);
    wrong.uidValidity = UidValidity(8);
    wrong.added = {sampleMessage(5, u"wrong"_s)};
    MailboxDelta right = deltaFor(m_inbox);
    right.added = {sampleMessage(6, u"right"_s)};
    auto first = m_store->submit(right);
    auto second = m_store->submit(wrong);
    right.added = {sampleMessage(7, u"right too"_s)};
    auto third = m_store->submit(right);
    must(first.get());
    EXPECT_EQ(codeOf(second.get()), ErrorCode::Bug);
    must(third.get());
    EXPECT_EQ(must(m_reader->uidStates(m_inbox)).size(), 2);
    MailboxDelta nowhere = deltaFor(MailboxId(999));
    EXPECT_EQ(codeOf(m_store->apply(nowhere)), ErrorCode::NotFound);
}

TEST_F(StoreTest, announcesOnlyRealChangesOfFlags) {
    add(m_inbox, {sampleMessage(1, u"one"_s), sampleMessage(2, u"two"_s)});
    Heard heard(*m_store);
    MailboxDelta delta = deltaFor(m_inbox);
    delta.flags = {{Uid(1), model::parseFlags({u"\\Seen"_s, u"\\Recent"_s, u"work"_s}), ModSeq(9)},
                   {Uid(2), {}, ModSeq(10)},
                   {Uid(3), model::parseFlags({u"\\Seen"_s}), ModSeq(10)}};
    must(m_store->apply(delta));
    const auto changes = heard.take(*m_store);
    ASSERT_EQ(changes.size(), 2);
    ASSERT_TRUE(std::holds_alternative<model::MessagesChanged>(changes[0]));
    EXPECT_EQ(std::get<model::MessagesChanged>(changes[0]).ids.size(), 1);
    ASSERT_TRUE(std::holds_alternative<model::MailboxCountsChanged>(changes[1]));
    EXPECT_EQ(std::get<model::MailboxCountsChanged>(changes[1]).unread, 1);
    const auto states = must(m_reader->uidStates(m_inbox));
    EXPECT_EQ(states[0].flags, model::parseFlags({u"\\Seen"_s, u"work"_s}));
    must(m_store->apply(delta));
    EXPECT_TRUE(heard.take(*m_store).isEmpty());
}

TEST_F(StoreTest, fillsInABodyThatWasMissing) {
    NewMessage headers = sampleMessage(1, u"large"_s);
    headers.body = model::BodyState::None;
    headers.rawCompressed.clear();
    add(headers);
    const MessageId id = page({}).messages[0].id;
    EXPECT_EQ(codeOf(m_reader->rawMessage(id)), ErrorCode::NotFound);
    Heard heard(*m_store);
    NewMessage whole = sampleMessage(1, u"large"_s, u"harvest"_s);
    whole.hasAttachment = true;
    add(whole);
    EXPECT_EQ(heard.takeOnly<model::MessagesChanged>(*m_store).size(), 1);
    EXPECT_TRUE(must(m_reader->rawMessage(id)).contains("harvest"));
    EXPECT_EQ(found(u"harvest"_s), QStringList{u"large"_s});
    EXPECT_EQ(found(u"large"_s).size(), 1);
    const auto stored = must(m_reader->message(id));
    EXPECT_EQ(stored.summary.body, model::BodyState::Whole);
    EXPECT_TRUE(stored.summary.hasAttachment);
    add(headers);
    EXPECT_EQ(must(m_reader->message(id)).summary.body, model::BodyState::Whole) << "a body is never taken back";
    expectIntegrity();
}

TEST_F(StoreTest, forgetsWhatIsGone) {
    QList<NewMessage> many;
    for (quint32 uid = 1; uid <= 300; ++uid)
        many.append(sampleMessage(uid, u"s%1"_s.arg(uid), u"word%1 shared"_s.arg(uid)));
    add(m_inbox, many);
    MailboxDelta delta = deltaFor(m_inbox);
    delta.gone = {Uid(5), Uid(5), Uid(6), Uid(999)};
    Heard heard(*m_store);
    must(m_store->apply(delta));
    const auto removed = heard.takeOnly<model::MessagesRemoved>(*m_store);
    ASSERT_EQ(removed.size(), 1);
    EXPECT_EQ(removed[0].ids.size(), 2);
    EXPECT_EQ(must(m_reader->mailbox(m_inbox)).total, 298);
    EXPECT_TRUE(found(u"word5"_s).isEmpty());
    EXPECT_EQ(found(u"word7"_s).size(), 1);
    delta.gone.clear();
    for (quint32 uid = 7; uid <= 300; ++uid)
        delta.gone.append(Uid(uid));
    must(m_store->apply(delta));
    EXPECT_EQ(found(u"shared"_s).size(), 4) << "a large removal is out of sight at once";
    EXPECT_EQ(must(m_reader->uidStates(m_inbox)).size(), 4);
    expectIntegrity();
}

TEST_F(StoreTest, resetDropsTheMessagesAndTheSyncState) {
    MailboxDelta delta = deltaFor(m_inbox);
    delta.added = {sampleMessage(1, u"old"_s)};
    delta.uidNext = Uid(2);
    delta.highestModSeq = ModSeq(50);
    delta.lowestFetched = Uid(1);
    delta.synced = true;
    must(m_store->apply(delta));
    EXPECT_EQ(must(m_reader->lowestFetched(m_inbox)), Uid(1));
    MailboxDelta reset = deltaFor(m_inbox);
    reset.reset = true;
    reset.uidValidity = UidValidity(8);
    reset.added = {sampleMessage(1, u"new"_s)};
    Heard heard(*m_store);
    must(m_store->apply(reset));
    const auto removed = heard.takeOnly<model::MessagesRemoved>(*m_store);
    ASSERT_EQ(removed.size(), 1);
    EXPECT_TRUE(removed[0].ids.isEmpty());
    const auto mailbox = must(m_reader->mailbox(m_inbox));
    EXPECT_EQ(mailbox.uidValidity, UidValidity(8));
    EXPECT_EQ(mailbox.uidNext, Uid());
    EXPECT_EQ(mailbox.highestModSeq, ModSeq());
    EXPECT_FALSE(mailbox.synced);
    EXPECT_EQ(must(m_reader->lowestFetched(m_inbox)), std::nullopt);
    EXPECT_TRUE(found(u"old"_s).isEmpty());
    EXPECT_EQ(found(u"new"_s).size(), 1);
    expectIntegrity();
}

TEST_F(StoreTest, removesAnAccountWithAllItsMail) {
    const AccountId other = must(m_store->addAccount(sampleAccount(u"b@mail.example"_s)));
    const auto boxes = must(m_store->applyMailboxList(other, {sampleMailbox(u"INBOX"_s, model::SpecialUse::Inbox)}, {}));
    MailboxDelta delta = deltaFor(boxes[0].id);
    delta.reset = true;
    for (quint32 uid = 1; uid <= 500; ++uid)
        delta.added.append(sampleMessage(uid, u"theirs"_s, u"common words of many"_s));
    must(m_store->apply(delta));
    add(sampleMessage(1, u"mine"_s, u"common words"_s));
    must(m_store->setAccountState(other, {}));
    must(m_store->removeAccount(other));
    EXPECT_EQ(must(m_reader->accounts()).size(), 1);
    EXPECT_EQ(found(u"common"_s), QStringList{u"mine"_s});
    EXPECT_EQ(codeOf(m_store->apply(delta)), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->removeAccount(other)), ErrorCode::NotFound);
    EXPECT_TRUE(must(m_reader->accountStates()).isEmpty());
    expectIntegrity();
}

TEST_F(StoreTest, aRemovalThatWasCutOffIsFinishedAfterTheNextStart) {
    add(m_inbox, {sampleMessage(1, u"theirs"_s, u"leftover"_s), sampleMessage(2, u"theirs"_s, u"leftover"_s)});
    const AccountId other = must(m_store->addAccount(sampleAccount(u"b@mail.example"_s)));
    const AccountId third = must(m_store->addAccount(sampleAccount(u"c@mail.example"_s)));
    const QString path = detail::databasePath(m_options.directory);
    m_reader.reset();
    m_store.reset();
    {
        detail::Connection connection(path, detail::Connection::Mode::ReadWrite);
        connection.execute("UPDATE account SET doomed = 1 WHERE id = 1; UPDATE mailbox SET doomed = 1");
    }
    openStore();
    must(m_store->removeAccount(other)); // answers when nothing doomed is left
    EXPECT_EQ(must(m_reader->accounts()).size(), 1);
    EXPECT_EQ(must(m_reader->accounts())[0].id, third);
    detail::Connection connection(path, detail::Connection::Mode::ReadOnly);
    EXPECT_EQ(connection.value("SELECT count(*) FROM account"), 1);
    EXPECT_EQ(connection.value("SELECT count(*) FROM message_text"), 0);
    EXPECT_EQ(connection.value("SELECT count(*) FROM message_fts WHERE message_fts MATCH 'leftover'"), 0);
    expectIntegrity();
}

TEST_F(StoreTest, aFullDiskLosesNothingAndLaterWritesWorkAgain) {
    add(sampleMessage(1, u"before"_s));
    m_options.maxPagesForTests = QFileInfo(m_dir.filePath(u"profile/mail.sqlite"_s)).size() / 4096 + 60;
    openStore();
    NewMessage large = sampleMessage(2, u"large"_s);
    QByteArray noise;
    for (quint32 i = 0; i < 400'000; ++i)
        noise += static_cast<char>((i * 2654435761U) >> 13);
    large.rawCompressed = noise; // not zstd: only its size counts here
    MailboxDelta delta = deltaFor(m_inbox);
    delta.added = {large};
    MailboxDelta neighbour = deltaFor(m_inbox);
    neighbour.added = {sampleMessage(3, u"neighbour"_s)};
    auto failing = m_store->submit(delta);
    auto passing = m_store->submit(neighbour);
    const Status status = failing.get();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::Storage);
    EXPECT_EQ(status.error().code, ErrorCode::DiskFull);
    must(passing.get());
    add(sampleMessage(4, u"after"_s));
    EXPECT_EQ(must(m_reader->uidStates(m_inbox)).size(), 3);
    expectIntegrity();
    m_options.maxPagesForTests = 0;
    openStore();
    must(m_store->apply(delta));
    EXPECT_EQ(must(m_reader->uidStates(m_inbox)).size(), 4);
}

TEST_F(StoreTest, filesAreForTheOwnerOnly) {
    add(sampleMessage(1, u"x"_s));
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                        QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    const QString directory = m_dir.filePath(u"profile"_s);
    EXPECT_EQ(QFileInfo(directory).permissions() & others, QFileDevice::Permissions());
    for (const QFileInfo& file : QDir(directory).entryInfoList(QDir::Files))
        EXPECT_EQ(file.permissions() & others, QFileDevice::Permissions()) << file.fileName().toStdString();
}

TEST_F(StoreTest, destructionWritesWhatIsQueued) {
    std::vector<std::future<Status>> futures;
    for (quint32 uid = 1; uid <= 100; ++uid) {
        MailboxDelta delta = deltaFor(m_inbox);
        delta.added = {sampleMessage(uid, u"s"_s)};
        futures.push_back(m_store->submit(std::move(delta)));
    }
    openStore();
    for (auto& future : futures)
        must(future.get());
    EXPECT_EQ(must(m_reader->uidStates(m_inbox)).size(), 100);
}

TEST_F(StoreTest, manyThreadsWriteAndReadAtOnce) {
    const MailboxId other = addMailbox(u"Other"_s);
    std::atomic<bool> done = false;
    std::thread reading([&] {
        auto reader = must(m_store->makeReader());
        while (!done) {
            const auto boxes = must(reader->mailboxes(m_account));
            model::MessageQuery query;
            query.view = model::View::All;
            must(reader->messages(query));
        }
    });
    std::vector<std::thread> writers;
    for (const MailboxId mailbox : {m_inbox, other}) {
        writers.emplace_back([this, mailbox] {
            for (quint32 uid = 1; uid <= 60; ++uid) {
                MailboxDelta delta = deltaFor(mailbox);
                delta.added = {sampleMessage(uid, u"s"_s, u"body"_s)};
                must(m_store->submit(std::move(delta)).get());
            }
        });
    }
    std::thread subscribing([&] {
        for (int i = 0; i < 50; ++i)
            const auto subscription = m_store->subscribe([](const auto&) {});
    });
    for (auto& writer : writers)
        writer.join();
    subscribing.join();
    done = true;
    reading.join();
    EXPECT_EQ(found(u"body"_s).size(), 120);
}

TEST_F(StoreTest, bulkAndOptimiseKeepEverythingFindable) {
    m_store->setBulk(true);
    for (quint32 round = 0; round < 30; ++round)
        add(sampleMessage(round + 1, u"s%1"_s.arg(round), u"bulk only%1"_s.arg(round)));
    m_store->setBulk(false);
    must(m_store->optimise());
    EXPECT_EQ(found(u"bulk"_s).size(), 30);
    EXPECT_EQ(found(u"only7"_s), QStringList{u"s7"_s});
    MailboxDelta delta = deltaFor(m_inbox);
    delta.gone = {Uid(8)};
    must(m_store->apply(delta));
    EXPECT_TRUE(found(u"only7"_s).isEmpty());
    expectIntegrity();
}

TEST_F(StoreTest, S1_aRowSaysWhatTheMessageSaysOnceItIsThere) {
    NewMessage envelope = sampleMessage(5, u"as the server read it"_s);
    envelope.body = model::BodyState::None;
    envelope.bodyWanted = true;
    envelope.rawCompressed = {};
    envelope.text = {};
    envelope.messageIdHeader = "one@x.example";
    envelope.from = {{{}, u"server@made.example"_s}};
    add(envelope);
    const MessageId id = page({}).messages.value(0).id;
    NewMessage whole = sampleMessage(5, u"as it is"_s, u"pineapple"_s);
    whole.flagsKnown = false;
    whole.messageIdHeader = envelope.messageIdHeader;
    whole.from = {{u"Jane"_s, u"jane@own.example"_s}};
    whole.to = {};
    add(whole);
    const StoredMessage stored = must(m_reader->message(id));
    EXPECT_EQ(stored.summary.subject, u"as it is"_s);
    EXPECT_EQ(stored.summary.from, whole.from);
    EXPECT_EQ(stored.summary.to, envelope.to) << "of whom it says nothing stays";
    EXPECT_EQ(stored.summary.dateMs, envelope.dateMs);
    EXPECT_EQ(found(u"subject:\"as it is\""_s), QStringList{u"as it is"_s});
    EXPECT_EQ(page({}).messages.size(), 1);
}

TEST_F(StoreTest, S1_theSameMessageUnderAnotherLabelIsCorrectedWithIt) {
    const MailboxId label = addMailbox(u"Label"_s);
    NewMessage envelope = sampleMessage(5, u"as the server read it"_s);
    envelope.body = model::BodyState::None;
    envelope.bodyWanted = true;
    envelope.rawCompressed = {};
    envelope.text = {};
    envelope.messageIdHeader = "one@x.example";
    envelope.emailId = "E1";
    add(m_inbox, {envelope});
    add(label, {envelope});
    NewMessage whole = sampleMessage(5, u"as it is"_s, u"pineapple"_s);
    whole.messageIdHeader = envelope.messageIdHeader;
    whole.emailId = "E1";
    add(m_inbox, {whole});
    const auto subjectIn = [&](MailboxId mailbox) {
        model::MessageQuery query;
        query.view = model::View::Mailbox;
        query.mailbox = mailbox;
        return page(query).messages.value(0).subject;
    };
    EXPECT_EQ(subjectIn(m_inbox), u"as it is"_s);
    EXPECT_EQ(subjectIn(label), u"as it is"_s);
    const MailboxId later = addMailbox(u"Later"_s);
    add(later, {envelope});
    EXPECT_EQ(subjectIn(later), u"as it is"_s) << "what comes when the body is there";
}

TEST_F(StoreTest, S1_whatCouldNotBeParsedOrHasNoMessageIdCorrectsNothing) {
    for (const bool isRead : {false, true}) {
        NewMessage envelope = sampleMessage(isRead ? 5 : 6, u"from the server"_s);
        envelope.body = model::BodyState::None;
        envelope.bodyWanted = true;
        envelope.rawCompressed = {};
        envelope.text = {};
        envelope.messageIdHeader = isRead ? "" : "one@x.example";
        add(envelope);
        NewMessage whole = sampleMessage(isRead ? 5 : 6, u"a guess"_s, u"x"_s);
        whole.messageIdHeader = envelope.messageIdHeader;
        whole.isRead = isRead;
        add(whole);
    }
    for (const model::MessageSummary& one : page({}).messages)
        EXPECT_EQ(one.subject, u"from the server"_s);
}

} // namespace
} // namespace tributary::store::tst_Store
