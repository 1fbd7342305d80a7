// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SieveWork.h"

#include "accounts/SieveServer.h"
#include "accounts/Setup.h"
#include "base/Log.h"
#include "connect/SieveConnection.h"
#include "sync/SieveUpload.h"

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;
using accounts::SieveCandidate;
using connect::SieveConnection;
using store::SieveConflict;
using store::SieveRecord;
using AnswerKind = sync::ScriptAnswer::Kind;

namespace {

constexpr qsizetype kMostHashes = 20;
/// What comes while the script is changed is looked at here, too: better twice than not at all. Not by the reply: nobody gets two.
constexpr qint64 kSwitchMs = 2'000;

/// The host says that there is nothing of the kind, or a wall before it swallows what goes there; everything else may be otherwise in a moment.
bool saysNone(const Error& error) { return error.kind == ErrorKind::Network && (error.code == ErrorCode::ConnectionRefused || error.code == ErrorCode::TimedOut); }

class Visit {
  public:
    Visit(Profile& profile, const SieveVisit& visit, CancelToken cancel) : m_profile(profile), m_visit(visit), m_cancel(std::move(cancel)) {}

    Status run() {
        TRY(const auto reader, m_profile.store->makeReader());
        TRY(m_source, loadScriptSource(*reader, m_visit.account));
        m_record = m_source.record;
        m_record.checkedMs = m_visit.nowMs;
        m_record.triedMs = 0; // what is not saved is noted by who started this
        TRY_STATUS(leaveOtherHost());
        TRY_STATUS(takeChoice());
        if (m_source.account.protocol == model::Protocol::Pop3) {
            m_record.offer = SieveOffer::None;
            m_record.isBehind = false;
            return m_profile.store->putServerPlan(m_record, {});
        }
        if (isNothingToDo())
            return nothingOfOurs();
        TRY(const bool isOpen, connectSomewhere());
        if (!isOpen && isOnlyLook()) {
            m_record.error.reset();
            return nothingOfOurs();
        }
        if (!isOpen) // what ran there may go on
            return m_record.error ? m_profile.store->putSieveState(m_record) : m_profile.store->putServerPlan(m_record, unknown(m_record.mayBeThere()));
        const Status done = work();
        done ? (void)m_connection->logout() : m_connection->abandon();
        return done;
    }

  private:
    /// Nothing of ours is there, nor is to be.
    bool isOnlyLook() const { return (!m_record.isWanted || m_visit.leaves) && !m_record.mayBeThere(); }
    /// What the user has kept there in place of ours is looked at now and then: it may answer no more.
    bool isNothingToDo() const { return isOnlyLook() && !m_keepsTheirs && (m_visit.leaves || !(m_record.otherAnswers || m_record.otherCopies)); }

    /// What others do there may be what ours did: forwards and copies are not done twice.
    Status nothingOfOurs() {
        m_record.isBehind = false;
        return m_profile.store->putServerPlan(m_record, unknown(!m_record.isWanted && m_record.otherCopies, false));
    }

    /// The account has another server than the one where all this was, or the same by another name: what runs there is not known until it has been asked.
    Status leaveOtherHost() {
        const auto isHost = [this](const QString& host) { return m_record.host.compare(host, Qt::CaseInsensitive) == 0; };
        if (m_record.host.isEmpty() || isHost(m_source.account.incoming.host) || isHost(m_record.allowedHost))
            return {};
        SieveRecord fresh;
        fresh.account = m_record.account;
        fresh.isWanted = m_record.isWanted;
        fresh.revision = m_record.revision;
        fresh.isBehind = true;
        TRY_STATUS(m_profile.store->putServerPlan(fresh, unknown(true)));
        fresh.checkedMs = m_record.checkedMs;
        m_record = fresh;
        return {};
    }

    /// KeepTheirs counts at once, reached or not; KeepOurs changes what is asked of the server.
    Status takeChoice() {
        if (!m_visit.choice || !m_record.conflict)
            return {};
        if (*m_visit.choice == ScriptChoice::KeepTheirs) {
            return keepTheirs();
        } else if (*m_record.conflict == SieveConflict::OtherHost) {
            m_record.allowedHost = QString::fromUtf8(m_record.conflictName);
        } else if (*m_record.conflict == SieveConflict::EditedElsewhere) {
            m_record.putHashes.prepend(sync::hashOfScript(m_record.conflictText));
        } else {
            m_record.activeSeen.reset();
            m_takesOver = *m_record.conflict == SieveConflict::OtherActive;
        }
        clearConflict();
        return {};
    }

    /// What was edited is not ours any more; of the others ours may stand there yet, and is taken away where that is possible.
    Status keepTheirs() {
        TRY_STATUS(m_profile.store->setSieveWanted(m_visit.account, false));
        m_record.isWanted = false;
        ++m_record.revision; // its own; of somebody else's meanwhile it is behind
        m_record.isBehind = true;
        if (m_record.otherAnswers)
            TRY_STATUS(stopReply());
        if (*m_record.conflict == SieveConflict::EditedElsewhere)
            forgetOurs();
        clearConflict();
        m_keepsTheirs = true;
        return m_profile.store->putServerPlan(m_record, unknown(m_record.mayBeThere() || m_record.otherCopies, m_record.mayBeThere()));
    }

    /// What the user keeps there answers, and nobody gets two.
    Status stopReply() {
        if (!m_source.vacation.on)
            return {};
        TRY_STATUS(m_profile.store->stopVacation(m_visit.account, std::nullopt));
        m_source.vacation.on = false;
        ++m_record.revision;
        m_record.isBehind = true;
        return {};
    }

    static store::ServerPlan unknown(bool mayStillRun) { return unknown(mayStillRun, mayStillRun); }
    static store::ServerPlan unknown(bool mayStillRun, bool mayStillAnswer) {
        store::ServerPlan plan;
        plan.mayStillRun = mayStillRun;
        plan.vacationMayStillRun = mayStillAnswer;
        return plan;
    }

    store::ServerPlan begun(const QList<FilterId>& filters, bool hasVacation) const {
        store::ServerPlan plan;
        plan.filters = filters;
        plan.vacation = hasVacation;
        plan.beganMs = m_beganMs;
        return plan;
    }

    /// Nothing was changed there: what this visit began is not there, and what ran there still runs there.
    Status asBefore() {
        store::ServerPlan plan;
        plan.beganMs = m_beganMs;
        plan.isAsBefore = true;
        return m_profile.store->putServerPlan(m_record, plan);
    }

    /// What ran there still runs there, unless it is seen that nothing of ours does.
    Status refused(const sync::ScriptAnswer& answer) {
        if (answer.runsOurs)
            return asBefore();
        store::ServerPlan plan = unknown(false);
        plan.beganMs = m_beganMs;
        return m_profile.store->putServerPlan(m_record, plan);
    }

    void forgetOurs() {
        m_record.putHashes.clear();
        m_record.putScript.clear();
        m_record.putMs = 0;
    }

    void clearConflict() {
        m_record.conflict.reset();
        m_record.conflictName.clear();
        m_record.conflictText.clear();
    }

    QList<SieveCandidate> candidates() const {
        QList<SieveCandidate> all;
        if (m_visit.portForTests != 0)
            return {{{m_source.account.incoming.host, m_visit.portForTests, model::Security::StartTls, m_source.account.incoming.user}, false}};
        accounts::discovery::DnsOptions dns;
        dns.nameserver = m_visit.discovery.nameserver;
        dns.cancel = m_cancel;
        for (const SieveCandidate& one : accounts::sieveServersOf(m_source.account.email, m_source.account.incoming, dns)) {
            if (const Status allowed = accounts::checkSieveServer(m_source.account, one.server, m_profile.policy); allowed)
                all.append(one);
            else // nobody has proven the record
                qCInfo(lcEngine) << "account" << m_visit.account.value << "ManageSieve server passed over:" << codeName(allowed.error().code) << one.server.host << one.server.port;
        }
        // A password goes to another host only when nothing else is there, and the user has agreed.
        std::stable_partition(all.begin(), all.end(), [this](const SieveCandidate& one) { return mayAsk(one); });
        return all;
    }

    bool mayAsk(const SieveCandidate& one) const { return !one.isOtherHost || one.server.host.compare(m_record.allowedHost, Qt::CaseInsensitive) == 0; }

    /// False: there is no server to work with; the record says why.
    Result<bool> connectSomewhere() {
        std::optional<Error> error;
        for (const SieveCandidate& one : candidates()) {
            if (!mayAsk(one)) {
                if (!m_record.isWanted || m_visit.leaves) // nothing is to be brought there
                    return false;
                m_record.conflict = SieveConflict::OtherHost;
                m_record.conflictName = one.server.host.toUtf8();
                return false;
            }
            auto opened = open(one.server);
            if (opened) {
                m_connection = std::move(*opened);
                m_record.offer = SieveOffer::Offered;
                m_record.host = one.server.host;
                m_record.port = one.server.port;
                return true;
            }
            if (opened.error().kind == ErrorKind::Cancelled)
                return failure(opened.error());
            error = opened.error();
            if (!saysNone(*error))
                break; // it is there, and something is wrong with it
        }
        return unreached(error.value_or(Error{ErrorKind::Network, ErrorCode::HostNotFound, {}, {}}));
    }

    Result<bool> unreached(const Error& error) {
        qCInfo(lcEngine) << "account" << m_visit.account.value << "ManageSieve:" << codeName(error.code) << error.detail;
        if (m_record.offer == SieveOffer::Offered && error.kind == ErrorKind::Network)
            return failure(error); // it was there
        if (saysNone(error)) {
            m_record.offer = SieveOffer::None;
            m_record.isBehind = false;
            return false;
        }
        if (error.kind == ErrorKind::Network || error.kind == ErrorKind::TemporaryRefusal)
            return failure(error);
        setError(error, 0, {});
        return false;
    }

    Result<std::unique_ptr<SieveConnection>> open(const model::ServerSettings& server) {
        TRY_STATUS(accounts::checkAllowed(m_source.account, m_profile.policy));
        connect::Target target;
        m_profile.keys->fill(target, m_source.account);
        target.server = server;
        target.certificates = m_profile.policy.certificates;
        target.cancel = m_cancel;
        target.lines = m_visit.lines;
        target.budget = m_profile.budget;
        target.purpose = connect::Purpose::User;
        return m_profile.keys->open<SieveConnection>(target, m_source.account, m_cancel);
    }

    Status work() {
        m_record.extensions.clear();
        for (const QByteArray& word : m_connection->capabilities().extensions())
            m_record.extensions.append(QString::fromLatin1(word));
        const auto server = sync::scriptsOf(*m_connection);
        if (const Status looked = lookAtOther(*server, isOnlyLook() ? sync::WhoseScript::Any : sync::WhoseScript::OfOthers); !looked)
            return failed(looked.error());
        m_source.record = m_record;
        const ScriptPlan plan = planScript(m_source, m_visit.nowMs);
        if (!m_record.isWanted || m_visit.leaves || plan.isEmpty())
            return takeAway(*server);
        // A kill behind the upload must not make of our own script one that somebody has edited.
        const QByteArray hash = sync::hashOfScript(plan.script.text);
        m_record.putHashes.removeAll(hash);
        m_record.putHashes.prepend(hash);
        m_record.putHashes = m_record.putHashes.first(std::min(m_record.putHashes.size(), kMostHashes));
        SieveRecord before = m_record;
        before.isBehind = true;
        m_beganMs = QDateTime::currentMSecsSinceEpoch();
        TRY_STATUS(m_profile.store->beginServerPlan(before, begun(plan.atServer, plan.hasVacation))); // and it may run there before the answer is here
        return bring(*server, plan);
    }

    /// Any: ours is in it, or what was ours once.
    Status lookAtOther(sync::ScriptServer& server, sync::WhoseScript whose) {
        TRY(const sync::OtherScript other, sync::otherScript(server, whose));
        const bool isAny = whose == sync::WhoseScript::Any;
        if (m_takesOver && !other.runsOurs) { // it will not be active any more
            forgetOther();
            return {};
        }
        m_record.otherScript = other.name;
        m_record.otherStops = other.stops && !isAny && !other.runsOurs; // whoever includes ours has chosen where
        m_record.otherAnswers = other.answers;
        m_record.otherCopies = other.copies && isAny; // what others have always done is nothing to ours
        return {};
    }

    void forgetOther() {
        m_record.otherScript.clear();
        m_record.otherStops = m_record.otherAnswers = m_record.otherCopies = false;
    }

    Status takeAway(sync::ScriptServer& server) {
        if (!m_record.mayBeThere()) {
            if (m_keepsTheirs && m_record.otherAnswers) // as has been seen just now
                TRY_STATUS(stopReply());
            return nothingOfOurs();
        }
        const auto ask = [&] { return sync::takeScriptAway(server, m_record.putHashes); };
        auto answer = ask();
        if (answer && answer->kind == AnswerKind::OtherActive && m_takesOver)
            answer = without(server, answer->active, ask);
        if (!answer)
            return failed(answer.error());
        // Theirs has been changed, or runs ours: the user has seen it, and it stays.
        const bool isLeft = m_keepsTheirs && (answer->kind == AnswerKind::OtherActive || answer->kind == AnswerKind::EditedElsewhere);
        if (answer->kind != AnswerKind::Done && !isLeft)
            return hindered(server, *answer, true);
        forgetOurs();
        m_record.activeSeen = answer->active;
        if (const Status looked = m_keepsTheirs ? lookAtOther(server, sync::WhoseScript::Any) : Status(); !looked)
            return failed(looked.error());
        if (isLeft && m_record.otherAnswers)
            TRY_STATUS(stopReply());
        if (!m_record.otherStops && !m_record.otherAnswers && !m_record.otherCopies) // else it is why ours is not there
            m_record.otherScript.clear();
        return concluded(unknown(isLeft && m_record.otherCopies, false));
    }

    Status bring(sync::ScriptServer& server, const ScriptPlan& plan) {
        sync::ScriptIntent intent;
        intent.script = plan.script.text;
        intent.knownHashes = m_record.putHashes;
        intent.activeSeen = m_record.activeSeen;
        auto answer = sync::bringScript(server, intent);
        if (answer && answer->kind == AnswerKind::OtherActive && m_takesOver) {
            answer = without(server, answer->active, [&] {
                intent.activeSeen.reset();
                return sync::bringScript(server, intent);
            });
        }
        if (!answer)
            return failed(answer.error());
        if (answer->kind != AnswerKind::Done)
            return hindered(server, *answer, false);
        m_record.putScript = plan.script.text;
        m_record.putMs = m_visit.nowMs;
        m_record.activeSeen = answer->active;
        m_record.otherScript = answer->other;
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        store::ServerPlan runs = begun(plan.atServer, plan.hasVacation);
        runs.sinceMs = nowMs + kSwitchMs;
        runs.vacationSinceMs = nowMs / 1000 * 1000;
        return concluded(runs);
    }

    /// The user's word: the other script is active no more. It stays where it is, and is active again where the rest is not done.
    template <typename F> Result<sync::ScriptAnswer> without(sync::ScriptServer& server, const QByteArray& other, F rest) {
        TRY_STATUS(server.setActive({}));
        Result<sync::ScriptAnswer> answer = rest();
        if (!answer || answer->kind != AnswerKind::Done) {
            if (const Status back = server.setActive(other); !back)
                qCWarning(lcEngine) << "account" << m_visit.account.value << "the other script could not be made active again:" << codeName(back.error().code);
        } else {
            forgetOther();
        }
        return answer;
    }

    Status concluded(const store::ServerPlan& plan) {
        clearConflict();
        m_record.error.reset();
        m_record.errorLine = 0;
        m_record.errorScript.clear();
        m_record.errorMs = 0;
        m_record.isBehind = false;
        return m_profile.store->putServerPlan(m_record, plan);
    }

    Status hindered(sync::ScriptServer& server, const sync::ScriptAnswer& answer, bool isTakeAway) {
        switch (answer.kind) {
        case AnswerKind::Faulty:
            setError({ErrorKind::Refused, ErrorCode::ServerRefused, answer.fault.words, QString::fromUtf8(answer.name)}, answer.fault.line,
                     planScript(m_source, m_visit.nowMs).script.text);
            return refused(answer);
        case AnswerKind::Refused:
            setError(answer.refusal.value_or(Error{ErrorKind::Refused, ErrorCode::ServerRefused, {}, {}}), 0, {});
            return refused(answer);
        case AnswerKind::EditedElsewhere:
            m_record.conflict = SieveConflict::EditedElsewhere;
            m_record.conflictName = answer.name;
            m_record.conflictText = answer.text;
            break;
        case AnswerKind::OtherActive:
        case AnswerKind::ActiveChanged:
            m_record.conflict = answer.kind == AnswerKind::OtherActive ? SieveConflict::OtherActive : SieveConflict::ActiveChanged;
            m_record.conflictName = answer.active;
            m_record.conflictText = m_connection->getScript(answer.active).value_or(QByteArray());
            break;
        case AnswerKind::Done: break;
        }
        m_record.isBehind = true;
        // Nobody knows what it does: all of it runs here, but for what must not be done twice. Where ours cannot be brought beside another, that one runs alone.
        const bool isEdited = answer.kind == AnswerKind::EditedElsewhere;
        store::ServerPlan plan = unknown(false);
        if (isEdited || isTakeAway) {
            if (const Status looked = lookAtOther(server, sync::WhoseScript::Any); !looked)
                return failed(looked.error());
            plan = unknown(true, m_record.otherAnswers);
        }
        if (isEdited && m_record.otherAnswers && m_source.vacation.on)
            plan.vacationSinceMs = QDateTime::currentMSecsSinceEpoch(); // even where it was not ours that answered
        plan.beganMs = m_beganMs;
        return m_profile.store->putServerPlan(m_record, plan);
    }

    Status failed(const Error& error) {
        if (error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Network || error.kind == ErrorKind::TemporaryRefusal)
            return failure(error);
        setError(error, 0, {});
        return error.kind == ErrorKind::InvalidInput ? asBefore() : m_profile.store->putSieveState(m_record); // a script that cannot be said never went there
    }

    void setError(const Error& error, int line, const QByteArray& script) {
        m_record.error = error;
        m_record.errorLine = line;
        m_record.errorScript = script;
        m_record.errorMs = m_visit.nowMs;
        m_record.isBehind = true;
    }

    Profile& m_profile;
    const SieveVisit& m_visit;
    CancelToken m_cancel;
    ScriptSource m_source;
    SieveRecord m_record;
    bool m_takesOver = false, m_keepsTheirs = false;
    qint64 m_beganMs = 0; ///< UTC; when this visit began to put a script there; 0: it did not
    std::unique_ptr<SieveConnection> m_connection;
};

} // namespace

Status visitSieveServer(Profile& profile, const SieveVisit& visit, const CancelToken& cancel) { return Visit(profile, visit, cancel).run(); }

} // namespace tributary::engine
