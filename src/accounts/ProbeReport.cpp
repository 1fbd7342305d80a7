// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/ProbeReport.h"

#include "base/Clock.h"
#include "base/Log.h"

#include <QRegularExpression>
#include <QSysInfo>
#include <QtGlobal>

#include <algorithm>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto kMask = "***"_L1;

/// Cuts who the account is of from what others say.
class Masking {
  public:
    explicit Masking(const model::Account& account) {
        const qsizetype at = account.email.lastIndexOf(u'@');
        m_domain = account.email.mid(at + 1);
        for (const QString& name : {account.email, account.from, account.replyTo, account.incoming.user, account.outgoing.user})
            add(name);
        std::sort(m_names.begin(), m_names.end(), [](const QString& a, const QString& b) { return a.size() > b.size(); });
    }

    [[nodiscard]] QString address() const { return kMask + u"@"_s + m_domain; }
    /// "the whole address" says as much about a user name as support needs.
    [[nodiscard]] static QString formOf(const QString& user, const QString& email) {
        if (user.isEmpty())
            return u"none"_s;
        if (user.compare(email, Qt::CaseInsensitive) == 0)
            return u"the whole address"_s;
        if (user.compare(email.left(email.lastIndexOf(u'@')), Qt::CaseInsensitive) == 0)
            return u"the part before the @"_s;
        if (user.contains(u'\\'))
            return u"DOMAIN\\user"_s;
        return user.contains(u'@') ? u"another address"_s : u"another name"_s;
    }
    [[nodiscard]] QString masked(QString text) const {
        for (const QString& name : m_names) {
            const QRegularExpression word(u"(?<![\\p{L}\\p{N}])"_s + QRegularExpression::escape(name) + u"(?![\\p{L}\\p{N}])"_s,
                                          QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
            text.replace(word, kMask);
        }
        return text;
    }

  private:
    void add(const QString& name) {
        const qsizetype at = name.lastIndexOf(u'@');
        const qsizetype behind = name.lastIndexOf(u'\\');
        for (const QString& part : {name, at > 0 ? name.first(at) : QString(), behind > 0 ? name.mid(behind + 1) : QString()}) {
            if (!part.isEmpty() && !m_names.contains(part))
                m_names.append(part);
        }
    }

    QString m_domain;
    QStringList m_names; ///< longest first
};

QString serverLine(const model::ServerSettings& server, model::Protocol protocol, const QString& email) {
    return u"%1 %2:%3, %4, user name: %5"_s.arg(QString(model::protocolName(protocol)), server.host).arg(server.port)
        .arg(QString(model::securityName(server.security)), Masking::formOf(server.user, email));
}

QString stageLine(const StageReport& stage, const Masking& masking) {
    QString line = u"  %1 %2: %3"_s.arg(stage.side == Side::Incoming ? u"incoming"_s : u"outgoing"_s, QString(stageName(stage.stage)),
                                        QString(stageStateName(stage.state)));
    if (stage.state == StageState::Ok || stage.state == StageState::Failed)
        line += u", %1 ms"_s.arg(stage.ms);
    if (stage.stage == Stage::SignIn || stage.text.isEmpty()) // the text there is the user name
        return line;
    return line + u", "_s + masking.masked(loggable(stage.text.toUtf8()));
}

void appendCertificates(QStringList& lines, const QList<StageReport>& stages) {
    for (const StageReport& stage : stages) {
        for (const net::CertificateSummary& one : stage.certificates) {
            lines.append(u"certificate (%1): %2"_s.arg(stage.side == Side::Incoming ? u"incoming"_s : u"outgoing"_s, loggable(one.subject.toUtf8())));
            lines.append(u"  issuer: %1%2"_s.arg(loggable(one.issuer.toUtf8()), one.selfSigned ? u" (self-signed)"_s : QString()));
            if (!one.names.isEmpty())
                lines.append(u"  names: %1"_s.arg(loggable(one.names.join(u", "_s).toUtf8(), 1000)));
            lines.append(u"  valid: %1 to %2"_s.arg(one.notBefore.toUTC().toString(Qt::ISODate), one.notAfter.toUTC().toString(Qt::ISODate)));
            lines.append(u"  SHA-256: %1"_s.arg(one.sha256));
        }
    }
}

void appendError(QStringList& lines, const Error& error, const AdvicePlace& place, const Masking& masking) {
    lines.append(u"error: %1/%2"_s.arg(QString(kindName(error.kind)), QString(codeName(error.code))));
    if (!error.detail.isEmpty() && error.kind != ErrorKind::Auth) // there it is the user name
        lines.append(u"  detail: %1"_s.arg(masking.masked(loggable(error.detail.toUtf8()))));
    if (!error.serverText.isEmpty())
        lines.append(u"  the server said: %1"_s.arg(masking.masked(loggable(error.serverText, 1000))));
    for (const HintFound& one : hintsOf({place.provider, place.server.host, place.protocol}, error))
        lines.append(u"  hint: %1%2"_s.arg(QString(hintName(one.hint)), one.isSaid ? u" (said)"_s : u" (usual there)"_s));
    for (const Advice& one : adviceOf(error, place))
        lines.append(u"  advice: "_s + QString(QString(adviceName(one.code)) + u' ' + masking.masked(one.text)).trimmed());
}

} // namespace

ReportFacts reportFacts() {
    return {Clock::system().utcNow(), u"Tributary %1, Qt "_s.arg(QString::fromLatin1(TRIBUTARY_VERSION)) + QString::fromLatin1(qVersion()),
            QSysInfo::prettyProductName() + u", "_s + QSysInfo::currentCpuArchitecture()};
}

QString probeReport(const model::Account& account, const QList<StageReport>& stages, const std::optional<Error>& error, const ReportFacts& facts) {
    const Masking masking(account);
    QStringList lines{u"Connection test of a mail account"_s, u"program: "_s + facts.program, u"system: "_s + facts.system,
                      u"time: "_s + facts.at.toUTC().toString(Qt::ISODate), u"account: "_s + masking.address(),
                      u"provider: "_s + (account.provider.isEmpty() ? u"other"_s : account.provider),
                      u"sign-in: "_s + (account.auth == model::AuthMethod::OAuth ? u"OAuth"_s : u"password"_s),
                      u"incoming: "_s + serverLine(account.incoming, account.protocol, account.email)};
    if (account.relay)
        lines.append(u"outgoing: through another account"_s);
    else
        lines.append(u"outgoing: "_s + (account.outgoing.host.isEmpty() ? u"none"_s : serverLine(account.outgoing, model::Protocol::Smtp, account.email)));
    lines.append(u"stages:"_s);
    for (const StageReport& stage : stages) {
        if (stage.state != StageState::Running)
            lines.append(stageLine(stage, masking));
    }
    appendCertificates(lines, stages);
    if (error)
        appendError(lines, *error, advicePlace(account, stages), masking);
    else
        lines.append(u"result: all passed"_s);
    return lines.join(u'\n') + u'\n';
}

} // namespace tributary::accounts
