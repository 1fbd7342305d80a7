// SPDX-License-Identifier: GPL-3.0-or-later
// SRV7, SRV10, SRV1: what FETCH gives is not what was asked for.
#include "Fixture.h"

namespace tributary::sync::tst_AnomaliesFetch {
namespace {

const QString kFetch = u"UID FETCH|FETCH"_s;
const QString kRow = u"^\\* \\d+ FETCH"_s;
const QString kBodyOf = u"BODY\\[\\]"_s;

QByteArray row(quint32 uid, const QByteArray& rest) {
    return "* 1 FETCH (UID " + QByteArray::number(uid) + ' ' + rest + ')';
}
QByteArray literal(const QByteArray& bytes) { return '{' + QByteArray::number(bytes.size()) + "}\r\n" + bytes; }

class AnomaliesFetch : public SyncTest {
  protected:
    /// Messages that the cache has not seen yet.
    void fill() {
        server().change([](ServedMail& mail) {
            mail.fill("INBOX", "m", 4);
            mail.add("INBOX", "longer", {}, tests::messageNamed("longer", "X-Padding: " + QByteArray(100, 'x') + "\r\n"));
        });
    }
};

struct Told {
    const char* name;
    QList<Lie> told;
    bool isForTheSelfCheck = false; ///< nothing but a look at everything can tell
};

class FetchLies : public AnomaliesFetch, public ::testing::WithParamInterface<std::tuple<int, const char*>> {
  protected:
    void expectMendedBy(const Told& lie) {
        if (lie.isForTheSelfCheck) {
            (void)sync();
            selfCheck();
        }
        expectMended(2);
    }
};

/// Made anew for each test: lies count.
QList<Told> fetchLies() {
    const QByteArray strange = tests::messageNamed("strange");
    const QByteArray envelope = "FLAGS () INTERNALDATE \" 1-Mar-2026 08:00:00 +0000\" RFC822.SIZE 20 ENVELOPE (NIL \"strange\" NIL NIL NIL "
                                "NIL NIL NIL NIL \"<strange@lies.example>\")";
    return {
        {"rowsOfUidsNotAskedFor", {lies::insertBefore(kFetch, lies::kTagged, {row(4711, envelope), row(4294967295, envelope)})}},
        {"rowOfUidZero", {lies::insertBefore(kFetch, lies::kTagged, {row(0, envelope), row(0, "BODY[] " + literal(strange))})}},
        {"rowsTwice", {lies::repeat(kFetch, kRow)}},
        {"rowsWithoutUid", {lies::alter(u"UID FETCH"_s, u"UID \\d+ "_s, {})}},
        {"rowsOfSequenceZero", {lies::alter(kFetch, u"^\\* \\d+ FETCH"_s, u"* 0 FETCH"_s)}},
        {"rowsOfAWrongSequence", {lies::alter(kFetch, u"^\\* \\d+ FETCH"_s, u"* 4711 FETCH"_s)}},
        {"noEnvelope", {lies::alter(kFetch, u"ENVELOPE \\(.*\\)\\)? ?(?=EMAILID|\\))"_s, {})}},
        {"envelopeNil", {lies::alter(kFetch, u"ENVELOPE \\(.*\\)(?= EMAILID|\\)$)"_s, u"ENVELOPE NIL"_s, 3)}},
        {"noFlags", {lies::alter(kFetch, u"FLAGS \\([^)]*\\) ?"_s, {})}},
        {"noSizes", {lies::alter(kFetch, u"RFC822.SIZE \\d+ ?"_s, {})}, true},
        {"sizesZero", {lies::alter(kFetch, u"RFC822.SIZE \\d+"_s, u"RFC822.SIZE 0"_s)}, true},
        {"sizesOfGigabytes", {lies::alter(kFetch, u"RFC822.SIZE \\d+"_s, u"RFC822.SIZE 4294967295"_s)}, true},
        {"sizesOfMegabytes", {lies::alter(kFetch, u"RFC822.SIZE \\d+"_s, u"RFC822.SIZE 2000000"_s)}, true},
        {"noInternalDate", {lies::alter(kFetch, u"INTERNALDATE \"[^\"]*\" ?"_s, {})}},
        {"internalDateOfNoCalendar", {lies::alter(kFetch, u"INTERNALDATE \"[^\"]*\""_s, u"INTERNALDATE \"99-Foo-0000 99:99:99 +9999\""_s)}},
        {"modSeqZero", {lies::alter(kFetch, u"FLAGS \\(\\)"_s, u"FLAGS () MODSEQ (0)"_s)}},
        {"bodyNil", {lies::alter(kFetch, u"BODY\\[\\](<0>)? \\{.*"_s, u"BODY[] NIL)"_s)}},
        {"bodyOfNothing", {lies::each(kFetch, kBodyOf, [](const auto&, const QByteArray& line) {
             return QByteArrayList{line.left(line.indexOf("BODY[]")) + "BODY[] \"\")"};
         })}},
        {"bodyCutShort", {lies::each(kFetch, kBodyOf, [](const auto&, const QByteArray& line) {
             return QByteArrayList{line.left(line.indexOf("BODY[]")) + "BODY[] " + literal("From: Jane\r\n") + ')'};
         })}},
        {"bodyLeftOut", {lies::drop(kFetch, kBodyOf)}},
        {"bodyOfAUidNotAskedFor", {lies::insertBefore(kFetch, kBodyOf, {row(4711, "BODY[] " + literal(strange))})}},
        {"bodyOfALineNotAskedFor", {lies::alter(kFetch, u"BODY\\[\\]"_s, u"BODY[1.2.3]"_s)}},
        {"bodyFromTheMiddle", {lies::alter(kFetch, u"BODY\\[\\](<0>)?"_s, u"BODY[]<100>"_s)}},
        {"bodyOfAnother", {lies::each(kFetch, kBodyOf, [strange](const auto&, const QByteArray& line) {
             return QByteArrayList{line.left(line.indexOf("BODY[]")) + "BODY[] " + literal(strange) + ')'};
         })}},
        {"bodyUnasked", {lies::insertAfter(kFetch, kRow, {row(1, "BODY[] " + literal(strange)), row(2, "BODY[] " + literal(strange))})}},
        {"noForARange", {lies::refuse(kFetch, "NO not all of them", -1, u"[:,]"_s)}},
        {"noForOne", {lies::refuse(kFetch, "NO not that one", -1, u"^3 |:"_s)}},
        {"noBehindHalfOfTheRows", {lies::alter(kFetch, u"^(\\S+) OK.*"_s, u"\\1 NO some are broken"_s), lies::drop(kFetch, u"UID [345] "_s)}},
        {"noForAll", {lies::refuse(kFetch)}},
        {"badForAll", {lies::refuse(kFetch, "BAD what")}},
        {"okWithoutRows", {lies::drop(kFetch, kRow)}},
        {"throttledOnce", {lies::refuse(kFetch, "NO [THROTTLED] Request is throttled. Suggested Backoff Time: 100 milliseconds", 1)}},
        {"noServerBug", {lies::refuse(kFetch, "NO [SERVERBUG] oops", 1)}},
        {"literalLongerThanItSays", {lies::alter(kFetch, u"\\{\\d+\\}"_s, u"{7}"_s, 2)}},
        {"literalOfGigabytes", {lies::alter(kFetch, u"\\{\\d+\\}"_s, u"{4294967295}"_s, 2)}},
        {"literalBeyond64Bits", {lies::alter(kFetch, u"\\{\\d+\\}"_s, u"{18446744073709551616}"_s, 2)}},
        {"literalNegative", {lies::alter(kFetch, u"\\{\\d+\\}"_s, u"{-1}"_s, 2)}},
        {"nestedTooDeep", {lies::insertBefore(kFetch, lies::kTagged, {"* 1 FETCH (UID 1 BODYSTRUCTURE " + QByteArray(100'000, '(')}, 1)}},
        {"lineOfMegabytes", {lies::insertBefore(kFetch, lies::kTagged, {"* OK " + QByteArray(3'000'000, 'x')}, 1)}},
        {"garbage", {lies::insertBefore(kFetch, lies::kTagged, {"* 1 FETCH (UID 1 FLAGS (\\Seen", "* FETCH", "*", "* 1 2 3"}, 1)}},
        {"anAnswerToNoCommand", {lies::insertBefore(kFetch, lies::kTagged, {"zzz9 OK done"}, 1)}},
        {"aContinuationUnasked", {lies::insertBefore(kFetch, lies::kTagged, {"+ go on"}, 1)}},
    };
}

/// With EMAILID a row that is listed anew is taken for the old one, and keeps its size until the self-check: see sizesThatWereWrong... below.
QByteArrayList withoutEmailIds() { return LyingServer::without(LyingServer::full(), {"OBJECTID"}); }

const char* const kServers[]{"Qresync", "Office365"};

TEST_P(FetchLies, areMendedByTheNextSync) { // SRV7, SRV10, SRV1
    const bool qresync = QByteArray(std::get<1>(GetParam())) == "Qresync";
    serve(qresync ? withoutEmailIds() : LyingServer::office365());
    m_answerTimeout = 1500ms; // a literal that never ends is waited for so long
    const Told lie = fetchLies().at(std::get<0>(GetParam()));
    fill();
    (void)syncUnder(lie.told);
    expectMendedBy(lie);
}

TEST_P(FetchLies, aboutNewMailAreMendedByTheNextSync) { // SRV7, SRV10, SRV1: the same into a mailbox that is in step
    const bool qresync = QByteArray(std::get<1>(GetParam())) == "Qresync";
    serve(qresync ? withoutEmailIds() : LyingServer::office365());
    m_answerTimeout = 1500ms;
    start();
    flag(u"m4"_s, u"\\Seen"_s);
    server().change([](ServedMail& mail) { mail.add("INBOX", "news", {"\\Flagged"}); });
    const Told lie = fetchLies().at(std::get<0>(GetParam()));
    (void)syncUnder(lie.told);
    expectMendedBy(lie);
    EXPECT_EQ(servedFlags("INBOX", "m4"), QByteArrayList{"\\Seen"});
    for (const char* word : {"m1", "m2", "m3", "m4", "m5"})
        EXPECT_LE(server().bodiesFetched(word), 1) << word;
}

INSTANTIATE_TEST_SUITE_P(Srv7, FetchLies,
                         ::testing::Combine(::testing::Range(0, static_cast<int>(fetchLies().size())), ::testing::ValuesIn(kServers)),
                         [](const auto& instance) {
                             return std::string(fetchLies().at(std::get<0>(instance.param)).name) + "_" + std::get<1>(instance.param);
                         });

TEST_F(AnomaliesFetch, bodiesChangedAroundAreToldByTheirMessageId) { // SRV7
    fill();
    (void)syncUnder({lies::each(kFetch, kBodyOf, [](const auto&, const QByteArray& line) {
        QByteArray other = line;
        if (line.contains("UID 1 "))
            return QByteArrayList{other.replace("UID 1 ", "UID 5 ")};
        return QByteArrayList{line.contains("UID 5 ") ? other.replace("UID 5 ", "UID 1 ") : other};
    })});
    expectMended(2);
}

/// The flags of the newest message, as they are told unasked (RFC 9051 7).
QByteArray toldOfTheNewest(ServedMail& mail) {
    const tests::ServedMailbox& inbox = mail.at("INBOX");
    const tests::ServedMessage& newest = inbox.messages.last();
    QByteArray told = "* " + QByteArray::number(inbox.messages.size()) + " FETCH (UID " + QByteArray::number(newest.uid);
    told += " FLAGS (" + newest.flags.join(' ') + ") MODSEQ (" + QByteArray::number(newest.modSeq) + "))";
    return told;
}

TEST_F(AnomaliesFetch, flagsThatChangeWhileANewRowComesAreNotPassedOver) { // S2
    start();
    for (const QByteArrayList& capabilities : {LyingServer::full(), LyingServer::condstore()}) {
        serve(capabilities);
        server().change([](ServedMail& mail) { mail.add("INBOX", "new"); });
        (void)syncUnder({lies::each(kFetch, lies::kTagged, [this](const auto&, const QByteArray& tagged) {
            return server().change([&](ServedMail& mail) {
                mail.setFlag("INBOX", "new", "\\Flagged");
                return QByteArrayList{toldOfTheNewest(mail), tagged};
            });
        }, 1)});
        (void)sync();
        expectInStep();
        server().change([](ServedMail& mail) { mail.expunge("INBOX", "new"); });
    }
}

TEST_F(AnomaliesFetch, flagsToldBeforeTheRowAreOlderThanIt) { // S2
    start();
    server().change([](ServedMail& mail) { mail.add("INBOX", "new"); });
    (void)syncUnder({lies::each(lies::kOpen, lies::kTagged, [this](const auto&, const QByteArray& tagged) {
        return server().change([&](ServedMail& mail) {
            const QByteArray before = toldOfTheNewest(mail); // Cyrus tells what comes then in the row alone
            mail.setFlag("INBOX", "new", "\\Flagged");
            return QByteArrayList{before, tagged};
        });
    }, 1), lies::drop(kFetch, u"^\\* \\d+ FETCH \\(UID \\d+ FLAGS \\([^)]*\\) MODSEQ \\(\\d+\\)\\)$"_s)});
    expectInStep();
}

TEST_F(AnomaliesFetch, messagesOfEveryOddShapeAreKept) { // SRV10
    server().change([](ServedMail& mail) {
        mail.add("INBOX", "", {}, QByteArray(1, '\0'));
        mail.add("INBOX", "", {}, "\r\n");
        mail.add("INBOX", "", {}, "no header at all");
        mail.add("INBOX", "", {}, "Subject: bare CRs\r\rtext\r");
        mail.add("INBOX", "", {}, "Subject: " + QByteArray(20'000, 's') + "\r\n\r\nlong");
        mail.add("INBOX", "", {}, "Subject: \xff\xfe\x80\r\nMessage-ID: <\xe3\x81\x82@x>\r\n\r\n\xff");
        mail.add("INBOX", "", {}, "Subject: twin\r\n\r\nwithout a Message-ID");
        mail.add("INBOX", "", {}, "Subject: twin\r\n\r\nwithout a Message-ID");
    });
    (void)sync();
    expectInStep();
    server().forget();
    server().change([](ServedMail& mail) { mail.renumber("INBOX", 100); });
    expectMended(2);
}

TEST_F(AnomaliesFetch, anEmptyMessageIsKept) { // SRV10
    server().change([](ServedMail& mail) {
        mail.add("INBOX", "empty");
        mail.at("INBOX").messages.last().bytes = "";
    });
    (void)sync();
    (void)sync();
    m_bodiesToo = false; // no bytes and no body are the same here
    expectInStep();
    server().forget();
    (void)sync();
    expectBodiesNotFetchedAgain();
}

TEST_F(AnomaliesFetch, largeMessagesAreWholeInTheEnd) { // SRV1
    server().change([](ServedMail& mail) { mail.add("INBOX", "large", {}, tests::largeMessageNamed("large", 3 << 20)); });
    (void)sync();
    expectInStep();
}

TEST_F(AnomaliesFetch, largeMessagesWithoutAStructureAreWholeInTheEnd) { // SRV7
    server().change([](ServedMail& mail) { mail.add("INBOX", "large", {}, tests::largeMessageNamed("large", 3 << 20)); });
    (void)syncUnder({lies::alter(kFetch, u"BODYSTRUCTURE \\(.*\\) BODY"_s, u"BODYSTRUCTURE NIL BODY"_s)});
    expectMended();
}

TEST_F(AnomaliesFetch, slicesOfALargeMessageThatEndEarlyAreNotTakenForTheWhole) { // SRV7
    server().change([](ServedMail& mail) { mail.add("INBOX", "large", {}, tests::largeMessageNamed("large", 3 << 20)); });
    (void)syncUnder({lies::each(kFetch, u"BODY\\[\\]<524288>"_s, [](const auto&, const QByteArray& line) {
        const QByteArray begins = line.mid(line.indexOf("\r\n") + 2, 5);
        return QByteArrayList{line.left(line.indexOf("BODY[]")) + "BODY[]<524288> {5}\r\n" + begins + ')'};
    })});
    expectMended(2);
}

TEST_F(AnomaliesFetch, sizesThatWereWrongAreMendedWhereThereAreEmailIds) { // SRV7
    fill();
    (void)syncUnder({lies::alter(kFetch, u"RFC822.SIZE \\d+"_s, u"RFC822.SIZE 2000000"_s)});
    (void)sync();
    selfCheck();
    expectMended(2);
}

TEST_F(AnomaliesFetch, aSizeThatChangesLaterIsFoundByTheSelfCheck) { // SRV7
    serve(withoutEmailIds());
    start();
    server().change([](ServedMail& mail) { mail.at("INBOX").messages[1].bytes = tests::messageNamed("m2", "X-More: text\r\n"); });
    m_timing.selfCheck = 0ms;
    m_timing.sweep = 20ms;
    m_timing.quietSweep = 20ms;
    Worker worker(*this);
    EXPECT_TRUE(worker.until([this] { return differences().isEmpty(); })) << differences().join(u'\n').toStdString();
}

} // namespace
} // namespace tributary::sync::tst_AnomaliesFetch
