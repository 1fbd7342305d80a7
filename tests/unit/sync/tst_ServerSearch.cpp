// SPDX-License-Identifier: GPL-3.0-or-later
// S15: older mail is not downloaded, and found on the server; what a server may say to that, and lie.
#include "Fixture.h"

#include "sync/AskedBodies.h"
#include "sync/Doctor.h"
#include "sync/ServerSearch.h"

#include <QEventLoop>

namespace tributary::sync::tst_ServerSearch {
namespace {

const QString kSearch = u"UID SEARCH"_s;
const QString kFound = u"^\\* E?SEARCH.*"_s;

class ServerSearchTest : public SyncTest {
  protected:
    /// INBOX with old1 ... oldN of 2020 and m1 ... m3 of this year; Archive likewise with one of each. Synced since 2026.
    void startWithOld(int old = 4) {
        server().change([&](ServedMail& mail) {
            mail.create("Archive", "\\Archive");
            mail.create("Trash", "\\Trash");
            for (int i = 1; i <= old; ++i)
                addOld(mail, "INBOX", "old" + QByteArray::number(i), i);
            mail.fill("INBOX", "m", 3);
            addOld(mail, "Archive", "oldest", 0);
            mail.add("Archive", "a1");
            addOld(mail, "Trash", "oldtrash", 0);
        });
        m_account.syncSince = QDate(2026, 1, 1);
        must(m_store->updateAccount(m_account));
        const model::SyncReport report = sync();
        EXPECT_FALSE(report.error);
        ASSERT_EQ(words(), (QStringList{u"m1"_s, u"m2"_s, u"m3"_s}));
        server().forget();
    }
    static void addOld(ServedMail& mail, const QByteArray& mailbox, const QByteArray& word, int day, const QByteArray& bytes = {}) {
        tests::ServedMessage message;
        message.bytes = bytes.isEmpty() ? tests::messageNamed(word).replace("Sun, 1 Mar 2026", "Wed, 1 Jan 2020") : bytes;
        message.internalDate = QDateTime(QDate(2020, 1, 1).addDays(day), QTime(8, 0), Qt::UTC);
        mail.append(mail.at(mailbox), message);
    }
    model::ServerSearchResult search(const QString& text, int limit = 100, const CancelToken& cancel = {},
                                     const std::function<void(const model::ServerSearchProgress&)>& progress = {}) {
        const QEventLoop dispatcher;
        model::MessageQuery query;
        query.view = model::View::All;
        query.search = text;
        query.limit = limit;
        SyncContext own = context(*m_reader, cancel);
        return searchOnServer(own, [this](const CancelToken& token, const auto& wakeUp) { return connect(token, wakeUp); }, query, progress);
    }
    [[nodiscard]] QStringList subjects(const model::ServerSearchResult& result) {
        QStringList all;
        for (const model::MessageSummary& summary : must(m_reader->summaries(result.ids)))
            all.append(summary.subject);
        return all;
    }
    void expectDoctorFindsNothing() {
        SyncContext own = context(*m_reader, {});
        const auto connection = must(connect({}, std::make_shared<WakeUp>()));
        for (const Difference& d : must(examineAccount(own, *connection, {})))
            ADD_FAILURE() << qPrintable(d.mailbox) << " " << d.uid << " " << qPrintable(d.what);
    }
    [[nodiscard]] QByteArrayList searches() {
        QByteArrayList found = server().commands();
        found.removeIf([](const QByteArray& command) { return !command.startsWith("UID SEARCH"); });
        return found;
    }
};

class EveryServer : public ServerSearchTest, public ::testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override {
        const QByteArray name = GetParam();
        serve(name == "full" ? LyingServer::full() : name == "condstore" ? LyingServer::condstore()
              : name == "gmail" ? LyingServer::gmail() : name == "office365" ? LyingServer::office365() : LyingServer::bare());
    }
};

TEST_P(EveryServer, S15_whatIsOlderThanTheStartDateIsFoundListedOpenedAndKept) {
    startWithOld();
    const auto result = search(u"\"text of old\""_s);
    EXPECT_TRUE(result.failures.isEmpty());
    // Newest first by INTERNALDATE; Trash only when it is named.
    ASSERT_EQ(subjects(result), (QStringList{u"old4"_s, u"old3"_s, u"old2"_s, u"old1"_s, u"oldest"_s}));
    EXPECT_EQ(result.added, 5);
    EXPECT_FALSE(result.more);
    EXPECT_EQ(server().bodiesFetched(), 0) << "older mail is not downloaded";
    EXPECT_EQ(words(), (QStringList{u"m1"_s, u"m2"_s, u"m3"_s, u"old1"_s, u"old2"_s, u"old3"_s, u"old4"_s}));
    expectDoctorFindsNothing();

    const model::SyncReport report = sync();
    EXPECT_FALSE(report.error);
    EXPECT_EQ(words(), (QStringList{u"m1"_s, u"m2"_s, u"m3"_s, u"old1"_s, u"old2"_s, u"old3"_s, u"old4"_s}));
    EXPECT_EQ(server().bodiesFetched("old1"), 0) << "nor by the next sync";
    EXPECT_TRUE(mailbox().synced);

    // Opened.
    must(m_store->wantBody(id(u"old2"_s)));
    {
        const QEventLoop dispatcher;
        SyncContext own = context(*m_reader, {});
        const auto connection = must(connect({}, std::make_shared<WakeUp>()));
        must(fetchAskedBodies(own, *connection));
    }
    EXPECT_TRUE(must(m_reader->rawMessage(id(u"old2"_s))).contains("This is the text of old2."));

    // Kept in step like any other.
    server().change([](ServedMail& mail) {
        mail.setFlag("INBOX", "old1", "\\Flagged");
        mail.expunge("INBOX", "old3");
    });
    EXPECT_FALSE(sync().error);
    EXPECT_EQ(words(), (QStringList{u"m1"_s, u"m2"_s, u"m3"_s, u"old1"_s, u"old2"_s, u"old4"_s}));
    expectDoctorFindsNothing();
    for (const model::MessageSummary& m : messages())
        EXPECT_EQ(m.flags.has(model::Flag::Flagged), m.subject == u"old1"_s) << qPrintable(m.subject);
}

TEST_P(EveryServer, S15_aSecondSearchAddsNothingAndFindsTheSame) {
    startWithOld();
    const auto first = search(u"old2"_s);
    const auto second = search(u"old2"_s);
    EXPECT_EQ(first.added, 1);
    EXPECT_EQ(second.added, 0);
    EXPECT_EQ(first.ids, second.ids);
    EXPECT_EQ(must(m_reader->messageIds(mailbox().id, {Uid(servedUid("INBOX", "old2"))})), first.ids);
}

INSTANTIATE_TEST_SUITE_P(S15, EveryServer, ::testing::Values("full", "condstore", "office365", "bare", "gmail"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_F(ServerSearchTest, esearchIsUsedWhereItIsOffered) {
    startWithOld();
    (void)search(u"old2"_s);
    ASSERT_FALSE(searches().isEmpty());
    EXPECT_EQ(searches().first(), "UID SEARCH RETURN (ALL) TEXT \"old2\"");
    serve(LyingServer::bare());
    server().forget();
    (void)search(u"old2"_s);
    ASSERT_FALSE(searches().isEmpty());
    EXPECT_EQ(searches().first(), "UID SEARCH TEXT \"old2\"");
}

TEST_F(ServerSearchTest, gmailIsAskedInItsOwnWords) {
    serve(LyingServer::gmail());
    startWithOld();
    server().change([&](ServedMail& mail) { addOld(mail, "INBOX", "withfile", 9, tests::largeMessageNamed("withfile", 200)); });
    EXPECT_EQ(subjects(search(u"subject:withfile has:attachment"_s)), QStringList{u"withfile"_s});
    EXPECT_TRUE(searches().first().contains("X-GM-RAW \"subject:\\\"withfile\\\" has:attachment\"")) << searches().first().constData();
    server().forget();
    EXPECT_EQ(subjects(search(u"old2 is:unanswered"_s)), QStringList{u"old2"_s});
    EXPECT_FALSE(searches().first().contains("X-GM-RAW")) << "Gmail has no word for it";
}

TEST_F(ServerSearchTest, attachmentsAreToldByTheStructure) {
    startWithOld(1);
    server().change([&](ServedMail& mail) { addOld(mail, "INBOX", "oldfile", 9, tests::largeMessageNamed("oldfile", 200)); });
    EXPECT_EQ(subjects(search(u"\"text of old\" has:attachment"_s)), QStringList{u"oldfile"_s});
    EXPECT_EQ(subjects(search(u"\"text of old\" -has:attachment"_s)), (QStringList{u"old1"_s, u"oldest"_s}));
    for (const model::MessageSummary& m : messages())
        EXPECT_EQ(m.hasAttachment, m.subject == u"oldfile"_s) << qPrintable(m.subject);
}

TEST_F(ServerSearchTest, trashIsSearchedWhenItIsNamedAndOthersAreNotThen) {
    startWithOld();
    EXPECT_EQ(subjects(search(u"old in:trash"_s)), QStringList{u"oldtrash"_s});
    EXPECT_EQ(searches().size(), 1);
}

TEST_F(ServerSearchTest, theLimitLeavesTheOldestOut) {
    startWithOld();
    const auto result = search(u"old"_s, 2);
    EXPECT_EQ(subjects(result), (QStringList{u"old4"_s, u"old3"_s}));
    EXPECT_TRUE(result.more);
    EXPECT_EQ(result.added, 2);
    EXPECT_EQ(words(u"Archive"_s), QStringList{u"a1"_s});
}

TEST_F(ServerSearchTest, aServerThatDoesNotKnowUtf8EndsItWithItsWords) { // RFC 9051 6.4.4
    startWithOld();
    server().lie(lies::refuse(kSearch, "NO [BADCHARSET (US-ASCII)] no such charset", -1, u"CHARSET"_s));
    const auto result = search(u"会議"_s);
    ASSERT_EQ(result.failures.size(), 1) << "each mailbox would say the same";
    EXPECT_EQ(result.failures.first().mailbox, QString());
    EXPECT_EQ(result.failures.first().error.kind, ErrorKind::Refused);
    EXPECT_EQ(result.failures.first().error.code, ErrorCode::Unsupported);
    EXPECT_TRUE(result.failures.first().error.serverText.contains("no such charset"));
    EXPECT_EQ(subjects(search(u"old2"_s)), QStringList{u"old2"_s}) << "ASCII is sent without a charset";
}

TEST_F(ServerSearchTest, oneMailboxThatFailsLeavesTheOthers) {
    startWithOld();
    Lie lie;
    lie.onCommand = [](const ClientCommand& command) -> std::optional<tests::Verdict> {
        if (command.name != "UID SEARCH" || command.mailbox != "INBOX")
            return std::nullopt;
        return tests::Verdict{{"{tag} NO the index is broken"}, tests::Verdict::Go, -1};
    };
    server().lie(lie);
    const auto result = search(u"old"_s);
    EXPECT_EQ(subjects(result), QStringList{u"oldest"_s});
    ASSERT_EQ(result.failures.size(), 1);
    EXPECT_EQ(result.failures.first().mailbox, u"INBOX"_s);
    EXPECT_TRUE(result.failures.first().error.serverText.contains("the index is broken"));
}

TEST_F(ServerSearchTest, aConnectionThatEndsLeavesWhatWasFoundInTheCache) {
    startWithOld();
    (void)search(u"old1"_s); // has its row from now on
    server().lie(lies::cutBefore(u"UID FETCH"_s, -1));
    const auto result = search(u"old"_s);
    ASSERT_FALSE(result.failures.isEmpty());
    EXPECT_EQ(result.failures.first().error.kind, ErrorKind::Network);
    EXPECT_EQ(result.failures.size(), 1) << "told once";
}

TEST_F(ServerSearchTest, aServerThatIsNotThereIsANetworkError) {
    startWithOld();
    m_account.incoming.port = 1; // nothing listens
    const auto result = search(u"old"_s);
    ASSERT_EQ(result.failures.size(), 1);
    EXPECT_EQ(result.failures.first().error.kind, ErrorKind::Network);
    EXPECT_EQ(result.searched, 0);
}

TEST_F(ServerSearchTest, cancellingEndsItAtOnce) {
    startWithOld();
    CancelSource cancel;
    server().lie(lies::hangAt(kSearch));
    std::thread canceller([&] {
        EXPECT_TRUE(server().waitFor("UID SEARCH"));
        cancel.cancel();
    });
    const auto result = search(u"old"_s, 100, cancel.token());
    canceller.join();
    ASSERT_EQ(result.failures.size(), 1);
    EXPECT_EQ(result.failures.first().error.kind, ErrorKind::Cancelled);
    server().beHonest();
}

TEST_F(ServerSearchTest, progressComesToItsEnd) {
    startWithOld();
    QList<int> done;
    int total = 0;
    (void)search(u"old"_s, 100, {}, [&](const model::ServerSearchProgress& p) {
        done.append(p.mailboxesDone);
        total = p.mailboxesTotal;
    });
    EXPECT_EQ(total, 2);
    EXPECT_EQ(done, (QList<int>{0, 1, 2}));
}

TEST_F(ServerSearchTest, aBlankOrWrongQueryNeverReachesTheServer) {
    startWithOld();
    for (const QString& text : {u"  "_s, u"before:nonsense"_s, u"is:nonsense"_s}) {
        const auto result = search(text);
        ASSERT_EQ(result.failures.size(), 1) << qPrintable(text);
        EXPECT_EQ(result.failures.first().error.kind, ErrorKind::InvalidInput);
    }
    EXPECT_EQ(server().connections(), 0);
}

TEST_F(ServerSearchTest, aMailboxThatWasNeverSyncedIsNamed) {
    server().change([](ServedMail& mail) { mail.fill("INBOX", "m", 2); });
    const auto result = search(u"m1"_s);
    ASSERT_EQ(result.failures.size(), 1);
    EXPECT_EQ(result.failures.first().error.kind, ErrorKind::TemporaryRefusal);
    EXPECT_EQ(server().count("UID SEARCH"), 0);
}

TEST_F(ServerSearchTest, anotherUidValidityPutsNothingIntoTheCache) { // RFC 9051 2.3.1.1
    startWithOld();
    server().change([](ServedMail& mail) { mail.renumber("INBOX", 500); });
    const auto result = search(u"old"_s);
    EXPECT_EQ(subjects(result), QStringList{u"oldest"_s});
    ASSERT_EQ(result.failures.size(), 1);
    EXPECT_EQ(result.failures.first().mailbox, u"INBOX"_s);
    EXPECT_EQ(words(), (QStringList{u"m1"_s, u"m2"_s, u"m3"_s}));
}

class SearchAnswers : public ServerSearchTest, public ::testing::WithParamInterface<const char*> {
  protected:
    Lie told() {
        const QByteArray name = GetParam();
        const auto says = [](const QByteArray& plain, const QByteArray& set) {
            return lies::each(kSearch, kFound, [plain, set](const ClientCommand& command, const QByteArray& line) {
                return QByteArrayList{line.startsWith("* ESEARCH") ? QByteArray("* ESEARCH (TAG \"" + command.tag + "\") UID ALL " + set)
                                                                   : QByteArray("* SEARCH " + plain)};
            });
        };
        if (name == "everything")
            return says("4294967295", "1:4294967295");
        if (name == "whatIsNotThere")
            return says("900 901 4294967294", "900:901,4294967294");
        if (name == "twice")
            return lies::repeat(kSearch, kFound);
        if (name == "unaskedRows")
            return lies::insertBefore(u"UID FETCH"_s, lies::kTagged,
                                      {"* 7 FETCH (UID 7777 FLAGS () INTERNALDATE \"01-Jan-2020 00:00:00 +0000\" RFC822.SIZE 1 ENVELOPE "
                                       "(NIL \"never\" NIL NIL NIL NIL NIL NIL NIL NIL))"});
        ADD_FAILURE() << name.constData();
        return {};
    }
};

TEST_P(SearchAnswers, thatLiePutNothingWrongIntoTheCache) {
    startWithOld();
    for (const auto& capabilities : {LyingServer::full(), LyingServer::bare()}) {
        serve(capabilities);
        server().lie(told());
        const auto result = search(u"old"_s);
        server().beHonest();
        QStringList served{u"m1"_s, u"m2"_s, u"m3"_s, u"old1"_s, u"old2"_s, u"old3"_s, u"old4"_s};
        for (const QString& word : words())
            EXPECT_TRUE(served.contains(word)) << qPrintable(word);
        EXPECT_LE(result.ids.size(), 9);
        EXPECT_EQ(QSet<MessageId>(result.ids.begin(), result.ids.end()).size(), result.ids.size());
        EXPECT_FALSE(sync().error);
        expectDoctorFindsNothing();
    }
}

INSTANTIATE_TEST_SUITE_P(Srv3, SearchAnswers, ::testing::Values("everything", "whatIsNotThere", "twice", "unaskedRows"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_F(ServerSearchTest, aServerThatFindsMoreThanItHasIsNotBelieved) { // SRV3
    startWithOld();
    // UIDs up to the last, in a mailbox with a hole of thousands below it.
    server().change([](ServedMail& mail) {
        mail.at("INBOX").uidNext = 900'000;
        mail.add("INBOX", "m4");
    });
    server().lie(lies::each(kSearch, kFound, [](const ClientCommand& command, const QByteArray&) {
        return QByteArrayList{"* ESEARCH (TAG \"" + command.tag + "\") UID ALL 1:4294967295"};
    }));
    const auto result = search(u"old"_s);
    ASSERT_FALSE(result.failures.isEmpty());
    EXPECT_EQ(result.failures.first().mailbox, u"INBOX"_s);
    EXPECT_EQ(result.failures.first().error.code, ErrorCode::UnexpectedResponse);
}

TEST_F(ServerSearchTest, aWorkerOnIdleGoesOnBesideIt) {
    startWithOld();
    Worker worker(*this);
    ASSERT_TRUE(worker.untilReady());
    ASSERT_TRUE(server().waitFor("IDLE"));
    const auto result = search(u"old"_s);
    EXPECT_EQ(result.added, 5);
    server().change([](ServedMail& mail) { mail.add("INBOX", "news"); });
    EXPECT_TRUE(worker.until([&] { return words().contains(u"news"_s); }));
    EXPECT_TRUE(words().contains(u"old1"_s));
}

} // namespace
} // namespace tributary::sync::tst_ServerSearch
