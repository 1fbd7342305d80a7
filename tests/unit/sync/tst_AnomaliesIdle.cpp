// SPDX-License-Identifier: GPL-3.0-or-later
// SRV5, SRV8: what happens while the client stays on the line. A worker runs as the engine runs it.
#include "Fixture.h"

namespace tributary::sync::tst_AnomaliesIdle {
namespace {

class AnomaliesIdle : public SyncTest {
  protected:
    void add(const QByteArray& word, const QByteArray& to = "INBOX") {
        server().change([&](ServedMail& mail) { mail.add(to, word); });
    }
    bool inStepSoon(Worker& worker) {
        const bool ok = worker.until([this] { return differences().isEmpty(); });
        if (!ok) { // else a look again might see the next change half done
            EXPECT_EQ(differences(), QStringList());
        }
        return ok;
    }
    /// Runs a worker under lies, has new mail come, and sees it arrive although.
    void expectNewMailUnder(const QList<Lie>& told) {
        start();
        for (const Lie& lie : told)
            server().lie(lie);
        Worker worker(*this);
        EXPECT_TRUE(worker.untilReady());
        add("news");
        server().change([](ServedMail& mail) { mail.setFlag("INBOX", "m2", "\\Flagged"), mail.expunge("INBOX", "m3"); });
        worker.wake();
        EXPECT_TRUE(inStepSoon(worker));
        expectNoBodyTwice();
    }
};

TEST_F(AnomaliesIdle, newMailComesByIdle) {
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    add("news");
    EXPECT_TRUE(inStepSoon(worker));
    EXPECT_EQ(server().connections(), 1);
}

TEST_F(AnomaliesIdle, flagsAndExpungesComeByIdle) {
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    server().change([](ServedMail& mail) { mail.setFlag("INBOX", "m1", "\\Seen"), mail.expunge("INBOX", "m3"); });
    EXPECT_TRUE(inStepSoon(worker));
    expectNoBodyTwice();
}

TEST_F(AnomaliesIdle, theOpenMailboxIsWatchedBesideInboxWhereNotifyIsMissing) {
    serve(LyingServer::without(LyingServer::full(), {"NOTIFY"}));
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    worker.open(mailbox(u"Archive"_s).id);
    EXPECT_TRUE(worker.until([this] { return server().connections() == 2; }));
    add("more", "Archive");
    add("news");
    EXPECT_TRUE(inStepSoon(worker));
    expectNoBodyTwice();
}

TEST_F(AnomaliesIdle, otherMailboxesComeByNotify) {
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    add("more", "Archive");
    EXPECT_TRUE(inStepSoon(worker));
    const int idled = server().count("IDLE");
    worker.wake();
    EXPECT_TRUE(server().waitFor("IDLE", idled + 1));
    server().change([](ServedMail& mail) { mail.create("Work"), mail.fill("Work", "w", 2); });
    EXPECT_TRUE(inStepSoon(worker));
    EXPECT_EQ(server().connections(), 1);
}

TEST_F(AnomaliesIdle, otherMailboxesComeByNotifyWhileItIsBusy) {
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    server().lie(lies::before(u"UID FETCH"_s, [this] {
        server().change([](ServedMail& mail) { mail.create("Work"), mail.fill("Work", "w", 2); });
    }));
    add("news");
    EXPECT_TRUE(inStepSoon(worker));
}

TEST_F(AnomaliesIdle, newsOfOtherMailboxesThatAreNoneAreNoStorm) { // SRV5
    m_timing.poll = 1s;
    start();
    server().lie(lies::insertBefore(lies::kAnything, lies::kTagged, {"* STATUS Archive (UIDNEXT 4711 HIGHESTMODSEQ 4711)"}));
    Worker worker(*this);
    EXPECT_TRUE(worker.untilReady());
    add("news");
    EXPECT_TRUE(inStepSoon(worker));
    EXPECT_LT(server().count("STATUS"), 50);
}

TEST_F(AnomaliesIdle, withoutIdleItPolls) {
    serve(LyingServer::without(LyingServer::office365(), {"IDLE"}));
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("NOOP"));
    add("news");
    EXPECT_TRUE(inStepSoon(worker));
}

TEST_F(AnomaliesIdle, withoutCondstoreExpungesCome) {
    serve(LyingServer::office365());
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    server().change([](ServedMail& mail) { mail.setFlag("INBOX", "m1", "\\Seen"), mail.expunge("INBOX", "m3"), mail.add("INBOX", "news"); });
    EXPECT_TRUE(inStepSoon(worker));
    expectNoBodyTwice();
}

TEST_F(AnomaliesIdle, thatIsRefusedLeavesPolling) { // SRV5
    expectNewMailUnder({lies::refuse(u"IDLE"_s, "NO not for you")});
    EXPECT_LE(server().connections(), 2) << "no reason to sign in again and again";
}

TEST_F(AnomaliesIdle, thatIsUnknownLeavesPolling) { // SRV5
    expectNewMailUnder({lies::refuse(u"IDLE"_s, "BAD what is IDLE")});
    EXPECT_LE(server().connections(), 2);
}

TEST_F(AnomaliesIdle, thatTheServerEndsAtOnceIsNoStorm) { // SRV5
    expectNewMailUnder({lies::answer(u"IDLE"_s, {}, {"+ idling", "{tag} OK enough"})});
    EXPECT_LT(server().count("IDLE"), 100);
}

TEST_F(AnomaliesIdle, thatIsFloodedIsServedAllTheSame) { // SRV5
    QByteArrayList flood{"+ idling"};
    for (int i = 0; i < 500; ++i)
        flood << "* OK still here" << "* 5 EXISTS" << "* 0 RECENT";
    expectNewMailUnder({lies::answer(u"IDLE"_s, {}, flood + QByteArrayList{"{tag} OK enough"}, 3)});
}

TEST_F(AnomaliesIdle, existsOfMailThatIsNotThereIsNoStorm) { // SRV5, SRV8
    expectNewMailUnder({lies::answer(u"IDLE"_s, {}, {"+ idling", "* 4711 EXISTS", "{tag} OK enough"}, 3)});
    EXPECT_LT(server().count("UID FETCH"), 100);
}

TEST_F(AnomaliesIdle, expungesOfMailThatIsThereTakeNothingAway) { // SRV8
    expectNewMailUnder({lies::answer(u"IDLE"_s, {}, {"+ idling", "* 1 EXPUNGE", "* 4711 EXPUNGE", "{tag} OK enough"}, 3)});
}

TEST_F(AnomaliesIdle, vanishedOfEverythingIsMadeUpFor) { // SRV8
    expectNewMailUnder({lies::answer(u"IDLE"_s, {}, {"+ idling", "* VANISHED 1:4294967295", "{tag} OK enough"}, 1)});
}

TEST_F(AnomaliesIdle, flagsOfUidsThatAreNotThereAreNothing) { // SRV7
    expectNewMailUnder({lies::answer(u"IDLE"_s, {}, {"+ idling", "* 1 FETCH (UID 4711 FLAGS (\\Seen))", "* 1 FETCH (UID 0 FLAGS ())", "{tag} OK enough"}, 3)});
}

TEST_F(AnomaliesIdle, withoutAContinuationIsGivenUp) { // SRV5
    m_answerTimeout = 300ms;
    m_timing.idleRefresh = 200ms;
    expectNewMailUnder({lies::hangAt(u"IDLE"_s)});
}

TEST_F(AnomaliesIdle, byeMeansToComeBack) { // SRV5
    start();
    server().lie(lies::answer(u"IDLE"_s, {}, {"+ idling", "* BYE Autologout; idle for too long"}, 1));
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    add("news");
    EXPECT_TRUE(worker.until([&] { return worker.state() && worker.state()->activity == model::AccountActivity::Ready; }));
    EXPECT_TRUE(inStepSoon(worker));
}

TEST_F(AnomaliesIdle, aCutLineIsTakenUpAgain) { // SRV5
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    server().cutAll();
    EXPECT_TRUE(worker.until([&] { return worker.state() && worker.state()->activity == model::AccountActivity::Offline; }));
    add("news");
    worker.wake();
    EXPECT_TRUE(inStepSoon(worker));
    EXPECT_EQ(server().connections(), 2);
}

TEST_F(AnomaliesIdle, notifyThatIsRefusedLeavesTheSweep) { // SRV5
    m_timing.sweep = 300ms;
    start();
    server().lie(lies::refuse(u"NOTIFY"_s, "NO [NOTIFICATIONOVERFLOW] too much"));
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    add("more", "Archive");
    EXPECT_TRUE(inStepSoon(worker));
}

TEST_F(AnomaliesIdle, notifyThatOverflowsMeansALookAtEverything) { // SRV5
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    server().lie(lies::drop(u"IDLE"_s, u"^\\* STATUS"_s));
    add("more", "Archive");
    server().sayUnasked({"* OK [NOTIFICATIONOVERFLOW] ask me yourself"});
    EXPECT_TRUE(inStepSoon(worker));
}

TEST_F(AnomaliesIdle, notifyOfMailboxesThatAreNotThereIsNothing) { // SRV6
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    server().sayUnasked({"* STATUS \"../../x\" (MESSAGES 4711 UIDNEXT 4712 UIDVALIDITY 1)", "* STATUS \"\" ()",
                         "* LIST (\\NonExistent) \"/\" \"Archive\""});
    add("news");
    EXPECT_TRUE(inStepSoon(worker));
    EXPECT_EQ(words(u"Archive"_s), (QStringList{u"a1"_s, u"a2"_s}));
    expectNoBodyTwice();
}

TEST_F(AnomaliesIdle, uidValidityThatChangesMeanwhileIsFoundOut) { // SRV8
    m_timing.sweep = 300ms;
    m_timing.quietSweep = 300ms;
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    server().change([](ServedMail& mail) { mail.renumber("INBOX", 70); });
    EXPECT_TRUE(inStepSoon(worker));
    expectNoBodyTwice();
}

TEST_F(AnomaliesIdle, whatTheUserDoesLeavesAtOnce) {
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    flag(u"m1"_s, u"\\Seen"_s);
    move(u"m2"_s, u"Archive"_s);
    worker.wake();
    EXPECT_TRUE(worker.until([this] { return !servedFlags("INBOX", "m1").isEmpty() && served("Archive", "m2") == 1; }));
    EXPECT_TRUE(inStepSoon(worker));
    EXPECT_EQ(server().connections(), 1);
    expectNoBodyTwice();
}

TEST_F(AnomaliesIdle, aPushThatIsCutIsDoneOnceOnTheNextLine) { // SRV5
    start();
    Worker worker(*this);
    EXPECT_TRUE(server().waitFor("IDLE"));
    server().lie(lies::cutAfter(u"UID MOVE"_s));
    move(u"m2"_s, u"Archive"_s);
    worker.wake();
    EXPECT_TRUE(worker.until([&] { return worker.state() && worker.state()->activity == model::AccountActivity::Offline; }));
    worker.wake();
    EXPECT_TRUE(inStepSoon(worker));
    EXPECT_EQ(served("Archive", "m2"), 1);
    EXPECT_EQ(served("INBOX", "m2"), 0);
}

TEST_F(AnomaliesIdle, aMailboxThatBreaksTheLineDoesNotKeepTheWorkerAway) { // SRV8
    m_timing.thorough = 300ms; // so long it is left out
    m_timing.sweep = m_timing.quietSweep = 200ms;
    start();
    server().change([](ServedMail& mail) { mail.add("Archive", "more"); });
    Lie lie;
    lie.onCommand = [](const ClientCommand& command) -> std::optional<tests::Verdict> {
        const bool hit = command.name == "EXAMINE" && command.text.contains("Archive");
        return hit ? std::optional(tests::Verdict{{"* )(", "zzz OK"}, tests::Verdict::Go, -1}) : std::nullopt;
    };
    server().lie(lie);
    Worker worker(*this);
    for (int i = 2; i <= 6; ++i) {
        if (worker.until([&] { return worker.state() && worker.state()->activity != model::AccountActivity::Connecting; }))
            worker.wake();
    }
    add("news");
    EXPECT_TRUE(worker.until([&] {
        worker.wake();
        return words().contains(u"news"_s);
    }));
    server().beHonest();
    EXPECT_TRUE(worker.until([&] {
        worker.wake();
        return differences().isEmpty();
    })) << "once it is well it is synced again";
}

} // namespace
} // namespace tributary::sync::tst_AnomaliesIdle
