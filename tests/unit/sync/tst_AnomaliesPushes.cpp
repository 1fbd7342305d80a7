// SPDX-License-Identifier: GPL-3.0-or-later
// SRV3, SRV7, SRV8: what a server says to the user's changes is not so.
#include "PushFixture.h"

namespace tributary::sync::tst_AnomaliesPushes {
namespace {

class AnomaliesPushes : public PushTest {
  protected:
    void change() {
        flag(u"m1"_s, u"\\Seen"_s);
        move(u"m2"_s, u"Archive"_s);
        move(u"m3"_s, u"Archive"_s);
        copy(u"m4"_s, u"Archive"_s);
        expunge(u"m5"_s);
    }
    void expectDone() {
        EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList{"\\Seen"});
        EXPECT_EQ(whereIs("m2"), u"Archive"_s);
        EXPECT_EQ(whereIs("m3"), u"Archive"_s);
        EXPECT_EQ(whereIs("m4"), u"INBOX+Archive"_s);
        EXPECT_EQ(whereIs("m5"), QString());
    }
};

struct Told {
    const char* name;
    QString commands, line, with;
};
void PrintTo(const Told& told, std::ostream* out) { *out << told.name; }

class CopyUid : public AnomaliesPushes, public ::testing::WithParamInterface<std::tuple<Told, const char*>> {};

TEST_P(CopyUid, isOnlyAHint) { // SRV3, SRV7
    const Told& told = std::get<0>(GetParam());
    startOn(std::get<1>(GetParam()));
    change();
    (void)syncUnder({lies::alter(told.commands, told.line, told.with)});
    expectMended(2);
    expectDone();
    expectNoBodyTwice();
}

const QString kCopy = u"UID MOVE|UID COPY"_s;
INSTANTIATE_TEST_SUITE_P(
    Srv3, CopyUid,
    ::testing::Combine(::testing::Values(Told{"missing", kCopy, u"\\[COPYUID [^\\]]*\\] "_s, {}},
                                         Told{"withSetsOfOtherLengths", kCopy, u"COPYUID (\\d+) (\\S+) [^\\]]+"_s, u"COPYUID \\1 \\2 1:1000"_s},
                                         Told{"ofEverything", kCopy, u"COPYUID (\\d+) \\S+ [^\\]]+"_s, u"COPYUID \\1 1:4294967295 1:4294967295"_s},
                                         Told{"ofUidsThatOthersHave", kCopy, u"COPYUID (\\d+) (\\S+) [^\\]]+"_s, u"COPYUID \\1 \\2 1"_s},
                                         Told{"ofUidsThatNobodyHas", kCopy, u"COPYUID (\\d+) (\\S+) [^\\]]+"_s, u"COPYUID \\1 \\2 4711:4712"_s},
                                         Told{"ofUidZero", kCopy, u"COPYUID (\\d+) (\\S+) [^\\]]+"_s, u"COPYUID \\1 \\2 0"_s},
                                         Told{"ofAnotherUidValidity", kCopy, u"COPYUID \\d+"_s, u"COPYUID 99"_s},
                                         Told{"ofSourcesNotAskedFor", kCopy, u"COPYUID (\\d+) \\S+ ([^\\]]+)"_s, u"COPYUID \\1 90 \\2"_s},
                                         Told{"ofWords", kCopy, u"COPYUID [^\\]]+"_s, u"COPYUID one two three"_s}),
                       ::testing::Values("Qresync", "Office365", "NoMove")),
    [](const auto& instance) { return std::string(std::get<0>(instance.param).name) + "_" + std::get<1>(instance.param); });

class AppendUid : public AnomaliesPushes, public ::testing::WithParamInterface<const char*> {};

TEST_P(AppendUid, isOnlyAHint) { // SRV7: isync CVE-2021-3578
    startOn("Qresync");
    const ChangeId expunged = expunge(u"m5"_s);
    (void)sync();
    undo(expunged);
    (void)syncUnder({lies::alter(u"APPEND"_s, u"\\[APPENDUID [^\\]]*\\]"_s, QString::fromLatin1(GetParam()))});
    expectMended(2);
    EXPECT_EQ(whereIs("m5"), u"INBOX"_s);
    EXPECT_EQ(words().count(u"m5"_s), 1);
    expectNoBodyTwice();
}

INSTANTIATE_TEST_SUITE_P(Srv7, AppendUid, ::testing::Values("", "[APPENDUID 99 1]", "[APPENDUID 1000 1]", "[APPENDUID 1000 4711]", "[APPENDUID 1000 0]",
                                                            "[APPENDUID 1000 1:4294967295]", "[APPENDUID x y]", "[APPENDUID]"));

// --- refusals: taken back in the cache, and the change keeps the error

struct Refused {
    const char* name;
    QString command;
    QByteArray answer;
    ErrorCode code;
};
void PrintTo(const Refused& refused, std::ostream* out) { *out << refused.name; }

class RefusedPush : public AnomaliesPushes, public ::testing::WithParamInterface<Refused> {};

TEST_P(RefusedPush, isTakenBackWithTheServersWords) {
    const Refused& refused = GetParam();
    startOn("Qresync");
    if (refused.command == u"UID STORE"_s)
        flag(u"m1"_s, u"\\Seen"_s);
    else if (refused.command == u"UID MOVE"_s)
        move(u"m1"_s, u"Archive"_s);
    else if (refused.command == u"UID COPY"_s)
        copy(u"m1"_s, u"Archive"_s);
    else if (refused.command == u"UID EXPUNGE"_s)
        expunge(u"m1"_s);
    else
        makeMailbox(u"New"_s);
    (void)syncUnder({lies::refuse(refused.command, refused.answer)});
    const model::ChangeRecord record = lastChange();
    ASSERT_TRUE(record.error);
    EXPECT_EQ(record.error->code, refused.code);
    EXPECT_FALSE(record.error->serverText.isEmpty());
    expectMended(2);
    EXPECT_EQ(whereIs("m1"), u"INBOX"_s);
    expectNoBodyTwice();
}

INSTANTIATE_TEST_SUITE_P(
    Srv8, RefusedPush,
    ::testing::Values(Refused{"copyOverQuota", u"UID COPY"_s, "NO [OVERQUOTA] full", ErrorCode::OverQuota},
                      Refused{"moveOverQuota", u"UID MOVE"_s, "NO [OVERQUOTA] full", ErrorCode::OverQuota},
                      Refused{"copyTryCreate", u"UID COPY"_s, "NO [TRYCREATE] make it first", ErrorCode::MailboxMissing},
                      Refused{"moveTryCreate", u"UID MOVE"_s, "NO [TRYCREATE] make it first", ErrorCode::MailboxMissing},
                      Refused{"moveWithoutACode", u"UID MOVE"_s, "NO I would rather not", ErrorCode::ServerRefused},
                      Refused{"moveBad", u"UID MOVE"_s, "BAD what", ErrorCode::Unsupported},
                      Refused{"storeWithoutACode", u"UID STORE"_s, "NO I would rather not", ErrorCode::ServerRefused},
                      Refused{"storeBad", u"UID STORE"_s, "BAD what", ErrorCode::Unsupported},
                      Refused{"expungeWithoutACode", u"UID EXPUNGE"_s, "NO I would rather not", ErrorCode::ServerRefused},
                      Refused{"createWithoutACode", u"CREATE"_s, "NO I would rather not", ErrorCode::ServerRefused}),
    [](const auto& instance) { return std::string(instance.param.name); });

class LaterPush : public AnomaliesPushes, public ::testing::WithParamInterface<const char*> {};

TEST_P(LaterPush, isKeptAndDoneLater) { // SRV5
    startOn("Qresync");
    change();
    (void)syncUnder({lies::refuse(u"UID STORE|UID MOVE|UID COPY|UID EXPUNGE"_s, GetParam())});
    EXPECT_GT(waiting(), 0);
    EXPECT_FALSE(lastChange().error);
    expectMended(2);
    expectDone();
    expectNoBodyTwice();
}

INSTANTIATE_TEST_SUITE_P(Srv5, LaterPush,
                         ::testing::Values("NO [UNAVAILABLE] later", "NO [INUSE] another session has it", "NO [SERVERBUG] oops",
                                           "NO [THROTTLED] Account exceeded command or bandwidth limits", "NO [LIMIT] too many",
                                           "BAD Request is throttled. Suggested Backoff Time: 1000 milliseconds"));

class Ignored : public AnomaliesPushes, public ::testing::WithParamInterface<std::tuple<const char*, const char*>> {};

/// Answered OK and not done: the cache says what the server has, and no message is lost.
TEST_P(Ignored, leavesTheCacheInStepAndLosesNothing) { // SRV8
    startOn(std::get<1>(GetParam()));
    change();
    (void)syncUnder({lies::ignore(QString::fromLatin1(std::get<0>(GetParam())))});
    expectMended(3);
    for (const char* word : {"m1", "m2", "m3", "m4"})
        EXPECT_FALSE(whereIs(word).isEmpty()) << word << " is lost";
    expectNoBodyTwice();
}

class IgnoredWithoutUidplus : public Ignored {};
TEST_P(IgnoredWithoutUidplus, losesNothing) { // SRV8
    startOn(std::get<1>(GetParam()));
    change();
    (void)syncUnder({lies::ignore(QString::fromLatin1(std::get<0>(GetParam())))});
    expectMended(3);
    for (const char* word : {"m1", "m2", "m3", "m4"})
        EXPECT_FALSE(whereIs(word).isEmpty()) << word << " is lost";
}
INSTANTIATE_TEST_SUITE_P(Srv8, IgnoredWithoutUidplus,
                         ::testing::Combine(::testing::Values("UID MOVE", "UID COPY"), ::testing::Values("NoUidplus", "Bare")));

INSTANTIATE_TEST_SUITE_P(Srv8, Ignored,
                         ::testing::Combine(::testing::Values("UID STORE", "UID MOVE", "UID COPY", "EXPUNGE|UID EXPUNGE", "UID STORE|UID EXPUNGE|EXPUNGE"),
                                            ::testing::Values("Qresync", "Office365", "NoMove")),
                         [](const auto& instance) {
                             QString name = QString::fromLatin1(std::get<0>(instance.param)) + u'_' + QString::fromLatin1(std::get<1>(instance.param));
                             return name.remove(u' ').replace(u'|', u'_').toStdString();
                         });

TEST_F(AnomaliesPushes, aKeywordThatTheMailboxDoesNotKeepIsTakenBack) { // SRV8: PERMANENTFLAGS without \*
    startOn("Qresync");
    server().change([](ServedMail& mail) { mail.at("INBOX").permanentFlags = {"\\Seen", "\\Deleted"}; });
    flag(u"m1"_s, u"$Forwarded"_s);
    flag(u"m2"_s, u"\\Seen"_s);
    (void)sync();
    expectMended();
    EXPECT_EQ(servedFlags("INBOX", "m2"), QByteArrayList{"\\Seen"});
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList());
}

class ReadOnly : public AnomaliesPushes, public ::testing::WithParamInterface<const char*> {};
INSTANTIATE_TEST_SUITE_P(Srv8, ReadOnly, ::testing::Values("Qresync", "Office365", "NoMove", "NoUidplus", "Bare"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(ReadOnly, mailboxTakesWhatWasDoneBack) { // SRV8
    startOn(GetParam());
    server().change([](ServedMail& mail) { mail.at("INBOX").readOnly = true; });
    change();
    (void)sync();
    expectMended(2);
    EXPECT_EQ(whereIs("m2"), u"INBOX"_s);
    EXPECT_EQ(whereIs("m5"), u"INBOX"_s);
    EXPECT_EQ(whereIs("m4"), u"INBOX+Archive"_s) << "a copy out of it is none of its business";
    expectNoBodyTwice();
}

TEST_F(AnomaliesPushes, statusThatDisagreesWithSelectHoldsTheFlagsBackForOnce) { // SRV8
    startOn("Qresync");
    change();
    (void)syncUnder({lies::alter(u"STATUS"_s, u"UIDVALIDITY \\d+"_s, u"UIDVALIDITY 1"_s)});
    expectMended(2);
    expectDone();
    expectNoBodyTwice();
}

TEST_F(AnomaliesPushes, selectOfAnotherUidValidityFlagsAndMovesNobodyElse) { // SRV8
    startOn("Qresync");
    change();
    (void)syncUnder({lies::alter(u"SELECT|STATUS|EXAMINE|LIST"_s, u"UIDVALIDITY \\d+"_s, u"UIDVALIDITY 5"_s)});
    EXPECT_EQ(served("INBOX", "m2") + served("Archive", "m2"), 1);
    expectMended(2);
    expectDone();
    expectNoBodyTwice();
}

} // namespace
} // namespace tributary::sync::tst_AnomaliesPushes
