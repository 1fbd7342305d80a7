// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Cli.h"

#include "cli/AccountOptions.h"
#include "model/Address.h"

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What was found may be anybody's: it is named, and the user decides.
tl::unexpected<Error> unverifiedServers(const engine::ServerCandidate& found) {
    return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing,
                   u"in-host: %1:%2 was found (%3), which is not verified: where it is right, say so with --in-host and --out-host"_s
                       .arg(found.incoming.host).arg(found.incoming.port).arg(QString(accounts::sourceName(found.source))));
}

} // namespace

Status Cli::fillRelay(model::Account& account) const {
    if (!m_line.has("relay"))
        return {};
    if (m_line.value("relay") == "none"_L1) {
        account.relay.reset();
        return {};
    }
    const auto relay = this->account(m_line.value("relay"));
    if (!relay)
        return badOption("relay", ErrorCode::NotFound);
    account.relay = relay->account.id;
    return {};
}

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
    const QString wanted = m_line.value("provider");
    if (const bool preset = !wantsSignIn() && !m_line.has("in-host") && !candidates.isEmpty() && candidates.first().oauth; preset && wanted.isEmpty()) {
        return failure(ErrorKind::InvalidInput, ErrorCode::Unsupported,
                       u"%1 signs in through its own page in the browser: --oauth, or --device-code without a browser"_s.arg(candidates.first().providerName));
    }
    if (const accounts::PresetAccount* const preset = m_engine->policy().presetFor(account.email)) { // prepared by the organisation
        account.name = m_line.has("name") || preset->name.isEmpty() ? account.name : preset->name;
        account.saveSent = preset->saveSent.value_or(account.saveSent);
        account.syncSince = preset->syncSince;
        account.protocol = m_line.has("in-host") ? account.protocol : preset->protocol;
    }
    if (m_line.has("protocol")) {
        const auto protocol = model::parseProtocol(m_line.value("protocol"));
        if (!protocol || *protocol == model::Protocol::Smtp)
            return badOption("protocol");
        account.protocol = *protocol;
    }
    for (const engine::ServerCandidate& candidate : candidates) {
        const bool isWanted = wanted.isEmpty() || candidate.providerId == wanted;
        // A password goes to no server that nobody vouches for: the user names it, or it is not used.
        if ((wantsSignIn() || !candidate.oauth) && isWanted && candidate.verified && candidate.protocol == account.protocol) {
            account.provider = candidate.providerId;
            account.incoming = candidate.incoming;
            account.outgoing = candidate.outgoing;
            break;
        }
    }
    if (account.incoming.host.isEmpty() && !candidates.isEmpty() && !candidates.first().verified && !m_line.has("in-host"))
        return unverifiedServers(candidates.first());
    if (!wanted.isEmpty() && account.provider != wanted && wanted != "other"_L1)
        return badOption("provider");
    const bool ownIncoming = m_line.has("in-host");
    if (ownIncoming && !m_line.has("out-host")) // never mix a guessed sender with a server that was named
        account.outgoing = {};
    if (ownIncoming) {
        account.provider = wanted.isEmpty() ? u"other"_s : wanted;
        account.incoming = {{}, 0, model::Security::Tls, account.email};
    }
    if (m_line.has("out-host"))
        account.outgoing = {{}, 0, model::Security::Tls, m_line.has("in-user") ? m_line.value("in-user") : account.email};
    TRY_STATUS(fillServer(m_line, u"in"_s, account.protocol, account.incoming));
    TRY_STATUS(fillServer(m_line, u"out"_s, model::Protocol::Smtp, account.outgoing));
    TRY_STATUS(fillRelay(account));
    TRY_STATUS(fillKept(m_line, account));
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
    const auto withServers = [this, use = std::move(use)](Result<QList<engine::ServerCandidate>> candidates) {
        if (!candidates)
            return fail(candidates.error());
        // A provider that is named serves domains that nobody knows of, too.
        if (m_line.has("provider"))
            candidates->append(m_engine->providers(m_line.value("email").trimmed()));
        auto draft = draftFromOptions(*candidates);
        if (!draft)
            return fail(draft.error());
        use(*draft);
    };
    // Who names servers, or whose they are, needs nobody to be asked.
    if (m_line.has("in-host") || m_line.has("provider"))
        return withServers(m_engine->knownServers(email));
    m_task = m_engine->discover(email, this, {}, withServers);
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

void Cli::tellStage(const engine::StageReport& stage) {
    if (stage.state == engine::StageState::Running)
        return;
    m_stages.append(stage);
    QJsonObject event = toJson(stage);
    event.insert(u"event"_s, u"stage"_s);
    QString words = u"%1 %2: %3"_s.arg(stage.side == engine::Side::Incoming ? u"incoming"_s : u"outgoing"_s,
                                      QString(accounts::stageName(stage.stage)), QString(accounts::stageStateName(stage.state)));
    if (stage.state != engine::StageState::NotTried)
        words += u" (%1 ms) %2"_s.arg(stage.ms).arg(stage.text);
    m_out.event(event, words);
}

void Cli::tellCandidates(Result<QList<engine::ServerCandidate>> candidates) {
    if (!candidates)
        return fail(candidates.error());
    if (const auto protocol = model::parseProtocol(m_line.value("protocol")))
        candidates->removeIf([&](const auto& candidate) { return candidate.protocol != *protocol; });
    if (const auto protocol = model::parseProtocol(m_line.value("protocol")); protocol && !accounts::isProtocolAllowed(m_engine->policy(), *protocol))
        return fail({ErrorKind::InvalidInput, ErrorCode::RefusedByPolicy, {}, u"protocol"_s});
    if (candidates->isEmpty())
        return fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, u"servers for %1"_s.arg(m_line.operands.first())});
    QJsonArray array;
    QList<QStringList> rows;
    for (const engine::ServerCandidate& c : *candidates) {
        array.append(toJson(c));
        const auto place = [](const model::ServerSettings& server) { return server.host.isEmpty() ? QString() : u"%1:%2"_s.arg(server.host).arg(server.port); };
        rows.append({c.providerName, QString(accounts::sourceName(c.source)), c.verified ? u"yes"_s : u"no"_s, QString(model::protocolName(c.protocol)),
                     place(c.incoming), place(c.outgoing), c.note, c.origin});
    }
    if (m_out.isJson())
        m_out.value(array);
    else
        m_out.table({u"provider"_s, u"source"_s, u"verified"_s, u"protocol"_s, u"incoming"_s, u"outgoing"_s, u"note"_s, u"origin"_s}, rows);
    done();
}

void Cli::accountDiscover() {
    const QString address = m_line.operands.first();
    if (m_line.has("offline"))
        return tellCandidates(m_engine->knownServers(address));
    m_task = m_engine->discover(address, this, {}, [this](Result<QList<engine::ServerCandidate>> candidates) { tellCandidates(std::move(candidates)); });
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
        return fail(id.error(), engine::advicePlace(account, m_stages));
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
    const auto kept = [this, now = *snapshot](const Result<std::monostate>& result) mutable {
        if (!result)
            return fail(result.error(), engine::advicePlace(now.account, m_stages));
        now.account.enabled = true;
        now.state.reason.reset();
        now.state.activity = model::AccountActivity::Connecting;
        doneWith(now);
    };
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

void Cli::doneWith(const model::AccountSnapshot& snapshot) {
    if (m_out.isJson())
        m_out.value(toJson(snapshot, true));
    done();
}

void Cli::changeAccount(AccountCall call, void (*changed)(model::AccountSnapshot&)) {
    const auto snapshot = namedAccount(m_line.operands.first());
    if (!snapshot)
        return;
    (m_engine.get()->*call)(snapshot->account.id, this, [this, now = *snapshot, changed](const Result<std::monostate>& result) mutable {
        if (!result)
            return fail(result.error());
        changed(now);
        doneWith(now);
    });
}

void Cli::accountDefault() {
    changeAccount(&engine::Engine::setDefault, [](model::AccountSnapshot& now) { now.account.isDefault = true; });
}

void Cli::setAccountEnabled(bool on) {
    const auto snapshot = namedAccount(m_line.operands.first());
    if (!snapshot)
        return;
    m_engine->setEnabled(snapshot->account.id, on, this, [this, now = *snapshot, on](const Result<std::monostate>& result) mutable {
        if (!result)
            return fail(result.error());
        now.account.enabled = on;
        now.state.reason.reset(); // an old reason to stop counts no more
        now.state.activity = on ? model::AccountActivity::Connecting : model::AccountActivity::Disabled;
        doneWith(now);
    });
}

void Cli::accountEnable() { setAccountEnabled(true); }
void Cli::accountDisable() { setAccountEnabled(false); }

/// Secrets go in either case, and nothing happens at the server (S19). --keep-mail: its mail stays to be read, as that of an account that is off.
void Cli::accountRemove() {
    const auto snapshot = namedAccount(m_line.operands.first());
    if (!snapshot)
        return;
    QStringList senders; // who sends through it can send no more (S18)
    for (const model::AccountSnapshot& other : m_engine->accounts()) {
        if (other.account.relay == snapshot->account.id)
            senders.append(other.account.email);
    }
    const bool mayAsk = snapshot->account.enabled && !refusedBefore(*snapshot) && !m_engine->policy().locks(engine::Lock::Accounts); // that account stays
    m_engine->leaveAccount(snapshot->account.id, m_line.has("keep-mail"), mayAsk, this, [this, account = *snapshot, senders](const Result<bool>& isGone) {
        m_isBehind = !isGone.value_or(true);
        isGone ? tellRemoved(account, senders) : fail(isGone.error());
    });
}

void Cli::tellRemoved(const model::AccountSnapshot& snapshot, const QStringList& senders) {
    if (m_out.isJson()) {
        m_out.value(QJsonObject{{u"id"_s, snapshot.account.id.value}, {u"email"_s, snapshot.account.email}, {u"removed"_s, true}, {u"mailKept"_s, m_line.has("keep-mail")},
                                {u"cannotSend"_s, QJsonArray::fromStringList(senders)}, {u"behind"_s, m_isBehind}});
    } else {
        for (const QString& sender : senders)
            m_out.text(u"%1 was sending through it and has no server for sending now: account edit %1 --out-host HOST, or --relay ACCOUNT"_s.arg(sender));
        if (m_isBehind)
            m_out.text(u"the mail server could not be told: filters and the vacation reply there go on"_s);
    }
    done(m_isBehind ? 11 : 0);
}

} // namespace tributary::cli
