// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/Probe.h"

#include "accounts/detail/TwoTries.h"
#include "base/Clock.h"
#include "connect/ImapConnection.h"
#include "connect/Pop3Connection.h"
#include "connect/SmtpConnection.h"

#include <algorithm>
#include <functional>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

Stage stageOf(connect::Stage stage) {
    switch (stage) {
    case connect::Stage::Resolve: return Stage::Resolve;
    case connect::Stage::Connect: return Stage::Connect;
    case connect::Stage::Tls: return Stage::Tls;
    case connect::Stage::Greeting: return Stage::Greeting;
    case connect::Stage::SignIn: return Stage::SignIn;
    }
    return Stage::Resolve;
}

/// Keeps the outcome in the order of the stages and tells each change.
class StageList {
  public:
    StageList(ProbeOutcome& outcome, const StageObserver& observer) : m_outcome(outcome), m_observer(observer) {}

    void begin(Side side, Stage stage) {
        StageReport report;
        report.side = side;
        report.stage = stage;
        tell(report);
    }
    void end(StageReport report) {
        m_outcome.stages.append(report);
        if (report.error && !m_outcome.error)
            m_outcome.error = report.error;
        tell(report);
    }
    [[nodiscard]] bool has(Side side, Stage stage) const {
        return std::any_of(m_outcome.stages.begin(), m_outcome.stages.end(),
                           [&](const StageReport& r) { return r.side == side && r.stage == stage; });
    }
    void fillNotTried(Side side, const QList<Stage>& order) {
        for (const Stage stage : order) {
            if (!has(side, stage) && (side == Side::Incoming || stage != Stage::Mailboxes))
                end({side, stage, StageState::NotTried, 0, {}, {}, {}});
        }
    }

  private:
    void tell(const StageReport& report) const {
        if (m_observer)
            m_observer(report);
    }
    ProbeOutcome& m_outcome;
    const StageObserver& m_observer;
};

/// The order in which stages come: with STARTTLS the greeting is read before TLS.
std::optional<Stage> stageAfter(Stage stage, model::Security security) {
    const bool startTls = security == model::Security::StartTls;
    switch (stage) {
    case Stage::Resolve: return Stage::Connect;
    case Stage::Connect: return security == model::Security::Tls ? Stage::Tls : Stage::Greeting;
    case Stage::Tls: return startTls ? Stage::SignIn : Stage::Greeting;
    case Stage::Greeting: return startTls ? Stage::Tls : Stage::SignIn;
    case Stage::SignIn: return Stage::Mailboxes;
    case Stage::Mailboxes: return std::nullopt;
    }
    return std::nullopt;
}

/// All stages as they come; the one that a connection without TLS leaves out stands where the others have it.
QList<Stage> stagesOf(model::Security security) {
    QList<Stage> order;
    const auto kind = security == model::Security::None ? model::Security::Tls : security;
    for (std::optional<Stage> stage = Stage::Resolve; stage; stage = stageAfter(*stage, kind))
        order.append(*stage);
    return order;
}

/// The last stage of the incoming side, timed; its text is what work() found out.
void tryMailboxes(StageList& stages, const std::function<Result<QString>()>& work) {
    const auto start = Clock::system().now();
    const auto found = work();
    StageReport report;
    report.stage = Stage::Mailboxes;
    report.state = found ? StageState::Ok : StageState::Failed;
    report.ms = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::system().now() - start).count();
    if (found)
        report.text = *found;
    else
        report.error = found.error();
    stages.end(report);
}

Result<QString> countMailboxes(connect::ImapConnection& connection, int& count) {
    TRY(const auto response, connection.runOk(imap::command::list({}), [&](imap::Event& event) -> Status {
        count += std::holds_alternative<imap::ListData>(event) ? 1 : 0;
        return {};
    }));
    (void)response;
    return QString::number(count);
}

/// Whether what was fetched can be known again: by the server's ids, or by the headers that TOP gives.
Result<bool> canRecognise(connect::Pop3Connection& connection, const QList<connect::Pop3Connection::Listed>& messages) {
    if (connection.hasUniqueIds())
        return true;
    if (connection.capabilities().isKnown() || messages.isEmpty())
        return connection.mayHaveTop();
    const Status tried = connection.top({messages.first().number}, 0, [](int, const Result<QByteArray>&) { return Status(); });
    if (!tried && tried.error().code != ErrorCode::Unsupported)
        return failure(tried.error());
    return tried.has_value();
}

Result<QString> countMessages(connect::Pop3Connection& connection, model::LeaveOnServer leave) {
    TRY(const auto messages, connection.list());
    TRY(const bool canBeKnown, canRecognise(connection, messages));
    if (!canBeKnown && leave != model::LeaveOnServer::Never)
        return failure(ErrorKind::Refused, ErrorCode::Unsupported,
                       u"the server has neither UIDL nor TOP, so that mail left on it could not be known again; fetch it with 'leave: never'"_s);
    return QString::number(messages.size());
}

/// What both sides' connections need.
template <typename Target> Target targetOf(const model::ServerSettings& server, const Secret& password, const AccountDraft& draft, const ProbeOptions& options) {
    Target target;
    target.server = server;
    target.password = password;
    target.oauth = draft.account.auth == model::AuthMethod::OAuth;
    target.mechanisms = draft.mechanisms;
    target.certificates = options.policy.certificates;
    target.cancel = options.cancel;
    target.connectTimeout = options.connectTimeout;
    target.answerTimeout = options.answerTimeout;
    target.budget = options.budget;
    target.purpose = connect::Purpose::User;
    target.behindPortal = options.behindPortal;
    return target;
}

/// The stages of connecting, as the connection tells them.
connect::StageObserver stageTeller(Side side, model::Security security, StageList& stages) {
    return [side, security, &stages](const connect::StageResult& result) {
        StageReport report;
        report.side = side;
        report.stage = stageOf(result.stage);
        report.ms = result.took.count();
        report.text = result.text;
        report.state = result.status ? StageState::Ok : StageState::Failed;
        if (!result.status)
            report.error = result.status.error();
        if (report.stage == Stage::Tls && result.facts)
            report.certificates = result.facts->chain;
        stages.end(report);
        const auto next = stageAfter(report.stage, security);
        if (result.status && next && (side == Side::Incoming || *next != Stage::Mailboxes))
            stages.begin(side, *next);
    };
}

void probeImap(const AccountDraft& draft, const ProbeOptions& options, StageList& stages, ProbeOutcome& outcome) {
    const model::ServerSettings& server = draft.account.incoming;
    auto connection = detail::openInTwoTries<connect::ImapConnection>(targetOf<connect::ImapTarget>(server, draft.password, draft, options),
                                                                      draft.account.provider, options, stageTeller(Side::Incoming, server.security, stages));
    if (connection) {
        for (const QByteArray& mechanism : (*connection)->session().authMechanisms())
            outcome.capabilities.append(u"AUTH="_s + QString::fromLatin1(mechanism));
        tryMailboxes(stages, [&] { return countMailboxes(**connection, outcome.mailboxes); });
        (*connection)->logout();
    } else if (!outcome.error) { // between sign-in and the mailboxes
        stages.end({Side::Incoming, Stage::Mailboxes, StageState::Failed, 0, {}, connection.error(), {}});
    }
}

void probePop3(const AccountDraft& draft, const ProbeOptions& options, StageList& stages, ProbeOutcome& outcome) {
    const model::ServerSettings& server = draft.account.incoming;
    const auto connection = detail::openInTwoTries<connect::Pop3Connection>(targetOf<connect::Target>(server, draft.password, draft, options), draft.account.provider, options,
                                                                      stageTeller(Side::Incoming, server.security, stages));
    if (!connection) {
        if (!outcome.error)
            stages.end({Side::Incoming, Stage::Mailboxes, StageState::Failed, 0, {}, connection.error(), {}});
        return;
    }
    for (const QByteArray& keyword : (*connection)->capabilities().keywords())
        outcome.capabilities.append(QString::fromLatin1(keyword));
    for (const QByteArray& mechanism : (*connection)->capabilities().saslMechanisms())
        outcome.capabilities.append(u"AUTH="_s + QString::fromLatin1(mechanism));
    tryMailboxes(stages, [&] { return countMessages(**connection, draft.account.fetch.leave); });
    outcome.mailboxes = outcome.error ? 0 : 1;
    (void)(*connection)->quit(); // nothing is marked
}

void probeIncoming(const AccountDraft& draft, const ProbeOptions& options, StageList& stages, ProbeOutcome& outcome) {
    stages.begin(Side::Incoming, Stage::Resolve);
    if (draft.account.protocol == model::Protocol::Pop3)
        probePop3(draft, options, stages, outcome);
    else
        probeImap(draft, options, stages, outcome);
}

/// Nothing is sent: who may sign in may send (S16, S19).
void probeOutgoing(const AccountDraft& draft, const ProbeOptions& options, StageList& stages, ProbeOutcome& outcome) {
    const model::ServerSettings& server = draft.account.outgoing;
    stages.begin(Side::Outgoing, Stage::Resolve);
    auto target = targetOf<connect::SmtpTarget>(server, draft.password, draft, options);
    target.timeouts.greeting = options.answerTimeout; // somebody waits: a server that is silent on purpose may be one that speaks TLS
    auto connection = detail::openInTwoTries<connect::SmtpConnection>(target, draft.account.provider, options, stageTeller(Side::Outgoing, server.security, stages));
    if (connection) {
        outcome.outgoingSize = (*connection)->capabilities().sizeLimit();
        (*connection)->quit();
    }
    else if (!outcome.error)
        stages.end({Side::Outgoing, Stage::SignIn, StageState::Failed, 0, {}, connection.error(), {}});
}

} // namespace

Result<ProbeOutcome> probe(const AccountDraft& draft, const ProbeOptions& options) {
    TRY_STATUS(checkDraft(draft, options.policy));
    ProbeOutcome outcome;
    StageList stages(outcome, options.observer);
    probeIncoming(draft, options, stages, outcome);
    const bool hasOwnServer = !draft.account.relay && !draft.account.outgoing.host.isEmpty();
    if (!outcome.error && hasOwnServer)
        probeOutgoing(draft, options, stages, outcome);
    if (outcome.error && outcome.error->kind == ErrorKind::Cancelled)
        return failure(*outcome.error);
    stages.fillNotTried(Side::Incoming, stagesOf(draft.account.incoming.security));
    stages.fillNotTried(Side::Outgoing, stagesOf(draft.account.outgoing.security));
    return outcome;
}

} // namespace tributary::accounts
