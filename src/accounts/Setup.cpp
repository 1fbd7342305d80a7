// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/Setup.h"

#include "connect/ImapConnection.h"
#include "model/Address.h"
#include "sasl/Mechanism.h"

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

Status fieldError(ErrorCode code, QLatin1StringView field) {
    return failure(ErrorKind::InvalidInput, code, QString(field));
}

/// A host as people type it: a name or an address literal, no scheme, no path, no blanks.
bool looksLikeHost(const QString& host) {
    if (host.isEmpty() || host.size() > 253)
        return false;
    for (const QChar c : host) {
        if (c.isSpace() || c.category() == QChar::Other_Control || u"/@\"<>\\"_s.contains(c))
            return false;
    }
    return !host.startsWith(u'.') && !host.contains(".."_L1);
}

bool hasControl(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

/// What stands in one line of the window, and in a header field.
Status checkName(const QString& name, QLatin1StringView field) {
    constexpr qsizetype kLongest = 250;
    return name.size() > kLongest || hasControl(name) ? fieldError(ErrorCode::BadValue, field) : Status();
}

Status checkServer(const model::ServerSettings& server, model::Protocol protocol, bool allowNonStandard,
                   QLatin1StringView prefix) {
    const auto field = [&](QLatin1StringView name) { return QString(prefix + name); };
    if (server.host.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, field("host"_L1));
    if (!looksLikeHost(server.host))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, field("host"_L1));
    if (server.port == 0)
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, field("port"_L1));
    if (auto port = checkPort(protocol, server.port, allowNonStandard); !port)
        return failure(ErrorKind::InvalidInput, ErrorCode::PortNotStandard, field("port"_L1));
    if (server.user.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, field("user"_L1));
    if (hasControl(server.user))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, field("user"_L1));
    if (server.security == model::Security::None && !connect::isLoopbackHost(server.host))
        return failure(ErrorKind::InvalidInput, ErrorCode::TlsRequired, field("security"_L1));
    return {};
}

/// The ranges of model::FetchSettings (S30).
Status checkFetch(const model::Account& account) {
    const model::FetchSettings& fetch = account.fetch;
    if (fetch.bodyDays < 0)
        return fieldError(ErrorCode::BadValue, "body-days"_L1);
    if (account.protocol == model::Protocol::Pop3) { // its server has no flags, no mailboxes, and gives whole messages
        const QLatin1StringView wrong = fetch.unreadOnly ? "unread-only"_L1 : fetch.flaggedOnly ? "flagged-only"_L1
            : fetch.bodyDays > 0 ? "body-days"_L1 : !account.mailboxGlobs.isEmpty() ? "mailboxes"_L1 : QLatin1StringView();
        if (!wrong.isEmpty())
            return fieldError(ErrorCode::Unsupported, wrong);
    }
    constexpr int kLongestLeave = 3650;
    if (fetch.leave == model::LeaveOnServer::Days && (fetch.leaveDays < 1 || fetch.leaveDays > kLongestLeave))
        return fieldError(ErrorCode::BadValue, "leave"_L1);
    if (fetch.pollMinutes < 1 || fetch.pollMinutes > 24 * 60)
        return fieldError(ErrorCode::BadValue, "poll-minutes"_L1);
    if (fetch.batch < 10 || fetch.batch > 1000)
        return fieldError(ErrorCode::BadValue, "batch"_L1);
    return {};
}

/// What no mechanism can carry (a NUL) is refused at its field.
Status checkSignIn(const QString& user, const Secret& password, QLatin1StringView userField) {
    const Status status = sasl::checkCredentials({user, password, false, {}, 0});
    if (status)
        return {};
    return fieldError(status.error().code, status.error().detail == "user"_L1 ? userField : "password"_L1);
}

} // namespace

QLatin1StringView stageName(Stage stage) {
    switch (stage) {
    case Stage::Resolve: return "resolve"_L1;
    case Stage::Connect: return "connect"_L1;
    case Stage::Tls: return "tls"_L1;
    case Stage::Greeting: return "greeting"_L1;
    case Stage::SignIn: return "sign-in"_L1;
    case Stage::Mailboxes: return "mailboxes"_L1;
    }
    return "resolve"_L1;
}

QLatin1StringView stageStateName(StageState state) {
    switch (state) {
    case StageState::Running: return "running"_L1;
    case StageState::Ok: return "ok"_L1;
    case StageState::Failed: return "error"_L1;
    case StageState::NotTried: return "not-tried"_L1;
    }
    return "not-tried"_L1;
}

QLatin1StringView sourceName(CandidateSource source) {
    switch (source) {
    case CandidateSource::Preset: return "preset"_L1;
    case CandidateSource::Local: return "local"_L1;
    case CandidateSource::Provider: return "provider"_L1;
    case CandidateSource::Ispdb: return "ispdb"_L1;
    case CandidateSource::Mx: return "mx"_L1;
    case CandidateSource::Srv: return "srv"_L1;
    case CandidateSource::Guess: return "guess"_L1;
    }
    return "guess"_L1;
}

Status checkPort(model::Protocol protocol, quint16 port, bool allowNonStandard) {
    if (allowNonStandard && port != 0)
        return {};
    QList<quint16> standard;
    switch (protocol) {
    case model::Protocol::Imap: standard = {143, 993}; break;
    case model::Protocol::Pop3: standard = {110, 995}; break;
    case model::Protocol::Smtp: standard = {25, 465, 587}; break;
    }
    if (standard.contains(port))
        return {};
    return failure(ErrorKind::InvalidInput, ErrorCode::PortNotStandard, QString::number(port));
}

Status checkAccount(const model::Account& account, const Policy& policy, bool allowNonStandardPorts) {
    const bool allow = policy.allowNonStandardPorts.value_or(allowNonStandardPorts);
    if (account.email.isEmpty())
        return fieldError(ErrorCode::FieldMissing, "email"_L1);
    if (!model::looksLikeAddress(account.email))
        return fieldError(ErrorCode::NotAnAddress, "email"_L1);
    if (!account.from.isEmpty() && !model::looksLikeAddress(account.from))
        return fieldError(ErrorCode::NotAnAddress, "from"_L1);
    if (!account.replyTo.isEmpty() && !model::looksLikeAddress(account.replyTo))
        return fieldError(ErrorCode::NotAnAddress, "reply-to"_L1);
    TRY_STATUS(checkName(account.name, "name"_L1));
    TRY_STATUS(checkName(account.displayName, "display-name"_L1));
    // A port that would be refused without a policy, too, is told as that below: there is advice for it.
    if (const Status allowed = checkAllowed(account, policy); !allowed && (allowNonStandardPorts || !allowed.error().detail.endsWith("-port"_L1)))
        return allowed;
    if (account.protocol == model::Protocol::Smtp)
        return failure(ErrorKind::InvalidInput, ErrorCode::Unsupported, u"protocol"_s);
    TRY_STATUS(checkFetch(account));
    TRY_STATUS(checkServer(account.incoming, account.protocol, allow, "in-"_L1));
    if (!account.outgoing.host.isEmpty())
        TRY_STATUS(checkServer(account.outgoing, model::Protocol::Smtp, allow, "out-"_L1));
    return {};
}

Status checkDraft(const AccountDraft& draft, const Policy& policy) {
    const model::Account& account = draft.account;
    TRY_STATUS(checkAccount(account, policy, draft.allowNonStandardPorts));
    if (draft.password.isEmpty())
        return fieldError(ErrorCode::FieldMissing, "password"_L1);
    TRY_STATUS(checkSignIn(account.incoming.user, draft.password, "in-user"_L1));
    if (!account.outgoing.host.isEmpty())
        TRY_STATUS(checkSignIn(account.outgoing.user, draft.password, "out-user"_L1));
    return {};
}

} // namespace tributary::accounts
