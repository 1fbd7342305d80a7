// SPDX-License-Identifier: GPL-3.0-or-later
// Settings as a file: what was written is read again, no secret is in it, and what is faulty is named by place and changes nothing.
#include "accounts/SettingsFile.h"

#include <gtest/gtest.h>

namespace tributary::accounts::tst_SettingsFile {
namespace {

using namespace Qt::Literals::StringLiterals;

PortableAccount sample() {
    PortableAccount one;
    model::Account& account = one.account;
    account.email = u"ann@example.test"_s;
    account.name = u"Büro “A”"_s;
    account.displayName = u"Ann"_s;
    account.replyTo = u"desk@example.test"_s;
    account.provider = u"other"_s;
    account.incoming = {u"imap.example.test"_s, 993, model::Security::Tls, u"DOMAIN\\ann"_s};
    account.outgoing = {u"smtp.example.test"_s, 587, model::Security::StartTls, u"ann"_s};
    account.isDefault = true;
    account.saveSent = false;
    account.syncSince = QDate(2025, 1, 31);
    account.mailboxGlobs = {u"INBOX"_s, u"Work/*"_s};
    account.fetch.unreadOnly = true;
    account.fetch.bodyDays = 30;
    account.colour = 5;
    model::Identity identity;
    identity.address = account.email;
    identity.displayName = u"Ann"_s;
    identity.replyTo = u"desk@example.test"_s;
    identity.signatureHtml = u"<b>Ann</b>"_s;
    identity.signatureText = u"Ann\n  indented"_s;
    identity.signatureAboveQuote = true;
    identity.isDefault = true;
    one.identities = {identity};
    return one;
}

PortableAccount popSample() {
    PortableAccount one;
    one.account.email = u"pop@example.test"_s;
    one.account.protocol = model::Protocol::Pop3;
    one.account.auth = model::AuthMethod::OAuth;
    one.account.provider = u"gmail"_s;
    one.account.incoming = {u"pop.example.test"_s, 995, model::Security::Tls, u"pop"_s};
    one.account.enabled = false;
    one.account.fetch = {false, false, 0, model::LeaveOnServer::Days, 30, 60, 500};
    one.relay = u"ann@example.test"_s;
    return one;
}

QString faultsOf(const QByteArray& json) {
    const auto read = parseSettingsFile(json, u"f.json"_s);
    EXPECT_FALSE(read) << json.left(300).constData();
    if (read)
        return {};
    EXPECT_EQ(read.error().kind, ErrorKind::InvalidInput);
    return read.error().detail;
}

QByteArray withAccount(const QByteArray& members) {
    return R"({"format": "tributary-settings", "version": 1, "accounts": [
{"email": "a@example.test", "protocol": "imap", "incoming": {"host": "h", "port": 993, "security": "tls", "user": "a"})" + members + "}]}";
}

TEST(SettingsFile, whatIsWrittenIsRead) {
    const QList<PortableAccount> written{sample(), popSample()};
    const auto read = parseSettingsFile(makeSettingsFile(written), u"f.json"_s);
    ASSERT_TRUE(read) << qPrintable(read.error().detail);
    ASSERT_EQ(read->size(), 2);
    for (qsizetype i = 0; i < 2; ++i) {
        EXPECT_EQ((*read)[i].account, written[i].account) << i;
        EXPECT_EQ((*read)[i].identities, written[i].identities) << i;
        EXPECT_EQ((*read)[i].relay, written[i].relay) << i;
    }
    EXPECT_TRUE((*read)[1].place.endsWith(u"accounts[1]"_s)) << qPrintable((*read)[1].place);
    EXPECT_EQ(makeSettingsFile(*read), makeSettingsFile(written));
}

TEST(SettingsFile, faultsAreNamedByPlace) {
    EXPECT_TRUE(parseSettingsFile(withAccount({}), u"f.json"_s));
    EXPECT_EQ(faultsOf(withAccount(R"(, "password": "x")")), u"f.json:2:121: accounts[0].password: unknown key"_s) << "no secret is ever read";
    EXPECT_TRUE(faultsOf(withAccount(R"(, "relay": "nobody")")).contains(u"accounts[0].relay: must be an e-mail address"_s));
    EXPECT_TRUE(faultsOf(withAccount(R"(, "colour": 99)")).contains(u"accounts[0].colour"_s));
    EXPECT_TRUE(faultsOf(withAccount(R"(, "syncSince": "yesterday")")).contains(u"must be a date"_s));
    EXPECT_TRUE(faultsOf(withAccount(R"(, "name": "a\r\nBcc: x")")).contains(u"holds control characters"_s));
    EXPECT_TRUE(faultsOf(withAccount(R"(, "identities": [{"address": "a@example.test"}, {"address": "A@example.test"}])")).contains(u"twice"_s));
    EXPECT_TRUE(faultsOf(withAccount(R"(, "identities": [{"address": 5}])")).contains(u"accounts[0].identities[0].address: must be a text"_s));
    EXPECT_TRUE(faultsOf(withAccount(R"(, "default": 1, "enabled": "yes", "fetch": [], "mailboxes": "x")")).count(u'\n') == 3);
    EXPECT_TRUE(faultsOf(withAccount(R"(, "email": "b@example.test")")).contains(u"email"_s)) << "a name that comes twice";
}

TEST(SettingsFile, hostileFilesAreRefused) {
    EXPECT_FALSE(faultsOf("").isEmpty());
    EXPECT_FALSE(faultsOf("[]").isEmpty());
    EXPECT_FALSE(faultsOf("{").isEmpty());
    EXPECT_FALSE(faultsOf(R"({"format": "other", "version": 1, "accounts": []})").isEmpty());
    EXPECT_TRUE(faultsOf(R"({"format": "tributary-settings", "version": 2, "accounts": []})").contains(u"version"_s));
    EXPECT_TRUE(faultsOf(R"({"format": "tributary-settings", "accounts": []})").contains(u"version"_s));
    EXPECT_TRUE(faultsOf(R"({"format": "tributary-settings", "version": 1})").contains(u"accounts"_s));
    EXPECT_FALSE(faultsOf(R"({"format": "tributary-settings", "version": 1, "accounts": )" + QByteArray(100'000, '[') + "}").isEmpty()) << "deep";
    EXPECT_TRUE(faultsOf(QByteArray(kMaxSettingsBytes + 1, ' ')).contains(u"larger"_s));
    QByteArray many = R"({"format": "tributary-settings", "version": 1, "accounts": [1)";
    for (int i = 0; i < 2000; ++i)
        many += ",1";
    EXPECT_TRUE(faultsOf(many + "]}").contains(u"more than 1000"_s));
    EXPECT_FALSE(faultsOf(R"({"format": "tributary-settings", "version": 1, "accounts": [{}, 7, null, "x"]})").isEmpty());
    EXPECT_FALSE(faultsOf("\xff\xfe\x00\x01").isEmpty());
}

} // namespace
} // namespace tributary::accounts::tst_SettingsFile
