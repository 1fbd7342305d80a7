// SPDX-License-Identifier: GPL-3.0-or-later
// Trying a draft out: the stages as they come, and what a failure is called (S16, S34, S35, S36).
#include "accounts/Probe.h"
#include "support/Certificates.h"
#include "support/ScriptedServer.h"

#include <QElapsedTimer>
#include <QTcpServer>

#include <gtest/gtest.h>

#include <thread>

namespace tributary::accounts::tst_Probe {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using model::Security;
using tests::ScriptedServer;
using Transport = ScriptedServer::Transport;

constexpr char kGreeting[] = "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\n";
constexpr char kSignIn[] = "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN *\n"
                           "S: {tag} OK [CAPABILITY IMAP4rev1] in\n";
constexpr char kList[] = "C: {tag} LIST \"\" \"*\"\nS: * LIST () \"/\" INBOX\nS: * LIST () \"/\" Sent\nS: {tag} OK\n"
                         "C: {tag} LOGOUT\nS: * BYE\nS: {tag} OK\nX: close\n";

struct Probed {
    Result<ProbeOutcome> result;
    QStringList told; ///< "connect running", "connect ok" ..., as the observer heard them
};

AccountDraft draftFor(quint16 port, Security security = Security::Tls, const QString& host = u"localhost"_s) {
    AccountDraft draft;
    draft.account.email = u"ann@mail.example"_s;
    draft.account.incoming = {host, port, security, u"ann"_s};
    draft.account.outgoing = {u"smtp.mail.example"_s, 587, Security::StartTls, u"ann"_s};
    draft.password = Secret("secret-word");
    return draft;
}

ProbeOptions optionsFor(const QByteArray& authority) {
    ProbeOptions options;
    options.policy.allowNonStandardPorts = true;
    options.policy.certificates.extraAuthorities = {authority};
    options.connectTimeout = 3s;
    options.answerTimeout = 1s;
    return options;
}
QByteArray scriptedAuthority() {
    return net::loadCertificatePolicy({ScriptedServer::caFile()})->extraAuthorities.first();
}

Probed probeDraft(const AccountDraft& draft, ProbeOptions options = optionsFor(scriptedAuthority())) {
    QStringList told;
    options.observer = [&](const StageReport& report) {
        told.append((report.side == Side::Outgoing ? u"out "_s : QString()) + stageName(report.stage) + u' ' +
                    stageStateName(report.state));
    };
    auto result = probe(draft, options);
    return {std::move(result), told};
}
Probed probeServer(const ScriptedServer& server, Security security = Security::Tls) {
    return probeDraft(draftFor(server.port(), security));
}

/// "resolve ok, connect ok, ..." of the incoming side.
QString stagesOf(const Probed& probed) {
    QStringList words;
    for (const StageReport& report : probed.result->stages) {
        if (report.side == Side::Incoming)
            words.append(stageName(report.stage) + u' ' + stageStateName(report.state));
    }
    return words.join(u", "_s);
}

Error errorOf(const Probed& probed) {
    if (!probed.result || !probed.result->error)
        return {ErrorKind::Internal, ErrorCode::None, {}, u"no error"_s};
    return *probed.result->error;
}

constexpr char kSmtpSignIn[] = "S: 220 ready\nC: EHLO *\nS: 250-x\nS: 250 AUTH PLAIN\nC: AUTH PLAIN *\nS: 235 in\nC: QUIT\nS: 221 bye\nX: close\n";

const QStringList kIncomingTold{u"resolve running"_s, u"resolve ok"_s, u"connect running"_s, u"connect ok"_s, u"tls running"_s, u"tls ok"_s, u"greeting running"_s,
                                u"greeting ok"_s, u"sign-in running"_s, u"sign-in ok"_s, u"mailboxes running"_s, u"mailboxes ok"_s};

TEST(Probe, tellsEachStageOfBothSidesInOrder) {
    const ScriptedServer server(Transport::Tls, QByteArray(kSignIn) + kList);
    const ScriptedServer sending(Transport::Tls, kSmtpSignIn);
    AccountDraft draft = draftFor(server.port());
    draft.account.outgoing = {u"localhost"_s, sending.port(), Security::Tls, u"ann"_s};
    const Probed probed = probeDraft(draft);
    ASSERT_TRUE(probed.result);
    EXPECT_TRUE(probed.result->passed()) << qPrintable(errorOf(probed).detail) << qPrintable(server.failure()) << qPrintable(sending.failure());
    EXPECT_EQ(stagesOf(probed), u"resolve ok, connect ok, tls ok, greeting ok, sign-in ok, mailboxes ok"_s);
    EXPECT_EQ(probed.told,
              (kIncomingTold + QStringList{u"out resolve running"_s, u"out resolve ok"_s, u"out connect running"_s, u"out connect ok"_s, u"out tls running"_s,
                                           u"out tls ok"_s, u"out greeting running"_s, u"out greeting ok"_s, u"out sign-in running"_s, u"out sign-in ok"_s}));
    EXPECT_EQ(probed.result->mailboxes, 2);
    const auto& stages = probed.result->stages;
    EXPECT_TRUE(stages[0].text.contains(u"127.0.0.1"_s));
    EXPECT_EQ(stages[2].text, u"TLS 1.3"_s);
    ASSERT_FALSE(stages[2].certificates.isEmpty());
    EXPECT_EQ(stages[2].certificates.first().subject, u"localhost"_s);
    EXPECT_EQ(stages[3].text, u"ready"_s);
    EXPECT_EQ(stages[5].text, u"2"_s);
}

TEST(Probe, theOutgoingSideIsProvenToo_S16) {
    const ScriptedServer server(Transport::Tls, QByteArray(kSignIn) + kList);
    const ScriptedServer sending(Transport::Tls, "S: 220 ready\nC: EHLO *\nS: 250-x\nS: 250 AUTH PLAIN\nC: AUTH PLAIN *\nS: 535 5.7.8 no\nX: hang\n");
    AccountDraft draft = draftFor(server.port());
    draft.account.outgoing = {u"localhost"_s, sending.port(), Security::Tls, u"ann"_s};
    const Probed probed = probeDraft(draft);
    ASSERT_TRUE(probed.result);
    EXPECT_EQ(errorOf(probed).code, ErrorCode::CredentialsRejected);
    EXPECT_TRUE(errorOf(probed).serverText.contains("5.7.8"));
    EXPECT_EQ(probed.told.last(), u"out sign-in error"_s);
}

TEST(Probe, throughAnotherAccountTheOutgoingSideIsNotTried_S18) {
    const ScriptedServer server(Transport::Tls, QByteArray(kSignIn) + kList);
    AccountDraft draft = draftFor(server.port());
    draft.account.relay = AccountId(7);
    const Probed probed = probeDraft(draft);
    ASSERT_TRUE(probed.result);
    EXPECT_TRUE(probed.result->passed());
    EXPECT_EQ(probed.told, (kIncomingTold + QStringList{u"out resolve not-tried"_s, u"out connect not-tried"_s, u"out greeting not-tried"_s,
                                                        u"out tls not-tried"_s, u"out sign-in not-tried"_s}));
}

TEST(Probe, withStartTlsTheGreetingComesBeforeTls) {
    const QByteArray script =
        "S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready\nC: {tag} STARTTLS\nS: {tag} OK go\nX: starttls\n"
        "C: {tag} CAPABILITY\nS: * CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\nS: {tag} OK\n"
        "C: {tag} AUTHENTICATE PLAIN *\nS: {tag} OK [CAPABILITY IMAP4rev1] in\n";
    const ScriptedServer server(Transport::Plain, script + kList);
    const Probed probed = probeServer(server, Security::StartTls);
    ASSERT_TRUE(probed.result);
    EXPECT_EQ(stagesOf(probed), u"resolve ok, connect ok, greeting ok, tls ok, sign-in ok, mailboxes ok"_s)
        << qPrintable(server.failure());
    const ScriptedServer without(Transport::Plain, "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\nX: hang\n");
    const Probed refused = probeServer(without, Security::StartTls);
    EXPECT_EQ(errorOf(refused).code, ErrorCode::StartTlsNotOffered);
    EXPECT_EQ(stagesOf(refused),
              u"resolve ok, connect ok, greeting ok, tls error, sign-in not-tried, mailboxes not-tried"_s);
}

TEST(Probe, aFieldIsRefusedBeforeAnythingIsTried) {
    const ScriptedServer server(Transport::Tls, "X: hang\n");
    ProbeOptions options = optionsFor(scriptedAuthority());
    options.policy.allowNonStandardPorts.reset();
    const Probed probed = probeDraft(draftFor(server.port()), options);
    ASSERT_FALSE(probed.result);
    EXPECT_EQ(probed.result.error(), (Error{ErrorKind::InvalidInput, ErrorCode::PortNotStandard, {}, u"in-port"_s}));
    EXPECT_TRUE(probed.told.isEmpty());
    EXPECT_EQ(server.connections(), 0);
}

TEST(Probe, connectionErrorsAreToldApart) { // S34
    QTcpServer closed;
    ASSERT_TRUE(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    const Probed refused = probeDraft(draftFor(port, Security::Tls, u"127.0.0.1"_s));
    EXPECT_EQ(errorOf(refused).kind, ErrorKind::Network);
    EXPECT_EQ(errorOf(refused).code, ErrorCode::ConnectionRefused);
    EXPECT_EQ(
        stagesOf(refused),
        u"resolve ok, connect error, tls not-tried, greeting not-tried, sign-in not-tried, mailboxes not-tried"_s);

    const Probed unknown = probeDraft(draftFor(993, Security::Tls, u"no-such-host.invalid"_s));
    EXPECT_EQ(errorOf(unknown).code, ErrorCode::HostNotFound);
    EXPECT_TRUE(stagesOf(unknown).startsWith(u"resolve error, connect not-tried"_s));

    const ScriptedServer plain(Transport::Plain, "S: * OK ready\nX: hang\n");
    const Probed notTls = probeServer(plain);
    EXPECT_EQ(errorOf(notTls).kind, ErrorKind::Network);
    EXPECT_EQ(errorOf(notTls).code, ErrorCode::NotTls);

    const ScriptedServer mute(Transport::Tls, "X: hang\n");
    const Probed silent = probeServer(mute);
    EXPECT_EQ(errorOf(silent).code, ErrorCode::TimedOut);
    EXPECT_EQ(stagesOf(silent),
              u"resolve ok, connect ok, tls ok, greeting error, sign-in not-tried, mailboxes not-tried"_s);

    const ScriptedServer smtp(Transport::Tls, "S: 220 mail.example ESMTP\nX: hang\n");
    EXPECT_EQ(errorOf(probeServer(smtp)).code, ErrorCode::NotThisProtocol);
}

TEST(Probe, certificateErrorsAreToldApartAndShown) { // S36
    using tests::CertificateOptions;
    CertificateOptions wrongHost, selfSigned, unknown, expired;
    wrongHost.names = {u"DNS:other.example"_s};
    selfSigned.signer = CertificateOptions::Signer::Itself;
    unknown.signer = CertificateOptions::Signer::UnknownAuthority;
    expired.fromDays = -20, expired.toDays = -2;
    const std::pair<CertificateOptions, ErrorCode> cases[]{{wrongHost, ErrorCode::CertificateWrongHost},
                                                           {selfSigned, ErrorCode::CertificateSelfSigned},
                                                           {unknown, ErrorCode::CertificateUnknownAuthority},
                                                           {expired, ErrorCode::CertificateExpired}};
    for (const auto& [certificate, code] : cases) {
        const tests::ServerCertificate made = tests::makeCertificate(certificate);
        const ScriptedServer server({Transport::Tls, u"127.0.0.1"_s, 0, made.certificate, made.key}, kSignIn);
        const Probed probed = probeDraft(draftFor(server.port()), optionsFor(tests::authorityPem()));
        EXPECT_EQ(errorOf(probed).kind, ErrorKind::Tls);
        EXPECT_EQ(errorOf(probed).code, code) << codeName(errorOf(probed).code).data();
        EXPECT_EQ(stagesOf(probed),
                  u"resolve ok, connect ok, tls error, greeting not-tried, sign-in not-tried, mailboxes not-tried"_s);
        ASSERT_FALSE(probed.result->stages[2].certificates.isEmpty());
        EXPECT_EQ(probed.result->stages[2].certificates.first().subject, u"localhost"_s);
        EXPECT_TRUE(server.received().isEmpty()) << "no password to whom is not believed";
    }
}

TEST(Probe, authenticationErrorsAreToldApart) { // S35
    const QByteArray head = QByteArray(kGreeting) + "C: {tag} AUTHENTICATE PLAIN *\n";
    const ScriptedServer wrong(Transport::Tls,
                               head + "S: {tag} NO [AUTHENTICATIONFAILED] Invalid credentials\nX: hang\n");
    const Probed refused = probeServer(wrong);
    EXPECT_EQ(errorOf(refused).kind, ErrorKind::Auth);
    EXPECT_EQ(errorOf(refused).code, ErrorCode::CredentialsRejected);
    EXPECT_EQ(errorOf(refused).serverText, "Invalid credentials");
    EXPECT_EQ(stagesOf(refused), u"resolve ok, connect ok, tls ok, greeting ok, sign-in error, mailboxes not-tried"_s);
    const ScriptedServer wordless(Transport::Tls, head + "S: {tag} NO\nX: hang\n");
    EXPECT_EQ(errorOf(probeServer(wordless)).code, ErrorCode::CredentialsRejected);
    const ScriptedServer disabled(Transport::Tls, "S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ready\nX: hang\n");
    EXPECT_EQ(errorOf(probeServer(disabled)).code, ErrorCode::LoginDisabled);
    EXPECT_EQ(errorOf(probeServer(disabled)).kind, ErrorKind::Auth);
}

/// Sign-ins that a server saw which refuses each in the same words.
int triesAt(const QString& provider, const QByteArray& answer, Probed* last = nullptr) {
    const QByteArray once = QByteArray(kGreeting) + "C: {tag} AUTHENTICATE PLAIN *\nS: {tag} " + answer + "\nX: close\n";
    const ScriptedServer server(Transport::Tls, once + "--- next connection\n" + once + "--- next connection\n" + once);
    AccountDraft draft = draftFor(server.port());
    draft.account.provider = provider;
    ProbeOptions options = optionsFor(scriptedAuthority());
    options.secondTryAfter = 1ms;
    const Probed probed = probeDraft(draft, options);
    if (last)
        *last = probed;
    const auto received = server.received();
    return static_cast<int>(std::count_if(received.begin(), received.end(), [](const QByteArray& line) { return line.contains("AUTHENTICATE"); }));
}

TEST(Probe, S17_whereALimitLooksLikeAWrongPasswordItIsTriedTwiceAndToldOnce) {
    Probed probed{failure(ErrorKind::Internal, ErrorCode::Bug), {}};
    EXPECT_EQ(triesAt(u"gmail"_s, "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", &probed), 2);
    EXPECT_EQ(errorOf(probed).code, ErrorCode::CredentialsRejected);
    EXPECT_EQ(probed.told.count(u"sign-in error"_s), 1);
    EXPECT_EQ(probed.told.count(u"connect ok"_s), 1);
    EXPECT_EQ(stagesOf(probed), u"resolve ok, connect ok, tls ok, greeting ok, sign-in error, mailboxes not-tried"_s);
}

TEST(Probe, S17_anywhereElseTheFirstRefusalCounts) {
    EXPECT_EQ(triesAt(u"other"_s, "NO [AUTHENTICATIONFAILED] Authentication failed."), 1);
    EXPECT_EQ(triesAt(u"gmail"_s, "NO [ALERT] Application-specific password required (Failure)"), 1) << "the cause is named";
    EXPECT_EQ(triesAt(u"gmail"_s, "NO [ALERT] Too many simultaneous connections. (Failure)"), 1) << "no refusal";
}

TEST(Probe, S17_whatTheSecondTryFindsOutCounts) {
    const ScriptedServer server(Transport::Tls, QByteArray(kGreeting) + "C: {tag} AUTHENTICATE PLAIN *\nS: {tag} NO LOGIN failed.\nX: close\n--- next connection\n" + kSignIn + kList);
    AccountDraft draft = draftFor(server.port());
    draft.account.provider = u"outlook"_s;
    draft.account.relay = AccountId(7);
    ProbeOptions options = optionsFor(scriptedAuthority());
    options.secondTryAfter = 1ms;
    const Probed probed = probeDraft(draft, options);
    ASSERT_TRUE(probed.result);
    EXPECT_TRUE(probed.result->passed());
    EXPECT_EQ(probed.told.mid(0, kIncomingTold.size()), kIncomingTold);
}

TEST(Probe, S17_theWaitForASecondTryCanBeEnded) {
    const ScriptedServer server(Transport::Tls, QByteArray(kGreeting) + "C: {tag} AUTHENTICATE PLAIN *\nS: {tag} NO LOGIN failed.\nX: close\n");
    AccountDraft draft = draftFor(server.port());
    draft.account.provider = u"outlook"_s;
    CancelSource source;
    ProbeOptions options = optionsFor(scriptedAuthority());
    options.cancel = source.token();
    options.secondTryAfter = 1h;
    std::thread canceller([&] {
        while (server.received().isEmpty())
            std::this_thread::yield();
        source.cancel();
    });
    const Probed probed = probeDraft(draft, options);
    canceller.join();
    ASSERT_FALSE(probed.result);
    EXPECT_EQ(probed.result.error().kind, ErrorKind::Cancelled);
}

TEST(Probe, aBusyServerIsNoWrongPassword) { // S35; RFC 5530 3
    const QByteArray head = QByteArray(kGreeting) + "C: {tag} AUTHENTICATE PLAIN *\n";
    for (const auto& [code, expected] : std::initializer_list<std::pair<const char*, ErrorCode>>{{"UNAVAILABLE", ErrorCode::AuthServerUnavailable},
                                                                                                 {"INUSE", ErrorCode::MailboxInUse},
                                                                                                 {"LIMIT", ErrorCode::Throttled},
                                                                                                 {"SERVERBUG", ErrorCode::AuthServerUnavailable}}) {
        const ScriptedServer busy(Transport::Tls,
                                  head + "S: {tag} NO [" + code + "] Authentication failed, try later\nX: hang\n");
        const Error error = errorOf(probeServer(busy));
        EXPECT_EQ(error.kind, ErrorKind::TemporaryRefusal) << code;
        EXPECT_EQ(error.code, expected) << code;
        EXPECT_EQ(error.serverText, "Authentication failed, try later");
    }
    const ScriptedServer full(Transport::Tls, "S: * BYE [UNAVAILABLE] Too many connections\nX: close\n");
    EXPECT_EQ(errorOf(probeServer(full)).kind, ErrorKind::TemporaryRefusal);
    const ScriptedServer words(Transport::Tls,
                               head + "S: {tag} NO [AUTHENTICATIONFAILED] temporarily unavailable\nX: hang\n");
    EXPECT_EQ(errorOf(probeServer(words)).kind, ErrorKind::Auth) << "only codes count: words are for people";
}

TEST(Probe, whatFailsBehindTheSignInHasAStageToo) {
    const ScriptedServer gone(Transport::Tls,
                              QByteArray(kGreeting) +
                                  "C: {tag} AUTHENTICATE PLAIN *\nS: {tag} OK [CAPABILITY IMAP4rev1 ID] in\n"
                                  "C: {tag} ID *\nX: close\n");
    const Probed lost = probeServer(gone);
    EXPECT_EQ(errorOf(lost).code, ErrorCode::ConnectionClosed);
    EXPECT_EQ(stagesOf(lost), u"resolve ok, connect ok, tls ok, greeting ok, sign-in ok, mailboxes error"_s);
    const ScriptedServer noList(Transport::Tls,
                                QByteArray(kSignIn) +
                                    "C: {tag} LIST \"\" \"*\"\nS: {tag} NO not today\nC: {tag} LOGOUT\nX: close\n");
    const Probed refused = probeServer(noList);
    EXPECT_EQ(errorOf(refused).kind, ErrorKind::Refused);
    EXPECT_EQ(errorOf(refused).serverText, "not today");
    EXPECT_EQ(stagesOf(refused), u"resolve ok, connect ok, tls ok, greeting ok, sign-in ok, mailboxes error"_s);
    EXPECT_FALSE(refused.result->passed());
}

TEST(Probe, isCancelledAtOnce) {
    const ScriptedServer server(Transport::Tls, QByteArray(kGreeting) + "C: {tag} AUTHENTICATE PLAIN *\nX: hang\n");
    const CancelSource source;
    ProbeOptions options = optionsFor(scriptedAuthority());
    options.answerTimeout = 60s;
    options.cancel = source.token();
    QElapsedTimer since;
    std::thread canceller([&] {
        while (server.received().isEmpty())
            std::this_thread::yield();
        since.start();
        source.cancel();
    });
    const Probed probed = probeDraft(draftFor(server.port()), options);
    EXPECT_LT(since.elapsed(), 300);
    canceller.join();
    ASSERT_FALSE(probed.result);
    EXPECT_EQ(probed.result.error().kind, ErrorKind::Cancelled);
}

} // namespace
} // namespace tributary::accounts::tst_Probe
