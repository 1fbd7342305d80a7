// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ArrivalFilter.h"

#include "base/Log.h"
#include "sync/AutomaticMail.h"

#include <algorithm>

namespace tributary::sync {

using model::FilterVerb;

namespace {

constexpr int kBatch = 100;                     ///< messages a transaction
constexpr std::size_t kMostPlans = 4;           ///< compiled sets of filters that are kept
constexpr qint64 kGiveUpMs = 24LL * 3'600'000;  ///< so long a body that the server does not give is waited for

bool testsAttachment(const QList<model::Filter>& filters) {
    return std::any_of(filters.begin(), filters.end(), [](const model::Filter& filter) {
        return filter.enabled && std::any_of(filter.conditions.begin(), filter.conditions.end(),
                                             [](const model::FilterCondition& one) { return one.field == model::FilterField::Attachment; });
    });
}

bool forwards(const rules::FilterOutcome& outcome) {
    return std::any_of(outcome.actions.begin(), outcome.actions.end(), [](const rules::RunAction& one) { return one.action.verb == FilterVerb::Forward; });
}

bool isSame(const rules::FilterSurroundings& a, const rules::FilterSurroundings& b) { return a.mailboxes == b.mailboxes && a.verified == b.verified; }

} // namespace

Result<ArrivalOutcome> ArrivalFilter::run() {
    ArrivalOutcome outcome;
    TRY(QList<store::Arrival> arrivals, m_context.reader.arrivals(m_context.account.id, {}, kBatch));
    if (arrivals.isEmpty())
        return outcome;
    TRY_STATUS(load());
    while (!arrivals.isEmpty()) {
        if (m_context.cancel.isCancelled())
            return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
        TRY(QList<store::Settlement> settlements, decideSome(arrivals, outcome));
        if (!settlements.isEmpty())
            TRY_STATUS(settle(std::move(settlements), outcome));
        TRY(arrivals, m_context.reader.arrivals(m_context.account.id, arrivals.constLast().message, kBatch));
    }
    return outcome;
}

/// What was compiled stays while filters and mailboxes are the same.
Status ArrivalFilter::load() {
    TRY(QList<store::StoredFilter> stored, m_context.reader.filters(m_context.account.id));
    TRY(m_places, FilterPlaces::load(m_context.reader, m_context.account.id));
    TRY_STATUS(m_reply.load(m_places.own()));
    QList<model::Filter> filters;
    for (const store::StoredFilter& one : std::as_const(stored))
        filters.append(one.filter);
    m_stored = std::move(stored);
    if (filters == m_filters && isSame(m_compiledFor, m_places.surroundings()) && !m_plans.empty())
        return {};
    m_filters = std::move(filters);
    m_compiledFor = m_places.surroundings();
    m_testsAttachment = testsAttachment(m_filters);
    m_plans.clear();
    return {};
}

/// What came to the server before a filter ran there is this program's.
const rules::FilterRun& ArrivalFilter::planFor(qint64 internalDateMs) {
    AtServer atServer;
    for (const store::StoredFilter& one : std::as_const(m_stored)) {
        if (one.serverSinceMs != 0 && one.serverSinceMs <= internalDateMs)
            atServer.insert(one.filter.id);
    }
    const auto known = std::find_if(m_plans.begin(), m_plans.end(), [&](const auto& plan) { return plan.first == atServer; });
    if (known != m_plans.end())
        return known->second;
    if (m_plans.size() >= kMostPlans)
        m_plans.erase(m_plans.begin());
    rules::FilterRunOptions options;
    options.surroundings = m_compiledFor;
    options.atServer = atServer;
    m_plans.emplace_back(atServer, rules::FilterRun(m_filters, options));
    return m_plans.back().second;
}

Result<QList<store::Settlement>> ArrivalFilter::decideSome(const QList<store::Arrival>& arrivals, ArrivalOutcome& outcome) {
    QList<MessageId> ids;
    for (const store::Arrival& arrival : arrivals)
        ids.append(arrival.message);
    TRY(const QList<store::StoredFacts> rows, m_context.reader.factsOf(ids));
    QHash<qint64, const store::StoredFacts*> byId;
    for (const store::StoredFacts& row : rows)
        byId.insert(row.id.value, &row);
    QList<store::Settlement> settlements;
    for (const store::Arrival& arrival : arrivals) {
        const store::StoredFacts* row = byId.value(arrival.message.value);
        if (row == nullptr || row->mailbox != arrival.mailbox) { // the user, or another client, was first
            settlements.append({arrival.message, arrival.mailbox, {}, {}});
            continue;
        }
        TRY(auto settlement, decide(arrival, *row, outcome));
        if (settlement)
            settlements.append(std::move(*settlement));
    }
    return settlements;
}

Result<std::optional<store::Settlement>> ArrivalFilter::decide(const store::Arrival& arrival, const store::StoredFacts& row, ArrivalOutcome& outcome) {
    const model::Mailbox* mailbox = m_places.byId(arrival.mailbox);
    if (mailbox == nullptr)
        return std::optional(store::Settlement{arrival.message, arrival.mailbox, {}, {}});
    const qint64 nowMs = m_context.clock.utcNowMs();
    const rules::FilterRun& plan = planFor(row.internalDateMs);
    rules::MessageFacts facts = factsOfRow(row, m_context.account, *mailbox);
    rules::FilterOutcome said = plan.run(facts, nowMs);
    std::optional<ReadMessage> read;
    if (needsBytes(arrival, row, said)) {
        auto bytes = readMessage(m_context.reader, row, m_context.account, *mailbox, m_context.marks.get());
        // What is known only now may want to forward it: with all its attachments, or not.
        const bool isCut = bytes && row.body != model::BodyState::Whole && forwards(plan.run(bytes->facts, nowMs, rules::FilterRun::Missing::NoMatch));
        if (!bytes && bytes.error().code != ErrorCode::NotFound)
            return failure(bytes.error());
        TRY(const bool isGivenUp, bytes && !isCut ? Result<bool>(false) : this->isGivenUp(arrival));
        if ((!bytes || isCut) && !isGivenUp) {
            TRY_STATUS(waitForBody(arrival, outcome));
            return std::optional<store::Settlement>();
        }
        if (bytes)
            read = std::move(*bytes);
        said = plan.run(read ? read->facts : facts, nowMs, rules::FilterRun::Missing::NoMatch);
    }
    store::Settlement settlement{arrival.message, arrival.mailbox, {}, {}};
    TRY(settlement.actions, readyActions(said, read && row.body == model::BodyState::Whole ? read : std::nullopt, {row.internalDateMs, arrival.queuedMs}));
    const bool isThrownAway = std::any_of(settlement.actions.begin(), settlement.actions.end(), [this](const store::ReadyAction& one) { return throwsAway(one); });
    if (read && !isThrownAway && m_reply.mayAnswer(row.internalDateMs, arrival.queuedMs))
        settlement.reply = m_reply.replyTo(*read);
    return std::optional(std::move(settlement));
}

/// Also a move into Junk or Trash: mail there is never answered (RFC 3834 2).
bool ArrivalFilter::throwsAway(const store::ReadyAction& one) const {
    return one.action.verb == FilterVerb::Junk || one.action.verb == FilterVerb::Delete ||
           (one.action.verb == FilterVerb::Move && m_places.isJunkOrTrash(one.mailbox));
}

/// A POP3 account's row does not know when the message came to the server; a forward needs the bytes; so does the reply.
bool ArrivalFilter::needsBytes(const store::Arrival& arrival, const store::StoredFacts& row, const rules::FilterOutcome& outcome) const {
    return outcome.needsBody || forwards(outcome) || (m_testsAttachment && row.body == model::BodyState::None) || m_reply.mayAnswer(row.internalDateMs, arrival.queuedMs) ||
           (m_context.account.protocol == model::Protocol::Pop3 && !m_filters.isEmpty());
}

Status ArrivalFilter::waitForBody(const store::Arrival& arrival, ArrivalOutcome& outcome) {
    ++outcome.waiting;
    if (arrival.askedMs != 0)
        return {};
    ++outcome.asked;
    TRY_STATUS(m_context.store.noteArrivalAsked(arrival.message, m_context.clock.utcNowMs()));
    return m_context.store.wantBody(arrival.message);
}

/// The server was asked and does not give it, or nothing has come for a day.
Result<bool> ArrivalFilter::isGivenUp(const store::Arrival& arrival) {
    if (arrival.askedMs == 0)
        return false;
    if (m_context.clock.utcNowMs() - arrival.askedMs > kGiveUpMs)
        return true;
    TRY(const QList<store::WantedBody> asked, m_context.reader.askedBodies(m_context.account.id));
    return std::none_of(asked.begin(), asked.end(), [&](const store::WantedBody& one) { return one.id == arrival.message; });
}

/// Some form of the filter, which forwards or copies, may have had it at the server: a mail that is sent, or filed, twice is two. All else is the same when it is done again.
bool ArrivalFilter::mayBeDoneThere(const rules::RunAction& said, const Came& came) const {
    const bool isForward = said.action.verb == FilterVerb::Forward;
    if (!isForward && said.action.verb != FilterVerb::Copy)
        return false;
    const auto filter = std::find_if(m_stored.begin(), m_stored.end(), [&](const store::StoredFilter& one) { return one.filter.id == said.filter; });
    return filter != m_stored.end() && std::any_of(filter->spans.begin(), filter->spans.end(), [&](const store::ServerSpan& one) {
        return (isForward ? one.forwards : one.copies) && one.mayHaveHad(came.internalDateMs, came.queuedMs);
    });
}

Result<QList<store::ReadyAction>> ArrivalFilter::readyActions(const rules::FilterOutcome& outcome, const std::optional<ReadMessage>& read, const Came& came) {
    QList<store::ReadyAction> ready;
    for (const rules::RunAction& said : outcome.actions) {
        if (mayBeDoneThere(said, came))
            continue;
        TRY(store::ReadyAction action, readyAction(said, read));
        const bool needsPlace = action.action.verb == FilterVerb::Move || action.action.verb == FilterVerb::Copy || action.action.verb == FilterVerb::Junk ||
                                action.action.verb == FilterVerb::Delete;
        if (needsPlace ? action.mailbox.isValid() : action.action.verb != FilterVerb::Forward || action.forward)
            ready.append(std::move(action));
    }
    return ready;
}

Result<store::ReadyAction> ArrivalFilter::readyAction(const rules::RunAction& said, const std::optional<ReadMessage>& read) {
    store::ReadyAction action{said.action, said.filter, m_filters.value(said.filterIndex).name, {}, {}};
    if (said.action.verb == FilterVerb::Forward && (!read || read->parsed.parts.isEmpty())) { // not here whole, or not to be looked at
        qCWarning(lcSync) << "account" << m_context.account.id.value << "filter" << said.filter.value << "forwards nothing: the message is not here";
        return action;
    }
    if (said.action.verb == FilterVerb::Forward) {
        const auto carrier = loadCarrier(m_context.reader, m_context.account.id);
        auto mail = carrier ? makeForward(*carrier, read->raw, read->parsed, said.action.target, m_context.clock.utcNowMs())
                            : Result<std::optional<store::NewOutboxMessage>>(failure(carrier.error()));
        if (!mail && mail.error().kind != ErrorKind::InvalidInput)
            return failure(mail.error());
        if (mail)
            action.forward = std::move(*mail);
        else
            qCWarning(lcSync) << "account" << m_context.account.id.value << "filter" << said.filter.value << "forwards nothing:" << codeName(mail.error().code);
        return action;
    }
    const auto place = m_places.placeFor(m_context.store, said.action);
    if (!place && place.error().kind != ErrorKind::InvalidInput)
        return failure(place.error());
    if (!place) // no Trash can be made: the account's sync does not end for that
        qCWarning(lcSync) << "account" << m_context.account.id.value << "filter" << said.filter.value << "finds no place:" << codeName(place.error().code) << place.error().detail;
    action.mailbox = place ? place->value_or(MailboxId()) : MailboxId();
    return action;
}

/// What cannot be queued is left out, alone: the others are not held up by it.
Status ArrivalFilter::settle(QList<store::Settlement> settlements, ArrivalOutcome& outcome) {
    auto settled = m_context.store.settleArrivals(settlements);
    if (!settled && settled.error().kind == ErrorKind::InvalidInput && settlements.size() > 1) {
        for (store::Settlement& one : settlements)
            TRY_STATUS(settle({std::move(one)}, outcome));
        return {};
    }
    if (!settled && settled.error().kind == ErrorKind::InvalidInput) {
        qCWarning(lcSync) << "account" << m_context.account.id.value << "a mail of a filter was not queued:" << settled.error().detail;
        settlements.first().reply.reset();
        settlements.first().actions.removeIf([](const store::ReadyAction& one) { return one.forward.has_value(); });
        settled = m_context.store.settleArrivals(settlements);
        if (!settled && settled.error().kind == ErrorKind::InvalidInput)
            settled = m_context.store.settleArrivals({{settlements.constFirst().message, settlements.constFirst().mailbox, {}, {}}});
    }
    TRY(const QList<store::Settled> done, settled);
    for (const store::Settled& one : done) {
        outcome.settled += one.wasWaiting ? 1 : 0;
        outcome.acted += one.done > 0 || one.replied ? 1 : 0;
    }
    return {};
}

} // namespace tributary::sync
