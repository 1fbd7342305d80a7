// SPDX-License-Identifier: GPL-3.0-or-later
// The accounts of the demo in "Add mail account": password and servers stand there, of each account its own (docs/hacking.md, the demo).
#include "Soon.h"
#include "ui/addaccount/AddAccountDialog.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

namespace tributary::ui::tst_DemoAccounts {
namespace {

using namespace Qt::Literals::StringLiterals;

const char kProviders[] = R"([{"id": "demo", "name": "Demo", "domains": ["example.test"],
  "imap": {"host": "127.0.0.21", "port": 993, "security": "tls", "user": "%EMAILADDRESS%"},
  "pop3": {"host": "127.0.0.1", "port": 995, "security": "tls", "user": "%EMAILADDRESS%"},
  "smtp": {"host": "127.0.0.1", "port": 587, "security": "starttls", "user": "%EMAILADDRESS%"}}])";
const char kDemo[] = R"({"accounts": [{"address": "alice@example.test", "password": "pw-alice", "name": "Alice"},
  {"address": "bob@example.test", "password": "pw-bob", "name": "Bob",
   "imap": {"host": "127.0.0.1", "port": 993, "security": "tls"}, "smtp": {"host": "127.0.0.2", "port": 587, "security": "starttls"}},
  {"address": "dave@example.test", "password": "pw-dave", "name": "Dave",
   "pop3": {"host": "127.0.0.1", "port": 995, "security": "tls"}, "smtp": {"host": "127.0.0.1", "port": 587, "security": "starttls"}}],
 "oauth": {"address": "carol@example.test", "password": "pw-carol", "name": "Carol", "provider": "outlook",
   "imap": {"host": "127.0.0.1", "port": 993, "security": "tls"}, "smtp": {"host": "127.0.0.1", "port": 587, "security": "starttls"}}})";

TEST(DemoAccounts, eachSaysWhereItsMailIs) {
    const QList<DemoAccount> accounts = parseDemoAccounts(kDemo);
    ASSERT_EQ(accounts.size(), 4);
    EXPECT_TRUE(accounts[0].incoming.host.isEmpty()) << "the table knows";
    EXPECT_EQ(accounts[1].protocol, model::Protocol::Imap);
    EXPECT_EQ(accounts[1].incoming, (model::ServerSettings{u"127.0.0.1"_s, 993, model::Security::Tls, u"bob@example.test"_s}));
    EXPECT_EQ(accounts[2].protocol, model::Protocol::Pop3);
    EXPECT_EQ(accounts[2].incoming.port, 995);
    EXPECT_EQ(accounts[2].outgoing.security, model::Security::StartTls);
    EXPECT_EQ(accounts[3].provider, u"outlook"_s);
    EXPECT_TRUE(parseDemoAccounts("{").isEmpty());
}

TEST(DemoAccounts, areChosenWithPasswordAndServers) {
    const QTemporaryDir folder;
    QFile providers(folder.filePath(u"providers.json"_s));
    ASSERT_TRUE(providers.open(QIODevice::WriteOnly));
    providers.write(kProviders);
    providers.close();
    engine::EngineOptions options;
    options.profileDirectory = folder.path();
    options.secrets = engine::SecretBackend::Memory;
    options.startWorkers = false;
    QObject context;
    std::shared_ptr<engine::Engine> engine;
    engine::Engine::open(options, &context, [&](Result<std::shared_ptr<engine::Engine>> opened) {
        ASSERT_TRUE(opened) << qPrintable(opened.error().detail);
        engine = *opened;
    });
    ASSERT_TRUE(soon([&] { return engine != nullptr; }));
    AddAccountDialog dialog(*engine, parseDemoAccounts(kDemo), false);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    const auto field = [&](const char* name) { return dialog.findChild<QLineEdit*>(QString::fromLatin1(name)); };
    struct Wanted {
        QString name, inHost, inPort, outHost;
    };
    // One after the other, Back in between: nothing of the one before is left.
    for (const Wanted& wanted : {Wanted{u"alice"_s, u"127.0.0.21"_s, u"993"_s, u"127.0.0.1"_s}, Wanted{u"bob"_s, u"127.0.0.1"_s, u"993"_s, u"127.0.0.2"_s},
                                 Wanted{u"dave"_s, u"127.0.0.1"_s, u"995"_s, u"127.0.0.1"_s}}) {
        auto* use = dialog.findChild<QPushButton*>(u"demo:%1@example.test"_s.arg(wanted.name));
        ASSERT_TRUE(use);
        use->click();
        ASSERT_TRUE(soon([&] { return field("password")->isVisible(); })) << qPrintable(wanted.name);
        EXPECT_EQ(field("password")->text(), QString(u"pw-"_s + wanted.name));
        EXPECT_EQ(field("in-host")->text(), wanted.inHost) << qPrintable(wanted.name);
        EXPECT_EQ(field("in-port")->text(), wanted.inPort) << qPrintable(wanted.name);
        EXPECT_EQ(field("out-host")->text(), wanted.outHost) << qPrintable(wanted.name);
        dialog.findChild<QPushButton*>(u"back"_s)->click();
    }
}

} // namespace
} // namespace tributary::ui::tst_DemoAccounts
