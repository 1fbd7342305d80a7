// SPDX-License-Identifier: GPL-3.0-or-later
// What a selected mailbox tells unasked (RFC 9051 7, RFC 7162 3.2.10).
#include "sync/SelectedMailbox.h"

#include <gtest/gtest.h>

namespace tributary::sync::tst_SelectedMailbox {
namespace {

using namespace Qt::Literals::StringLiterals;

void exists(SelectedMailbox& mailbox, quint32 count) {
    mailbox.take(imap::ExistsData{count});
}
void expunge(SelectedMailbox& mailbox, quint32 seq) {
    mailbox.take(imap::ExpungeData{SeqNum(seq)});
}
void vanished(SelectedMailbox& mailbox, imap::UidSet uids, bool earlier = false) {
    mailbox.take(imap::VanishedData{earlier, std::move(uids)});
}
void status(SelectedMailbox& mailbox, const QByteArray& code, quint64 number) {
    imap::StatusResponse response;
    response.code.name = code;
    response.code.number = number;
    mailbox.take(imap::UntaggedStatus{response});
}
imap::FetchData fetched(std::optional<quint32> uid, std::optional<QStringList> flags,
                        std::optional<quint64> modSeq = {}) {
    imap::FetchData data;
    data.seq = SeqNum(1);
    if (uid)
        data.uid = Uid(*uid);
    data.flags = std::move(flags);
    if (modSeq)
        data.modSeq = ModSeq(*modSeq);
    return data;
}

TEST(SelectedMailbox, takesTheNumbersOfSelect) {
    SelectedMailbox mailbox;
    exists(mailbox, 172);
    status(mailbox, "UIDVALIDITY", 3857529045);
    status(mailbox, "UIDNEXT", 4392);
    status(mailbox, "HIGHESTMODSEQ", 9'007'199'254'740'993ULL);
    status(mailbox, "UNSEEN", 12);
    EXPECT_EQ(mailbox.exists, 172u);
    EXPECT_EQ(mailbox.uidValidity, UidValidity(3857529045));
    EXPECT_EQ(mailbox.uidNext, Uid(4392));
    EXPECT_EQ(mailbox.highestModSeq, ModSeq(9'007'199'254'740'993ULL));
    EXPECT_FALSE(mailbox.hasNews()) << "the first EXISTS is no new mail";
}

TEST(SelectedMailbox, newMailIsACountThatRises) {
    SelectedMailbox mailbox;
    exists(mailbox, 3);
    exists(mailbox, 3);
    EXPECT_FALSE(mailbox.grew);
    exists(mailbox, 2); // a server that sends EXISTS for an expunge
    EXPECT_FALSE(mailbox.grew);
    exists(mailbox, 3);
    EXPECT_TRUE(mailbox.grew);
    EXPECT_TRUE(mailbox.hasNews());
    mailbox.clearNews();
    EXPECT_FALSE(mailbox.hasNews());
    EXPECT_EQ(mailbox.exists, 3u);
}

TEST(SelectedMailbox, newMailBehindAnExpungeIsSeen) {
    SelectedMailbox mailbox;
    exists(mailbox, 3);
    expunge(mailbox, 1);
    EXPECT_EQ(mailbox.exists, 2u);
    EXPECT_TRUE(mailbox.expungedBySequence);
    exists(mailbox, 3); // as many as before, and yet one is new
    EXPECT_TRUE(mailbox.grew);
}

TEST(SelectedMailbox, anExpungeTooManyDoesNotWrap) {
    SelectedMailbox mailbox;
    exists(mailbox, 1);
    expunge(mailbox, 1);
    expunge(mailbox, 1);
    EXPECT_EQ(mailbox.exists, 0u);
    vanished(mailbox, imap::UidSet::range(1, 0xFFFFFFFE));
    EXPECT_EQ(mailbox.exists, 0u);
}

TEST(SelectedMailbox, vanishedCountsUnlessItTellsOfEarlier) {
    SelectedMailbox mailbox;
    exists(mailbox, 10);
    vanished(mailbox, imap::UidSet::fromSorted({41, 43, 44}), true);
    EXPECT_EQ(mailbox.exists, 10u) << "EXISTS has them left out already";
    vanished(mailbox, imap::UidSet::range(50, 51));
    EXPECT_EQ(mailbox.exists, 8u);
    EXPECT_EQ(mailbox.vanished.toWire(), "41,43:44,50:51");
    EXPECT_FALSE(mailbox.expungedBySequence);
    EXPECT_TRUE(mailbox.hasNews());
    mailbox.clearNews();
    EXPECT_TRUE(mailbox.vanished.isEmpty());
}

TEST(SelectedMailbox, flagsByUidAreKeptTheLastOnesWin) {
    SelectedMailbox mailbox;
    mailbox.take(fetched(7, QStringList{u"\\Seen"_s}, 100));
    mailbox.take(fetched(7, QStringList{u"\\Seen"_s, u"\\Flagged"_s, u"work"_s}, 101));
    mailbox.take(fetched(9, QStringList{}));
    ASSERT_EQ(mailbox.flagChanges.size(), 2);
    const store::FlagChange change = mailbox.flagChanges.value(7);
    EXPECT_EQ(change.uid, Uid(7));
    EXPECT_EQ(change.flags, model::parseFlags({u"\\Seen"_s, u"\\Flagged"_s, u"work"_s}));
    EXPECT_EQ(change.modSeq, ModSeq(101));
    EXPECT_EQ(mailbox.flagChanges.value(9).modSeq, ModSeq());
    EXPECT_EQ(mailbox.flagChanges.value(9).flags, model::Flags());
    EXPECT_FALSE(mailbox.flagsBySequence);
}

TEST(SelectedMailbox, flagsWithoutAUidAskForALook) {
    for (const auto uid : {std::optional<quint32>(), std::optional<quint32>(0)}) {
        SelectedMailbox mailbox;
        mailbox.take(fetched(uid, QStringList{u"\\Seen"_s}));
        EXPECT_TRUE(mailbox.flagsBySequence);
        EXPECT_TRUE(mailbox.flagChanges.isEmpty());
        EXPECT_TRUE(mailbox.hasNews());
        mailbox.clearNews();
        EXPECT_FALSE(mailbox.hasNews());
    }
}

TEST(SelectedMailbox, whatIsNotItsOwnIsPassedOver) {
    SelectedMailbox mailbox;
    exists(mailbox, 3);
    imap::StatusData other;
    other.wireName = "Other";
    other.messages = 99;
    mailbox.take(other);
    mailbox.take(imap::ListData{});
    mailbox.take(imap::RecentData{5});
    mailbox.take(imap::FlagsData{{u"\\Seen"_s}});
    mailbox.take(fetched(7, {})); // a FETCH of something else
    mailbox.take(imap::SearchData{});
    imap::StatusResponse words;
    words.code.name = "UIDNEXT"; // without a number
    mailbox.take(imap::UntaggedStatus{words});
    EXPECT_FALSE(mailbox.hasNews());
    EXPECT_EQ(mailbox.exists, 3u);
    EXPECT_FALSE(mailbox.uidNext.isValid());
}

} // namespace
} // namespace tributary::sync::tst_SelectedMailbox
