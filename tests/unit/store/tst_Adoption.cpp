// SPDX-License-Identifier: GPL-3.0-or-later
// A new UID of a message that is known comes to the row that is known: no body is fetched twice (S15).
#include "IntentFixture.h"

namespace tributary::store::tst_Adoption {
namespace {

using namespace Qt::Literals::StringLiterals;

using AdoptionTest = IntentTest;

TEST_F(AdoptionTest, newUidsAfterAResetMeetTheOldRows) {
    const MessageId one = have(m_inbox, mail(1, u"a"_s));
    const MessageId two = have(m_inbox, mail(2, u"bb"_s));
    NewMessage again = headers(mail(11, u"a"_s));
    again.flags = model::parseFlags({u"\\Seen"_s});
    reset(m_inbox, 8, {again, headers(mail(12, u"bb"_s)), headers(mail(13, u"ccc"_s))});
    EXPECT_EQ(summary(one).uid, Uid(11));
    EXPECT_TRUE(summary(one).flags.has(model::Flag::Seen));
    EXPECT_EQ(summary(one).body, model::BodyState::Whole);
    EXPECT_EQ(summary(two).uid, Uid(12));
    EXPECT_EQ(list(m_inbox).size(), 3);
    EXPECT_EQ(box(m_inbox).unread, 2);
    EXPECT_EQ(must(m_reader->bodyBacklog(m_account)).value(m_inbox.value).messages, 1);
    EXPECT_EQ(found(u"word"_s).size(), 2);
}

TEST_F(AdoptionTest, twinsAreEachTakenOnce) {
    add(m_inbox, {mail(1, u"a"_s), mail(2, u"a"_s)});
    reset(m_inbox, 8, {headers(mail(5, u"a"_s)), headers(mail(6, u"a"_s)), headers(mail(7, u"a"_s))});
    const auto all = list(m_inbox);
    ASSERT_EQ(all.size(), 3);
    EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const auto& m) { return m.body == model::BodyState::Whole; }), 2);
}

TEST_F(AdoptionTest, withoutAMessageIdMoreMustBeTheSame) {
    NewMessage first = mail(1, u"a"_s);
    first.messageIdHeader.clear();
    const MessageId id = have(m_inbox, first);
    gone(m_inbox, 1);
    NewMessage other = first;
    other.uid = Uid(2);
    other.subject = u"b"_s;
    add(m_inbox, {other});
    EXPECT_FALSE(shows(m_inbox, id));
    first.uid = Uid(3);
    add(m_archive, {headers(first)});
    EXPECT_TRUE(shows(m_archive, id)) << "moved by another client";
}

TEST_F(AdoptionTest, sizeAndSecondMustBeTheSame) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    gone(m_inbox, 1);
    NewMessage larger = headers(mail(2, u"a"_s));
    larger.size += 1;
    NewMessage later = headers(mail(3, u"a"_s));
    later.internalDateMs += 1000;
    add(m_archive, {larger, later});
    EXPECT_FALSE(shows(m_archive, id));
    NewMessage same = headers(mail(4, u"a"_s));
    same.internalDateMs += 999;
    add(m_archive, {same});
    EXPECT_TRUE(shows(m_archive, id)) << "to the second";
}

TEST_F(AdoptionTest, anEmailIdIsEnough) {
    NewMessage first = mail(1, u"a"_s);
    first.emailId = "E1";
    const MessageId id = have(m_inbox, first);
    gone(m_inbox, 1);
    NewMessage moved = headers(mail(9, u"another"_s));
    moved.emailId = "E1";
    add(m_archive, {moved});
    EXPECT_TRUE(shows(m_archive, id));
}

TEST_F(AdoptionTest, aQueuedMoveGetsItsUidBack) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    reset(m_inbox, 8);
    EXPECT_EQ(queue().moves[0].uid, Uid());
    MailboxDelta delta = deltaFor(m_inbox);
    delta.uidValidity = UidValidity(8);
    delta.added = {headers(mail(21, u"a"_s))};
    must(m_store->apply(delta));
    EXPECT_TRUE(list(m_inbox).isEmpty()) << "it is on its way out";
    EXPECT_EQ(queue().moves[0].uid, Uid(21));
    EXPECT_EQ(queue().moves[0].uidValidity, UidValidity(8));
    EXPECT_TRUE(shows(m_archive, id));
}

TEST_F(AdoptionTest, aQueuedFlagFollowsItsMessageThroughAReset) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    flag(id, u"\\Flagged"_s);
    reset(m_inbox, 8);
    ASSERT_EQ(queue().flags.size(), 1);
    EXPECT_EQ(queue().flags[0].uid, Uid());
    EXPECT_EQ(queue().flags[0].mailbox, m_inbox);
    MailboxDelta delta = deltaFor(m_inbox);
    delta.uidValidity = UidValidity(8);
    delta.added = {headers(mail(21, u"a"_s))};
    must(m_store->apply(delta));
    EXPECT_EQ(queue().flags[0].uid, Uid(21));
    EXPECT_TRUE(summary(id).flags.has(model::Flag::Flagged));
}

TEST_F(AdoptionTest, whatWaitsInTheMailboxComesBeforeWhatIsKept) {
    NewMessage one = mail(1, u"a"_s);
    const MessageId kept = have(m_inbox, one);
    gone(m_inbox, 1);
    const MessageId moved = have(m_trash, mail(3, u"a"_s));
    EXPECT_EQ(moved, kept) << "found again";
    const MessageId other = have(m_inbox, mail(4, u"a"_s));
    move(other, m_archive);
    must(m_store->confirmMoves({{queue().moves[0].row, Uid(), UidValidity()}}));
    gone(m_trash, 3);
    add(m_archive, {headers(mail(8, u"a"_s))});
    EXPECT_EQ(summary(other).uid, Uid(8));
    EXPECT_FALSE(shows(m_archive, kept));
}

TEST_F(AdoptionTest, aMessageStaysPutWhileItsExpungeIsQueued) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const ChangeId expunged = expunge(id);
    add(m_archive, {headers(mail(5, u"a"_s))});
    EXPECT_FALSE(shows(m_archive, id));
    must(m_store->undo(expunged));
    EXPECT_EQ(summary(id).uid, Uid(1));
}

} // namespace
} // namespace tributary::store::tst_Adoption
