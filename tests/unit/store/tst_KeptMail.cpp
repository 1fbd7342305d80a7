// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing is lost by a server's lie: what disappears is put aside, found again, asked about, deleted late (S15).
#include "IntentFixture.h"

#include "store/detail/DatabaseFile.h"

namespace tributary::store::tst_KeptMail {
namespace {

using namespace Qt::Literals::StringLiterals;

class KeptMailTest : public IntentTest {
  protected:
    qint64 rows(const char* table) {
        const detail::Connection connection(detail::databasePath(m_options.directory), detail::Connection::Mode::ReadOnly);
        return const_cast<detail::Connection&>(connection).value(std::string("SELECT count(*) FROM ") + table);
    }
    /// Answers when nothing doomed is left.
    void purge() {
        const AccountId other = must(m_store->addAccount(sampleAccount(u"z@mail.example"_s)));
        must(m_store->removeAccount(other));
    }
};

TEST_F(KeptMailTest, whatIsGoneIsKeptForADayOutOfSight) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    gone(m_inbox, 1);
    EXPECT_EQ(codeOf(m_reader->message(id)), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_reader->rawMessage(id)), ErrorCode::NotFound);
    EXPECT_TRUE(found(u"word"_s).isEmpty());
    EXPECT_EQ(must(m_reader->cacheUse()).mailboxes[0].bytes, 0);
    EXPECT_EQ(rows("message"), 1);
    m_clock.advance(std::chrono::hours(23));
    must(m_store->expireKept(nowMs()));
    EXPECT_EQ(rows("kept_message"), 1);
    m_clock.advance(std::chrono::hours(2));
    must(m_store->expireKept(nowMs()));
    purge();
    EXPECT_EQ(rows("message"), 0);
    EXPECT_EQ(rows("raw"), 0);
    EXPECT_EQ(rows("message_text"), 0);
}

TEST_F(KeptMailTest, aMassDisappearanceIsHeldAndReleased) {
    for (quint32 uid = 1; uid <= 3; ++uid)
        have(m_inbox, mail(uid, QString(static_cast<qsizetype>(uid), u'x')));
    for (quint32 uid = 1; uid <= 3; ++uid)
        gone(m_inbox, uid, true);
    EXPECT_EQ(box(m_inbox).total, 0);
    EXPECT_EQ(box(m_inbox).held, 3);
    EXPECT_EQ(box(m_inbox).heldUntilMs, nowMs() + 24LL * 3600 * 1000);
    add(m_inbox, {mail(2, u"xx"_s)});
    EXPECT_EQ(box(m_inbox).held, 2) << "one is back";
    must(m_store->releaseHeld(m_inbox));
    EXPECT_EQ(box(m_inbox).held, 0);
    EXPECT_EQ(box(m_inbox).heldUntilMs, 0);
    purge();
    EXPECT_EQ(rows("message"), 1);
}

TEST_F(KeptMailTest, whatIsHeldCanBePutBackOnTheServer) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    have(m_inbox, headers(mail(2, u"bb"_s)));
    gone(m_inbox, 1, true);
    gone(m_inbox, 2, true);
    must(m_store->putBackHeld(m_inbox));
    EXPECT_EQ(box(m_inbox).held, 0);
    EXPECT_TRUE(shows(m_inbox, id));
    ASSERT_EQ(queue().appends.size(), 1);
    EXPECT_EQ(queue().appends[0].message, id);
    EXPECT_EQ(must(m_reader->changes(1))[0].kind, model::ChangeKind::PutBack);
    must(m_store->confirmAppends({at(queue().appends[0].row, 9)}));
    EXPECT_EQ(summary(id).uid, Uid(9));
}

TEST_F(KeptMailTest, heldMailExpiresToo) {
    have(m_inbox, mail(1, u"a"_s));
    gone(m_inbox, 1, true);
    m_clock.advance(std::chrono::hours(25));
    must(m_store->expireKept(nowMs()));
    EXPECT_EQ(box(m_inbox).held, 0);
}

TEST_F(KeptMailTest, theMailOfAMailboxThatIsNotListedIsFoundAgain) {
    const MailboxId old = addMailbox(u"Old"_s);
    const MessageId id = have(old, mail(3, u"a"_s));
    auto listed = m_listed;
    listed.removeLast();
    must(m_store->applyMailboxList(m_account, listed, {}));
    EXPECT_EQ(codeOf(m_reader->mailbox(old)), ErrorCode::NotFound);
    EXPECT_TRUE(found(u"word"_s).isEmpty());
    MailboxId again;
    for (const auto& mailbox : must(m_store->applyMailboxList(m_account, m_listed, {}))) {
        if (mailbox.name == u"Old"_s)
            again = mailbox.id;
    }
    reset(again, 7, {headers(mail(3, u"a"_s))});
    EXPECT_TRUE(shows(again, id)) << "with its body: nothing is fetched again";
    EXPECT_EQ(summary(id).body, model::BodyState::Whole);
    must(m_store->expireKept(nowMs()));
}

TEST_F(KeptMailTest, aMailboxUnderAnotherNameIsTheSame) {
    const MailboxId old = addMailbox(u"Old"_s);
    const MessageId id = have(old, mail(3, u"a"_s));
    m_listed.last() = sampleMailbox(u"Renamed"_s);
    must(m_store->applyMailboxList(m_account, m_listed, {{"Old", "Renamed"}}));
    EXPECT_EQ(box(old).name, u"Renamed"_s);
    EXPECT_TRUE(shows(old, id));
    m_listed.last().mailboxId = "M7";
    must(m_store->applyMailboxList(m_account, m_listed, {}));
    m_listed.last().name = u"Third"_s;
    m_listed.last().wireName = "Third";
    must(m_store->applyMailboxList(m_account, m_listed, {}));
    EXPECT_EQ(box(old).name, u"Third"_s) << "by its MAILBOXID";
    EXPECT_EQ(box(old).total, 1);
}

TEST_F(KeptMailTest, anAccountGoesWithAllThatIsKeptAndQueued) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    have(m_inbox, mail(2, u"bb"_s));
    flag(id, u"\\Seen"_s);
    move(id, m_archive);
    gone(m_inbox, 2);
    must(m_store->createMailbox(m_account, u"New"_s, "New", '/'));
    must(m_store->removeAccount(m_account));
    for (const char* table : {"message", "raw", "kept_message", "flag_push", "move_push", "mailbox_push", "local_change",
                              "change_flag", "change_move", "mailbox", "account"})
        EXPECT_EQ(rows(table), 0) << table;
}

} // namespace
} // namespace tributary::store::tst_KeptMail
