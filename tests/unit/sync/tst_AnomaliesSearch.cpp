// SPDX-License-Identifier: GPL-3.0-or-later
// SRV3, SRV7: SEARCH that finds what is not there, or not what is.
#include "Fixture.h"

namespace tributary::sync::tst_AnomaliesSearch {
namespace {

const QString kSearch = u"UID SEARCH"_s;
const QString kFound = u"^\\* E?SEARCH.*"_s;

class AnomaliesSearch : public SyncTest {
  protected:
    void news() {
        server().change([](ServedMail& mail) {
            mail.add("INBOX", "news");
            mail.setFlag("INBOX", "m2", "\\Flagged");
            mail.expunge("INBOX", "m3");
        });
    }
    /// "* SEARCH 1 2" or the ESEARCH of the same; set is in the syntax of each.
    Lie finds(const QByteArray& plain, const QByteArray& set, int times = -1) {
        const QByteArray extended = set.isEmpty() ? QByteArray(" UID") : " UID ALL " + set;
        return lies::each(kSearch, kFound, [plain, extended](const ClientCommand& command, const QByteArray& line) {
            const QByteArray told = line.startsWith("* ESEARCH") ? QByteArray("* ESEARCH (TAG \"" + command.tag + "\")" + extended)
                                                                 : QByteArray("* SEARCH" + plain);
            return QByteArrayList{told};
        }, times);
    }
};

class SearchLies : public AnomaliesSearch, public ::testing::WithParamInterface<std::tuple<const char*, const char*>> {
  protected:
    QList<Lie> told() {
        const QByteArray name = std::get<0>(GetParam());
        if (name == "findsEverything")
            return {finds(" 4294967295", "1:4294967295")};
        if (name == "findsWhatIsNotThere")
            return {finds(" 1 2 4 5 6 7000 7001 4294967294", "1:2,4:6,7000:7001,4294967294")};
        if (name == "findsNothing")
            return {finds("", "")};
        if (name == "findsHalf")
            return {finds(" 1 6", "1,6")};
        if (name == "findsZero")
            return {finds(" 0", "0")};
        if (name == "findsDescendingAndTwice")
            return {finds(" 6 5 4 2 1 1 6", "6:4,2,1,1,5:6")};
        if (name == "findsNonsense")
            return {finds(" one two", "one:two,,")};
        if (name == "saysNothing")
            return {lies::drop(kSearch, kFound)};
        if (name == "isRefused")
            return {lies::refuse(kSearch, "NO not today")};
        if (name == "isUnknown")
            return {lies::refuse(kSearch, "BAD what is SEARCH")};
        if (name == "hasTheTagOfAnother")
            return {lies::alter(kSearch, u"TAG \"[^\"]*\""_s, u"TAG \"other\""_s)};
        if (name == "isSaidTwice")
            return {lies::repeat(kSearch, kFound)};
        if (name == "comesUnasked")
            return {lies::insertBefore(u"LIST|STATUS|EXAMINE|UID FETCH"_s, lies::kTagged, {"* SEARCH 1 2 3", "* ESEARCH UID ALL 1:999"})};
        if (name == "isThrottled")
            return {lies::refuse(kSearch, "NO [LIMIT] too many searches, try again later", 1)};
        ADD_FAILURE() << name.constData();
        return {};
    }
};

TEST_P(SearchLies, areMendedByTheNextSync) { // SRV3, SRV7
    const QByteArray kind = std::get<1>(GetParam());
    serve(kind == "Qresync" ? LyingServer::full() : kind == "Condstore" ? LyingServer::condstore() : LyingServer::office365());
    start();
    news();
    flag(u"m1"_s, u"\\Seen"_s);
    move(u"m5"_s, u"Archive"_s);
    (void)syncUnder(told());
    expectMended(2);
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList{"\\Seen"});
    EXPECT_EQ(served("Archive", "m5"), 1);
    EXPECT_EQ(served("INBOX", "m5"), 0);
    for (const char* word : {"m1", "m2", "m4", "m5"})
        EXPECT_EQ(server().bodiesFetched(word), 0) << word;
}

TEST_P(SearchLies, atAFirstSyncAreMendedByTheNext) { // SRV3, SRV7
    const QByteArray kind = std::get<1>(GetParam());
    serve(kind == "Qresync" ? LyingServer::full() : kind == "Condstore" ? LyingServer::condstore() : LyingServer::office365());
    server().change([](ServedMail& mail) { mail.fill("INBOX", "m", 60); }); // more than the first screen
    (void)syncUnder(told());
    expectMended(2);
    for (int i = 1; i <= 60; ++i)
        EXPECT_EQ(server().bodiesFetched("m" + QByteArray::number(i)), 1) << i;
}

INSTANTIATE_TEST_SUITE_P(Srv3, SearchLies,
                         ::testing::Combine(::testing::Values("findsEverything", "findsWhatIsNotThere", "findsNothing", "findsHalf", "findsZero",
                                                              "findsDescendingAndTwice", "findsNonsense", "saysNothing", "isRefused", "isUnknown",
                                                              "hasTheTagOfAnother", "isSaidTwice", "comesUnasked", "isThrottled"),
                                            ::testing::Values("Qresync", "Condstore", "Office365")),
                         [](const auto& instance) { return std::string(std::get<0>(instance.param)) + "_" + std::get<1>(instance.param); });

TEST_F(AnomaliesSearch, byDateThatFindsNothingTakesNothingAway) { // SRV3
    start();
    m_account.syncSince = QDate(2026, 1, 1);
    must(m_store->updateAccount(m_account));
    news();
    (void)syncUnder({finds("", "")});
    expectMended(2);
}

// The page of a mailbox never seen and the SEARCH of all are asked for in one turn, and a server may find first.
TEST_F(AnomaliesSearch, anAnswerThatComesBeforeThatOfTheCommandBeforeItIsKept) { // RFC 9051 5.5
    serve({"IMAP4rev1", "UIDPLUS"});
    server().change([](ServedMail& mail) { mail.fill("INBOX", "m", 60); });
    QByteArray all("* SEARCH");
    for (int uid = 1; uid <= 60; ++uid)
        all += ' ' + QByteArray::number(uid);
    const auto report = syncUnder({lies::refuse(u"STATUS"_s), lies::drop(kSearch, kFound), lies::insertBefore(u"FETCH"_s, u"^\\* \\d+ FETCH"_s, {all}, 1)});
    EXPECT_FALSE(report.error);
    EXPECT_EQ(messages().size(), 60);
    expectInStep();
    EXPECT_TRUE(mailbox().synced);
}

// What it does not find after all is asked for by the next sync.
TEST_F(AnomaliesSearch, aListThatDoesNotAddUpIsNotComplete) { // SRV3
    serve({"IMAP4rev1", "UIDPLUS"});
    server().change([](ServedMail& mail) { mail.fill("INBOX", "m", 60); });
    (void)syncUnder({lies::refuse(u"STATUS"_s), lies::drop(kSearch, kFound)});
    EXPECT_EQ(messages().size(), 50) << "the first screen";
    EXPECT_FALSE(mailbox().synced);
    (void)sync();
    expectInStep();
    EXPECT_TRUE(mailbox().synced);
}

} // namespace
} // namespace tributary::sync::tst_AnomaliesSearch
