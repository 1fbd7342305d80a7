// SPDX-License-Identifier: GPL-3.0-or-later
// Which messages belong together (issue 4, point 8): by Message-ID, References and In-Reply-To.
#include "StoreFixture.h"

#include "store/detail/ConversationKey.h"
#include "store/detail/DatabaseFile.h"

#include <QElapsedTimer>
#include <QThread>

namespace tributary::store::tst_Conversations {
namespace {

using namespace Qt::Literals::StringLiterals;
using detail::conversationKey;

TEST(ConversationKey, isTheSameForEver) {
    EXPECT_EQ(conversationKey(QByteArrayView()), 0);
    // FNV-1a, 64 bits: the published values for "a" and "foobar".
    EXPECT_EQ(static_cast<quint64>(conversationKey(QByteArrayView("a"))), 0xaf63dc4c8601ec8cULL);
    EXPECT_EQ(static_cast<quint64>(conversationKey(QByteArrayView("foobar"))), 0x85944171f73967e8ULL);
}

TEST(ConversationKey, isThatOfTheFirstMessage) {
    EXPECT_EQ(conversationKey({"root@x", "mid@x"}, "mid@x", "own@x"), conversationKey(QByteArrayView("root@x")));
    EXPECT_EQ(conversationKey({}, "mid@x", "own@x"), conversationKey(QByteArrayView("mid@x")));
    EXPECT_EQ(conversationKey({}, {}, "own@x"), conversationKey(QByteArrayView("own@x")));
    EXPECT_EQ(conversationKey({QByteArray()}, {}, "own@x"), conversationKey(QByteArrayView("own@x")));
    EXPECT_EQ(conversationKey({}, {}, {}), 0);
}

class ConversationsTest : public StoreTest {
  protected:
    static NewMessage letter(quint32 uid, const QByteArray& id, const QByteArray& parent = {}, const QList<QByteArray>& references = {}) {
        NewMessage message = sampleMessage(uid, QString::fromLatin1(id), u"text"_s);
        message.messageIdHeader = id;
        message.inReplyTo = parent;
        message.references = references;
        return message;
    }
    MessageId idOf(MailboxId mailbox, quint32 uid) { return must(m_reader->messageIds(mailbox, {Uid(uid)})).value(0); }
    /// The subjects (which are the Message-IDs) of the conversation, in its order.
    QStringList around(MailboxId mailbox, quint32 uid, int limit = 500) {
        QStringList subjects;
        for (const auto& summary : must(m_reader->conversation(idOf(mailbox, uid), limit)))
            subjects.append(summary.subject);
        return subjects;
    }
    void forgetConversations() { // as schema 4 left it
        m_reader.reset();
        m_store.reset();
        detail::Connection connection(detail::databasePath(m_options.directory), detail::Connection::Mode::ReadWrite);
        connection.execute("UPDATE message SET conversation = 0;"
                           "INSERT INTO store_fact (name, value) SELECT 'conversations_unfilled', max(id) FROM message");
    }
    qint64 value(const char* sql) {
        detail::Connection connection(detail::databasePath(m_options.directory), detail::Connection::Mode::ReadOnly);
        return connection.value(sql);
    }
    bool filled() {
        QElapsedTimer clock;
        clock.start();
        while (value("SELECT count(*) FROM store_fact WHERE name = 'conversations_unfilled'") != 0 && clock.elapsed() < 30'000)
            QThread::msleep(5);
        return clock.elapsed() < 30'000;
    }
};

TEST_F(ConversationsTest, aThreadIsOneFromEachOfItsMessagesAndOldestFirst) {
    add(m_inbox, {letter(1, "a"), letter(2, "b", "a", {"a"}), letter(3, "c", "b", {"a", "b"}), letter(4, "other")});
    const QStringList all{u"a"_s, u"b"_s, u"c"_s};
    for (const quint32 uid : {1U, 2U, 3U})
        EXPECT_EQ(around(m_inbox, uid), all) << uid;
    EXPECT_EQ(around(m_inbox, 4), QStringList{u"other"_s});
}

TEST_F(ConversationsTest, theSameSubjectAloneJoinsNothing) {
    NewMessage one = letter(1, "a"), two = letter(2, "b"), nameless = letter(3, {});
    one.subject = two.subject = nameless.subject = u"Re: Lunch"_s;
    add(m_inbox, {one, two, nameless});
    EXPECT_EQ(around(m_inbox, 1).size(), 1);
    EXPECT_EQ(around(m_inbox, 3).size(), 1) << "no Message-ID at all";
}

TEST_F(ConversationsTest, aCutReferencesIsFollowedBothWays) {
    // c names its parent alone, d c's line from there on: neither knows a.
    add(m_inbox, {letter(1, "a"), letter(2, "b", "a", {"a"}), letter(3, "c", "b"), letter(4, "d", "c", {"b", "c"}), letter(5, "e", "d")});
    const QStringList all{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s};
    for (const quint32 uid : {1U, 2U, 3U, 4U, 5U})
        EXPECT_EQ(around(m_inbox, uid), all) << uid;
}

TEST_F(ConversationsTest, aParentThatIsNotHereStillJoinsItsChildren) {
    add(m_inbox, {letter(1, "b", "lost"), letter(2, "c", "lost"), letter(3, "d", "b", {"lost", "b"})});
    EXPECT_EQ(around(m_inbox, 2), (QStringList{u"b"_s, u"c"_s, u"d"_s}));
}

TEST_F(ConversationsTest, otherMailboxesCountButTrashAndJunkOnlyFromInside) {
    const MailboxId sent = addMailbox(u"Sent"_s, model::SpecialUse::Sent);
    const MailboxId trash = addMailbox(u"Trash"_s, model::SpecialUse::Trash);
    const MailboxId junk = addMailbox(u"Junk"_s, model::SpecialUse::Junk);
    add(m_inbox, {letter(1, "a"), letter(4, "d", "b", {"a", "b"})});
    add(sent, {letter(2, "b", "a", {"a"})});
    add(trash, {letter(3, "c", "a", {"a"})});
    add(junk, {letter(5, "e", "a", {"a"})});
    EXPECT_EQ(around(m_inbox, 1), (QStringList{u"a"_s, u"b"_s, u"d"_s}));
    EXPECT_EQ(around(trash, 3), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    EXPECT_EQ(around(junk, 5), (QStringList{u"a"_s, u"b"_s, u"d"_s, u"e"_s}));
}

TEST_F(ConversationsTest, anotherAccountsMailIsAnotherConversation) {
    add(m_inbox, {letter(1, "a")});
    const AccountId second = must(m_store->addAccount(sampleAccount(u"bob@mail.example"_s)));
    const auto stored = must(m_store->applyMailboxList(second, {sampleMailbox(u"INBOX"_s, model::SpecialUse::Inbox)}, {}));
    MailboxDelta delta = deltaFor(stored.first().id);
    delta.reset = true;
    delta.added = {letter(2, "b", "a", {"a"})};
    must(m_store->apply(delta));
    EXPECT_EQ(around(m_inbox, 1), QStringList{u"a"_s});
}

TEST_F(ConversationsTest, copiesAndLabelsCountOnceAndTheOneAskedForIsShown) {
    const MailboxId all = addMailbox(u"All"_s, model::SpecialUse::All);
    NewMessage reply = letter(2, "b", "a", {"a"});
    add(m_inbox, {letter(1, "a"), reply});
    NewMessage copy = letter(1, "a");
    add(all, {copy, reply});
    for (const MailboxId mailbox : {m_inbox, all}) {
        const auto found = must(m_reader->conversation(idOf(mailbox, 2), 500));
        ASSERT_EQ(found.size(), 2);
        EXPECT_EQ(found[0].mailbox, mailbox) << "beside the one that was asked for";
        EXPECT_EQ(found[1].id, idOf(mailbox, 2));
    }
    NewMessage pretender = letter(9, "a"); // the same Message-ID, but not the same message: it hides nothing
    add(m_inbox, {pretender});
    EXPECT_EQ(around(m_inbox, 2), (QStringList{u"a"_s, u"b"_s, u"a"_s}));
}

TEST_F(ConversationsTest, whatIsPutAsideIsNotInIt) {
    add(m_inbox, {letter(1, "a"), letter(2, "b", "a", {"a"}), letter(3, "c", "b", {"a", "b"})});
    const MessageId gone = idOf(m_inbox, 2);
    MailboxDelta delta = deltaFor(m_inbox);
    delta.gone = {Uid(2)};
    must(m_store->apply(delta));
    EXPECT_EQ(around(m_inbox, 1), (QStringList{u"a"_s, u"c"_s}));
    EXPECT_EQ(codeOf(m_reader->conversation(gone, 500)), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_reader->conversation(MessageId(999), 500)), ErrorCode::NotFound);
}

TEST_F(ConversationsTest, aBodyCorrectsWhatTheEnvelopeCouldNotKnow) {
    // The envelope has In-Reply-To alone, and its message is not here.
    NewMessage row = letter(2, "c", "lost");
    row.body = model::BodyState::None;
    row.bodyWanted = true;
    row.rawCompressed.clear();
    add(m_inbox, {letter(1, "a"), row});
    EXPECT_EQ(around(m_inbox, 1), QStringList{u"a"_s});
    add(m_inbox, {letter(2, "c", "lost", {"a", "lost"})});
    EXPECT_EQ(around(m_inbox, 1), (QStringList{u"a"_s, u"c"_s}));
    EXPECT_EQ(around(m_inbox, 2), (QStringList{u"a"_s, u"c"_s}));
}

TEST_F(ConversationsTest, aSharedBodyBringsItsConversationAndACopyKeepsIt) {
    const MailboxId label = addMailbox(u"Label"_s);
    NewMessage whole = letter(2, "c", "lost", {"a", "lost"});
    whole.emailId = "m77";
    NewMessage row = letter(1, "c", "lost");
    row.emailId = "m77";
    row.dateMs = whole.dateMs;
    row.body = model::BodyState::None;
    row.bodyWanted = true;
    row.rawCompressed.clear();
    add(label, {row});
    EXPECT_EQ(around(label, 1), QStringList{u"c"_s});
    NewMessage root = letter(1, "a");
    add(m_inbox, {root, whole});
    EXPECT_EQ(around(label, 1), (QStringList{u"a"_s, u"c"_s}));
    model::LocalChange change;
    change.copies = {{idOf(m_inbox, 2), addMailbox(u"Copies"_s)}};
    must(m_store->change(change));
    EXPECT_EQ(value("SELECT count(*) FROM message WHERE conversation = (SELECT conversation FROM message WHERE message_id_header = x'61')"), 4);
}

TEST_F(ConversationsTest, itIsBoundedAndKeepsTheNewestAndTheOneAskedFor) {
    QList<NewMessage> many{letter(1, "a")};
    for (quint32 uid = 2; uid <= 700; ++uid)
        many.append(letter(uid, "m" + QByteArray::number(uid), "a", {"a"}));
    add(m_inbox, many);
    const QStringList all = around(m_inbox, 1);
    ASSERT_EQ(all.size(), 500);
    EXPECT_EQ(all.first(), u"a"_s) << "it was asked for";
    EXPECT_EQ(all.last(), u"m700"_s);
    EXPECT_EQ(around(m_inbox, 700, 3), (QStringList{u"m698"_s, u"m699"_s, u"m700"_s}));
    EXPECT_EQ(around(m_inbox, 700, 100'000).size(), 500);
    QElapsedTimer clock;
    clock.start();
    (void)around(m_inbox, 350);
    RecordProperty("of500Ms", static_cast<int>(clock.elapsed()));
    EXPECT_LT(clock.elapsed(), 1000) << "some 10 ms on an idle machine";
}

TEST_F(ConversationsTest, aCircleOfReferencesEnds) {
    add(m_inbox, {letter(1, "a", "b"), letter(2, "b", "a"), letter(3, "c", "c", {"c"})});
    EXPECT_EQ(around(m_inbox, 1), (QStringList{u"a"_s, u"b"_s}));
    EXPECT_EQ(around(m_inbox, 3), QStringList{u"c"_s});
}

TEST_F(ConversationsTest, messagesFromBeforeAreFilledInInSteps) {
    QList<NewMessage> many{letter(1, "a"), letter(2, "b", "a", {"a"}), letter(3, "c", "b", {"a", "b"}), letter(4, {})};
    for (quint32 uid = 5; uid <= 1300; ++uid)
        many.append(letter(uid, "m" + QByteArray::number(uid)));
    add(m_inbox, many);
    forgetConversations();
    openStore();
    ASSERT_TRUE(filled());
    EXPECT_EQ(value("SELECT count(*) FROM message WHERE conversation = 0"), 1) << "that without a Message-ID";
    EXPECT_EQ(around(m_inbox, 1), (QStringList{u"a"_s, u"b"_s, u"c"_s})) << "by In-Reply-To: References were not kept";
    EXPECT_EQ(around(m_inbox, 3), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    expectIntegrity();
}

TEST_F(ConversationsTest, fillingInGoesOnWhereItWasAndLeavesWhatIsKnown) {
    QList<NewMessage> many;
    for (quint32 uid = 1; uid <= 20; ++uid)
        many.append(letter(uid, "m" + QByteArray::number(uid)));
    add(m_inbox, many);
    forgetConversations();
    {
        detail::Connection connection(detail::databasePath(m_options.directory), detail::Connection::Mode::ReadWrite);
        connection.execute("UPDATE store_fact SET value = 10 WHERE name = 'conversations_unfilled';"
                           "UPDATE message SET conversation = 42 WHERE id = 5");
    }
    openStore();
    ASSERT_TRUE(filled());
    EXPECT_EQ(value("SELECT count(*) FROM message WHERE id > 10 AND conversation <> 0"), 0) << "those were done, it was told";
    EXPECT_EQ(value("SELECT count(*) FROM message WHERE id <= 10 AND conversation = 0"), 0);
    EXPECT_EQ(value("SELECT conversation FROM message WHERE id = 5"), 42);
}

TEST_F(ConversationsTest, theKeyIsFoundByItsIndex) {
    add(m_inbox, {letter(1, "a")});
    detail::Connection connection(detail::databasePath(m_options.directory), detail::Connection::Mode::ReadOnly);
    auto plan = connection.query("EXPLAIN QUERY PLAN SELECT id FROM message INDEXED BY message_by_conversation WHERE account_id = 1 AND "
                                 "conversation = 5 AND conversation <> 0");
    ASSERT_TRUE(plan.step());
    EXPECT_TRUE(plan.text(3).contains(u"message_by_conversation (account_id=? AND conversation=?)"_s)) << qPrintable(plan.text(3));
}

} // namespace
} // namespace tributary::store::tst_Conversations
