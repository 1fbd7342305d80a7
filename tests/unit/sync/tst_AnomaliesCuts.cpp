// SPDX-License-Identifier: GPL-3.0-or-later
// SRV5, SRV8: connections that end, hang or are slowed down at any point.
#include "Fixture.h"

namespace tributary::sync::tst_AnomaliesCuts {
namespace {

class AnomaliesCuts : public SyncTest {
  protected:
    /// A cache with something to do in each direction.
    void startBusy(const QByteArrayList& capabilities) {
        serve(capabilities);
        start();
        server().change([](ServedMail& mail) {
            mail.add("INBOX", "news");
            mail.setFlag("INBOX", "m2", "\\Flagged");
            mail.expunge("INBOX", "m3");
            mail.create("Work");
            mail.fill("Work", "w", 3);
        });
        flag(u"m1"_s, u"\\Seen"_s);
        move(u"m4"_s, u"Archive"_s);
        copy(u"m2"_s, u"Archive"_s);
        expunge(u"m5"_s);
    }
    void expectAllDone() {
        EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList{"\\Seen"});
        EXPECT_EQ(served("Archive", "m4"), 1);
        EXPECT_EQ(served("INBOX", "m4"), 0);
        EXPECT_EQ(served("Archive", "m2"), 1);
        EXPECT_EQ(served("INBOX", "m2"), 1);
        EXPECT_EQ(served("INBOX", "m5"), 0);
        for (const char* word : {"m1", "m2", "m4", "m5"})
            EXPECT_LE(server().bodiesFetched(word), 1) << word; // SRV8
    }
    static QByteArrayList capabilitiesOf(const QByteArray& kind) {
        return kind == "Qresync"     ? LyingServer::full()
               : kind == "Condstore" ? LyingServer::condstore()
               : kind == "Office365" ? LyingServer::office365()
                                     : LyingServer::bare();
    }
};

class EndAtCommand : public AnomaliesCuts, public ::testing::WithParamInterface<std::tuple<const char*, const char*>> {};

TEST_P(EndAtCommand, byByeIsMadeUpFor) { // SRV5
    startBusy(capabilitiesOf(std::get<1>(GetParam())));
    (void)syncUnder({lies::byeAt(QString::fromLatin1(std::get<0>(GetParam())))});
    expectMended(2);
    expectAllDone();
}

TEST_P(EndAtCommand, beforeItIsDoneIsMadeUpFor) { // SRV5
    startBusy(capabilitiesOf(std::get<1>(GetParam())));
    (void)syncUnder({lies::cutBefore(QString::fromLatin1(std::get<0>(GetParam())))});
    expectMended(2);
    expectAllDone();
}

TEST_P(EndAtCommand, afterItIsDoneIsMadeUpFor) { // SRV5
    startBusy(capabilitiesOf(std::get<1>(GetParam())));
    (void)syncUnder({lies::cutAfter(QString::fromLatin1(std::get<0>(GetParam())))});
    expectMended(2);
    expectAllDone();
}

TEST_P(EndAtCommand, bySilenceIsMadeUpFor) { // SRV5
    startBusy(capabilitiesOf(std::get<1>(GetParam())));
    m_answerTimeout = 250ms;
    (void)syncUnder({lies::hangAt(QString::fromLatin1(std::get<0>(GetParam())))});
    m_answerTimeout = 5s;
    expectMended(2);
    expectAllDone();
}

TEST_P(EndAtCommand, byARefusalForOnceIsMadeUpFor) { // SRV5
    startBusy(capabilitiesOf(std::get<1>(GetParam())));
    (void)syncUnder({lies::refuse(QString::fromLatin1(std::get<0>(GetParam())), "NO [UNAVAILABLE] try later", 1)});
    expectMended(2);
    expectAllDone();
}

INSTANTIATE_TEST_SUITE_P(Srv5, EndAtCommand,
                         ::testing::Combine(::testing::Values("LIST", "STATUS", "SELECT", "EXAMINE", "UID FETCH", "UID SEARCH", "UID STORE", "UID COPY",
                                                              "UID MOVE", "UID EXPUNGE|EXPUNGE", "ENABLE|ID", "NAMESPACE", "LOGOUT"),
                                            ::testing::Values("Qresync", "Office365", "Bare")),
                         [](const auto& instance) {
                             QString name = QString::fromLatin1(std::get<0>(instance.param)) + u'_' + QString::fromLatin1(std::get<1>(instance.param));
                             return name.remove(u' ').remove(u'|').toStdString();
                         });

class CutBeforeTagged : public AnomaliesCuts, public ::testing::WithParamInterface<const char*> {};
INSTANTIATE_TEST_SUITE_P(Srv5, CutBeforeTagged, ::testing::Values("Qresync", "Condstore", "Office365", "Bare"),
                         [](const auto& instance) { return std::string(instance.param); });

/// The connection ends before its n-th answer, for each n: one long story, in which every sync gets a little further.
TEST_P(CutBeforeTagged, whicheverItIsNothingIsLostOrDoubled) { // SRV5
    startBusy(capabilitiesOf(GetParam()));
    for (int n = 1; n <= 30; ++n) {
        const auto report = syncUnder({lies::cutBeforeTagged(n)});
        if (!report.error)
            break;
    }
    expectMended(2);
    expectAllDone();
    EXPECT_LE(server().bodiesFetched("news"), 3);
}

/// The connection ends behind n bytes: a first sync and one with changes, at places near and far.
TEST_P(CutBeforeTagged, norIsItByACutAnywhereInTheBytes) { // SRV5
    startBusy(capabilitiesOf(GetParam()));
    for (qint64 bytes = 50; bytes < 6000; bytes += 150 + bytes / 8)
        (void)syncUnder({lies::cutAfterBytes(bytes)});
    expectMended(2);
    expectAllDone();
}

TEST_F(AnomaliesCuts, withinALiteralStoresNoHalfBody) { // SRV1
    server().change([](ServedMail& mail) { mail.fill("INBOX", "m", 3); });
    for (const qsizetype bytes : {60, 100, 200})
        (void)syncUnder({lies::cutWithin(u"UID FETCH"_s, u"BODY\\["_s, bytes)});
    expectMended();
}

TEST_F(AnomaliesCuts, ofAServerThatIsBusyLeaveTheCacheAlone) { // SRV5
    start();
    for (const QByteArray& text : {QByteArray("NO [UNAVAILABLE] busy"), QByteArray("NO Request is throttled"),
                                   QByteArray("NO [LIMIT] too many connections"), QByteArray("NO [INUSE] later")}) {
        const auto report = syncUnder({lies::refuse(u"AUTHENTICATE|LOGIN"_s, text)});
        ASSERT_TRUE(report.error) << text.constData();
        EXPECT_EQ(report.error->kind, ErrorKind::TemporaryRefusal) << text.constData();
    }
    expectMended();
    expectBodiesNotFetchedAgain();
}

TEST_F(AnomaliesCuts, aGreetingThatIsNoneIsAnErrorAndNoHang) { // SRV9
    start();
    m_answerTimeout = 300ms;
    for (const QByteArray& text : {QByteArray("* BYE no room"), QByteArray("HTTP/1.1 400 Bad Request"), QByteArray("* PREAUTH you are in"),
                                   QByteArray(""), QByteArray("* OK")}) {
        Lie lie;
        lie.onLine = [text](const ClientCommand& command, const QByteArray&) -> std::optional<tests::Verdict> {
            return command.name == "greeting" ? std::optional(tests::Verdict{{text}, tests::Verdict::Go, -1}) : std::nullopt;
        };
        (void)syncUnder({lie});
    }
    m_answerTimeout = 5s;
    expectMended();
    expectBodiesNotFetchedAgain();
}

TEST_F(AnomaliesCuts, capabilitiesThatComeAndGoAreFollowed) { // SRV9
    start();
    const QByteArrayList kinds[]{LyingServer::bare(), LyingServer::full(), LyingServer::office365(), LyingServer::condstore(),
                                 LyingServer::gmail(), LyingServer::full()};
    int round = 0;
    for (const QByteArrayList& capabilities : kinds) {
        serve(capabilities);
        server().change([&](ServedMail& mail) {
            mail.add("INBOX", "round" + QByteArray::number(++round));
            mail.setFlag("INBOX", "m2", "\\Flagged", round % 2 == 0);
            if (round == 3)
                mail.expunge("INBOX", "m1");
        });
        (void)sync();
        expectInStep();
    }
    for (const char* word : {"m1", "m2", "m3", "m4", "m5"})
        EXPECT_EQ(server().bodiesFetched(word), 0) << word;
}

TEST_F(AnomaliesCuts, anEnableThatIsNotKeptIsNoticed) { // SRV9
    start();
    server().change([](ServedMail& mail) { mail.add("INBOX", "news"), mail.expunge("INBOX", "m2"); });
    (void)syncUnder({lies::answer(u"ENABLE"_s, {}, {"{tag} OK nothing enabled"})});
    expectMended();
    server().change([](ServedMail& mail) { mail.add("INBOX", "more"), mail.expunge("INBOX", "m3"); });
    (void)syncUnder({lies::refuse(u"ENABLE"_s, "BAD what")});
    expectMended();
    server().change([](ServedMail& mail) { mail.add("INBOX", "evenMore"), mail.expunge("INBOX", "m4"); });
    (void)syncUnder({lies::answer(u"ENABLE"_s, {}, {"* ENABLED QRESYNC", "{tag} OK so it says"}), lies::refuse(lies::kOpen, "BAD QRESYNC is not enabled", -1, u"QRESYNC"_s)});
    expectMended();
}

TEST_F(AnomaliesCuts, aSlowServerIsWaitedForWhileItSaysSomething) { // SRV5: the deadline is one of progress
    server().change([](ServedMail& mail) { mail.fill("INBOX", "m", 3); });
    (void)syncUnder({lies::insertBefore(lies::kAnything, lies::kTagged, QByteArrayList(200, "* OK still at it"))});
    expectInStep();
}

} // namespace
} // namespace tributary::sync::tst_AnomaliesCuts
