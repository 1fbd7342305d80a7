// SPDX-License-Identifier: GPL-3.0-or-later
// Add mail account, where the servers have to be found first (S8, S9, S33): what is known goes on at once, what is not is looked for, and the
// user sees whose servers they are before there is a password to give away.
#include "Soon.h"
#include "support/WebServer.h"
#include "ui/addaccount/AddAccountDialog.h"
#include "ui/widgets/FormRow.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace tributary::ui::tst_AddAccountSearch {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::WebServer;

const char kFile[] = "<clientConfig><emailProvider id='x'><displayName>Example Mail</displayName>"
                     "<incomingServer type='imap'><hostname>imap.found.example</hostname><port>993</port><socketType>SSL</socketType></incomingServer>"
                     "<incomingServer type='pop3'><hostname>pop.found.example</hostname><port>995</port><socketType>SSL</socketType></incomingServer>"
                     "<outgoingServer type='smtp'><hostname>smtp.found.example</hostname><port>465</port><socketType>SSL</socketType></outgoingServer>"
                     "</emailProvider></clientConfig>";

class AddAccountSearch : public testing::Test {
  protected:
    void SetUp() override {
        m_directory = WebServer::startAt(u"127.0.0.1"_s, 0, tests::makeCertificate());
        ASSERT_TRUE(m_directory);
    }
    void TearDown() override {
        m_dialog.reset();
        m_engine.reset();
    }
    void open(const std::function<void(engine::EngineOptions&)>& change = {}) {
        engine::EngineOptions options;
        options.profileDirectory = m_folder.path();
        options.secrets = engine::SecretBackend::Memory;
        options.startWorkers = false;
        options.discovery.nameserver = QHostAddress(u"127.0.0.1"_s); // where nobody answers
        options.discovery.ispdbUrl = m_directory->url(u"/v1.1/"_s);
        options.discovery.certificates.extraAuthorities = {tests::authorityPem()};
        options.discovery.proxy.type = net::ProxyType::None;
        options.discovery.loopbackIsPublicForTests = true;
        if (change)
            change(options);
        engine::Engine::open(options, &m_context, [this](Result<std::shared_ptr<engine::Engine>> engine) {
            ASSERT_TRUE(engine) << qPrintable(engine.error().detail);
            m_engine = *engine;
        });
        ASSERT_TRUE(soon([this] { return m_engine != nullptr; }));
        m_dialog = std::make_unique<AddAccountDialog>(*m_engine, QList<DemoAccount>(), false);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
    }
    template <typename T> T* seen(const char* name) const {
        T* found = m_dialog->findChild<T*>(QString::fromLatin1(name));
        return found && found->isVisible() ? found : nullptr;
    }
    QString textOf(const char* name) const {
        const auto* label = seen<QLabel>(name);
        return label ? label->text() : QString();
    }
    QString fieldOf(const char* name) const { return m_dialog->findChild<QLineEdit*>(QString::fromLatin1(name))->text(); }
    void type(const QString& address) {
        ASSERT_TRUE(seen<QLineEdit>("address"));
        seen<QLineEdit>("address")->clear();
        QTest::keyClicks(seen<QLineEdit>("address"), address);
        QTest::keyClick(seen<QLineEdit>("address"), Qt::Key_Return);
    }
    /// What the banner says; empty: there is none.
    QString warning() const {
        const auto* banner = seen<QWidget>("notVerified");
        QStringList words;
        for (const QLabel* label : banner ? banner->findChildren<QLabel*>() : QList<QLabel*>())
            words.append(label->text());
        return words.join(u' ');
    }

    QTemporaryDir m_folder;
    QObject m_context;
    std::unique_ptr<WebServer> m_directory;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<AddAccountDialog> m_dialog;
};

TEST_F(AddAccountSearch, whatIsKnownIsShownAtOnceWithWhatMustBeDoneFirst) { // S9
    ASSERT_NO_FATAL_FAILURE(open());
    QElapsedTimer clock;
    clock.start();
    type(u"ann@gmx.de"_s);
    EXPECT_TRUE(seen<QLineEdit>("password")) << "without a turn of the event loop";
    EXPECT_LT(clock.elapsed(), 3000);
    EXPECT_TRUE(textOf("providerNote").contains(u"switched on"_s)) << qPrintable(textOf("providerNote"));
    EXPECT_TRUE(textOf("providerHelp").contains(u"https://hilfe.gmx.net/"_s));
    EXPECT_TRUE(seen<QLabel>("providerHelp")->textInteractionFlags() & Qt::TextSelectableByKeyboard);
    EXPECT_EQ(seen<QLabel>("providerHelp")->textFormat(), Qt::PlainText);
    EXPECT_EQ(warning(), QString());
    EXPECT_EQ(fieldOf("in-host"), u"imap.gmx.net"_s);
    EXPECT_TRUE(m_directory->requests().isEmpty());
}

TEST_F(AddAccountSearch, anUnknownDomainIsLookedForAndItsSourceIsShown) { // S9
    m_directory->setAnswers({{u"127.0.0.1/v1.1/unknown.example"_s, QJsonObject{{u"body"_s, QString::fromLatin1(kFile)}}}});
    ASSERT_NO_FATAL_FAILURE(open());
    type(u"secret+tag@unknown.example"_s);
    EXPECT_TRUE(textOf("searchTitle").contains(u"unknown.example"_s)) << qPrintable(textOf("searchTitle"));
    EXPECT_FALSE(seen<QLineEdit>("password"));
    ASSERT_TRUE(soon([this] { return seen<QLineEdit>("password") || textOf("foundSoFar").contains(u"imap.found.example"_s); }));
    if (auto* stop = seen<QPushButton>("stopSearch")) // this machine's resolver is slow to say no
        stop->click();
    ASSERT_TRUE(seen<QLineEdit>("password"));
    EXPECT_EQ(fieldOf("in-host"), u"imap.found.example"_s);
    EXPECT_TRUE(textOf("serverSource").contains(u"127.0.0.1"_s)) << qPrintable(textOf("serverSource"));
    EXPECT_EQ(warning(), QString());
    ASSERT_TRUE(seen<QComboBox>("protocol"));
    EXPECT_FALSE(seen<QComboBox>("protocol")->accessibleName().isEmpty());
    seen<QComboBox>("protocol")->setCurrentIndex(1);
    EXPECT_EQ(fieldOf("in-host"), u"pop.found.example"_s);
    EXPECT_EQ(fieldOf("in-port"), u"995"_s);
    for (const auto& request : m_directory->requests()) {
        EXPECT_EQ(request.path, "/v1.1/unknown.example");
        EXPECT_TRUE(request.body.isEmpty());
    }
}

TEST_F(AddAccountSearch, theUserNeedNotWait) { // S9
    m_directory->setAnswers({{u"127.0.0.1/v1.1/unknown.example"_s, QJsonObject{{u"ms"_s, 60'000}}}});
    ASSERT_NO_FATAL_FAILURE(open([](engine::EngineOptions& options) { options.discovery.deadline = options.discovery.requestTimeout = std::chrono::minutes(5); }));
    type(u"ann@unknown.example"_s);
    ASSERT_TRUE(seen<QPushButton>("stopSearch"));
    EXPECT_TRUE(seen<QPushButton>("stopSearch")->hasFocus() || !m_dialog->isActiveWindow());
    seen<QPushButton>("back")->click();
    ASSERT_TRUE(seen<QLineEdit>("address"));
    type(u"ann@unknown.example"_s);
    ASSERT_TRUE(seen<QPushButton>("stopSearch"));
    seen<QPushButton>("stopSearch")->click();
    ASSERT_TRUE(seen<QLineEdit>("password"));
    ASSERT_TRUE(seen<QLineEdit>("in-host")) << "the servers are to be filled in";
    EXPECT_EQ(fieldOf("in-port"), u"993"_s);
    EXPECT_EQ(fieldOf("in-user"), u"ann@unknown.example"_s);
}

TEST_F(AddAccountSearch, aPasswordDoesNotGoOnToAnotherAddress) { // S16
    ASSERT_NO_FATAL_FAILURE(open());
    type(u"ann@gmx.de"_s);
    ASSERT_TRUE(seen<QLineEdit>("password"));
    QTest::keyClicks(seen<QLineEdit>("password"), u"of ann at gmx"_s);
    seen<QPushButton>("back")->click();
    type(u"ann@gmx.de"_s);
    EXPECT_EQ(fieldOf("password"), u"of ann at gmx"_s) << "nothing has changed";
    seen<QPushButton>("back")->click();
    type(u"ann@web.de"_s);
    ASSERT_TRUE(seen<QLineEdit>("password"));
    EXPECT_EQ(fieldOf("password"), QString());
}

TEST_F(AddAccountSearch, S12_aPortThatIsNoneIsToldWithWhatMayStandThere) {
    ASSERT_NO_FATAL_FAILURE(open());
    type(u"ann@gmx.de"_s);
    ASSERT_TRUE(seen<QLineEdit>("password"));
    if (!seen<QLineEdit>("in-port"))
        seen<QAbstractButton>("serverSettings")->click();
    ASSERT_TRUE(seen<QLineEdit>("in-port"));
    const auto toldFor = [this](const QString& port) {
        seen<QLineEdit>("in-port")->clear();
        QTest::keyClicks(seen<QLineEdit>("in-port"), port);
        seen<QPushButton>("next")->click();
        const auto* row = qobject_cast<FormRow*>(seen<QLineEdit>("in-port")->parentWidget());
        return row ? row->error() : u"no row"_s;
    };
    for (const QString& odd : {u"99999"_s, u"0"_s, u"imap"_s, u"-1"_s, u"994"_s})
        EXPECT_EQ(toldFor(odd), u"Only 993 or 143"_s) << qPrintable(odd);
    EXPECT_EQ(toldFor(QString()), u"Enter a port."_s);
    seen<QAbstractButton>("nonStandardPorts")->click();
    for (const QString& odd : {u"99999"_s, u"0"_s, u"imap"_s})
        EXPECT_EQ(toldFor(odd), u"Only 1 to 65535"_s) << qPrintable(odd);
}

TEST_F(AddAccountSearch, aGuessIsCalledOneAndNamesWhereThePasswordWouldGo) { // S9, S16
    ASSERT_NO_FATAL_FAILURE(open([](engine::EngineOptions& options) { options.discovery.network = false; }));
    type(u"ann@unknown.example"_s);
    ASSERT_TRUE(soon([this] { return seen<QLineEdit>("password") != nullptr; }));
    EXPECT_TRUE(warning().contains(u"imap.unknown.example"_s)) << qPrintable(warning());
    EXPECT_TRUE(textOf("serverSource").contains(u"guessed"_s));
    EXPECT_TRUE(seen<QLineEdit>("in-host")) << "not verified: the servers are shown unfolded";
    seen<QComboBox>("protocol")->setCurrentIndex(1);
    EXPECT_TRUE(warning().contains(u"pop.unknown.example"_s)) << qPrintable(warning());
    EXPECT_TRUE(m_directory->requests().isEmpty());
}

} // namespace
} // namespace tributary::ui::tst_AddAccountSearch
