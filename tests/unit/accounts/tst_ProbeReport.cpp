// SPDX-License-Identifier: GPL-3.0-or-later
// The copyable report (S37): all that support needs, nothing that says who it is or how they sign in.
#include "accounts/Probe.h"
#include "accounts/ProbeReport.h"
#include "support/ScriptedServer.h"

#include <gtest/gtest.h>

namespace tributary::accounts::tst_ProbeReport {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tests::ScriptedServer;
using Transport = ScriptedServer::Transport;

const QByteArray kCanary("canary-Passw0rd");
const ReportFacts kFacts{QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, Qt::UTC), u"Tributary 9.9"_s, u"Plan 9"_s};

AccountDraft draftAt(quint16 port) {
    AccountDraft draft;
    draft.account.email = u"ann.smith@mail.example"_s;
    draft.account.incoming = {u"localhost"_s, port, model::Security::Tls, u"ann.smith@mail.example"_s};
    draft.account.outgoing = {u"smtp.mail.example"_s, 587, model::Security::StartTls, u"asmith"_s};
    draft.password = Secret(kCanary);
    return draft;
}

QList<QByteArray> formsOf(const QByteArray& user) {
    const QByteArray nul(1, '\0');
    const QByteArray line = QByteArray(nul + user + nul + kCanary).toBase64();
    return {kCanary, kCanary.toBase64(), line, line.right(12)};
}

/// What a server that repeats all it got makes of it.
QString reportOf(const QByteArray& echo) {
    const ScriptedServer server(Transport::Tls, "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready for Ann.Smith\nC: {tag} AUTHENTICATE PLAIN *\nS: {tag} NO no such user ann.smith@mail.example, " +
                                                    echo + "\nX: hang\n");
    const AccountDraft draft = draftAt(server.port());
    ProbeOptions options;
    options.policy.allowNonStandardPorts = true;
    options.policy.certificates.extraAuthorities = {net::loadCertificatePolicy({ScriptedServer::caFile()})->extraAuthorities.first()};
    options.connectTimeout = 3s;
    options.answerTimeout = 3s;
    const auto outcome = probe(draft, options);
    EXPECT_TRUE(outcome);
    return outcome ? probeReport(draft.account, outcome->stages, outcome->error, kFacts) : QString();
}

TEST(ProbeReport, S37_hasWhatSupportNeeds) {
    const QString report = reportOf("sorry");
    for (const QString& words : {u"Tributary 9.9"_s, u"Plan 9"_s, u"account: ***@mail.example"_s, u"imap localhost:"_s, u"user name: the whole address"_s, u"incoming sign-in: error"_s,
                                 u"outgoing connect: not-tried"_s, u"certificate (incoming): localhost"_s, u"SHA-256: "_s, u"error: auth/credentials-rejected"_s, u"the server said: "_s,
                                 u"advice: check-password"_s, u" ms"_s})
        EXPECT_TRUE(report.contains(words)) << qPrintable(words) << "\n" << qPrintable(report);
}

TEST(ProbeReport, S37_namesNobody) {
    const QString report = reportOf("asmith is unknown");
    for (const QString& name : {u"ann.smith"_s, u"asmith"_s})
        EXPECT_FALSE(report.contains(name, Qt::CaseInsensitive)) << qPrintable(report);
    EXPECT_TRUE(report.contains(u"no such user ***, *** is unknown"_s)) << qPrintable(report);
}

TEST(ProbeReport, S37_holdsNoSecretWhateverTheServerRepeats) {
    const QList<QByteArray> forms = formsOf("ann.smith@mail.example");
    for (const QByteArray& echo : forms.first(3)) {
        const QString report = reportOf("I got " + echo + " and refuse");
        EXPECT_TRUE(report.contains(u"I got *** and refuse"_s)) << qPrintable(report);
        for (const QByteArray& form : forms)
            EXPECT_FALSE(report.contains(QString::fromLatin1(form))) << form.constData();
    }
}

TEST(ProbeReport, S18_whatGoesThroughAnotherAccountIsSaid) {
    AccountDraft draft = draftAt(993);
    draft.account.relay = AccountId(7);
    const QString report = probeReport(draft.account, {}, {}, kFacts);
    EXPECT_TRUE(report.contains(u"outgoing: through another account"_s));
    EXPECT_TRUE(report.contains(u"result: all passed"_s));
}

} // namespace
} // namespace tributary::accounts::tst_ProbeReport
