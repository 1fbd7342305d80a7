// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody on the line can do to STARTTLS, on IMAP, POP3 and SMTP: no secret in the clear, and nothing that was said before TLS
// counts behind it (S13; TLS1 to TLS8 of reference/reliability.md). Our own cases; those of the corpus: tst_FakeMailServer.
#include "ServerParts.h"

namespace tributary::connect::tst_StartTlsAttacks {
namespace {

/// What comes behind the answer to STARTTLS.
enum class Then { End, Tls, PlainText, HalfHandshake, Alert };

struct Attack {
    const char* name;
    QByteArray imap, pop3, smtp; ///< the answer to STARTTLS; {tag} is the command's. Empty: not tried there
    Then then = Then::End;
    ErrorCode expected = ErrorCode::Bug; ///< None: signed in, behind TLS. Bug: any error
};

const QList<Attack>& attacks() {
    static const QList<Attack> all{
        {"refused", "{tag} NO not now\r\n", "-ERR not now\r\n", "454 4.7.0 not now\r\n", Then::End, ErrorCode::StartTlsRefused},
        {"unknownCommand", "{tag} BAD what?\r\n", "-ERR what?\r\n", "502 what?\r\n", Then::End, ErrorCode::StartTlsRefused},
        {"signInFirst", "{tag} NO [ALERT] LOGIN first\r\n", "-ERR USER first\r\n", "530 5.7.0 AUTH first\r\n", Then::End, ErrorCode::StartTlsRefused},
        {"referral", "{tag} NO [REFERRAL imap://evil.example.test/] there\r\n", "-ERR go to evil.example.test\r\n", "551 5.7.0 try <evil.example.test>\r\n", Then::End,
         ErrorCode::StartTlsRefused},
        {"refusedThenTaken", "{tag} NO no\r\n{tag} OK go\r\n", "-ERR no\r\n+OK go\r\n", "454 no\r\n220 go\r\n", Then::Tls},
        {"takenTwice", "{tag} OK go\r\n{tag} OK go\r\n", "+OK go\r\n+OK go\r\n", "220 go\r\n220 go\r\n", Then::Tls, ErrorCode::InjectedData},
        {"nextAnswerAlong", "{tag} OK go\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n", "+OK go\r\n+OK\r\nUSER\r\n.\r\n", "220 go\r\n250-x\r\n250 AUTH PLAIN\r\n", Then::Tls,
         ErrorCode::InjectedData},
        {"halfALineAlong", "{tag} OK go\r\n* OK", "+OK go\r\n+O", "220 go\r\n25", Then::Tls, ErrorCode::InjectedData},
        {"oneByteAlong", "{tag} OK go\r\n*", "+OK go\r\n+", "220 go\r\n2", Then::Tls, ErrorCode::InjectedData},
        {"goodbyeAlong", "{tag} OK go\r\n* BYE so long\r\n", "+OK go\r\n-ERR so long\r\n", "220 go\r\n421 so long\r\n", Then::Tls, ErrorCode::InjectedData},
        {"lineEndAlong", "{tag} OK go\r\n\r\n", "+OK go\r\n\r\n", "220 go\r\n\r\n", Then::Tls, ErrorCode::InjectedData},
        {"nothingBehindIt", "{tag} OK go\r\n", "+OK go\r\n", "220 go\r\n", Then::End},
        {"plainTextForAHandshake", "{tag} OK go\r\n", "+OK go\r\n", "220 go\r\n", Then::PlainText},
        {"halfAHandshake", "{tag} OK go\r\n", "+OK go\r\n", "220 go\r\n", Then::HalfHandshake},
        {"handshakeRefused", "{tag} OK go\r\n", "+OK go\r\n", "220 go\r\n", Then::Alert, ErrorCode::TlsHandshakeFailed},
        {"continuation", "+ go on\r\n", "+ go on\r\n", "334 go on\r\n", Then::Tls},
        {"otherTag", "x9 OK go\r\n", {}, {}, Then::Tls},
        {"otherCodeInIt", {}, {}, "220-go\r\n250 AUTH PLAIN\r\n", Then::Tls},
        {"goodbyeForIt", "* BYE so long\r\n", "-ERR so long\r\n", "421 so long\r\n"},
        {"preAuthForIt", "* PREAUTH signed in\r\n", {}, "235 signed in\r\n", Then::Tls},
        {"okInsideALiteral", "* LIST () \"/\" {14}\r\n{tag} OK go\r\n", {}, {}, Then::Tls},
        {"bareLineEnds", "{tag} OK go\r{tag} OK go\n", "+OK go\r+OK go\n", "220 go\r220 go\n", Then::End},
        {"anEndlessLine", "{tag} OK " + QByteArray(1 << 20, 'x'), "+OK " + QByteArray(1 << 20, 'x'), "220 " + QByteArray(1 << 20, 'x')},
        {"nothing", " ", " ", " "},
        // Honest behind it, but somebody has put words before the answer: they are forgotten.
        {"toldBefore",
         "* CAPABILITY IMAP4rev1 AUTH=LOGIN X-BEFORE\r\n* OK [ALERT] give me your password\r\n* FLAGS (\\Seen)\r\n* 7 EXISTS\r\n* LIST () \"/\" {4}\r\nevil\r\n"
         "* 1 FETCH (BODY[] {5}\r\nhello)\r\n{tag} OK go\r\n",
         {}, {}, Then::Tls, ErrorCode::None},
        {"honest", "{tag} OK go\r\n", "+OK go\r\n", "220-go\r\n220 go\r\n", Then::Tls, ErrorCode::None},
    };
    return all;
}

const QByteArray& answerOf(const Attack& attack, Protocol protocol) {
    return protocol == Protocol::Imap ? attack.imap : protocol == Protocol::Pop3 ? attack.pop3 : attack.smtp;
}

void finish(Wire& wire, Protocol protocol, Then then) {
    constexpr qsizetype kHello = 5; // of its first record
    switch (then) {
    case Then::End: return;
    case Then::Tls:
        if (wire.startTls())
            serveSecured(wire, protocol, false);
        return;
    case Then::PlainText: // as if there had been no talk of TLS
        if (wire.skip(kHello))
            wire.send("* OK in\r\n+OK in\r\n235 in\r\n");
        return;
    case Then::HalfHandshake:
        if (wire.skip(kHello))
            wire.send(QByteArray::fromHex("160303007a020000760303"));
        return;
    case Then::Alert:
        if (wire.skip(kHello))
            wire.send(QByteArray::fromHex("15030300020228"));
        return;
    }
}

/// Of what a client may say to whoever listens. From the first byte of a TLS record on it is a handshake.
void expectNothingSecretInTheClear(const QByteArray& clear) {
    EXPECT_FALSE(holdsSecret(clear)) << clear.left(2000).constData();
    EXPECT_FALSE(clear.contains("alice")) << "nor who it is";
    for (QByteArray line : clear.left(clear.indexOf('\x16') < 0 ? clear.size() : clear.indexOf('\x16')).split('\n')) {
        line = line.trimmed().toUpper();
        bool isAllowed = line.isEmpty();
        for (const char* verb : {"CAPABILITY", "STARTTLS", "LOGOUT", "CAPA", "STLS", "QUIT", "EHLO ", "HELO "})
            isAllowed = isAllowed || line.startsWith(verb) || line.contains(QByteArray(QByteArray(" ") + verb));
        EXPECT_TRUE(isAllowed) << line.constData();
    }
}

class StartTlsAttacks : public ::testing::TestWithParam<Protocol> {
  protected:
    void expectWithstood(WirePeer& peer, ErrorCode expected) {
        const Error error = signInTo(peer, GetParam(), model::Security::StartTls);
        const WirePeer::Heard& heard = peer.heard();
        expectNothingSecretInTheClear(heard.clear);
        EXPECT_EQ(heard.connections, 1);
        EXPECT_EQ(holdsSecret(heard.secured), expected == ErrorCode::None) << heard.secured.constData();
        const bool isAsExpected = expected == ErrorCode::Bug ? error.code != ErrorCode::None : error.code == expected;
        EXPECT_TRUE(isAsExpected) << codeName(error.code).data() << ' ' << qPrintable(error.detail);
    }
    void expectWithstood(const QByteArray& greeting, ErrorCode expected) {
        SCOPED_TRACE(greeting.left(100).constData());
        WirePeer peer(tests::certificateKind("good").identity, [&](Wire& wire) {
            wire.send(greeting);
            if (wire.line() && wire.startTls())
                serveSecured(wire, GetParam(), false);
        });
        expectWithstood(peer, expected);
    }
};

TEST_P(StartTlsAttacks, TLS1toTLS5_whateverIsAnsweredNoSecretLeavesInTheClear) {
    int tried = 0;
    for (const Attack& attack : attacks()) {
        const QByteArray& answer = answerOf(attack, GetParam());
        if (answer.isEmpty())
            continue;
        SCOPED_TRACE(attack.name);
        ++tried;
        WirePeer peer(tests::certificateKind("good").identity, [&](Wire& wire) {
            if (const auto tag = untilStartTls(wire, GetParam())) {
                wire.send(QByteArray(answer).replace("{tag}", *tag));
                finish(wire, GetParam(), attack.then);
            }
        });
        expectWithstood(peer, attack.expected);
    }
    EXPECT_GE(tried, 20);
}

TEST_P(StartTlsAttacks, TLS2_withoutTheOfferNothingIsSaid) {
    for (const char* offer : {"", "XSTARTTLS XSTLS", "STARTTLSX STLSX"}) {
        SCOPED_TRACE(offer);
        const QByteArray words(offer);
        WirePeer peer(tests::certificateKind("good").identity, [&](Wire& wire) {
            if (GetParam() == Protocol::Imap) {
                wire.send("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN " + words + "] ready\r\n");
                return serveImap(wire, "IMAP4rev1 AUTH=PLAIN");
            }
            wire.send(GetParam() == Protocol::Pop3 ? "+OK ready <1@x>\r\n" : "220 ready\r\n");
            const QList<QByteArray> each = words.split(' ');
            if (GetParam() == Protocol::Pop3)
                servePop3(wire, "USER\r\nSASL PLAIN\r\n" + each.join("\r\n") + (words.isEmpty() ? "" : "\r\n"));
            else
                serveSmtp(wire, "250-" + each.join("\r\n250-") + "\r\n250 AUTH PLAIN\r\n");
        });
        expectWithstood(peer, ErrorCode::StartTlsNotOffered);
    }
}

TEST_P(StartTlsAttacks, TLS2_anAnswerFromBeforeTheQuestionIsNone) { // the tag can be foreseen (CVE-2026-42246)
    switch (GetParam()) {
    case Protocol::Imap:
        for (const char* tag : {"T1", "A1", "a1", "1", "A001"})
            expectWithstood(QByteArray("* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n") + tag + " OK go\r\n", ErrorCode::Bug);
        return;
    case Protocol::Pop3: return expectWithstood("+OK ready\r\n+OK\r\nSTLS\r\n.\r\n+OK go\r\n", ErrorCode::Bug);
    case Protocol::Smtp: return expectWithstood("220 ready\r\n250-x\r\n250 STARTTLS\r\n220 go\r\n", ErrorCode::Bug);
    }
}

TEST_P(StartTlsAttacks, TLS3_TLS8_noGreetingIsAWayRoundIt) {
    switch (GetParam()) {
    case Protocol::Imap:
        expectWithstood("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] signed in as root\r\n", ErrorCode::UnexpectedResponse);
        expectWithstood("* PREAUTH signed in\r\n", ErrorCode::UnexpectedResponse);
        expectWithstood("* BYE so long\r\n", ErrorCode::ByeReceived);
        expectWithstood("* OK\r\n* PREAUTH x\r\n", ErrorCode::Bug);
        break;
    case Protocol::Pop3:
        expectWithstood("-ERR so long\r\n", ErrorCode::Bug);
        expectWithstood("+ \r\n", ErrorCode::Bug);
        break;
    case Protocol::Smtp:
        expectWithstood("235 signed in\r\n", ErrorCode::Bug);
        expectWithstood("421 so long\r\n", ErrorCode::ByeReceived);
        expectWithstood("220-one\r\n250 two\r\n", ErrorCode::Bug);
        break;
    }
    expectWithstood("HTTP/1.1 302 Found\r\n", ErrorCode::CaptivePortal);
    expectWithstood(QByteArray(10 << 20, 'x'), ErrorCode::Bug);
    expectWithstood(QByteArray(64, '\0') + "\r\n", ErrorCode::Bug);
}

TEST_P(StartTlsAttacks, TLS4_whatWasOfferedInTheClearIsForgotten) {
    // PLAIN in the clear; behind TLS there is only what proves the password without telling it.
    WirePeer peer(tests::certificateKind("good").identity, [](Wire& wire) {
        const auto tag = untilStartTls(wire, GetParam());
        wire.send(goAhead(GetParam(), tag.value_or(QByteArray())));
        if (!wire.startTls())
            return;
        switch (GetParam()) {
        case Protocol::Imap: return serveImap(wire, "IMAP4rev1 LOGINDISABLED");
        case Protocol::Pop3: return servePop3(wire, "UIDL\r\n");
        case Protocol::Smtp: return serveSmtp(wire, "250 SIZE 100\r\n");
        }
    });
    const Error error = signInTo(peer, GetParam(), model::Security::StartTls);
    EXPECT_EQ(error.kind, ErrorKind::Auth) << qPrintable(error.detail);
    const WirePeer::Heard& heard = peer.heard();
    EXPECT_FALSE(holdsSecret(heard.clear) || holdsSecret(heard.secured)) << heard.secured.constData();
    EXPECT_TRUE(heard.secured.contains(GetParam() == Protocol::Smtp ? "EHLO" : "CAPA")) << "asked again";
}

INSTANTIATE_TEST_SUITE_P(Protocols, StartTlsAttacks, ::testing::Values(Protocol::Imap, Protocol::Pop3, Protocol::Smtp),
                         [](const auto& i) { return std::string(i.param == Protocol::Imap ? "imap" : i.param == Protocol::Pop3 ? "pop3" : "smtp"); });

TEST(StartTlsAttack, TLS4_capabilitiesThatTakeTheOfferBackEndTheSession) {
    const Attack* toldBefore = nullptr;
    for (const Attack& attack : attacks())
        toldBefore = QByteArray(attack.name) == "toldBefore" ? &attack : toldBefore;
    ASSERT_TRUE(toldBefore);
    WirePeer peer(tests::certificateKind("good").identity, [&](Wire& wire) {
        wire.send(QByteArray(toldBefore->imap).replace("{tag} OK go\r\n", "").prepend("* OK [CAPABILITY IMAP4rev1 STARTTLS X-BEFORE] ready\r\n"));
        const auto line = wire.line();
        wire.send(QByteArray(toldBefore->imap).replace("{tag}", tagOf(line.value_or(QByteArray()))));
        if (wire.startTls())
            serveSecured(wire, Protocol::Imap, false);
    });
    ImapTarget target;
    target.server = {u"localhost"_s, peer.port(), model::Security::StartTls, u"alice"_s};
    target.password = Secret(kSecret);
    target.certificates.extraAuthorities = {tests::kindsAuthorityPem()};
    const auto connection = ImapConnection::open(target); // its second list of capabilities is without STARTTLS
    ASSERT_FALSE(connection);
    EXPECT_EQ(connection.error().code, ErrorCode::StartTlsNotOffered) << codeName(connection.error().code).data();
    EXPECT_FALSE(holdsSecret(peer.heard().clear) || holdsSecret(peer.heard().secured));
}

} // namespace
} // namespace tributary::connect::tst_StartTlsAttacks
