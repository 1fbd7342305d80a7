// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ArrivalSettling.h"

#include "store/detail/ArrivalTable.h"
#include "store/detail/FilterForwardTable.h"
#include "store/detail/VacationTable.h"

#include <utility>

namespace tributary::store::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kReplyHourMs = 3'600'000;

QByteArray messageIdOfRow(Connection& connection, qint64 row) {
    Query query = connection.query("SELECT message_id_header FROM message WHERE id = ?");
    return query.add(row).step() ? query.blob(0) : QByteArray();
}

} // namespace

PreparedSettlement prepare(Settlement settlement) {
    PreparedSettlement prepared;
    for (ReadyAction& action : settlement.actions) {
        if (action.forward)
            prepared.forwards.emplace_back(prepare(*std::exchange(action.forward, std::nullopt)));
        else
            prepared.forwards.emplace_back(std::nullopt);
    }
    if (settlement.reply)
        prepared.reply = prepare(std::exchange(settlement.reply->mail, {}));
    prepared.settlement = std::move(settlement);
    return prepared;
}

Result<Settled> ArrivalSettling::settle(const PreparedSettlement& prepared) {
    const Settlement& settlement = prepared.settlement;
    Settled settled;
    settled.wasWaiting = ArrivalTable(m_session.connection).take(settlement.message);
    const auto row = settled.wasWaiting ? standing(settlement) : std::nullopt;
    if (!row)
        return settled;
    Doing doing{{}, row->id, false};
    if (!settlement.actions.isEmpty())
        doing.change = m_tables.changes.begin(row->account, model::ChangeKind::Filter, settlement.actions.constFirst().filterName, m_tables.nowMs);
    MessageEdits edit(m_tables, doing.change);
    bool differs = false;
    for (qsizetype i = 0; i < settlement.actions.size(); ++i) {
        const ReadyAction& action = settlement.actions[i];
        bool isDone = false;
        if (const auto& mail = prepared.forwards[static_cast<std::size_t>(i)]) {
            TRY(isDone, forward(*mail, row->account, action, row->id));
        } else {
            isDone = act(action, edit, doing);
            differs = differs || isDone;
        }
        settled.done += isDone ? 1 : 0;
    }
    if (doing.change.isValid() && differs)
        m_tables.changes.setMessages(doing.change, 1);
    else if (doing.change.isValid())
        m_tables.changes.erase(doing.change);
    TRY_STATUS(reply(prepared, row->account, settled));
    return settled;
}

Result<ApplyStep> ArrivalSettling::apply(const AppliedFilters& applied) {
    ApplyStep step{applied.change, 0};
    const auto known = applied.change.isValid() ? m_tables.changes.find(applied.change) : std::nullopt;
    const bool goesOn = known && !known->undone; // where the user has undone what was done so far, the rest is a change of its own
    if (!goesOn)
        step.change = {};
    int before = goesOn ? known->messages : 0;
    for (const Settlement& settlement : applied.messages) {
        const auto row = standing(settlement);
        if (!row)
            continue;
        if (!step.change.isValid())
            step.change = m_tables.changes.begin(row->account, model::ChangeKind::ApplyFilters, applied.detail, m_tables.nowMs);
        MessageEdits edit(m_tables, step.change);
        bool differs = false;
        for (const ReadyAction& action : settlement.actions)
            differs = act(action, edit, {step.change, row->id, true}) || differs;
        step.changed += differs ? 1 : 0;
    }
    if (step.change.isValid() && before + step.changed == 0) {
        m_tables.changes.erase(step.change);
        step.change = {};
    } else if (step.change.isValid()) {
        m_tables.changes.setMessages(step.change, before + step.changed);
    }
    m_tables.finish();
    return step;
}

/// Where it stood when this was decided; the user, or another client, was first otherwise.
std::optional<MessageRow> ArrivalSettling::standing(const Settlement& settlement) {
    const auto row = m_tables.messages.row(settlement.message.value);
    return row && row->mailbox == settlement.mailbox && m_tables.mailboxes.state(row->mailbox) ? row : std::nullopt;
}

bool ArrivalSettling::act(const ReadyAction& action, MessageEdits& edit, const Doing& doing) {
    using model::FilterVerb;
    auto row = m_tables.messages.row(doing.row);
    if (!row)
        return false;
    bool differs = false;
    switch (action.action.verb) {
    case FilterVerb::Flag: differs = setFlag(*row, u"\\Flagged"_s, true, edit, doing.change); break;
    case FilterVerb::MarkRead: differs = setFlag(*row, u"\\Seen"_s, true, edit, doing.change); break;
    case FilterVerb::Label: differs = setFlag(*row, action.action.target, true, edit, doing.change); break;
    case FilterVerb::Copy: return copyTo(*row, action, edit, doing);
    case FilterVerb::Junk:
        differs = setFlag(*row, u"$Junk"_s, true, edit, doing.change);
        differs = setFlag(*row, u"$NotJunk"_s, false, edit, doing.change) || differs;
        differs = moveTo(*row, action.mailbox, edit, doing.change) || differs;
        break;
    case FilterVerb::Move:
    case FilterVerb::Delete: differs = moveTo(*row, action.mailbox, edit, doing.change); break;
    case FilterVerb::Forward:
    case FilterVerb::Stop: return false;
    }
    if (differs || !doing.isApplied)
        trace(action, row->id, doing);
    return differs;
}

bool ArrivalSettling::setFlag(MessageRow& row, const QString& flag, bool on, MessageEdits& edit, ChangeId change) {
    const QString word = model::storableFlagWord(flag);
    if (word.isEmpty())
        return false;
    const bool wasOn = model::hasFlagWord(row.flags, word);
    if (!edit.setFlag(row, word, on))
        return false;
    m_tables.changes.addFlag(change, {row.id, word, wasOn});
    return true;
}

/// Never elsewhere than into a mailbox of the message's account that is there.
bool ArrivalSettling::moveTo(MessageRow& row, MailboxId to, MessageEdits& edit, ChangeId change) {
    const auto target = m_tables.mailboxes.state(to);
    const MailboxId from = row.mailbox;
    if (!target || target->account != row.account || !edit.move(row, to))
        return false;
    m_tables.changes.addMove(change, {row.id, MoveKind::Move, from, to});
    return true;
}

bool ArrivalSettling::copyTo(const MessageRow& row, const ReadyAction& action, MessageEdits& edit, const Doing& doing) {
    const auto target = m_tables.mailboxes.state(action.mailbox);
    if (!target || target->account != row.account || row.mailbox == action.mailbox)
        return false;
    const qint64 copy = edit.copy(row, action.mailbox);
    m_tables.changes.addMove(doing.change, {copy, MoveKind::Copy, row.mailbox, action.mailbox});
    trace(action, row.id, doing);
    trace(action, copy, doing);
    return true;
}

void ArrivalSettling::trace(const ReadyAction& action, qint64 row, const Doing& doing) {
    m_traces.add({MessageId(row), action.filter, action.filterName, action.action, m_tables.nowMs, doing.isApplied}, doing.isApplied ? doing.change : ChangeId());
}

Result<bool> ArrivalSettling::forward(const PreparedSending& mail, AccountId account, const ReadyAction& action, qint64 row) {
    FilterForwardTable forwards(m_session.connection);
    if (!forwards.note(account, messageIdOfRow(m_session.connection, row), action.action.target, m_tables.nowMs))
        return false;
    TRY_STATUS(OutboxJournal(m_session).queue(mail, true));
    trace(action, row, {});
    return true;
}

/// The ledger is asked once more: between the decision and this another message of the sender may have been answered.
Status ArrivalSettling::reply(const PreparedSettlement& prepared, AccountId account, Settled& settled) {
    if (!prepared.reply)
        return {};
    const ReadyReply& reply = *prepared.settlement.reply;
    VacationTable vacation(m_session.connection);
    if (!vacation.onSince(account))
        return {};
    vacation.settleClock(account, m_tables.nowMs);
    const auto last = vacation.lastReplyMs(account, reply.sender);
    if (last && m_tables.nowMs - *last < reply.intervalDays * kDayMs)
        return {};
    m_session.changes.append(model::VacationChanged{account});
    if (vacation.repliesSince(account, m_tables.nowMs - kReplyHourMs) >= kRepliesAnHour) {
        settled.switchedOff = vacation.stop(account, model::VacationStop::TooMany, m_tables.nowMs);
        return {};
    }
    TRY_STATUS(OutboxJournal(m_session).queue(*prepared.reply, true));
    vacation.noteReply(account, reply.sender, m_tables.nowMs);
    settled.replied = true;
    return {};
}

} // namespace tributary::store::detail
