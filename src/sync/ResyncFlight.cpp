// SPDX-License-Identifier: GPL-3.0-or-later
// MailboxSync's part in a flight: with QRESYNC an EXAMINE tells all changes, and what is new can be asked for behind it
// without waiting, so that forty mailboxes cost one turn. So do forty small ones that were never seen.
#include "sync/MailboxSync.h"

#include "base/Log.h"
#include "sync/KeptScope.h"
#include "sync/MessageIntake.h"
#include "sync/UidSets.h"

#include <algorithm>

namespace tributary::sync {

namespace {
constexpr quint32 kMostNew = 500;           // more are listed newest first, in chunks
constexpr qsizetype kMostTaken = 2 * kMostNew; // whatever else the server sends
// Bytes of each new message that come along; larger ones follow, with a turn of their own.
constexpr quint32 kLeastInline = 64 << 10;
constexpr quint32 kMostInline = 256 << 10;
constexpr quint32 kInlineBytes = 8 << 20; // of all that are new in a mailbox
constexpr quint32 kInlineMessages = 100;   // of more the headers first: their rows are there sooner
constexpr quint32 kFewMessages = 20;       // fetched again at little cost, if they should be what another client has moved here
} // namespace

bool MailboxSync::canFly(const imap::StatusData& status) const {
    return m_connection.qresyncEnabled() && m_mailbox.listComplete && m_mailbox.highestModSeq.isValid() &&
           m_mailbox.uidNext.isValid() && keepsAll(m_context.account) &&
           status.uidValidity == m_mailbox.uidValidity && status.highestModSeq >= m_mailbox.highestModSeq &&
           status.uidNext && *status.uidNext >= m_mailbox.uidNext &&
           status.uidNext->value - m_mailbox.uidNext.value <= kMostNew;
}

Status MailboxSync::takeOff(const imap::StatusData& status, qint64 goneElsewhere) {
    m_selected = {};
    m_flight.emplace();
    TRY(m_flight->select, m_connection.send(examineCommand(true)));
    TRY(const imap::UidSet* known, m_known.uids());
    const imap::UidSet fresh = minus(imap::UidSet::range(m_mailbox.uidNext.value, imap::UidSet::kStar), *known); // what was moved here by us is known
    if (*status.uidNext > m_mailbox.uidNext && !fresh.isEmpty() && fresh.ranges().constFirst().first < status.uidNext->value) {
        QByteArrayList items = HeaderItems{m_connection.has("X-GM-EXT-1"), m_connection.has("OBJECTID")}.list();
        const quint32 count = status.uidNext->value - m_mailbox.uidNext.value;
        const bool mayBeMoved = count > kFewMessages && goneElsewhere >= count; // then the cache may have their bodies
        const bool isShownAgain = m_mailbox.specialUse == model::SpecialUse::All; // it has what others have
        if (!m_context.demands->metered && count <= kInlineMessages && !mayBeMoved && !isShownAgain)
            m_flight->inlineBytes = std::clamp(kInlineBytes / std::max(count, 1u), kLeastInline, kMostInline);
        if (m_flight->inlineBytes > 0)
            items.append("BODY.PEEK[]<0." + QByteArray::number(m_flight->inlineBytes) + '>');
        TRY(m_flight->fetch,
            m_connection.send(imap::command::uidFetch(fresh, items)));
    }
    return {};
}

Status MailboxSync::takeInFlight(imap::Event& event, Intake& intake) {
    auto* data = std::get_if<imap::FetchData>(&event);
    const bool isRow = data && data->uid && *data->uid >= m_mailbox.uidNext && data->envelope && data->flags;
    TRY(const imap::UidSet* known, m_known.uids());
    // "7:*" gives UID 6 where that is the last one (RFC 9051 9, seq-range): moved here by us, and known.
    if (!isRow || known->contains(data->uid->value) || m_flight->received.contains(data->uid->value) ||
        m_flight->received.size() >= kMostTaken) {
        m_selected.take(event);
        return {};
    }
    m_flight->received.insert(data->uid->value);
    m_selected.flagChanges.remove(data->uid->value); // EXAMINE told them before
    // One of another size is left to BodyFetch, which looks whose it is.
    const auto body = std::find_if(data->sections.begin(), data->sections.end(), [&](const imap::BodySection& section) {
        return section.section.isEmpty() && !section.nil && section.bytes.size() < m_flight->inlineBytes && data->size == section.bytes.size();
    });
    if (body == data->sections.end()) {
        store::NewMessage row = takeInHeaders(*data);
        row.bodyWanted = wantsBody(m_context.account, row.internalDateMs, m_context.clock);
        return intake.add(std::move(row), 1024);
    }
    return intake.add(takeIn(*data, body->bytes, model::BodyState::Whole, m_context.marks.get()), body->bytes.size());
}

bool MailboxSync::canFlyFirst(const SyncContext& context, const model::Mailbox& mailbox, const imap::StatusData& status) {
    return !mailbox.uidValidity.isValid() && keepsAll(context.account) && status.uidValidity &&
           status.messages && *status.messages <= kMostNew;
}

/// SELECT and not EXAMINE: see selectOnce().
Status MailboxSync::takeOffFirst(const imap::StatusData& status) {
    m_selected = {};
    m_flight.emplace();
    m_flight->isFirst = true;
    imap::command::SelectOptions options;
    options.condstore = m_connection.condstoreAvailable();
    TRY(m_flight->select, m_connection.send(imap::command::select(m_mailbox.wireName, options)));
    if (status.messages.value_or(0) > 0) {
        TRY(m_flight->fetch, m_connection.send(imap::command::uidFetch(
                                 imap::UidSet::range(1, imap::UidSet::kStar), HeaderItems{m_connection.has("X-GM-EXT-1"), m_connection.has("OBJECTID")}.list())));
    }
    return {};
}

/// What did not come, or cannot be, is asked for again by run(), which tells what the trouble is.
Result<bool> MailboxSync::landFirst(model::MailboxReport& report) {
    const auto take = [this](imap::Event& event) -> Status {
        m_selected.take(event);
        return {};
    };
    TRY(const auto selected, m_connection.await(m_flight->select, take));
    const bool fits = selected.isOk() && m_selected.uidValidity.isValid();
    if (fits) {
        TRY_STATUS(startOver());
        TRY_STATUS(keepServerId());
    }
    const quint32 exists = m_selected.exists;
    Intake intake(m_context.store, m_mailbox.id, m_mailbox.uidValidity, {kHeaderDelta, kDeltaBytes, kDeltasInFlight});
    bool fetched = true;
    if (m_flight->fetch) {
        TRY(const auto response, m_connection.await(*m_flight->fetch, [&](imap::Event& event) -> Status {
                return fits ? takeInFlight(event, intake) : Status();
            }));
        fetched = response.isOk();
    }
    if (!fits)
        return false;
    TRY_STATUS(intake.finish());
    TRY(const int fresh, countNew(intake.added()));
    report.added += fresh;
    const QList<quint32> received(m_flight->received.begin(), m_flight->received.end());
    m_known.add(uidSetOf(received));
    if (!fetched || exists != received.size() || m_selected.hasNews())
        return false;
    TRY_STATUS(markComplete(true));
    return true;
}

Result<bool> MailboxSync::land(model::MailboxReport& report) {
    if (m_flight->isFirst)
        return landFirst(report);
    const auto take = [this](imap::Event& event) -> Status {
        m_selected.take(event);
        return {};
    };
    TRY(const auto examined, m_connection.await(m_flight->select, take));
    const bool fits = examined.isOk() && m_selected.existsKnown() && !m_selected.isOther(m_mailbox) &&
                      m_selected.highestModSeq >= m_mailbox.highestModSeq;
    Intake intake(m_context.store, m_mailbox.id, m_mailbox.uidValidity, {kDeltaMessages, kDeltaBytes, kDeltasInFlight});
    if (m_flight->fetch) {
        TRY(const auto fetched, m_connection.await(*m_flight->fetch, [&](imap::Event& event) -> Status {
                return fits ? takeInFlight(event, intake) : Status();
            }));
        if (fits && !fetched.isOk())
            return false;
    }
    if (!fits)
        return false;
    TRY_STATUS(keepServerId());
    TRY_STATUS(intake.finish());
    QList<quint32> received(m_flight->received.begin(), m_flight->received.end());
    const int goneBefore = report.gone;
    const int before = m_mailbox.total;
    m_known.add(uidSetOf(received)); // what became of them while they came is news of theirs
    TRY_STATUS(applyNews(report, true));
    TRY(const int fresh, countNew(intake.added()));
    report.added += fresh;
    const qint64 expected = qint64(before) - (report.gone - goneBefore) + received.size();
    if (expected != m_selected.exists) {
        TRY(const bool fine, addsUp());
        if (!fine)
            return false;
    }
    store::MailboxDelta delta;
    delta.mailbox = m_mailbox.id;
    delta.uidValidity = m_selected.uidValidity;
    delta.uidNext = std::max(m_selected.uidNext, m_mailbox.uidNext);
    m_mailbox.uidNext = *delta.uidNext;
    TRY_STATUS(m_context.store.apply(std::move(delta)));
    return true;
}

} // namespace tributary::sync
