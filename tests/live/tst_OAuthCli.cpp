// SPDX-License-Identifier: GPL-3.0-or-later
// OAuth accounts by tributary-cli (docs/oauth.md): a real browser signs in at a real OpenID provider, whose tokens the real mail
// servers take. S21 to S25. After each test what it left behind is searched for the tokens that it had.
#include "ImapDialogue.h"

#include "auth/SecretStore.h"
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QDeadlineTimer>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QThread>
#include <QUrlQuery>

namespace tributary::tests::tst_OAuthCli {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPatienceMs = 120'000;

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Everything that a process has told on standard error, until it holds the words (or has ended).
QByteArray toldUntil(QProcess& process, QByteArray told, const QByteArray& words) {
    process.setReadChannel(QProcess::StandardError);
    const QDeadlineTimer patience(kPatienceMs);
    while (!told.contains(words) && !patience.hasExpired()) {
        const bool goesOn = process.waitForReadyRead(200) || process.state() != QProcess::NotRunning;
        told += process.readAllStandardError();
        if (!goesOn)
            break;
    }
    return told;
}

QJsonObject eventOf(const QByteArray& told, const QString& name) {
    for (const QByteArray& line : told.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (object.value(u"event"_s) == name)
            return object;
    }
    return {};
}

class OAuthCliTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        MailServer::Options options;
        options.smtp.emplace();
        options.oauth.emplace();
        options.generatedUsers = 2;
        auto started = MailServer::start(options);
        if (started)
            s_server = std::move(*started);
        else if (MailServer::isMissing(started.error()))
            s_missing = started.error().detail;
        else
            ADD_FAILURE() << qPrintable(started.error().detail);
    }
    static void TearDownTestSuite() { s_server.reset(); }

    void SetUp() override {
        if (!s_missing.isEmpty())
            GTEST_SKIP() << qPrintable(s_missing);
        ASSERT_TRUE(s_server);
        m_cli = std::make_unique<CliProcess>(s_server->caFile());
        const QJsonObject client{{u"clientId"_s, s_server->oauthClientId()}, {u"authority"_s, s_server->oauthAuthority()}};
        const QJsonObject policy{{u"AllowNonStandardPorts"_s, true},
                                 {u"ExtraCertificateAuthorities"_s, QJsonArray{s_server->caFile()}},
                                 {u"OAuthClients"_s, QJsonObject{{u"outlook"_s, client}}}};
        QFile file(m_cli->path(u"policy.json"_s));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(policy).toJson());
    }
    void TearDown() override {
        if (m_cli)
            expectNoSecretIn(m_cli->profile());
    }

    // --- the program

    CliResult run(const QStringList& arguments) { return taken(m_cli->run(arguments, {}, kPatienceMs)); }
    std::unique_ptr<QProcess> start(const QStringList& arguments) const { return m_cli->start(arguments); }
    CliResult finish(QProcess& process, const QByteArray& told) {
        CliResult result;
        if ((process.state() == QProcess::NotRunning || process.waitForFinished(kPatienceMs)) && process.exitStatus() == QProcess::NormalExit)
            result.exitCode = process.exitCode();
        result.out = process.readAllStandardOutput();
        result.err = told + process.readAllStandardError();
        return taken(result);
    }
    /// Remembers what was said, and the tokens that there are now.
    CliResult taken(const CliResult& result) {
        m_said += result.out + result.err;
        for (const QString& name : std::as_const(m_users))
            (void)kept(name);
        return result;
    }

    // --- the user

    static QStringList accountAdd(const QString& name, const QString& how = u"--oauth"_s) {
        return {u"account"_s, u"add"_s, u"--provider"_s, u"outlook"_s, how, u"--email"_s, MailServer::user(name), u"--in-host"_s, s_server->host(),
                u"--in-port"_s, QString::number(s_server->imapsPort()), u"--out-host"_s, s_server->host(), u"--out-port"_s,
                QString::number(s_server->smtpsPort()), u"--out-security"_s, u"tls"_s};
    }
    /// By the forms of the pages alone, where m_byBrowser does not say otherwise: a browser takes seconds of a machine.
    bool browse(const QString& page, const QString& name, const QStringList& more = {}) {
        QProcess browser;
        browser.start(QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/servers/browser-sign-in"),
                      QStringList{page, u"--user"_s, MailServer::user(name), u"--password-stdin"_s, u"--ca"_s, s_server->caFile()} + more
                          + (m_byBrowser ? QStringList() : QStringList{u"--forms"_s}));
        browser.write(MailServer::password(name).toUtf8() + '\n');
        browser.closeWriteChannel();
        const bool isDone = browser.waitForFinished(kPatienceMs) && browser.exitStatus() == QProcess::NormalExit && browser.exitCode() == 0;
        EXPECT_TRUE(isDone) << browser.readAllStandardError().constData();
        return isDone;
    }
    /// Runs the command and signs in at its link.
    CliResult signIn(const QStringList& command, const QString& name, const QStringList& more = {}) {
        const auto cli = start(command);
        const QByteArray told = toldUntil(*cli, {}, "\"link\"");
        m_link = eventOf(told, u"oauth"_s).value(u"link"_s).toString();
        if (m_link.isEmpty() || !browse(m_link, name, more))
            cli->kill();
        return finish(*cli, told);
    }
    void addAccount(const QString& name) {
        m_users.insert(name);
        const CliResult added = signIn(accountAdd(name), name);
        ASSERT_EQ(added.exitCode, 0) << added.err.constData();
        EXPECT_EQ(added.object().value(u"email"_s), MailServer::user(name));
    }

    // --- what there is then

    int count(const CliResult& list) const { return static_cast<int>(list.array().size()); }
    CliResult messages(const QString& mailbox = u"INBOX"_s) { return run({u"message"_s, u"list"_s, u"--mailbox"_s, mailbox, u"--limit"_s, u"100000"_s}); }
    static QByteArray message(const QByteArray& subject) { return "From: someone@example.test\r\nSubject: " + subject + "\r\n\r\nHello.\r\n"; }
    CliResult send(const QString& account, const QString& subject) {
        QFile body(m_cli->path(u"body.txt"_s));
        EXPECT_TRUE(body.open(QIODevice::WriteOnly));
        body.write("Hello.\n");
        body.close();
        return run({u"send"_s, u"--account"_s, MailServer::user(account), u"--to"_s, u"bob@example.test"_s, u"--subject"_s, subject, u"--body-file"_s, body.fileName()});
    }
    static int withBob(const QByteArray& subject) {
        ImapDialogue imap(*s_server);
        imap.logIn("bob");
        (void)imap.say("EXAMINE INBOX");
        const auto match = QRegularExpression(u"\\* SEARCH((?: \\d+)*)"_s).match(QString::fromLatin1(imap.say("SEARCH SUBJECT \"" + subject + '"')));
        return static_cast<int>(match.captured(1).split(u' ', Qt::SkipEmptyParts).size());
    }
    /// Exim delivers after it has answered.
    static bool arrives(const QByteArray& subject) {
        const QDeadlineTimer patience(kPatienceMs);
        while (withBob(subject) == 0 && !patience.hasExpired())
            QThread::msleep(100);
        return withBob(subject) == 1;
    }
    static bool oauth(const QStringList& command) {
        const auto said = s_server->oauth(command);
        EXPECT_TRUE(said) << qPrintable(said.error().detail);
        return said.has_value();
    }
    /// What the server noted, one object a request.
    static QList<QJsonObject> logged() {
        QList<QJsonObject> entries;
        for (const QByteArray& line : s_server->oauth({u"log"_s}).value_or(QByteArray()).split('\n'))
            entries.append(QJsonDocument::fromJson(line).object());
        return entries;
    }
    /// Answered requests to the token endpoint, of this kind and for this user.
    static int tokenRequests(const QString& grantType, const QString& name) {
        int found = 0;
        for (const QJsonObject& entry : logged())
            found += entry.value(u"grantType"_s) == grantType && entry.value(u"user"_s) == MailServer::user(name) && entry.value(u"status"_s) == 200;
        return found;
    }
    static int revocations() {
        int found = 0;
        for (const QJsonObject& entry : logged())
            found += entry.value(u"endpoint"_s) == u"revoke"_s && entry.value(u"result"_s) == u"ok"_s;
        return found;
    }

    // --- what must not be anywhere

    /// The secret that is kept for the account; its tokens are remembered.
    QJsonObject kept(const QString& name) {
        QByteArray key = contents(m_cli->passphraseFile()).trimmed();
        const auto store = auth::makeSealedSecretStore(m_cli->profile() + u"/secrets.sealed"_s, Secret(key));
        EXPECT_TRUE(store);
        const auto secret = (*store)->load(u"imap/"_s + MailServer::user(name) + u"/oauth"_s);
        if (!secret)
            return {};
        const QJsonObject object = QJsonDocument::fromJson(secret->reveal()).object();
        for (const QJsonValue& value : object) {
            if (static const QRegularExpression form(u"^[A-Za-z0-9_-]{40,}$"_s); form.match(value.toString()).hasMatch())
                m_tokens.insert(value.toString().toLatin1());
        }
        return object;
    }
    void expectNoSecretIn(const QString& directory) const {
        QDirIterator files(directory, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            const QByteArray bytes = contents(path);
            expectNoSecret(bytes, path);
            for (const QString& name : {u"state"_s, u"nonce"_s, u"code_challenge"_s}) {
                const QString once = QUrlQuery(QUrl(m_link)).queryItemValue(name);
                EXPECT_FALSE(!once.isEmpty() && bytes.contains(once.toLatin1())) << qPrintable(name + u" in "_s + path);
            }
        }
        expectNoSecret(m_said, u"what was printed"_s);
        // The link, with its state, is for the user to open; a code or a token has no business there.
        static const QRegularExpression form(u"(Bearer |\\bcode(=|\":\\s*\")[A-Za-z0-9_-]{20,}|code_verifier|refresh_token\"|access_token\").*"_s);
        EXPECT_EQ(form.match(QString::fromLatin1(m_said)).captured(), QString());
    }
    void expectNoSecret(const QByteArray& bytes, const QString& where) const {
        for (const QByteArray& token : m_tokens)
            EXPECT_FALSE(bytes.contains(token) || hasInBase64(bytes, token)) << qPrintable(where);
    }
    /// As part of something that stands there in base64, as SASL has it.
    static bool hasInBase64(const QByteArray& bytes, const QByteArray& token) {
        for (qsizetype skipped = 0; skipped < 3; ++skipped) {
            const QByteArray part = token.mid(skipped);
            if (bytes.contains(part.first(part.size() - part.size() % 3).toBase64()))
                return true;
        }
        return false;
    }

    static inline std::unique_ptr<MailServer> s_server;
    static inline QString s_missing;
    std::unique_ptr<CliProcess> m_cli;
    bool m_byBrowser = false;
    QString m_link;
    QByteArray m_said; ///< all that the program printed
    QSet<QString> m_users;
    QSet<QByteArray> m_tokens; ///< that were ever seen in the store
};

TEST_F(OAuthCliTest, aBrowserSignsInAndMailComesAndGoes) { // S21
    if (QStandardPaths::findExecutable(u"chromium"_s).isEmpty() && QStandardPaths::findExecutable(u"chromium-browser"_s).isEmpty())
        GTEST_SKIP() << "chromium is not installed"; // where browser-sign-in ends with 77
    m_byBrowser = true;
    ASSERT_TRUE(s_server->deliver(u"alice"_s, message("For alice")));
    addAccount(u"alice"_s);
    EXPECT_TRUE(m_link.startsWith(s_server->oauthAuthority() + u'/')) << qPrintable(m_link);
    EXPECT_TRUE(m_link.contains(u"code_challenge_method=S256"_s));
    const CliResult sync = run({u"sync"_s});
    ASSERT_EQ(sync.exitCode, 0) << sync.err.constData();
    EXPECT_EQ(count(messages()), 1);
    const CliResult sent = send(u"alice"_s, u"From alice by token"_s);
    ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
    EXPECT_TRUE(arrives("From alice by token"));
    EXPECT_EQ(tokenRequests(u"authorization_code"_s, u"alice"_s), 1);
    EXPECT_EQ(tokenRequests(u"refresh_token"_s, u"alice"_s), 0) << "one token did for all of it";
    EXPECT_EQ(m_tokens.size(), 2) << "what the search for leaks looks for";
    const CliResult again = run(accountAdd(u"alice"_s));
    EXPECT_EQ(again.exitCode, 6) << "there already: nobody is sent to the browser for nothing";
    EXPECT_FALSE(again.err.contains("\"link\""));
}

TEST_F(OAuthCliTest, whoSignsInAsSomebodyElseAddsNothing) { // S24
    m_users = {u"carol"_s, u"bob"_s};
    const CliResult added = signIn(accountAdd(u"carol"_s), u"bob"_s);
    EXPECT_EQ(added.exitCode, 4) << added.err.constData();
    EXPECT_EQ(added.error().value(u"code"_s), u"wrong-mailbox"_s) << added.err.constData();
    EXPECT_EQ(count(run({u"account"_s, u"list"_s})), 0);
    EXPECT_TRUE(kept(u"carol"_s).isEmpty());
    EXPECT_TRUE(kept(u"bob"_s).isEmpty());
}

TEST_F(OAuthCliTest, whoSaysNoAddsNothing) { // S23
    m_users = {u"carol"_s};
    const CliResult added = signIn(accountAdd(u"carol"_s), u"carol"_s, {u"--deny"_s});
    EXPECT_EQ(added.exitCode, 4) << added.err.constData();
    EXPECT_EQ(added.error().value(u"code"_s), u"sign-in-declined"_s) << added.err.constData();
    EXPECT_EQ(count(run({u"account"_s, u"list"_s})), 0);
    EXPECT_TRUE(kept(u"carol"_s).isEmpty());
}

TEST_F(OAuthCliTest, aTokenThatHasEndedIsReplacedAndNobodyNotices) { // S25
    addAccount(u"dave"_s);
    ASSERT_EQ(run({u"sync"_s}).exitCode, 0);
    ASSERT_TRUE(oauth({u"expire"_s, u"dave"_s}));
    ASSERT_TRUE(s_server->deliver(u"dave"_s, message("One")));
    const CliResult sync = run({u"sync"_s});
    EXPECT_EQ(sync.exitCode, 0) << sync.err.constData();
    EXPECT_EQ(count(messages()), 1);
    EXPECT_EQ(tokenRequests(u"refresh_token"_s, u"dave"_s), 1);

    // The same while it is watched: the server ends the session, too.
    const auto watching = start({u"sync"_s, u"--watch"_s});
    QByteArray all = toldUntil(*watching, {}, "\"sync\"");
    for (const char* file : {"cmdline", "environ"})
        m_said += contents(u"/proc/%1/%2"_s.arg(watching->processId()).arg(QLatin1StringView(file)));
    ASSERT_TRUE(s_server->deliver(u"dave"_s, message("Two")));
    QByteArray told = toldUntil(*watching, {}, "\"new\":1");
    EXPECT_TRUE(told.contains("\"new\":1")) << told.constData();
    all += told;
    ASSERT_TRUE(oauth({u"expire"_s, u"dave"_s}));
    ASSERT_TRUE(s_server->deliver(u"dave"_s, message("Three")));
    told = toldUntil(*watching, {}, "\"new\":1");
    EXPECT_TRUE(told.contains("\"new\":1")) << told.constData();
    all += told;
    watching->terminate();
    EXPECT_EQ(finish(*watching, all).exitCode, 130);
    EXPECT_EQ(count(messages()), 3);
    EXPECT_EQ(tokenRequests(u"refresh_token"_s, u"dave"_s), 2);
    EXPECT_EQ(m_tokens.size(), 6) << "each refresh token is good once, and the next one is kept";
}

TEST_F(OAuthCliTest, aTokenThatEndsInTheMiddleOfAFetchLosesNoMessageAndDoublesNone) { // S25
    constexpr int kAtOnce = 3000;
    addAccount(u"u1"_s);
    int filled = 0;
    bool isCut = false;
    for (int i = 1; i <= 5 && !isCut; ++i) { // on a fast machine all may be there before the server ends the session
        ASSERT_TRUE(s_server->fill(u"u1"_s, kAtOnce, 1, i));
        filled += kAtOnce;
        const auto syncing = start({u"sync"_s});
        const QByteArray told = toldUntil(*syncing, {}, "\"headers\"");
        ASSERT_TRUE(oauth({u"expire"_s, u"u1"_s}));
        const CliResult cut = finish(*syncing, told);
        EXPECT_TRUE(cut.exitCode == 0 || cut.exitCode == 3) << "the line is cut, the sign-in is not lost: " << cut.exitCode << cut.err.constData();
        isCut = cut.exitCode == 3 || tokenRequests(u"refresh_token"_s, u"u1"_s) > i - 1;
        if (!isCut) {
            ASSERT_EQ(run({u"sync"_s}).exitCode, 0); // with the new token
        }
    }
    EXPECT_TRUE(isCut);
    const CliResult sync = run({u"sync"_s});
    ASSERT_EQ(sync.exitCode, 0) << sync.err.constData();
    const QJsonArray all = messages().array();
    EXPECT_EQ(all.size(), filled);
    QSet<qint64> uids;
    for (const QJsonValue& one : all)
        uids.insert(one.toObject().value(u"uid"_s).toInteger());
    EXPECT_EQ(uids.size(), filled);
    EXPECT_GE(tokenRequests(u"refresh_token"_s, u"u1"_s), 1);
    EXPECT_EQ(run({u"doctor"_s, MailServer::user(u"u1"_s)}).exitCode, 0);
}

TEST_F(OAuthCliTest, anEndedSignInDisablesTheAccountAndANewOneBringsAllBack) { // S22
    addAccount(u"hanako"_s);
    ASSERT_EQ(run({u"sync"_s}).exitCode, 0);
    ASSERT_TRUE(oauth({u"revoke"_s, u"hanako"_s}));
    const CliResult refused = run({u"sync"_s});
    EXPECT_EQ(refused.exitCode, 4);
    EXPECT_EQ(refused.error().value(u"code"_s), u"sign-in-again"_s) << refused.err.constData();
    EXPECT_EQ(refused.error().value(u"kind"_s), u"auth"_s);
    const QJsonObject row = run({u"account"_s, u"list"_s}).array().first().toObject();
    EXPECT_EQ(row.value(u"state"_s), u"disabled"_s);
    EXPECT_EQ(row.value(u"reason"_s).toObject().value(u"code"_s), u"sign-in-again"_s);
    EXPECT_FALSE(kept(u"hanako"_s).isEmpty()) << "what was given up is not thrown away";

    const CliResult queued = send(u"hanako"_s, u"Written meanwhile"_s);
    EXPECT_EQ(queued.exitCode, 4) << queued.err.constData();
    EXPECT_EQ(queued.object().value(u"state"_s), u"queued"_s);
    EXPECT_EQ(count(run({u"outbox"_s, u"list"_s})), 1) << "it waits";
    EXPECT_EQ(withBob("Written meanwhile"), 0);

    const CliResult wrong = signIn({u"account"_s, u"password"_s, MailServer::user(u"hanako"_s), u"--oauth"_s}, u"bob"_s);
    EXPECT_EQ(wrong.exitCode, 4);
    EXPECT_EQ(wrong.error().value(u"code"_s), u"wrong-mailbox"_s) << wrong.err.constData();
    EXPECT_EQ(run({u"account"_s, u"list"_s}).array().first().toObject().value(u"state"_s), u"disabled"_s);

    const CliResult again = signIn({u"account"_s, u"password"_s, MailServer::user(u"hanako"_s), u"--oauth"_s}, u"hanako"_s);
    ASSERT_EQ(again.exitCode, 0) << again.err.constData();
    const CliResult sync = run({u"sync"_s});
    EXPECT_EQ(sync.exitCode, 0) << sync.err.constData();
    EXPECT_TRUE(arrives("Written meanwhile"));
    EXPECT_EQ(run({u"sync"_s}).exitCode, 0);
    EXPECT_EQ(withBob("Written meanwhile"), 1) << "once";
    EXPECT_EQ(count(run({u"outbox"_s, u"list"_s})), 0);
    EXPECT_EQ(count(messages(u"Sent"_s)), 1);
    EXPECT_NE(run({u"account"_s, u"list"_s}).array().first().toObject().value(u"state"_s), u"disabled"_s);
}

TEST_F(OAuthCliTest, aCodeIsTypedOnAnotherDevice) { // S21
    m_users = {u"u2"_s};
    const auto cli = start(accountAdd(u"u2"_s, u"--device-code"_s));
    const QByteArray told = toldUntil(*cli, {}, "\"userCode\"");
    const QJsonObject event = eventOf(told, u"device-code"_s);
    const QString code = event.value(u"userCode"_s).toString(), page = event.value(u"verificationUri"_s).toString();
    ASSERT_FALSE(code.isEmpty() || page.isEmpty()) << told.constData();
    EXPECT_TRUE(page.startsWith(s_server->oauthAuthority()));
    EXPECT_TRUE(event.contains(u"expires"_s));
    if (!browse(page, u"u2"_s, {u"--code"_s, code}))
        cli->kill();
    const CliResult added = finish(*cli, told);
    ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    EXPECT_EQ(added.object().value(u"email"_s), MailServer::user(u"u2"_s));
    EXPECT_EQ(run({u"sync"_s}).exitCode, 0);
    EXPECT_EQ(m_tokens.size(), 2);

    // What is removed is given back: the provider lists the program no longer, and the token is worth nothing.
    const int before = revocations();
    EXPECT_EQ(run({u"account"_s, u"remove"_s, MailServer::user(u"u2"_s)}).exitCode, 0);
    EXPECT_EQ(revocations(), before + 1);
}

TEST_F(OAuthCliTest, withoutAClientIdNobodyIsSentAnywhere) { // S21
    QFile file(m_cli->path(u"policy.json"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(R"({"AllowNonStandardPorts": true})");
    file.close();
    const CliResult added = run(accountAdd(u"carol"_s));
    EXPECT_EQ(added.exitCode, 6) << added.err.constData();
    EXPECT_EQ(added.error().value(u"code"_s), u"field-missing"_s) << added.err.constData();
    EXPECT_FALSE(added.err.contains("\"link\""));
}

} // namespace
} // namespace tributary::tests::tst_OAuthCli
