// SPDX-License-Identifier: GPL-3.0-or-later
// Drafts in the window's engine against a real server (S2): exactly one message in Drafts for each, whatever is done to it.
#include "ImapDialogue.h"

#include "engine/Engine.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTimer>

namespace tributary::engine::tst_DraftsLive {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::ImapDialogue;
using tests::MailServer;

template <typename F> bool waitUntil(F condition, int timeoutMs = 30'000) {
    QElapsedTimer since;
    since.start();
    while (!condition()) {
        if (since.elapsed() > timeoutMs)
            return false;
        QTimer::singleShot(50, [] {}); // so that the wait ends
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
    }
    return true;
}

class DraftsLive : public ::testing::TestWithParam<MailServer::Capabilities> {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.capabilities = GetParam();
        auto server = MailServer::start(options);
        ASSERT_TRUE(server) << qPrintable(server.error().detail);
        m_server = std::move(*server);
        QFile policy(m_directory.filePath(u"policy.json"_s));
        ASSERT_TRUE(policy.open(QIODevice::WriteOnly));
        policy.write(QJsonDocument(QJsonObject{{u"AllowNonStandardPorts"_s, true}, {u"ExtraCertificateAuthorities"_s, QJsonArray{m_server->caFile()}}}).toJson());
        policy.close();
        openEngine();
        AccountDraft draft;
        draft.account.email = MailServer::user(u"alice"_s);
        draft.account.incoming = {m_server->host(), m_server->imapsPort(), model::Security::Tls, MailServer::user(u"alice"_s)};
        draft.account.outgoing = {m_server->host(), m_server->submissionPort(), model::Security::StartTls, MailServer::user(u"alice"_s)};
        draft.password = Secret(MailServer::password(u"alice"_s).toUtf8());
        std::shared_ptr<Task> task;
        m_account = answer<AccountId>([&](auto done) { task = m_engine->addAccount(draft, &m_context, {}, done); }).value_or(AccountId());
        ASSERT_TRUE(m_account.isValid());
        ASSERT_TRUE(waitUntil([&] { return m_engine->accounts().value(0).state.activity == model::AccountActivity::Ready; }));
        const auto identities = answer<QList<model::Identity>>([&](auto done) { m_engine->loadIdentities(&m_context, done); });
        m_identity = identities.value_or(QList<model::Identity>()).value(0).id;
    }
    void openEngine() {
        EngineOptions options;
        options.profileDirectory = m_directory.path();
        options.secrets = SecretBackend::Sealed;
        options.passphrase = Secret("pass");
        options.keepDraftsAfter = m_keepAfter;
        m_engine = answer<std::shared_ptr<Engine>>([&](auto done) { Engine::open(options, &m_context, done); }).value_or(nullptr);
        ASSERT_TRUE(m_engine);
    }
    template <typename T, typename F> Result<T> answer(F&& ask) {
        std::optional<Result<T>> got;
        ask(Callback<T>([&](Result<T> result) { got = std::move(result); }));
        EXPECT_TRUE(waitUntil([&] { return got.has_value(); }));
        if (!got)
            return failure(ErrorKind::Internal, ErrorCode::Bug);
        if (!*got)
            ADD_FAILURE() << codeName(got->error().code).data() << ": " << qPrintable(got->error().detail);
        return std::move(*got);
    }
    model::Draft written(const QString& text, DraftId id = {}) const {
        model::Draft draft;
        draft.id = id;
        draft.account = m_account;
        draft.identity = m_identity;
        draft.to = u"Bob <bob@example.test>, half"_s;
        draft.subject = u"a draft 草稿"_s;
        draft.text = text;
        draft.messageIdHeader = "draft@example.test";
        return draft;
    }
    DraftId save(const model::Draft& draft) {
        return answer<DraftId>([&](auto done) { m_engine->saveDraft(draft, &m_context, done); }).value_or(DraftId());
    }
    /// The text of each message in Drafts on the server.
    QList<QByteArray> served() {
        ImapDialogue imap(*m_server);
        imap.logIn("alice");
        QList<QByteArray> texts;
        if (!imap.say("EXAMINE Drafts").contains(" OK"))
            return texts;
        const QByteArray all = imap.say("UID FETCH 1:* (BODY.PEEK[TEXT])");
        auto found = QRegularExpression(u"\\* \\d+ FETCH [^{]*\\{\\d+\\}\\r\\n([^\\r]*)"_s).globalMatch(QString::fromUtf8(all));
        while (found.hasNext())
            texts.append(found.next().captured(1).toUtf8());
        return texts;
    }
    QByteArray served(const QByteArray& item) {
        ImapDialogue imap(*m_server);
        imap.logIn("alice");
        imap.say("EXAMINE Drafts");
        return imap.say("UID FETCH 1:* (" + item + ")");
    }
    bool isQuiet() { return m_engine->pushesWaiting(m_account) == 0; }
    void expectServed(const QList<QByteArray>& texts) {
        EXPECT_TRUE(waitUntil([&] { return isQuiet() && served() == texts; })) << served().join(" | ").constData();
    }
    QList<model::MessageSummary> shown() {
        const auto boxes = answer<QList<model::Mailbox>>([&](auto done) { m_engine->loadMailboxes(m_account, &m_context, done); });
        model::MessageQuery query;
        query.view = model::View::Mailbox;
        for (const model::Mailbox& box : boxes.value_or(QList<model::Mailbox>())) {
            if (box.name == u"Drafts"_s)
                query.mailbox = box.id;
        }
        if (!query.mailbox)
            return {};
        return answer<model::MessagePage>([&](auto done) { m_engine->loadMessages(query, 0, &m_context, done); }).value_or(model::MessagePage()).messages;
    }
    Result<model::Draft> draft(DraftId id) {
        std::optional<Result<model::Draft>> got;
        m_engine->loadDraft(id, &m_context, [&](Result<model::Draft> result) { got = std::move(result); });
        EXPECT_TRUE(waitUntil([&] { return got.has_value(); }));
        return std::move(*got);
    }
    void atServer(const QByteArray& command) {
        ImapDialogue imap(*m_server);
        imap.logIn("alice");
        imap.say("SELECT Drafts");
        EXPECT_TRUE(imap.say(command).contains(" OK"));
    }

    QTemporaryDir m_directory;
    std::chrono::milliseconds m_keepAfter{300};
    std::unique_ptr<MailServer> m_server;
    QObject m_context;
    std::shared_ptr<Engine> m_engine;
    AccountId m_account;
    IdentityId m_identity;
};

INSTANTIATE_TEST_SUITE_P(S2, DraftsLive, ::testing::Values(MailServer::Capabilities::Full, MailServer::Capabilities::Basic),
                         [](const auto& instance) { return instance.param == MailServer::Capabilities::Full ? "Full" : "Basic"; });

TEST_P(DraftsLive, savedTwentyTimesItIsOneMessageThere) {
    DraftId id = save(written(u"version 0"_s));
    for (int i = 1; i < 20; ++i) {
        EXPECT_EQ(save(written(u"version %1"_s.arg(i), id)), id);
        if (i % 4 == 0)
            m_engine->keepDraft(id); // its window closes, and opens again
    }
    expectServed({"version 19"});
    const auto list = shown();
    ASSERT_EQ(list.size(), 1);
    EXPECT_TRUE(list[0].flags.has(model::Flag::Draft));
    const auto opened = answer<model::Draft>([&](auto done) { m_engine->loadAsDraft(list[0].id, false, &m_context, done); });
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->id, id) << "the one that is kept here";
    EXPECT_EQ(opened->to, u"Bob <bob@example.test>, half"_s) << "as it was typed";
    EXPECT_EQ(save(written(u"another day"_s, id)), id); // edited again when it had long been there
    expectServed({"another day"});
}

TEST_P(DraftsLive, sentOrRemovedItLeavesDrafts) {
    const DraftId id = save(written(u"to be sent"_s));
    m_engine->keepDraft(id);
    expectServed({"to be sent"});
    model::Draft complete = written(u"to be sent"_s, id);
    complete.to = u"bob@example.test"_s;
    const auto out = answer<OutboxId>([&](auto done) { m_engine->send(complete, {std::chrono::hours(1)}, &m_context, done); });
    expectServed({});
    ASSERT_TRUE(out);
    ASSERT_TRUE(answer<model::Draft>([&](auto done) { m_engine->cancelOutbox(*out, &m_context, done); }));
    expectServed({"to be sent"});
    ASSERT_TRUE(answer<std::monostate>([&](auto done) { m_engine->removeDraft(id, &m_context, done); }));
    expectServed({});
    EXPECT_TRUE(shown().isEmpty());
}

TEST_P(DraftsLive, deletedByAnotherClientItIsGone) {
    const DraftId id = save(written(u"first"_s));
    expectServed({"first"});
    m_engine->setOpenMailbox(shown().value(0).mailbox);
    atServer("UID STORE 1:* +FLAGS (\\Deleted)");
    atServer("EXPUNGE");
    m_engine->syncNow(m_account);
    EXPECT_TRUE(waitUntil([&] { return !draft(id); }));
    EXPECT_TRUE(shown().isEmpty());
    expectServed({});
}

TEST_P(DraftsLive, whatAnotherClientLeftThereIsReplacedByTheUsersVersion) {
    const QByteArray file(200, 'x');
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: alice@example.test\r\nTo: bob@example.test\r\nSubject: theirs\r\nMessage-ID: <t@example.test>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\ntheir text\r\n--b\r\n"
        "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a.bin\r\n\r\n" + file + "\r\n--b--\r\n", u"Drafts"_s));
    m_engine->syncNow(m_account);
    ASSERT_TRUE(waitUntil([&] { return shown().size() == 1 && shown()[0].body == model::BodyState::Whole; }));
    auto opened = answer<model::Draft>([&](auto done) { m_engine->loadAsDraft(shown()[0].id, false, &m_context, done); });
    ASSERT_TRUE(opened);
    EXPECT_FALSE(opened->id.isValid());
    EXPECT_EQ(opened->copyOf, shown()[0].id);
    opened->text = u"my text"_s;
    opened->id = save(*opened);
    // What is shown changes first, then what is waiting is counted, then the old copy goes: only the server says that it is over.
    QByteArray there;
    ASSERT_TRUE(waitUntil([&] {
        if (shown().size() != 1 || shown()[0].id == opened->copyOf || !isQuiet())
            return false;
        there = served("BODY.PEEK[]");
        return there.contains("my text") && !there.contains("their text");
    })) << there.constData();
    EXPECT_TRUE(there.contains("a.bin"));
    EXPECT_TRUE(there.contains("<t@example.test>"));
    opened->subject = u"once more"_s; // its file is not that message's any more
    EXPECT_EQ(save(*opened), opened->id);
    ASSERT_TRUE(waitUntil([&] {
        if (shown().size() != 1 || shown()[0].subject != u"once more"_s || !isQuiet())
            return false;
        there = served("BODY.PEEK[]");
        return served().size() == 1 && there.contains("once more") && there.contains("a.bin");
    })) << there.constData();
}

TEST_P(DraftsLive, oneThatTheProgramDidNotComeToIsKeptAtTheNextStart) {
    m_engine.reset();
    m_keepAfter = std::chrono::hours(1);
    ASSERT_NO_FATAL_FAILURE(openEngine());
    (void)save(written(u"left behind"_s));
    m_engine.reset();
    m_keepAfter = std::chrono::milliseconds(300);
    ASSERT_NO_FATAL_FAILURE(openEngine());
    expectServed({"left behind"});
}

} // namespace
} // namespace tributary::engine::tst_DraftsLive
