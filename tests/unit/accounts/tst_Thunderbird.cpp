// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts of Thunderbird: prefs.js is read as data, whatever stands in it, and says which accounts there are.
#include "accounts/Thunderbird.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace tributary::accounts::tst_Thunderbird {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kFixture = QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/data/thunderbird");

Prefs prefsOf(const QByteArray& bytes) {
    auto prefs = parsePrefs(bytes);
    EXPECT_TRUE(prefs);
    return prefs.value_or(Prefs());
}
ForeignAccounts accountsIn(const QByteArray& bytes) {
    return accountsOfPrefs(prefsOf(bytes), [](const QString&) { return QByteArray(); });
}

TEST(Thunderbird, aWholeProfile) {
    for (const QString& folder : {QString(kFixture + u"/profile"_s), kFixture}) {
        const auto found = readThunderbirdProfile(folder);
        ASSERT_TRUE(found) << qPrintable(found.error().detail);
        ASSERT_EQ(found->accounts.size(), 3);
        const PortableAccount& carol = found->accounts[0];
        EXPECT_EQ(carol.account.email, u"carol@example.test"_s);
        EXPECT_EQ(carol.account.name, u"Work"_s);
        EXPECT_EQ(carol.account.displayName, u"Carol “C.” Example"_s);
        EXPECT_EQ(carol.account.replyTo, u"desk@example.test"_s);
        EXPECT_EQ(carol.account.incoming, (model::ServerSettings{u"imap.example.test"_s, 993, model::Security::Tls, u"carol"_s}));
        EXPECT_EQ(carol.account.outgoing, (model::ServerSettings{u"smtp.example.test"_s, 587, model::Security::StartTls, u"carol"_s}));
        EXPECT_TRUE(carol.account.isDefault);
        ASSERT_EQ(carol.identities.size(), 2);
        EXPECT_EQ(carol.identities[0].signatureText, u"Carol\nin plain words"_s);
        EXPECT_EQ(carol.identities[1].address, u"sales@example.test"_s);
        EXPECT_TRUE(carol.identities[1].signatureText.contains(u"Sales & more"_s)) << qPrintable(carol.identities[1].signatureText);
        EXPECT_FALSE(carol.identities[1].signatureHtml.contains(u"script"_s) || carol.identities[1].signatureHtml.contains(u"img"_s))
            << qPrintable(carol.identities[1].signatureHtml);

        const PortableAccount& dave = found->accounts[1];
        EXPECT_EQ(dave.account.protocol, model::Protocol::Pop3);
        EXPECT_EQ(dave.account.incoming, (model::ServerSettings{u"pop.example.test"_s, 110, model::Security::StartTls, u"dave"_s}));
        EXPECT_EQ(dave.account.fetch.leave, model::LeaveOnServer::Days);
        EXPECT_EQ(dave.account.fetch.leaveDays, 30);
        EXPECT_EQ(dave.account.fetch.pollMinutes, 15);
        EXPECT_EQ(dave.relay, u"carol@example.test"_s) << "it sends with carol's name and password";
        EXPECT_TRUE(dave.account.outgoing.host.isEmpty());

        const PortableAccount& hanako = found->accounts[2];
        EXPECT_EQ(hanako.account.auth, model::AuthMethod::OAuth);
        EXPECT_EQ(hanako.account.outgoing.port, 465);

        EXPECT_EQ(found->skipped, (QList<SkippedAccount>{{u"Local Folders"_s, SkipReason::LocalFolders, {}},
                                                         {u"Newsgroups"_s, SkipReason::OtherKind, u"nntp"_s},
                                                         {u"Feeds"_s, SkipReason::OtherKind, u"rss"_s}}));
    }
}

TEST(Thunderbird, profilesAreFoundWhereEachPackageKeepsThem) {
    const QTemporaryDir home;
    for (const QString& folder : {u"/.thunderbird"_s, u"/snap/thunderbird/common/.thunderbird"_s, u"/.var/app/org.mozilla.Thunderbird/.thunderbird"_s}) {
        ASSERT_TRUE(QDir().mkpath(home.path() + folder + u"/profile"_s));
        ASSERT_TRUE(QFile::copy(kFixture + u"/profiles.ini"_s, home.path() + folder + u"/profiles.ini"_s));
        ASSERT_TRUE(QFile::copy(kFixture + u"/profile/prefs.js"_s, home.path() + folder + u"/profile/prefs.js"_s));
    }
    EXPECT_EQ(findThunderbirdProfiles(home.path()).size(), 3);
    EXPECT_TRUE(findThunderbirdProfiles(home.path() + u"/nowhere"_s).isEmpty());
    EXPECT_EQ(readThunderbirdProfile(home.path()).error().code, ErrorCode::NotFound);
}

TEST(Prefs, valuesOfEveryKind) {
    const Prefs prefs = prefsOf("user_pref(\"a\", \"x \\\"y\\\" \\\\ \\u00e9\\x41\\n\");\r\nuser_pref('b', -12);\nuser_pref( \"c\" , true ) ;\npref(\"d\", false);\n"
                                "user_pref(\"e\", 'it');user_pref(\"a2\", \"second on the line\");\n");
    EXPECT_EQ(prefs.text(u"a"_s), u"x \"y\" \\ éA\n"_s);
    EXPECT_EQ(prefs.number(u"b"_s, 0), -12);
    EXPECT_TRUE(prefs.flag(u"c"_s, false));
    EXPECT_FALSE(prefs.flag(u"d"_s, true));
    EXPECT_EQ(prefs.text(u"e"_s), u"it"_s);
    EXPECT_EQ(prefs.number(u"a"_s, 7), 7) << "of another kind";
    EXPECT_EQ(prefsOf("user_pref(\"a\", 1);\nuser_pref(\"a\", 2);\n").number(u"a"_s, 0), 2) << "the last one counts";
}

TEST(Prefs, whatIsNoSettingIsPassedOver) {
    for (const QByteArray& bytes : {QByteArray("user_pref(\"a\", "), QByteArray("user_pref(\"a\", \"x\n\");"), QByteArray("user_pref(\"a\", evil());"),
                                    QByteArray("user_pref(\"a\", 99999999999999999999999);"), QByteArray("user_pref(\"a\", \"\\"), QByteArray("user_pref(\"a\", \"\\u12"),
                                    QByteArray("/* user_pref(\"a\", 1);"), QByteArray("// user_pref(\"a\", 1);"), QByteArray("function f() { return 1; }"),
                                    QByteArray(100'000, '('), QByteArray("user_pref"), QByteArray("\xff\xfe\x00user_pref(\"a\", 1)", 20), QByteArray(1000, '\0')}) {
        EXPECT_EQ(prefsOf(bytes + "\nuser_pref(\"b\", 1);\n").has(u"a"_s), false) << bytes.left(60).constData();
    }
    EXPECT_EQ(prefsOf("user_pref(\"a\", \"" + QByteArray(kMaxPrefText + 10, 'x') + "\");\nuser_pref(\"b\", 1);\n").count(), 1);
    EXPECT_TRUE(prefsOf("garbage here\nuser_pref(\"b\", 1);\n").has(u"b"_s));
}

TEST(Prefs, limits) {
    EXPECT_FALSE(parsePrefs(QByteArray(kMaxPrefsBytes + 1, ' ')));
    QByteArray many;
    for (int i = 0; i <= kMaxPrefs; ++i)
        many += "user_pref(\"" + QByteArray::number(i) + "\",1);\n";
    EXPECT_FALSE(parsePrefs(many));
    EXPECT_TRUE(parsePrefs(many, "mail."_L1)) << "others are not kept";
}

TEST(Thunderbird, hostileSettingsHurtNobody) {
    const auto found = accountsIn("user_pref(\"mail.accountmanager.accounts\", \"a,a,b,c,d\");\n"
                                  "user_pref(\"mail.account.a.server\", \"s\");\nuser_pref(\"mail.account.a.identities\", \"i,i,j\");\n"
                                  "user_pref(\"mail.server.s.type\", \"imap\");\nuser_pref(\"mail.server.s.hostname\", \"h\\nevil\");\n"
                                  "user_pref(\"mail.server.s.port\", 99999);\nuser_pref(\"mail.server.s.socketType\", \"3\");\n"
                                  "user_pref(\"mail.identity.i.useremail\", \"x@example.test\\r\\nBcc: y@example.test\");\n"
                                  "user_pref(\"mail.account.b.server\", \"nowhere\");\nuser_pref(\"mail.account.c.server\", \"s\");\n");
    ASSERT_EQ(found.accounts.size(), 1);
    const model::Account& account = found.accounts[0].account;
    EXPECT_FALSE(account.email.contains(u'\n') || account.email.contains(u'\r'));
    EXPECT_FALSE(account.incoming.host.contains(u'\n'));
    EXPECT_EQ(account.incoming.port, 143);
    EXPECT_EQ(account.incoming.security, model::Security::None);
    EXPECT_EQ(found.skipped.size(), 3) << "b, c and d";
}

} // namespace
} // namespace tributary::accounts::tst_Thunderbird
