// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/DeltaWriter.h"

#include "store/detail/ArrivalTable.h"
#include "store/detail/LocalMailboxes.h"
#include "store/detail/Pop3Table.h"
#include "store/detail/TakeBack.h"
#include "store/detail/WrittenTo.h"

#include <algorithm>
#include <utility>

namespace tributary::store::detail {

PreparedDelta prepare(MailboxDelta delta) {
    PreparedDelta prepared;
    prepared.added.reserve(static_cast<std::size_t>(delta.added.size()));
    for (NewMessage& message : delta.added) {
        prepared.added.push_back(prepare(std::move(message)));
        const PreparedMessage& last = prepared.added.back();
        prepared.bytes += last.message.rawCompressed.size() + last.packedText.size();
        for (const std::string& column : last.text.columns)
            prepared.bytes += static_cast<qint64>(column.size());
    }
    delta.added.clear();
    prepared.delta = std::move(delta);
    return prepared;
}

Status DeltaWriter::write(const PreparedDelta& prepared) {
    const MailboxDelta& delta = prepared.delta;
    m_mailbox = delta.mailbox;
    m_uidValidity = delta.uidValidity;
    const std::optional<MailboxState> before = m_tables.mailboxes.state(m_mailbox);
    if (!before) {
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound,
                       QStringLiteral("no mailbox %1").arg(m_mailbox.value));
    }
    if (!delta.reset && delta.uidValidity != before->uidValidity) {
        return failure(ErrorKind::Internal, ErrorCode::Bug,
                       QStringLiteral("UIDVALIDITY %1 is not that of mailbox %2 (%3)")
                           .arg(delta.uidValidity.value).arg(m_mailbox.value).arg(before->uidValidity.value));
    }
    m_state = *before;
    lookAround(!prepared.added.empty());
    if (delta.reset)
        reset();
    const QSet<Uid> gone(delta.gone.begin(), delta.gone.end());
    removeGone(gone, delta.held);
    Adoption adoption(m_tables, m_state.account, m_mailbox);
    if (delta.isLocal)
        addLocal(prepared, adoption);
    for (const PreparedMessage& message : prepared.added) {
        if (!delta.isLocal && !gone.contains(message.message.uid)) // UIDs are never given twice (RFC 9051 2.3.1.1): gone has the last word
            addOne(message, adoption);
    }
    for (const FlagChange& change : delta.flags)
        takeFlags(change);
    m_indexing.run();
    m_senders.write(m_tables.connection, m_tables.nowMs);
    takeState(delta);
    if (m_anyHidden && m_state.listComplete && (delta.reset || !before->listComplete))
        endLostMoves();
    if (m_state != *before)
        m_tables.mailboxes.setState(m_mailbox, m_state);
    if (m_state.synced != before->synced || m_state.listComplete != before->listComplete)
        m_tables.notes.mailboxesChanged(m_state.account);
    m_tables.finish();
    return {};
}

/// With what is known of them at their server, in one transaction: a message that is here is never fetched again.
void DeltaWriter::addLocal(const PreparedDelta& prepared, Adoption& adoption) {
    Pop3Table known(m_tables.connection);
    QList<Pop3Message> pop3 = prepared.delta.pop3;
    for (std::size_t i = 0; i < prepared.added.size(); ++i) {
        PreparedMessage& message = m_local.emplace_back(prepared.added[i]);
        message.message.uid = LocalMailboxes::takeUid(m_state);
        addOne(message, adoption);
        const auto row = m_tables.messages.find(m_mailbox, message.message.uid);
        if (const auto at = static_cast<qsizetype>(i); row && at < pop3.size())
            pop3[at].message = MessageId(row->id);
    }
    for (const Pop3Message& message : std::as_const(pop3))
        known.put(m_state.account, message);
}

void DeltaWriter::lookAround(bool anyAdded) {
    m_anyHidden = m_tables.movePushes.anyFrom(m_mailbox);
    m_anyFlagIntents = m_tables.flagPushes.any(m_state.account);
    const auto mailbox = anyAdded ? m_tables.mailboxes.find(m_mailbox) : std::nullopt;
    m_hasSenders = mailbox && SeenSenders::areFoundIn(mailbox->specialUse);
    m_isSent = mailbox && mailbox->specialUse == model::SpecialUse::Sent;
    if (mailbox && mailbox->specialUse == model::SpecialUse::Inbox)
        m_arrivesSince = ArrivalTable(m_tables.connection).wantedSince(m_state.account);
}

void DeltaWriter::reset() {
    m_kept.putAllAside(m_state.account, m_mailbox, KeptReason::Reset);
    if (m_anyHidden)
        m_tables.movePushes.forgetUids(m_mailbox);
    m_state = MailboxState{.account = m_state.account};
}

void DeltaWriter::addOne(const PreparedMessage& prepared, Adoption& adoption) {
    const NewMessage& message = prepared.message;
    if (auto known = m_tables.messages.find(m_mailbox, message.uid)) {
        if (message.flagsKnown)
            changeFlags(*known, message.flags, message.modSeq);
        raiseBody(*known, prepared);
        return;
    }
    if (m_anyHidden && addHidden(prepared))
        return;
    if (!message.flagsKnown)
        return; // gone while its body was under way
    if (const auto found = adoption.find(prepared))
        adopt(*found, prepared);
    else
        insertNew(prepared);
}

/// A UID that the user has moved away or expunged, and the server does not know it yet.
bool DeltaWriter::addHidden(const PreparedMessage& prepared) {
    const auto intent = m_tables.movePushes.hiding(m_mailbox, prepared.message.uid);
    if (!intent)
        return false;
    if (auto row = m_tables.messages.row(intent->message)) {
        changeFlags(*row, prepared.message.flags, prepared.message.modSeq);
        raiseBody(*row, prepared);
    }
    return true;
}

void DeltaWriter::adopt(const Adoption::Found& found, const PreparedMessage& prepared) {
    const NewMessage& message = prepared.message;
    auto row = m_tables.messages.row(found.message);
    if (!row)
        return;
    if (found.kind == Adoption::Kind::Moved) {
        m_tables.movePushes.setUid(found.intent, message.uid, m_uidValidity);
        m_tables.notes.queueChanged(m_state.account);
    } else if (found.kind == Adoption::Kind::Waiting) {
        m_tables.relocate(*row, m_mailbox, message.uid.value);
        m_tables.movePushes.giveUidToCopies(row->id, m_mailbox, message.uid, m_uidValidity);
    } else if (const auto kept = m_tables.kept.find(row->id)) {
        for (const MoveIntent& lost : m_tables.movePushes.ofMessage(row->id)) // it was moved by another client, not deleted
            m_tables.movePushes.erase(lost.row);
        m_kept.bringBack(*row, *kept, m_mailbox, message.uid.value);
        m_tables.movePushes.giveUidToCopies(row->id, m_mailbox, message.uid, m_uidValidity);
    }
    if (found.kind != Adoption::Kind::Moved && message.size > 0)
        m_tables.messages.setSize(row->id, message.size); // found by its EMAILID: the size before may have been wrong (SRV7)
    changeFlags(*row, message.flags, message.modSeq);
    raiseBody(*row, prepared);
}

void DeltaWriter::insertNew(const PreparedMessage& prepared) {
    const NewMessage& message = prepared.message;
    std::optional<SharedBody> shared;
    if (!message.emailId.isEmpty() && message.body != model::BodyState::Whole)
        shared = m_tables.messages.wholeBody(m_state.account, message.emailId);
    const qint64 id = m_tables.messages.insert(m_state.account, m_mailbox, prepared, shared ? &*shared : nullptr);
    if (shared) {
        m_tables.messages.copyHeaders(shared->source, id);
        m_indexing.copy(shared->source, id, false);
    } else if (prepared.isIndexed)
        m_indexing.add(id, prepared);
    m_tables.notes.added(m_state.account, m_mailbox, id, !message.flags.has(model::Flag::Seen));
    if (m_hasSenders)
        m_senders.add(message.from, message.dateMs);
    if (m_isSent)
        WrittenTo(m_tables.connection).add(message.to + message.cc);
    if (m_arrivesSince)
        noteArrival(id, prepared);
    if (message.body == model::BodyState::Whole)
        shareWithTwins(message.emailId);
}

/// Only a row that was never here: what comes back, was moved, or is found again was adopted. Whoever was away longer than kArrivesWithinMs gets what
/// has come since the list was looked at last; what another client brings from elsewhere is older than that.
void DeltaWriter::noteArrival(qint64 row, const PreparedMessage& prepared) {
    const qint64 cameMs = prepared.message.internalDateMs;
    qint64 afterMs = m_tables.nowMs - kArrivesWithinMs;
    if (m_state.lookedMs != 0)
        afterMs = std::min(afterMs, m_state.lookedMs - kServerClockMs);
    if (cameMs >= *m_arrivesSince && cameMs > afterMs && !prepared.message.flags.has(model::Flag::Deleted))
        ArrivalTable(m_tables.connection).add(m_state.account, m_mailbox, row, prepared, m_tables.nowMs);
}

void DeltaWriter::raiseBody(const MessageRow& known, const PreparedMessage& prepared) {
    const NewMessage& message = prepared.message;
    if (message.body < known.body || known.body == model::BodyState::Whole)
        return;
    if (message.body == known.body) {
        if (message.bodyWanted == known.bodyWanted)
            return;
        m_tables.messages.setBodyWanted(known.id, message.bodyWanted);
        if (known.indexed || !prepared.isIndexed)
            return;
    } else {
        m_tables.messages.fillBody(known, prepared);
        m_tables.notes.changed(known.account, known.mailbox, known.id);
    }
    if (known.indexed) {
        m_indexing.replace(known.id, prepared);
    } else {
        m_tables.messages.setIndexed(known.id, true);
        m_indexing.add(known.id, prepared);
    }
    if (message.body == model::BodyState::Whole) {
        m_tables.connection.query("DELETE FROM body_fetch WHERE message_id = ?").add(known.id).run();
        shareWithTwins(message.emailId.isEmpty() ? m_tables.messages.emailId(known.id) : message.emailId); // a body comes without it
    }
}

/// The same content under other labels: its body need not be fetched again.
void DeltaWriter::shareWithTwins(const QByteArray& emailId) {
    if (emailId.isEmpty())
        return;
    const QList<MessageRow> twins = m_tables.messages.withoutWholeBody(m_state.account, emailId);
    if (twins.isEmpty())
        return;
    const auto shared = m_tables.messages.wholeBody(m_state.account, emailId);
    if (!shared)
        return;
    for (const MessageRow& twin : twins) {
        m_tables.messages.shareBody(twin, *shared);
        m_indexing.copy(shared->source, twin.id, twin.indexed);
        m_tables.connection.query("DELETE FROM body_fetch WHERE message_id = ?").add(twin.id).run();
        m_tables.notes.changed(twin.account, twin.mailbox, twin.id);
    }
}

void DeltaWriter::takeFlags(const FlagChange& change) {
    auto known = m_tables.messages.find(m_mailbox, change.uid);
    if (!known && m_anyHidden) {
        if (const auto intent = m_tables.movePushes.hiding(m_mailbox, change.uid))
            known = m_tables.messages.row(intent->message);
    }
    if (!known)
        return;
    changeFlags(*known, change.flags, change.modSeq);
    if (change.labels)
        m_tables.messages.setLabels(known->id, *change.labels);
}

void DeltaWriter::changeFlags(MessageRow& known, const model::Flags& flags, ModSeq modSeq) {
    model::Flags wanted = flags;
    wanted.set(model::Flag::Recent, false);
    wanted.keywords.sort();
    if (m_anyFlagIntents)
        keepWhatTheUserWants(known, wanted);
    if (known.flagsUnknown)
        m_tables.messages.setFlagsUnknown(known.id, false);
    const quint64 newest = std::max(known.modSeq, modSeq.value);
    const bool differs = wanted != known.flags;
    if (!differs && newest == known.modSeq)
        return;
    m_tables.messages.setFlags(known.id, wanted, newest);
    if (!differs)
        return;
    const int unread = (wanted.has(model::Flag::Seen) ? 0 : 1) - (known.isUnread() ? 1 : 0);
    m_tables.notes.unreadBy(known.account, known.mailbox, unread);
    m_tables.notes.changed(known.account, known.mailbox, known.id);
    known.flags = wanted;
}

void DeltaWriter::keepWhatTheUserWants(const MessageRow& known, model::Flags& flags) {
    for (const FlagIntent& intent : m_tables.flagPushes.ofMessage(known.id)) {
        const bool serverOn = model::hasFlagWord(flags, intent.flag);
        if (serverOn != intent.serverOn)
            m_tables.flagPushes.setServerOn(intent.row, serverOn);
        model::setFlagWord(flags, intent.flag, intent.on);
    }
}

void DeltaWriter::removeGone(const QSet<Uid>& gone, bool held) {
    if (!gone.isEmpty() && m_anyFlagIntents)
        m_tables.notes.queueChanged(m_state.account); // what was to be done to them sleeps
    for (const Uid uid : gone) {
        if (auto known = m_tables.messages.find(m_mailbox, uid))
            m_kept.putAside(*known, held ? KeptReason::Held : KeptReason::Gone);
        else if (m_anyHidden)
            endHiddenMove(uid);
    }
}

/// Another client was first. A move that was sent may have made it gone itself: its worker looks and decides.
void DeltaWriter::endHiddenMove(Uid uid) {
    const auto intent = m_tables.movePushes.hiding(m_mailbox, uid);
    if (!intent || (intent->kind == MoveKind::Move && intent->sent))
        return;
    if (TakeBack(m_tables).lose(*intent))
        return;
    m_tables.movePushes.erase(intent->row);
    m_tables.notes.queueChanged(m_state.account);
    if (intent->kind == MoveKind::Expunge) {
        m_kept.endReplaced(intent->message);
        return;
    }
    m_tables.changes.setGone(intent->change);
    if (auto row = m_tables.messages.row(intent->message))
        m_kept.putAside(*row, KeptReason::Gone);
}

/// The whole mailbox has been listed under its new UIDVALIDITY: what was to be moved or copied out of it and was not found is
/// no longer there. Put aside before other mailboxes are listed, so that it is found again where it is.
void DeltaWriter::endLostMoves() {
    QList<MoveIntent> lost;
    for (const MoveIntent& intent : m_tables.movePushes.from(m_mailbox)) {
        const bool isFirst = m_tables.movePushes.ofMessage(intent.message).constFirst().row == intent.row;
        const qint64 waitsFor = intent.kind == MoveKind::Copy && intent.origin != 0 ? intent.origin : intent.message;
        if (isFirst && !intent.uid.isValid() && !intent.sent && !m_tables.appendPushes.ofMessage(waitsFor))
            lost.append(intent);
    }
    for (const MoveIntent& intent : std::as_const(lost)) {
        for (const MoveIntent& one : m_tables.movePushes.ofMessage(intent.message))
            m_tables.movePushes.erase(one.row);
        m_tables.notes.queueChanged(m_state.account);
        if (intent.kind == MoveKind::Expunge)
            continue;
        m_tables.changes.setGone(intent.change);
        if (auto row = m_tables.messages.row(intent.message); row && row->isWaiting() && !m_tables.kept.find(row->id)) {
            endFlags(row->id);
            m_kept.putAside(*row, KeptReason::Gone);
        }
    }
}

/// Nobody can tell any more which message they are about: it has no UID to be found by.
void DeltaWriter::endFlags(qint64 message) {
    for (const FlagIntent& flag : m_tables.flagPushes.ofMessage(message)) {
        m_tables.flagPushes.erase(flag.row);
        m_tables.changes.setGone(flag.change);
    }
}

void DeltaWriter::takeState(const MailboxDelta& delta) {
    m_state.uidValidity = delta.uidValidity;
    if (delta.uidNext) {
        m_state.uidNext = delta.uidNext->value;
        if (m_state.listComplete || delta.listComplete.value_or(false))
            m_state.lookedMs = m_tables.nowMs;
    }
    if (delta.highestModSeq)
        m_state.highestModSeq = static_cast<qint64>(delta.highestModSeq->value);
    if (delta.listComplete)
        m_state.listComplete = *delta.listComplete;
    if (delta.synced)
        m_state.synced = *delta.synced;
    if (delta.lowestFetched)
        m_state.lowestFetched = delta.lowestFetched->value;
}

} // namespace tributary::store::detail
