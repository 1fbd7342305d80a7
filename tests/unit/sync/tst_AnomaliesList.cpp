// SPDX-License-Identifier: GPL-3.0-or-later
// SRV6, SRV4, SRV8: LIST and STATUS that are not to be believed, mailboxes that come, go and are renamed.
#include "Fixture.h"

#include <QDir>

namespace tributary::sync::tst_AnomaliesList {
namespace {

const QString kEntry = u"^\\* LIST "_s;

class AnomaliesList : public SyncTest {
  protected:
    QStringList names() {
        QStringList all;
        for (const model::Mailbox& box : must(m_reader->mailboxes(m_account.id)))
            all.append(box.name);
        all.sort();
        return all;
    }
    void expectNothingLost() {
        EXPECT_EQ(words(), (QStringList{u"m1"_s, u"m2"_s, u"m3"_s, u"m4"_s, u"m5"_s}));
        EXPECT_EQ(words(u"Archive"_s), (QStringList{u"a1"_s, u"a2"_s}));
    }
    Lie lists(const QByteArrayList& lines) { return lies::insertBefore(u"LIST"_s, lies::kTagged, lines); }
};

TEST_F(AnomaliesList, withoutInboxIsNotBelieved) { // SRV8
    start();
    const auto report = syncUnder({lies::drop(u"LIST"_s, u"INBOX"_s)});
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, ErrorKind::Protocol);
    expectNothingLost();
    expectMended();
    expectBodiesNotFetchedAgain();
}

TEST_F(AnomaliesList, ofNothingIsNotBelieved) { // SRV8
    start();
    flag(u"m1"_s, u"\\Seen"_s);
    const auto report = syncUnder({lies::drop(u"LIST"_s, u"^\\* (LIST|STATUS)"_s)});
    EXPECT_TRUE(report.error);
    expectNothingLost();
    expectMended();
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList{"\\Seen"});
    expectBodiesNotFetchedAgain();
}

TEST_F(AnomaliesList, thatIsRefusedChangesNothing) { // SRV8
    start();
    EXPECT_TRUE(syncUnder({lies::refuse(u"LIST"_s, "NO not today")}).error);
    EXPECT_TRUE(syncUnder({lies::refuse(u"LIST"_s, "BAD what")}).error);
    expectNothingLost();
    expectMended();
    expectBodiesNotFetchedAgain();
}

TEST_F(AnomaliesList, inboxInTwoCasesIsOne) { // SRV6
    start();
    const auto report = syncUnder({lists({"* LIST () \"/\" inbox", "* LIST () \"/\" Inbox", "* LIST () \"/\" INBOX"})});
    EXPECT_FALSE(report.error);
    EXPECT_EQ(names(), (QStringList{u"Archive"_s, u"INBOX"_s}));
    expectMended();
    expectBodiesNotFetchedAgain();
}

TEST_F(AnomaliesList, inboxInAnotherCaseIsTheSame) { // SRV6
    start();
    (void)syncUnder({lies::alter(u"LIST"_s, u"INBOX"_s, u"Inbox"_s)});
    expectNothingLost();
    expectMended();
    expectBodiesNotFetchedAgain();
}

TEST_F(AnomaliesList, thatGrowsEachTimeBlocksNobody) { // SRV4
    start();
    auto grown = std::make_shared<int>(0);
    server().lie(lies::each(u"LIST"_s, lies::kTagged, [grown](const auto&, const QByteArray& line) {
        QByteArrayList lines;
        for (int i = 0; i < 200; ++i)
            lines.append("* LIST () \"/\" \"deep" + QByteArray("/x").repeated(++*grown % 60) + QByteArray::number(*grown) + '"');
        return lines + QByteArrayList{line};
    }));
    (void)sync();
    server().change([](ServedMail& mail) { mail.add("INBOX", "news"); });
    const auto report = sync();
    EXPECT_FALSE(report.error);
    EXPECT_TRUE(words().contains(u"news"_s));
    EXPECT_GT(names().size(), 100);
    expectMended();
    EXPECT_EQ(names(), (QStringList{u"Archive"_s, u"INBOX"_s}));
}

class MailboxNames : public AnomaliesList, public ::testing::WithParamInterface<std::pair<const char*, QByteArray>> {};

TEST_P(MailboxNames, areNamesAndNothingElse) { // SRV6
    start();
    server().change([](ServedMail& mail) { mail.add("INBOX", "news"); });
    const auto before = QDir(m_directory.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    (void)syncUnder({lists({"* LIST () \"/\" " + GetParam().second})});
    EXPECT_EQ(QDir(m_directory.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden), before);
    expectMended();
    EXPECT_EQ(words().size(), 6);
    EXPECT_EQ(names(), (QStringList{u"Archive"_s, u"INBOX"_s}));
    EXPECT_LE(server().bodiesFetched(), 1);
}

INSTANTIATE_TEST_SUITE_P(
    Srv6, MailboxNames,
    ::testing::Values(std::pair("upwards", QByteArray("\"../../x\"")), std::pair("absolute", QByteArray("\"/etc/passwd\"")),
                      std::pair("home", QByteArray("\"~/x\"")), std::pair("device", QByteArray("CON")), std::pair("empty", QByteArray("\"\"")),
                      std::pair("literalWithLineEnds", QByteArray("{6}\r\na\r\nb\r\n")), std::pair("quote", QByteArray("\"a\\\"b\"")),
                      std::pair("badUtf7", QByteArray("\"&AAA\"")), std::pair("endlessUtf7", QByteArray("\"&&&&-&\"")),
                      std::pair("rightToLeft", QByteArray("\"&IC4-gpj.exe\"")), std::pair("eightBit", QByteArray("\"\xff\xfe\"")),
                      std::pair("long", QByteArray("{65536}\r\n" + QByteArray(65536, 'n'))), std::pair("dots", QByteArray("\"..\"")),
                      std::pair("onlySlashes", QByteArray("\"///\"")), std::pair("nul", QByteArray("{3}\r\na\0b", 8))),
    [](const auto& instance) { return std::string(instance.param.first); });

TEST_F(AnomaliesList, oddDelimitersAreBorne) { // SRV6
    start();
    (void)syncUnder({lies::alter(u"LIST"_s, u"\"/\""_s, u"NIL"_s)});
    (void)syncUnder({lies::alter(u"LIST"_s, u"\"/\""_s, u"\"\\\"\""_s)});
    expectNothingLost();
    (void)syncUnder({lies::alter(u"LIST"_s, u"\"/\""_s, u"\"A\""_s)}); // which cuts up the name "Archive"
    expectMended();
    expectNothingLost();
    expectBodiesNotFetchedAgain();
}

TEST_F(AnomaliesList, allButInboxMissingForOnceCostsNoBody) { // SRV8
    start();
    flag(u"a1"_s, u"\\Flagged"_s, true, u"Archive"_s);
    (void)syncUnder({lies::drop(u"LIST"_s, u"Archive"_s)});
    expectMended();
    expectNothingLost();
    EXPECT_EQ(servedFlags("Archive", "a1"), QByteArrayList{"\\Flagged"});
    expectBodiesNotFetchedAgain();
}

TEST_F(AnomaliesList, changesQueuedForAMailboxThatIsMissingForOnceAreDone) { // SRV8
    start();
    const Lie missing = lies::drop(u"LIST"_s, u"Archive"_s);
    // The push must not be made before the list is missing it: the server answers SELECT and STATUS of it as it should not.
    flag(u"a1"_s, u"\\Flagged"_s, true, u"Archive"_s);
    move(u"m1"_s, u"Archive"_s);
    (void)syncUnder({missing, lies::refuse(u"STATUS|SELECT|UID MOVE"_s, "NO [UNAVAILABLE] later")});
    expectMended(2);
    EXPECT_EQ(servedFlags("Archive", "a1"), QByteArrayList{"\\Flagged"});
    EXPECT_EQ(served("Archive", "m1") + served("INBOX", "m1"), 1) << "wherever it is, it is there";
    expectBodiesNotFetchedAgain();
}

class Renames : public AnomaliesList, public ::testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override {
        const QByteArray name = GetParam();
        serve(name == "ObjectId" ? LyingServer::full() : name == "Condstore" ? LyingServer::condstore() : LyingServer::office365());
    }
};
INSTANTIATE_TEST_SUITE_P(Srv8, Renames, ::testing::Values("ObjectId", "Condstore", "Office365"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(Renames, byAnotherClientCostNoBody) { // SRV8
    start();
    server().change([](ServedMail& mail) { mail.rename("Archive", "Old/Archive"); });
    expectMended();
    expectBodiesNotFetchedAgain();
    EXPECT_EQ(words(u"Old/Archive"_s), (QStringList{u"a1"_s, u"a2"_s}));
}

TEST_P(Renames, withNewMailAtOnceCostNoBody) { // SRV8
    start();
    server().change([](ServedMail& mail) {
        mail.rename("Archive", "Store");
        mail.add("Store", "a3");
        mail.expunge("Store", "a1");
    });
    expectMended();
    EXPECT_EQ(server().bodiesFetched("a2"), 0);
}

class RenamesThatListTells : public Renames {};
INSTANTIATE_TEST_SUITE_P(Srv8, RenamesThatListTells, ::testing::Values("ObjectId", "Condstore"),
                         [](const auto& instance) { return std::string(instance.param); });
class RenamesThatNobodyTells : public Renames {};
INSTANTIATE_TEST_SUITE_P(Srv8, RenamesThatNobodyTells, ::testing::Values("Office365"));

TEST_P(RenamesThatNobodyTells, keepWhatTheUserQueued) { // SRV8
    start();
    move(u"a2"_s, u"INBOX"_s, u"Archive"_s);
    server().change([](ServedMail& mail) { mail.rename("Archive", "Store"); });
    expectMended(3);
    EXPECT_EQ(served("INBOX", "a2"), 1);
}

TEST_P(RenamesThatListTells, keepWhatTheUserQueued) { // SRV8
    start();
    flag(u"a1"_s, u"\\Flagged"_s, true, u"Archive"_s);
    move(u"a2"_s, u"INBOX"_s, u"Archive"_s);
    server().change([](ServedMail& mail) { mail.rename("Archive", "Store"); });
    expectMended(2);
    EXPECT_EQ(servedFlags("Store", "a1"), QByteArrayList{"\\Flagged"});
    EXPECT_EQ(served("INBOX", "a2"), 1);
    EXPECT_EQ(served("Store", "a2"), 0);
    expectBodiesNotFetchedAgain();
}

TEST_P(Renames, ofTwoAtOnceAreNotMixedUp) { // SRV8
    server().change([](ServedMail& mail) {
        mail.create("One");
        mail.create("Two");
        mail.fill("One", "o", 2);
        mail.fill("Two", "t", 2);
    });
    start();
    server().change([](ServedMail& mail) {
        mail.rename("One", "Uno");
        mail.rename("Two", "Due");
    });
    expectMended();
    EXPECT_EQ(words(u"Uno"_s), (QStringList{u"o1"_s, u"o2"_s}));
    expectBodiesNotFetchedAgain();
}

TEST_P(Renames, intoEachOthersPlaceAreFoundOut) { // SRV8
    server().change([](ServedMail& mail) {
        mail.create("One");
        mail.create("Two");
        mail.fill("One", "o", 3);
        mail.fill("Two", "t", 2);
    });
    start();
    server().change([](ServedMail& mail) {
        mail.rename("One", "Between");
        mail.rename("Two", "One");
        mail.rename("Between", "Two");
    });
    expectMended(2);
    EXPECT_EQ(words(u"Two"_s), (QStringList{u"o1"_s, u"o2"_s, u"o3"_s}));
}

TEST_P(Renames, mailboxesMadeAnewUnderAnOldNameAreNew) { // SRV8
    start();
    server().change([](ServedMail& mail) {
        mail.remove("Archive");
        mail.create("Archive");
        mail.fill("Archive", "n", 2);
    });
    expectMended();
    EXPECT_EQ(words(u"Archive"_s), (QStringList{u"n1"_s, u"n2"_s}));
}

TEST_F(AnomaliesList, aMailboxGoneBetweenListAndSelectBlocksNobody) { // SRV8
    start();
    server().change([](ServedMail& mail) {
        mail.add("Archive", "more");
        mail.create("Work");
        mail.fill("Work", "w", 2);
    });
    const auto report = syncUnder({lies::afterwards(u"LIST"_s, [this] {
        server().change([](ServedMail& mail) { mail.remove("Archive"); });
    })});
    EXPECT_FALSE(report.error);
    EXPECT_EQ(words(u"Work"_s), (QStringList{u"w1"_s, u"w2"_s}));
    expectMended();
}

TEST_F(AnomaliesList, whatStandsBehindAMailboxThatIsGoneIsHeard) { // S2
    server().change([](ServedMail& mail) {
        for (const char* name : {"A", "B", "C"}) {
            mail.create(name);
            mail.add(name, name);
        }
    });
    start();
    server().change([](ServedMail& mail) {
        for (const char* name : {"A", "B", "C"})
            mail.setFlag(name, name, "\\Flagged");
    });
    server().forget();
    (void)syncUnder({lies::before(u"EXAMINE"_s, [this] { server().change([](ServedMail& mail) { mail.rename("B", "D"); }); })});
    EXPECT_EQ(server().count("EXAMINE"), 4) << "A, B, C, and B once more alone: what was told of C has been heard";
    expectMended();
}

TEST_F(AnomaliesList, aMailboxGoneWhileItIsFetchedBlocksNobody) { // SRV8
    start();
    server().change([](ServedMail& mail) {
        mail.create("Brief");
        mail.fill("Brief", "b", 3);
        mail.create("Work");
        mail.fill("Work", "w", 2);
    });
    (void)syncUnder({lies::before(u"(UID )?FETCH"_s, [this] {
        server().change([](ServedMail& mail) { mail.remove("Brief"); });
    })});
    EXPECT_EQ(words(u"Work"_s), (QStringList{u"w1"_s, u"w2"_s}));
    expectMended();
}

TEST_F(AnomaliesList, aSpecialUseThatChangesIsFollowed) { // SRV8
    start();
    EXPECT_EQ(mailbox(u"Archive"_s).specialUse, model::SpecialUse::Archive);
    (void)syncUnder({lies::alter(u"LIST"_s, u"\\\\Archive"_s, u"\\Trash"_s)});
    EXPECT_EQ(mailbox(u"Archive"_s).specialUse, model::SpecialUse::Trash);
    expectMended();
    EXPECT_EQ(mailbox(u"Archive"_s).specialUse, model::SpecialUse::Archive);
    expectBodiesNotFetchedAgain();
}

TEST_F(AnomaliesList, aMailboxThatCannotBeSelectedForOnceKeepsItsMail) { // SRV8
    start();
    (void)syncUnder({lies::alter(u"LIST"_s, u"\\(.*\\) \"/\" \"Archive\""_s, u"(\\Noselect) \"/\" \"Archive\""_s)});
    expectMended();
    expectNothingLost();
    expectBodiesNotFetchedAgain();
}

TEST_F(AnomaliesList, aMailboxThatIsDeletedUnderItsChildrenHasNoMail) { // S2, RFC 3501 6.3.4
    server().change([](ServedMail& mail) {
        mail.create("Work");
        mail.fill("Work", "w", 2);
        mail.create("Work/2026");
        mail.add("Work/2026", "below");
    });
    start();
    ASSERT_EQ(words(u"Work"_s).size(), 2);
    server().change([](ServedMail& mail) {
        mail.at("Work").messages.clear();
        mail.at("Work").selectable = false;
    });
    (void)sync();
    EXPECT_EQ(words(u"Work"_s), QStringList());
    EXPECT_EQ(mailbox(u"Work"_s).total, 0);
    EXPECT_EQ(words(u"Work/2026"_s), QStringList{u"below"_s});
    server().change([](ServedMail& mail) {
        mail.at("Work").selectable = true;
        mail.add("Work", "new");
    });
    expectMended();
}

class BadMailbox : public AnomaliesList, public ::testing::WithParamInterface<const char*> {};

/// Whatever one mailbox does, the others come in step in the same sync.
TEST_P(BadMailbox, neverBlocksTheOthers) { // SRV8
    const QByteArray what = GetParam();
    start();
    server().change([](ServedMail& mail) {
        mail.add("Archive", "more");
        mail.create("Work");
        mail.fill("Work", "w", 2);
        mail.add("INBOX", "news");
    });
    const auto ofArchive = [](const ClientCommand& command) { return command.text.startsWith("\"Archive\"") || command.text.startsWith("Archive"); };
    Lie lie;
    lie.onCommand = [=](const ClientCommand& command) -> std::optional<tests::Verdict> {
        if (command.name != "EXAMINE" || !ofArchive(command))
            return std::nullopt;
        if (what == "no")
            return tests::Verdict{{"{tag} NO it is broken"}, tests::Verdict::Go, -1};
        if (what == "bad")
            return tests::Verdict{{"{tag} BAD it is broken"}, tests::Verdict::Go, -1};
        if (what == "cut")
            return tests::Verdict{{}, tests::Verdict::Cut, -1};
        if (what == "bye")
            return tests::Verdict{{"* BYE it crashed"}, tests::Verdict::Cut, -1};
        if (what == "hang")
            return tests::Verdict{{}, tests::Verdict::Hang, -1};
        if (what == "malformed")
            return tests::Verdict{{"* OK [UIDVALIDITY", "zzz OK what"}, tests::Verdict::Go, -1};
        return tests::Verdict{{"* 5 EXISTS", "{tag} OK nothing more"}, tests::Verdict::Go, -1};
    };
    m_answerTimeout = 400ms;
    (void)syncUnder({lie});
    EXPECT_TRUE(words().contains(u"news"_s));
    EXPECT_EQ(words(u"Work"_s), (QStringList{u"w1"_s, u"w2"_s}));
    EXPECT_TRUE(words(u"Archive"_s).contains(u"a1"_s)) << "what is cached stays";
    expectMended();
}

INSTANTIATE_TEST_SUITE_P(Srv8, BadMailbox, ::testing::Values("no", "bad", "cut", "bye", "hang", "malformed", "okWithoutState"),
                         [](const auto& instance) { return std::string(instance.param); });

} // namespace
} // namespace tributary::sync::tst_AnomaliesList
