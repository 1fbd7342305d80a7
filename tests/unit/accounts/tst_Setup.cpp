// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of a draft, before anything is tried: S10, S12, S13, S16.
#include "accounts/Setup.h"

#include <gtest/gtest.h>

namespace tributary::accounts::tst_Setup {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::Protocol;
using model::Security;

AccountDraft goodDraft() {
    AccountDraft draft;
    draft.account.email = u"ann@mail.example"_s;
    draft.account.incoming = {u"imap.mail.example"_s, 993, Security::Tls, u"ann@mail.example"_s};
    draft.account.outgoing = {u"smtp.mail.example"_s, 465, Security::Tls, u"ann@mail.example"_s};
    draft.password = Secret("pw");
    return draft;
}

/// Changes a good draft, which must then be refused at this field for this reason.
template<typename F> void expectRefused(ErrorCode code, const QString& field, F&& change, const Policy& policy = {}) {
    AccountDraft draft = goodDraft();
    change(draft);
    const Status status = checkDraft(draft, policy);
    ASSERT_FALSE(status) << qPrintable(field);
    EXPECT_EQ(status.error().kind, ErrorKind::InvalidInput) << qPrintable(field);
    EXPECT_EQ(status.error().code, code) << qPrintable(field) << ' ' << codeName(status.error().code).data();
    EXPECT_EQ(status.error().detail, field);
}

TEST(CheckPort, onlyTheStandardOnesOfTheProtocol) { // S12
    const auto accepted = [](Protocol protocol) {
        QList<quint16> ports;
        for (int port = 0; port <= 65535; ++port) {
            if (checkPort(protocol, static_cast<quint16>(port), false))
                ports.append(static_cast<quint16>(port));
        }
        return ports;
    };
    EXPECT_EQ(accepted(Protocol::Imap), (QList<quint16>{143, 993}));
    EXPECT_EQ(accepted(Protocol::Pop3), (QList<quint16>{110, 995}));
    EXPECT_EQ(accepted(Protocol::Smtp), (QList<quint16>{25, 465, 587}));
}

TEST(CheckPort, saysWhichPort) {
    const Status status = checkPort(Protocol::Imap, 1143, false);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error(), (Error{ErrorKind::InvalidInput, ErrorCode::PortNotStandard, {}, u"1143"_s}));
}

TEST(CheckPort, theAdvancedSettingAllowsAllButNone) {
    EXPECT_TRUE(checkPort(Protocol::Imap, 1143, true));
    EXPECT_TRUE(checkPort(Protocol::Imap, 65535, true));
    EXPECT_FALSE(checkPort(Protocol::Imap, 0, true));
}

TEST(CheckDraft, aGoodOnePasses) {
    EXPECT_TRUE(checkDraft(goodDraft(), {}));
    AccountDraft draft = goodDraft();
    draft.account.incoming.user = u"DOMAIN\\ann"_s; // S16
    draft.account.from = u"sales@mail.example"_s;
    draft.account.replyTo = u"help@other.example"_s;
    draft.password = Secret("pässwörd mit Leerzeichen ");
    EXPECT_TRUE(checkDraft(draft, {}));
    draft.account.outgoing = {}; // relayed through another account (S18)
    EXPECT_TRUE(checkDraft(draft, {}));
    for (const auto& host :
         {u"192.0.2.1"_s, u"[2001:db8::1]"_s, u"2001:db8::1"_s, u"mail"_s, u"bücher.example"_s, u"mail.example."_s}) {
        draft.account.incoming.host = host;
        EXPECT_TRUE(checkDraft(draft, {})) << qPrintable(host);
    }
}

TEST(CheckDraft, addressesAreNamed) { // S10
    expectRefused(ErrorCode::FieldMissing, u"email"_s, [](AccountDraft& d) { d.account.email.clear(); });
    expectRefused(ErrorCode::NotAnAddress, u"email"_s, [](AccountDraft& d) { d.account.email = u"ann"_s; });
    expectRefused(ErrorCode::NotAnAddress, u"from"_s, [](AccountDraft& d) { d.account.from = u"Ann <a@x>"_s; });
    expectRefused(ErrorCode::NotAnAddress, u"reply-to"_s, [](AccountDraft& d) { d.account.replyTo = u"a@@x"_s; });
}

TEST(CheckDraft, incomingFieldsAreNamed) {
    expectRefused(ErrorCode::FieldMissing, u"in-host"_s, [](AccountDraft& d) { d.account.incoming.host.clear(); });
    for (const auto& host :
         {u"imap mail"_s, u"https://imap.mail.example"_s, u"imap.mail.example/x"_s, u"ann@mail.example"_s,
          u".mail.example"_s, u"a..b"_s, u"a\"b"_s, u"a\\b"_s, u"<a>"_s, u"a\nb"_s})
        expectRefused(ErrorCode::BadValue, u"in-host"_s, [&](AccountDraft& d) { d.account.incoming.host = host; });
    expectRefused(ErrorCode::BadValue, u"in-host"_s,
                  [](AccountDraft& d) { d.account.incoming.host = QString(254, u'a'); });
    expectRefused(ErrorCode::FieldMissing, u"in-port"_s, [](AccountDraft& d) { d.account.incoming.port = 0; });
    expectRefused(ErrorCode::PortNotStandard, u"in-port"_s, [](AccountDraft& d) { d.account.incoming.port = 995; });
    expectRefused(ErrorCode::FieldMissing, u"in-user"_s, [](AccountDraft& d) { d.account.incoming.user.clear(); });
    expectRefused(ErrorCode::BadValue, u"in-user"_s,
                  [](AccountDraft& d) { d.account.incoming.user = QString(QChar(0)); });
    expectRefused(ErrorCode::Unsupported, u"protocol"_s, [](AccountDraft& d) { d.account.protocol = Protocol::Smtp; });
}

TEST(CheckDraft, S12_pop3HasPortsOfItsOwn) {
    for (const quint16 port : {110, 995, 143, 993}) {
        AccountDraft draft = goodDraft();
        draft.account.protocol = Protocol::Pop3;
        draft.account.incoming.port = port;
        EXPECT_EQ(checkDraft(draft, {}).has_value(), port == 110 || port == 995) << port;
    }
}

TEST(CheckDraft, S30_whatIsFetchedHasRanges) {
    expectRefused(ErrorCode::BadValue, u"poll-minutes"_s, [](AccountDraft& d) { d.account.fetch.pollMinutes = 0; });
    expectRefused(ErrorCode::BadValue, u"poll-minutes"_s, [](AccountDraft& d) { d.account.fetch.pollMinutes = 1441; });
    expectRefused(ErrorCode::BadValue, u"batch"_s, [](AccountDraft& d) { d.account.fetch.batch = 9; });
    expectRefused(ErrorCode::BadValue, u"batch"_s, [](AccountDraft& d) { d.account.fetch.batch = 1001; });
    expectRefused(ErrorCode::BadValue, u"leave"_s, [](AccountDraft& d) {
        d.account.fetch.leave = model::LeaveOnServer::Days;
        d.account.fetch.leaveDays = 0;
    });
}

TEST(CheckDraft, outgoingFieldsAreNamed) {
    expectRefused(ErrorCode::BadValue, u"out-host"_s, [](AccountDraft& d) { d.account.outgoing.host = u"a b"_s; });
    expectRefused(ErrorCode::PortNotStandard, u"out-port"_s, [](AccountDraft& d) { d.account.outgoing.port = 2525; });
    expectRefused(ErrorCode::PortNotStandard, u"out-port"_s, [](AccountDraft& d) { d.account.outgoing.port = 993; });
    expectRefused(ErrorCode::FieldMissing, u"out-user"_s, [](AccountDraft& d) { d.account.outgoing.user.clear(); });
    expectRefused(ErrorCode::TlsRequired, u"out-security"_s,
                  [](AccountDraft& d) { d.account.outgoing.security = Security::None; });
    expectRefused(ErrorCode::BadValue, u"out-user"_s, [](AccountDraft& d) { d.account.outgoing.user = QString(QChar(0)); });
}

TEST(CheckDraft, thePasswordMustBeThereAndCarriable) {
    expectRefused(ErrorCode::FieldMissing, u"password"_s, [](AccountDraft& d) { d.password = {}; });
    expectRefused(ErrorCode::BadValue, u"password"_s,
                  [](AccountDraft& d) { d.password = Secret(QByteArray("a\0b", 3)); });
}

TEST(CheckDraft, withoutTlsOnlyLoopback) { // S13
    for (const auto& host : {u"mail.example"_s, u"127.evil.example"_s, u"127.0.0.1.evil.example"_s,
                             u"localhost.evil.example"_s, u"192.168.0.1"_s}) {
        expectRefused(ErrorCode::TlsRequired, u"in-security"_s, [&](AccountDraft& d) {
            d.account.incoming = {host, 143, Security::None, u"ann"_s};
        });
    }
    for (const auto& host : {u"localhost"_s, u"127.0.0.1"_s, u"::1"_s, u"[::1]"_s}) {
        AccountDraft draft = goodDraft();
        draft.account.incoming = {host, 143, Security::None, u"ann"_s};
        EXPECT_TRUE(checkDraft(draft, {})) << qPrintable(host);
    }
}

TEST(CheckDraft, aPolicyLocksThePortSetting) { // S6, S12
    Policy allow, forbid;
    allow.allowNonStandardPorts = true;
    forbid.allowNonStandardPorts = false;
    allow.file = forbid.file = u"policies.json"_s;
    AccountDraft draft = goodDraft();
    draft.account.incoming.port = 1143;
    EXPECT_FALSE(checkDraft(draft, {}));
    EXPECT_TRUE(checkDraft(draft, allow));
    draft.allowNonStandardPorts = true;
    EXPECT_TRUE(checkDraft(draft, {}));
    expectRefused(
        ErrorCode::RefusedByPolicy, u"in-port"_s,
        [](AccountDraft& d) {
            d.account.incoming.port = 1143;
            d.allowNonStandardPorts = true;
        },
        forbid);
}

TEST(SetupNames, areThoseOfTheCommandLine) {
    QStringList stages;
    for (const Stage stage :
         {Stage::Resolve, Stage::Connect, Stage::Tls, Stage::Greeting, Stage::SignIn, Stage::Mailboxes})
        stages.append(QString(stageName(stage)));
    EXPECT_EQ(stages.join(u' '), u"resolve connect tls greeting sign-in mailboxes"_s);
    QStringList states;
    for (const StageState state : {StageState::Running, StageState::Ok, StageState::Failed, StageState::NotTried})
        states.append(QString(stageStateName(state)));
    EXPECT_EQ(states.join(u' '), u"running ok error not-tried"_s);
    EXPECT_EQ(sourceName(CandidateSource::Preset), "preset"_L1);
    EXPECT_EQ(sourceName(CandidateSource::Local), "local"_L1);
    EXPECT_EQ(sourceName(CandidateSource::Guess), "guess"_L1);
}

} // namespace
} // namespace tributary::accounts::tst_Setup
