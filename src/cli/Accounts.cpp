// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Cli.h"

#include "model/Address.h"

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

tl::unexpected<Error> badOption(const char* name, ErrorCode code = ErrorCode::BadValue) {
    return failure(ErrorKind::InvalidInput, code, QString::fromLatin1(name));
}

/// One side's servers: what the options say, over what was discovered.
Status fillServer(const CommandLine& line, const QString& prefix, model::Protocol protocol, model::ServerSettings& server) {
    const auto value = [&](const char* name) {
        return line.options.value(prefix + QString::fromLatin1(name)).value(0);
    };
    const bool own = !value("-host").isEmpty();
    if (own)
        server = {value("-host"), 0, model::Security::Tls, server.user};
    if (!value("-port").isEmpty()) {
        bool ok = false;
        server.port = value("-port").toUShort(&ok);
        if (!ok || server.port == 0)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, prefix + u"-port"_s);
    }
    if (!value("-security").isEmpty()) {
        const auto security = model::parseSecurity(value("-security"));
        if (!security)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, prefix + u"-security"_s);
        server.security = *security;
    } else if (own && (server.port == 143 || server.port == 110 || server.port == 587 || server.port == 25)) {
        server.security = model::Security::StartTls; // what these ports mean
    }
    if (own && server.port == 0) {
        const bool tls = server.security == model::Security::Tls;
        switch (protocol) {
        case model::Protocol::Imap: server.port = tls ? 993 : 143; break;
        case model::Protocol::Pop3: server.port = tls ? 995 : 110; break;
        case model::Protocol::Smtp: server.port = tls ? 465 : 587; break;
        }
    }
    if (!value("-user").isEmpty())
        server.user = value("-user");
    return {};
}

/// How much of it, and what becomes of the server's copies (S30); ranges are the draft's to check.
Status fillFetch(const CommandLine& line, model::FetchSettings& fetch) {
    const auto number = [&](const char* name, int& target) -> Status {
        bool ok = true;
        if (line.has(name))
            target = line.value(name).toInt(&ok);
        return ok ? Status() : Status(badOption(name));
    };
    TRY_STATUS(number("poll-minutes", fetch.pollMinutes));
    TRY_STATUS(number("batch", fetch.batch));
    if (!line.has("leave"))
        return {};
    const auto leave = model::parseLeave(line.value("leave"));
    fetch.leave = leave && *leave != model::LeaveOnServer::Days ? *leave : model::LeaveOnServer::Days;
    return fetch.leave == model::LeaveOnServer::Days ? number("leave", fetch.leaveDays) : Status();
}

} // namespace

Result<engine::AccountDraft> Cli::draftFromOptions(const QList<engine::ServerCandidate>& candidates) {
    engine::AccountDraft draft;
    model::Account& account = draft.account;
    account.email = m_line.value("email").trimmed();
    account.name = m_line.has("name") ? m_line.value("name") : account.email;
    account.displayName = m_line.value("display-name");
    account.from = m_line.value("from");
    account.replyTo = m_line.value("reply-to");
    account.isDefault = m_line.has("default");
    draft.allowNonStandardPorts = m_line.has("allow-non-standard-ports");
    if (m_line.has("protocol")) {
        const auto protocol = model::parseProtocol(m_line.value("protocol"));
        if (!protocol || *protocol == model::Protocol::Smtp)
            return badOption("protocol");
        account.protocol = *protocol;
    }
    TRY_STATUS(fillFetch(m_line, account.fetch));
    const QString wanted = m_line.value("provider");
    if (const bool preset = !wantsSignIn() && !m_line.has("in-host") && !candidates.isEmpty() && candidates.first().oauth; preset && wanted.isEmpty()) {
        return failure(ErrorKind::InvalidInput, ErrorCode::Unsupported,
                       u"%1 signs in through its own page in the browser: --oauth, or --device-code without a browser"_s.arg(candidates.first().providerName));
    }
    for (const engine::ServerCandidate& candidate : candidates) {
        if (candidate.protocol == account.protocol && (wantsSignIn() || !candidate.oauth) && (wanted.isEmpty() || candidate.providerId == wanted)) {
            account.provider = candidate.providerId;
            account.incoming = candidate.incoming;
            account.outgoing = candidate.outgoing;
            break;
        }
    }
    if (!wanted.isEmpty() && account.provider != wanted && wanted != "other"_L1)
        return badOption("provider");
    const bool ownIncoming = m_line.has("in-host");
    if (ownIncoming && !m_line.has("out-host")) // never mix a guessed sender with a server that was named
        account.outgoing = {};
    if (ownIncoming) {
        account.provider = wanted.isEmpty() ? u"other"_s : wanted;
        account.incoming.user = account.email;
    }
    if (m_line.has("out-host"))
        account.outgoing.user = m_line.has("in-user") ? m_line.value("in-user") : account.email;
    TRY_STATUS(fillServer(m_line, u"in"_s, account.protocol, account.incoming));
    TRY_STATUS(fillServer(m_line, u"out"_s, model::Protocol::Smtp, account.outgoing));
    if (m_line.has("relay")) {
        const auto relay = this->account(m_line.value("relay"));
        if (!relay)
            return badOption("relay", ErrorCode::NotFound);
        account.relay = relay->account.id;
    }
    if (m_line.has("save-sent")) {
        if (m_line.value("save-sent") != "yes"_L1 && m_line.value("save-sent") != "no"_L1)
            return badOption("save-sent");
        account.saveSent = m_line.value("save-sent") == "yes"_L1;
    }
    if (m_line.has("sync-since")) {
        account.syncSince = QDate::fromString(m_line.value("sync-since"), Qt::ISODate);
        if (!account.syncSince.isValid())
            return badOption("sync-since");
    }
    for (const QString& globs : m_line.values("mailboxes"))
        account.mailboxGlobs.append(globs.split(u',', Qt::SkipEmptyParts));
    if (wantsSignIn()) {
        account.auth = model::AuthMethod::OAuth;
        return draft;
    }
    TRY(draft.password, readPassword(m_line.has("password-stdin"), u"Password for %1"_s.arg(account.email)));
    return draft;
}

void Cli::withDraft(std::function<void(const engine::AccountDraft&)> use) {
    const QString email = m_line.value("email").trimmed();
    if (email.isEmpty())
        return fail({ErrorKind::InvalidInput, ErrorCode::FieldMissing, {}, u"email"_s});
    m_engine->discover(email, this, [this, use = std::move(use)](Result<QList<engine::ServerCandidate>> candidates) {
        if (!candidates)
            return fail(candidates.error());
        // A provider that is named serves domains that nobody knows of, too.
        if (m_line.has("provider"))
            candidates->append(m_engine->providers(m_line.value("email").trimmed()));
        auto draft = draftFromOptions(*candidates);
        if (!draft)
            return fail(draft.error());
        use(*draft);
    });
}

bool Cli::wantsSignIn() const { return m_line.has("oauth") || m_line.has("device-code"); }

engine::SignIn Cli::signIn() const {
    engine::SignIn how;
    how.byDevice = m_line.has("device-code");
    how.page.successTitle = u"Go back to Tributary"_s;
    how.page.successLine = u"The sign-in page is done, and Tributary goes on with the mail servers. You can close this page."_s;
    how.page.failureTitle = u"Not signed in"_s;
    how.page.failureLine = u"Go back to Tributary to see why, and try again there."_s;
    return how;
}

engine::SignInObserver Cli::signInObserver() {
    engine::SignInObserver observer;
    observer.link = [this](const QUrl& link) {
        const QString text = QString::fromLatin1(link.toEncoded());
        m_out.event({{u"event"_s, u"oauth"_s}, {u"link"_s, text}}, u"Open this page in a browser and sign in:\n"_s + text);
    };
    observer.code = [this](const engine::DevicePrompt& prompt) {
        QJsonObject event{{u"event"_s, u"device-code"_s},
                          {u"userCode"_s, prompt.userCode},
                          {u"verificationUri"_s, QString::fromLatin1(prompt.verificationUri.toEncoded())},
                          {u"expires"_s, rfc3339(prompt.expiresAtMs)}};
        if (!prompt.verificationUriComplete.isEmpty())
            event.insert(u"verificationUriComplete"_s, QString::fromLatin1(prompt.verificationUriComplete.toEncoded()));
        m_out.event(event, u"On any device, open %1 and enter %2"_s.arg(QString::fromLatin1(prompt.verificationUri.toEncoded()), prompt.userCode));
    };
    observer.stage = [this](const engine::StageReport& stage) { tellStage(stage); };
    return observer;
}

void Cli::tellStage(const engine::StageReport& stage) const {
    if (stage.state == engine::StageState::Running)
        return;
    QJsonObject event = toJson(stage);
    event.insert(u"event"_s, u"stage"_s);
    QString words = u"%1 %2: %3"_s.arg(stage.side == engine::Side::Incoming ? u"incoming"_s : u"outgoing"_s,
                                      QString(accounts::stageName(stage.stage)), QString(accounts::stageStateName(stage.state)));
    if (stage.state != engine::StageState::NotTried)
        words += u" (%1 ms) %2"_s.arg(stage.ms).arg(stage.text);
    m_out.event(event, words);
}

void Cli::tellProbe(const engine::ProbeOutcome& outcome) {
    QJsonArray stages;
    QList<QStringList> rows;
    for (const engine::StageReport& stage : outcome.stages) {
        stages.append(toJson(stage));
        rows.append({stage.side == engine::Side::Incoming ? u"incoming"_s : u"outgoing"_s, QString(accounts::stageName(stage.stage)),
                     QString(accounts::stageStateName(stage.state)), QString::number(stage.ms), stage.text});
    }
    QJsonObject object{{u"ok"_s, outcome.passed()}, {u"stages"_s, stages}, {u"mailboxes"_s, outcome.mailboxes}};
    if (outcome.error)
        object.insert(u"error"_s, toJson(*outcome.error));
    if (m_out.isJson())
        m_out.value(object);
    else
        m_out.table({u"side"_s, u"stage"_s, u"state"_s, u"ms"_s, u""_s}, rows);
    if (outcome.error)
        return fail(*outcome.error);
    done();
}

void Cli::accountDiscover() {
    m_engine->discover(m_line.operands.first(), this, [this](Result<QList<engine::ServerCandidate>> candidates) {
        if (!candidates)
            return fail(candidates.error());
        QJsonArray array;
        QList<QStringList> rows;
        for (const engine::ServerCandidate& c : *candidates) {
            array.append(toJson(c));
            rows.append({c.providerName, QString(accounts::sourceName(c.source)), c.verified ? u"yes"_s : u"no"_s,
                         u"%1:%2"_s.arg(c.incoming.host).arg(c.incoming.port), u"%1:%2"_s.arg(c.outgoing.host).arg(c.outgoing.port)});
        }
        if (m_out.isJson())
            m_out.value(array);
        else
            m_out.table({u"provider"_s, u"source"_s, u"verified"_s, u"incoming"_s, u"outgoing"_s}, rows);
        done();
    });
}

void Cli::accountTest() {
    if (wantsSignIn())
        return fail({ErrorKind::InvalidInput, ErrorCode::Unsupported, {}, u"a sign-in at the provider's page cannot be tried without keeping it: account add --oauth checks all of it first"_s});
    withDraft([this](const engine::AccountDraft& draft) {
        m_task = m_engine->testAccount(
            draft, this, [this](const engine::StageReport& stage) { tellStage(stage); },
            [this](Result<engine::ProbeOutcome> outcome) {
                if (!outcome)
                    return fail(outcome.error());
                tellProbe(*outcome);
            });
    });
}

void Cli::accountAdd() {
    withDraft([this](const engine::AccountDraft& draft) {
        if (wantsSignIn() && !m_engine->hasSignIn(draft.account.provider)) {
            return fail({ErrorKind::InvalidInput, ErrorCode::FieldMissing, {},
                         u"client-id: Tributary must be registered at the provider first, see docs/oauth.md"_s});
        }
        const auto done = [this, account = draft.account](Result<AccountId> id) { added(account, id); };
        m_task = wantsSignIn() ? m_engine->signInAndAdd(draft, signIn(), this, signInObserver(), done)
                               : m_engine->addAccount(draft, this, [this](const engine::StageReport& stage) { tellStage(stage); }, done);
    });
}

void Cli::added(const model::Account& account, const Result<AccountId>& id) {
    if (!id)
        return fail(id.error());
    model::AccountSnapshot snapshot{account, {}, 0};
    snapshot.account.id = *id;
    const auto known = m_engine->accounts(); // with the new one, or not yet
    if (std::all_of(known.begin(), known.end(), [&](const auto& k) { return k.account.id == *id; }))
        snapshot.account.isDefault = true; // the first one is
    deliverCodes(snapshot.account, std::nullopt, [this, snapshot](const QList<model::Verification>&) {
        if (m_out.isJson())
            m_out.value(toJson(snapshot, true));
        else
            m_out.text(u"added %1 (%2)"_s.arg(snapshot.account.email).arg(snapshot.account.id.value));
        done();
    });
}

void Cli::accountList() {
    QJsonArray array;
    QList<QStringList> rows;
    for (const model::AccountSnapshot& snapshot : m_engine->accounts()) {
        array.append(toJson(snapshot, false));
        rows.append({QString::number(snapshot.account.id.value), snapshot.account.email, snapshot.account.name,
                     QString(model::protocolName(snapshot.account.protocol)), QString(model::activityName(snapshot.state.activity)),
                     snapshot.account.isDefault ? u"default"_s : QString(), snapshot.state.reason ? messageOf(*snapshot.state.reason) : QString()});
    }
    if (m_out.isJson())
        m_out.value(array);
    else
        m_out.table({u"id"_s, u"email"_s, u"name"_s, u"protocol"_s, u"state"_s, u""_s, u"reason"_s}, rows);
    done();
}

void Cli::accountShow() {
    const auto snapshot = namedAccount(m_line.operands.first());
    if (!snapshot)
        return;
    const QString relay = snapshot->account.relay ? emailOf(*snapshot->account.relay) : QString(); // S18
    if (m_out.isJson()) {
        QJsonObject object = toJson(*snapshot, true);
        object.insert(u"relay"_s, relay.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(relay));
        m_out.value(object);
    } else {
        const auto server = [](const model::ServerSettings& s) {
            return s.host.isEmpty() ? QString() : u"%1:%2 %3 as %4"_s.arg(s.host).arg(s.port).arg(QString(model::securityName(s.security)), s.user);
        };
        m_out.table({u"email"_s, snapshot->account.email},
                    {{u"name"_s, snapshot->account.name},
                     {u"state"_s, QString(model::activityName(snapshot->state.activity))},
                     {u"reason"_s, snapshot->state.reason ? messageOf(*snapshot->state.reason) : QString()},
                     {u"incoming"_s, server(snapshot->account.incoming)},
                     {u"outgoing"_s, relay.isEmpty() ? server(snapshot->account.outgoing) : u"through %1"_s.arg(relay)},
                     {u"last sync"_s, rfc3339(snapshot->state.lastSyncMs)}});
    }
    done();
}

void Cli::accountPassword() {
    const auto snapshot = namedAccount(m_line.operands.first());
    if (!snapshot)
        return;
    if (const bool signsIn = snapshot->account.auth == model::AuthMethod::OAuth; signsIn != wantsSignIn()) {
        return fail({ErrorKind::InvalidInput, ErrorCode::Unsupported, {},
                     signsIn ? u"%1 has no password here, it signs in at its provider's page: --oauth, or --device-code"_s.arg(snapshot->account.email)
                             : u"%1 signs in with a password: --password-stdin"_s.arg(snapshot->account.email)});
    }
    const auto kept = [this](Result<std::monostate> result) { result ? done() : fail(result.error()); };
    if (wantsSignIn()) {
        m_task = m_engine->signInAgain(snapshot->account, signIn(), this, signInObserver(), kept);
        return;
    }
    auto password = readPassword(m_line.has("password-stdin"), u"New password for %1"_s.arg(snapshot->account.email));
    if (!password)
        return fail(password.error());
    m_task = m_engine->updatePassword(
        snapshot->account.id, *password, this, [this](const engine::StageReport& stage) { tellStage(stage); }, kept);
}

void Cli::simpleAccountCommand(void (*call)(engine::Engine&, AccountId, QObject*, engine::Callback<std::monostate>)) {
    const auto snapshot = namedAccount(m_line.operands.first());
    if (!snapshot)
        return;
    call(*m_engine, snapshot->account.id, this, [this](Result<std::monostate> result) {
        if (!result)
            return fail(result.error());
        done();
    });
}

void Cli::accountDefault() {
    simpleAccountCommand([](engine::Engine& e, AccountId id, QObject* context, engine::Callback<std::monostate> cb) {
        e.setDefault(id, context, std::move(cb));
    });
}
void Cli::accountEnable() {
    simpleAccountCommand([](engine::Engine& e, AccountId id, QObject* context, engine::Callback<std::monostate> cb) {
        e.setEnabled(id, true, context, std::move(cb));
    });
}
void Cli::accountDisable() {
    simpleAccountCommand([](engine::Engine& e, AccountId id, QObject* context, engine::Callback<std::monostate> cb) {
        e.setEnabled(id, false, context, std::move(cb));
    });
}
void Cli::accountRemove() {
    simpleAccountCommand([](engine::Engine& e, AccountId id, QObject* context, engine::Callback<std::monostate> cb) {
        e.removeAccount(id, context, std::move(cb));
    });
}

} // namespace tributary::cli
