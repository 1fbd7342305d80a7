// SPDX-License-Identifier: GPL-3.0-or-later
// SRV8, SRV3: EXISTS, EXPUNGE and VANISHED that are wrong, and what disappears in a mass.
#include "Fixture.h"

namespace tributary::sync::tst_AnomaliesCounts {
namespace {

/// Said in the middle of an answer, or in place of a line of it.
struct Nonsense {
    const char* name;
    QByteArrayList lines;
};
void PrintTo(const Nonsense& nonsense, std::ostream* out) { *out << nonsense.name; }

class AnomaliesCounts : public SyncTest {
  protected:
    void news() {
        server().change([](ServedMail& mail) {
            mail.add("INBOX", "news");
            mail.setFlag("INBOX", "m2", "\\Flagged");
            mail.expunge("INBOX", "m3");
        });
    }
    /// Every body came once at most.
    void expectNoStorm() {
        for (int i = 1; i <= 5; ++i)
            EXPECT_EQ(server().bodiesFetched("m" + QByteArray::number(i)), 0) << i;
    }
};

class UnaskedInTheMiddle : public AnomaliesCounts, public ::testing::WithParamInterface<std::tuple<Nonsense, const char*>> {};

TEST_P(UnaskedInTheMiddle, ofAnyAnswerDoesNoHarm) {
    const QByteArray kind = std::get<1>(GetParam());
    serve(kind == "Qresync" ? LyingServer::full() : kind == "Condstore" ? LyingServer::condstore() : LyingServer::office365());
    start();
    news();
    flag(u"m1"_s, u"\\Seen"_s);
    (void)syncUnder({lies::insertBefore(lies::kAnything, u"^(\\* LIST|\\* STATUS|\\* E?SEARCH|\\* \\d+ FETCH|\\S+ OK)"_s,
                                        std::get<0>(GetParam()).lines)});
    expectMended(2);
    expectNoStorm();
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList{"\\Seen"});
}

INSTANTIATE_TEST_SUITE_P(
    Srv8, UnaskedInTheMiddle,
    ::testing::Combine(::testing::Values(Nonsense{"existsOfMany", {"* 4294967295 EXISTS"}}, Nonsense{"existsOfNone", {"* 0 EXISTS"}},
                                         Nonsense{"existsShrinking", {"* 5 EXISTS", "* 3 EXISTS", "* 1 EXISTS"}},
                                         Nonsense{"expungeOfTheFirst", {"* 1 EXPUNGE"}},
                                         Nonsense{"expungeOutOfRange", {"* 4711 EXPUNGE", "* 4294967295 EXPUNGE"}},
                                         Nonsense{"vanishedOfNobody", {"* VANISHED 1000:4294967295"}},
                                         Nonsense{"fetchOfFlags", {"* 1 FETCH (FLAGS (\\Deleted))", "* 1 FETCH (UID 2 FLAGS (\\Draft))"}},
                                         Nonsense{"recent", {"* 99 RECENT", "* OK still here", "* NO disk almost full"}}),
                       ::testing::Values("Qresync", "Condstore", "Office365")),
    [](const auto& instance) { return std::string(std::get<0>(instance.param).name) + "_" + std::get<1>(instance.param); });

/// What the SELECT of a mailbox says of its size.
class ExistsAtSelect : public AnomaliesCounts, public ::testing::WithParamInterface<std::tuple<const char*, const char*>> {};

TEST_P(ExistsAtSelect, isNotBelieved) {
    const QByteArray kind = std::get<1>(GetParam());
    serve(kind == "Qresync" ? LyingServer::full() : kind == "Condstore" ? LyingServer::condstore() : LyingServer::office365());
    start();
    news();
    (void)syncUnder({lies::alter(lies::kOpen, u"^\\* \\d+ EXISTS"_s, u"* %1 EXISTS"_s.arg(QLatin1String(std::get<0>(GetParam()))))});
    expectMended(2);
    expectNoStorm();
}

INSTANTIATE_TEST_SUITE_P(Srv8, ExistsAtSelect,
                         ::testing::Combine(::testing::Values("0", "1", "4", "6", "4711", "4294967295"),
                                            ::testing::Values("Qresync", "Condstore", "Office365")),
                         [](const auto& instance) { return std::string(std::get<1>(instance.param)) + std::get<0>(instance.param); });

TEST_F(AnomaliesCounts, missingExistsAtAFirstSync) { // SRV8
    server().change([](ServedMail& mail) { mail.fill("INBOX", "m", 5); });
    (void)syncUnder({lies::drop(lies::kOpen, u"EXISTS"_s)});
    expectMended();
}

TEST_F(AnomaliesCounts, vanishedIsLeftOutOfAResync) { // SRV8
    start();
    news();
    (void)syncUnder({lies::drop(lies::kOpen, u"VANISHED"_s)});
    EXPECT_FALSE(words().contains(u"m3"_s)) << "the counts have told";
    expectMended();
    expectNoStorm();
}

TEST_F(AnomaliesCounts, vanishedOfSomeThatAreThereBringsThemBackWithTheirBodies) { // SRV8
    start();
    server().change([](ServedMail& mail) { mail.setFlag("INBOX", "m1", "\\Seen"); });
    (void)syncUnder({lies::insertBefore(lies::kOpen, lies::kTagged, {"* VANISHED (EARLIER) 2:3"})});
    expectMended();
    expectNoStorm();
}

TEST_F(AnomaliesCounts, flagsLeftOutOfAResyncAreFoundByTheSelfCheck) { // SRV8
    start();
    server().change([](ServedMail& mail) { mail.setFlag("INBOX", "m4", "\\Answered"); });
    (void)syncUnder({lies::drop(lies::kOpen, u"FETCH"_s)});
    m_timing.selfCheck = 0ms;
    m_timing.sweep = 20ms;
    m_timing.quietSweep = 20ms;
    Worker worker(*this);
    EXPECT_TRUE(worker.until([this] { return differences().isEmpty(); }));
}

/// More than kMassCount messages, so that their going is a mass.
class MassDisappearance : public AnomaliesCounts {
  protected:
    void startMany(const QByteArrayList& capabilities = LyingServer::full()) {
        serve(capabilities);
        start(90);
    }
    void expungeMany(int from, int to) {
        server().change([&](ServedMail& mail) {
            for (int i = from; i <= to; ++i)
                mail.expunge("INBOX", "m" + QByteArray::number(i));
        });
    }
};

TEST_F(MassDisappearance, isHeldAndComesBackWithItsBodies) { // SRV8, SRV3
    startMany();
    server().change([](ServedMail& mail) { mail.setFlag("INBOX", "m1", "\\Seen"); });
    (void)syncUnder({lies::insertBefore(lies::kOpen, lies::kTagged, {"* VANISHED (EARLIER) 1:4294967295"})});
    // The counts do not fit what vanished, so that all UIDs have been looked at again in the same sync or are in the next.
    expectMended();
    EXPECT_EQ(mailbox().held, 0);
    expectBodiesNotFetchedAgain();
}

TEST_F(MassDisappearance, ofAServerThatLostItsDiskIsHeld) { // SRV8
    startMany();
    const ServedMail before = server().look([](const ServedMail& mail) { return mail; });
    expungeMany(1, 90);
    (void)sync();
    EXPECT_EQ(mailbox().held, 90);
    EXPECT_GT(mailbox().heldUntilMs, 0);
    server().change([&](ServedMail& mail) { mail = before; });
    expectMended(2);
    EXPECT_EQ(mailbox().held, 0);
    EXPECT_EQ(mailbox().total, 90);
    expectBodiesNotFetchedAgain();
}

TEST_F(MassDisappearance, countsWhatTheUserIsMovingAway) {
    startMany();
    for (int i = 1; i <= 60; ++i)
        move(u"m%1"_s.arg(i), u"Archive"_s);
    expungeMany(1, 90);
    const int searches = server().count("UID SEARCH");
    (void)sync();
    EXPECT_LE(server().count("UID SEARCH") - searches, 5) << "they are looked for many at a time";
    EXPECT_EQ(mailbox().held, 30) << "the rest; the moves tell that they were not done";
}

TEST_F(MassDisappearance, byASearchThatFindsNothingIsHeld) { // SRV8
    startMany(LyingServer::condstore());
    news();
    (void)syncUnder({lies::alter(u"UID SEARCH"_s, u"( UID)? ALL .*"_s, u" UID"_s), lies::alter(u"UID FETCH"_s, u"^\\* \\d+ FETCH.*"_s, u"* OK hm"_s)});
    EXPECT_GT(mailbox().held, 50);
    expectMended(2);
    EXPECT_EQ(mailbox().held, 1) << "the one that is really gone";
    EXPECT_EQ(server().bodiesFetched(), server().bodiesFetched("news"));
}

TEST_F(MassDisappearance, byFlagsOfNobodyIsHeld) { // SRV8: where only the FLAGS of all tell
    startMany(LyingServer::office365());
    (void)syncUnder({lies::drop(u"UID FETCH"_s, u"^\\* \\d+ FETCH"_s), lies::alter(u"UID SEARCH"_s, u"^\\* SEARCH.*"_s, u"* SEARCH"_s)});
    EXPECT_EQ(mailbox().held, 90);
    expectMended(2);
    EXPECT_EQ(mailbox().held, 0);
    expectBodiesNotFetchedAgain();
}

TEST_F(MassDisappearance, thatTheUserConfirmsIsGone) { // SRV8
    startMany();
    expungeMany(1, 80);
    (void)sync();
    EXPECT_EQ(mailbox().held, 80);
    must(m_store->releaseHeld(mailbox().id));
    EXPECT_EQ(mailbox().held, 0);
    expectMended();
    EXPECT_EQ(mailbox().total, 10);
}

TEST_F(MassDisappearance, thatTheUserTakesBackIsPutOnTheServerOnce) { // SRV8
    startMany();
    expungeMany(1, 60);
    (void)sync();
    EXPECT_EQ(mailbox().held, 60);
    must(m_store->putBackHeld(mailbox().id));
    expectMended(2);
    EXPECT_EQ(mailbox().held, 0);
    EXPECT_EQ(mailbox().total, 90);
    for (int i = 1; i <= 90; ++i)
        EXPECT_EQ(served("INBOX", "m" + QByteArray::number(i)), 1) << i;
    expectBodiesNotFetchedAgain();
}

TEST_F(MassDisappearance, ofAFewIsNotAskedAbout) { // SRV8: 50 is no mass
    startMany();
    expungeMany(1, 50);
    (void)sync();
    EXPECT_EQ(mailbox().held, 0);
    expectInStep();
}

TEST_F(MassDisappearance, doesNotTouchTheOtherMailboxes) { // SRV8
    startMany();
    expungeMany(1, 90);
    server().change([](ServedMail& mail) { mail.add("Archive", "more"); });
    (void)sync();
    EXPECT_EQ(words(u"Archive"_s), (QStringList{u"a1"_s, u"a2"_s, u"more"_s}));
    EXPECT_EQ(mailbox(u"Archive"_s).held, 0);
}

TEST_F(MassDisappearance, byMovingAllElsewhereBringsTheBodiesAlong) { // SRV8
    startMany();
    server().change([](ServedMail& mail) {
        for (int i = 1; i <= 90; ++i)
            mail.move("INBOX", "m" + QByteArray::number(i), "Archive");
    });
    (void)sync();
    (void)sync();
    EXPECT_EQ(mailbox(u"Archive"_s).total, 92);
    expectBodiesNotFetchedAgain();
}

} // namespace
} // namespace tributary::sync::tst_AnomaliesCounts
