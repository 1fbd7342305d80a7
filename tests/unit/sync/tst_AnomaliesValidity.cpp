// SPDX-License-Identifier: GPL-3.0-or-later
// SRV8: UIDVALIDITY, UIDNEXT and HIGHESTMODSEQ that are missing, go back or change. Whatever the server says meanwhile: when
// it has settled the cache is what it has, no body comes twice, and what the user did is done.
#include "Fixture.h"

#include <atomic>

namespace tributary::sync::tst_AnomaliesValidity {
namespace {

const QString kValidity = u"UIDVALIDITY \\d+"_s;
const QString kNext = u"UIDNEXT \\d+"_s;
const QString kModSeq = u"\\[?HIGHESTMODSEQ \\d+\\]?"_s;

class AnomaliesValidity : public SyncTest {
  protected:
    /// Something to look at, so that no mailbox is left out as unchanged.
    void news() {
        server().change([](ServedMail& mail) {
            mail.add("INBOX", "news");
            mail.setFlag("INBOX", "m2", "\\Flagged");
            mail.expunge("INBOX", "m3");
        });
    }
    void renumber(const QByteArray& name, quint32 first = 1) {
        server().change([&](ServedMail& mail) { mail.renumber(name, first); });
    }
    int bodiesOfOld() {
        int all = 0;
        for (int i = 1; i <= 5; ++i)
            all += server().bodiesFetched("m" + QByteArray::number(i));
        return all;
    }
};

/// A server's line at SELECT (or anywhere) is another than it should be during two syncs.
struct Altered {
    const char* name;
    QString commands, line, with;
};
void PrintTo(const Altered& altered, std::ostream* out) { *out << altered.name; }

class AlteredState : public AnomaliesValidity, public ::testing::WithParamInterface<std::tuple<Altered, const char*>> {
  protected:
    QByteArrayList capabilities() const {
        const QByteArray name = std::get<1>(GetParam());
        return name == "Qresync" ? LyingServer::full() : name == "Condstore" ? LyingServer::condstore() : LyingServer::office365();
    }
};

TEST_P(AlteredState, costsNothingOnceTheServerHasSettled) {
    const Altered& altered = std::get<0>(GetParam());
    serve(capabilities());
    start();
    news();
    flag(u"m1"_s, u"\\Seen"_s);
    move(u"m5"_s, u"Archive"_s);
    const Lie lie = lies::alter(altered.commands, altered.line, altered.with);
    (void)syncUnder({lie});
    server().change([](ServedMail& mail) { mail.add("INBOX", "later"); });
    (void)syncUnder({lie});
    expectMended(2);
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList{"\\Seen"});
    EXPECT_EQ(served("Archive", "m5"), 1);
    EXPECT_EQ(served("INBOX", "m5"), 0);
    expectNoBodyTwice();
    EXPECT_LE(server().bodiesFetched("news"), 3) << "one a sync, at worst";
}

const QString kBoth = u"SELECT|EXAMINE|LIST|STATUS"_s;
INSTANTIATE_TEST_SUITE_P(
    Srv8, AlteredState,
    ::testing::Combine(::testing::Values(Altered{"uidValidityMissingAtSelect", lies::kOpen, u"^\\* OK \\[UIDVALIDITY.*"_s, u"* OK hm"_s},
                                         Altered{"uidValidityMissingInStatus", u"LIST|STATUS"_s, u" ?UIDVALIDITY \\d+"_s, {}},
                                         Altered{"uidValidityZeroAtSelect", lies::kOpen, kValidity, u"UIDVALIDITY 0"_s},
                                         Altered{"uidValidityZeroInStatus", u"LIST|STATUS"_s, kValidity, u"UIDVALIDITY 0"_s},
                                         Altered{"uidValidityBack", kBoth, kValidity, u"UIDVALIDITY 17"_s},
                                         Altered{"uidValidityOfSelectOther", lies::kOpen, kValidity, u"UIDVALIDITY 4294967295"_s},
                                         Altered{"uidValidityOfStatusOther", u"LIST|STATUS"_s, kValidity, u"UIDVALIDITY 18"_s},
                                         Altered{"uidValidityBeyond32Bits", lies::kOpen, kValidity, u"UIDVALIDITY 4294968296"_s},
                                         Altered{"uidNextMissingAtSelect", lies::kOpen, u"^\\* OK \\[UIDNEXT.*"_s, u"* OK hm"_s},
                                         Altered{"uidNextMissingInStatus", u"LIST|STATUS"_s, u"UIDNEXT \\d+ ?"_s, {}},
                                         Altered{"uidNextBack", kBoth, kNext, u"UIDNEXT 2"_s},
                                         Altered{"uidNextZero", kBoth, kNext, u"UIDNEXT 0"_s},
                                         Altered{"uidNextTooHigh", kBoth, kNext, u"UIDNEXT 4294967295"_s},
                                         Altered{"uidNextOfSelectBack", lies::kOpen, kNext, u"UIDNEXT 3"_s},
                                         Altered{"uidNextOfStatusTooHigh", u"LIST|STATUS"_s, kNext, u"UIDNEXT 100000"_s},
                                         Altered{"modSeqMissingAtSelect", lies::kOpen, u"^\\* OK \\[HIGHESTMODSEQ.*"_s, u"* OK hm"_s},
                                         Altered{"noModSeqAtSelect", lies::kOpen, u"\\[HIGHESTMODSEQ \\d+\\]"_s, u"[NOMODSEQ]"_s},
                                         Altered{"modSeqMissingInStatus", u"LIST|STATUS"_s, u" ?HIGHESTMODSEQ \\d+"_s, {}},
                                         Altered{"modSeqZeroInStatus", u"LIST|STATUS"_s, u"HIGHESTMODSEQ \\d+"_s, u"HIGHESTMODSEQ 0"_s},
                                         Altered{"modSeqBack", kBoth, u"HIGHESTMODSEQ \\d+"_s, u"HIGHESTMODSEQ 2"_s},
                                         Altered{"modSeqOfSelectBack", lies::kOpen, u"HIGHESTMODSEQ \\d+"_s, u"HIGHESTMODSEQ 1"_s}),
                       ::testing::Values("Qresync", "Condstore", "Office365")),
    [](const auto& instance) { return std::string(std::get<0>(instance.param).name) + "_" + std::get<1>(instance.param); });

TEST_F(AnomaliesValidity, anotherAtEachSelectCostsNoBody) { // SRV8
    start();
    flag(u"m1"_s, u"\\Flagged"_s);
    auto value = std::make_shared<std::atomic<int>>(50);
    const Lie lie = lies::each(lies::kOpen, u"UIDVALIDITY"_s, [value](const auto&, const QByteArray&) {
        return QByteArrayList{"* OK [UIDVALIDITY " + QByteArray::number(++*value) + "] another"};
    });
    for (int i = 0; i < 4; ++i) {
        server().change([&](ServedMail& mail) { mail.setFlag("INBOX", "m2", "\\Seen", i % 2 == 0); });
        (void)syncUnder({lie});
    }
    expectMended(2);
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList{"\\Flagged"});
    EXPECT_EQ(bodiesOfOld(), 0);
}

class Renumbered : public AnomaliesValidity, public ::testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override {
        const QByteArray name = GetParam();
        serve(name == "Qresync" ? LyingServer::full() : name == "Condstore" ? LyingServer::condstore() : LyingServer::office365());
    }
};
INSTANTIATE_TEST_SUITE_P(Srv8, Renumbered, ::testing::Values("Qresync", "Condstore", "Office365"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(Renumbered, mailboxKeepsItsBodies) {
    start();
    renumber("INBOX");
    expectMended();
    expectBodiesNotFetchedAgain();
}

TEST_P(Renumbered, mailboxKeepsItsBodiesWithUidsThatWereOthers) {
    start();
    renumber("INBOX", 3); // UID 3 was m3 and is m1 now
    expectMended();
    expectBodiesNotFetchedAgain();
}

TEST_P(Renumbered, accountKeepsItsBodies) {
    start();
    renumber("INBOX", 100);
    renumber("Archive", 200);
    expectMended();
    expectBodiesNotFetchedAgain();
}

TEST_P(Renumbered, whatTheUserDidBeforeIsDone) {
    start();
    flag(u"m1"_s, u"\\Flagged"_s);
    move(u"m2"_s, u"Archive"_s);
    copy(u"m3"_s, u"Archive"_s);
    expunge(u"m4"_s);
    renumber("INBOX", 40);
    expectMended(2);
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList{"\\Flagged"});
    EXPECT_EQ(served("INBOX", "m2"), 0);
    EXPECT_EQ(served("Archive", "m2"), 1);
    EXPECT_EQ(served("INBOX", "m3"), 1);
    EXPECT_EQ(served("Archive", "m3"), 1);
    EXPECT_EQ(served("INBOX", "m4"), 0);
    EXPECT_EQ(served("INBOX", "m5"), 1);
    expectBodiesNotFetchedAgain();
}

TEST_P(Renumbered, destinationOfAMoveIsNoMatter) {
    start();
    move(u"m2"_s, u"Archive"_s);
    renumber("Archive", 40);
    expectMended(2);
    EXPECT_EQ(served("Archive", "m2"), 1);
    EXPECT_EQ(served("INBOX", "m2"), 0);
    expectBodiesNotFetchedAgain();
}

TEST_P(Renumbered, whatIsGoneMeanwhileIsGone) {
    start();
    server().change([](ServedMail& mail) {
        mail.expunge("INBOX", "m2");
        mail.renumber("INBOX", 10);
        mail.add("INBOX", "fresh");
    });
    expectMended();
    EXPECT_EQ(words(), (QStringList{u"fresh"_s, u"m1"_s, u"m3"_s, u"m4"_s, u"m5"_s}));
    EXPECT_EQ(bodiesOfOld(), 0);
}

TEST_P(Renumbered, anotherMessageUnderTheSameMessageIdIsFetched) {
    start();
    server().change([](ServedMail& mail) {
        mail.at("INBOX").messages[1].bytes = tests::messageNamed("m2", "X-Other: yes\r\n");
        mail.at("INBOX").messages[1].emailId = "77777"; // RFC 8474: other content, another id
        mail.renumber("INBOX", 1);
    });
    expectMended();
    EXPECT_EQ(server().bodiesFetched(), 1);
}

TEST_P(Renumbered, twinsAreBothKept) {
    server().change([](ServedMail& mail) { mail.add("INBOX", "twin"), mail.add("INBOX", "twin"); });
    start();
    renumber("INBOX", 20);
    expectMended();
    EXPECT_EQ(words().count(u"twin"_s), 2);
    expectBodiesNotFetchedAgain();
}

TEST_P(Renumbered, betweenListAndSelect) {
    start();
    news();
    (void)syncUnder({lies::before(u"EXAMINE"_s, [this] { renumber("INBOX", 30); })});
    expectMended(2);
    expectNoBodyTwice();
}

TEST_P(Renumbered, whileHeadersAreFetched) {
    server().change([](ServedMail& mail) { mail.fill("INBOX", "m", 5); });
    (void)syncUnder({lies::before(u"(UID )?FETCH"_s, [this] { renumber("INBOX", 30); })});
    expectMended(2);
}

TEST_P(Renumbered, behindTheHeaders) {
    server().change([](ServedMail& mail) { mail.fill("INBOX", "m", 5); });
    (void)syncUnder({lies::afterwards(u"(UID )?FETCH"_s, [this] { renumber("INBOX", 30); })});
    expectMended(2);
}

TEST_P(Renumbered, thereAndBack) {
    start();
    const ServedMail before = server().look([](const ServedMail& mail) { return mail; });
    renumber("INBOX", 50);
    (void)sync();
    expectInStep();
    server().change([&](ServedMail& mail) { mail = before; });
    expectMended();
    expectBodiesNotFetchedAgain();
}

TEST_P(Renumbered, whileThePushIsUnderWay) {
    start();
    flag(u"m1"_s, u"\\Flagged"_s);
    move(u"m2"_s, u"Archive"_s);
    (void)syncUnder({lies::before(u"SELECT"_s, [this] { renumber("INBOX", 60); })});
    expectMended(2);
    EXPECT_EQ(served("Archive", "m2"), 1);
    EXPECT_EQ(served("INBOX", "m2"), 0);
    EXPECT_EQ(served("INBOX", "m1"), 1);
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList{"\\Flagged"});
    for (const char* word : {"m3", "m4", "m5"})
        EXPECT_EQ(servedFlags("INBOX", word), QByteArrayList()) << word;
}

TEST_F(AnomaliesValidity, modSeqThatStandsStillHidesNothingForLong) { // SRV8
    start();
    server().lie(lies::alter(kBoth, u"HIGHESTMODSEQ \\d+"_s, u"HIGHESTMODSEQ 6"_s));
    news();
    (void)sync();
    (void)sync();
    expectMended();
}

TEST_F(AnomaliesValidity, modSeqFarTooHighIsFoundOutLater) { // SRV8
    start();
    news();
    (void)syncUnder({lies::alter(kBoth, u"HIGHESTMODSEQ \\d+"_s, u"HIGHESTMODSEQ 999999999999"_s)});
    server().change([](ServedMail& mail) { mail.setFlag("INBOX", "m4", "\\Answered"); });
    expectMended();
}

TEST_F(AnomaliesValidity, missingForGoodLeavesOnlyThatMailboxOut) { // SRV8
    start();
    server().change([](ServedMail& mail) {
        mail.add("INBOX", "news");
        mail.add("Archive", "more");
    });
    const model::SyncReport report = syncUnder({lies::each(lies::kOpen, u"UIDVALIDITY"_s, [](const auto& command, const QByteArray& line) {
        return command.text.startsWith("\"INBOX\"") || command.text.startsWith("INBOX") ? QByteArrayList() : QByteArrayList{line};
    })});
    EXPECT_FALSE(report.error);
    EXPECT_TRUE(words(u"Archive"_s).contains(u"more"_s));
    EXPECT_EQ(words().size(), 5) << "nothing is thrown away";
    expectMended();
}

TEST_F(AnomaliesValidity, whatWasToBeDoneToAMessageThatCannotBeFoundAgainIsOver) { // S2
    start();
    flag(u"a1"_s, u"\\Flagged"_s, true, u"Archive"_s);
    move(u"a1"_s, u"INBOX"_s, u"Archive"_s);
    server().change([](ServedMail& mail) {
        mail.expunge("Archive", "a1");
        mail.renumber("Archive", 100);
    });
    (void)sync();
    (void)sync();
    EXPECT_EQ(waiting(), 0);
    for (const model::ChangeRecord& change : must(m_reader->changes(10)))
        EXPECT_EQ(change.waiting, 0) << "a change that nothing will ever end";
    EXPECT_EQ(served("INBOX", "a1"), 0);
    expectInStep();
}

} // namespace
} // namespace tributary::sync::tst_AnomaliesValidity
