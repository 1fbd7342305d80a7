// SPDX-License-Identifier: GPL-3.0-or-later
// MailboxSync's look at all FLAGS: what is left where a server has neither QRESYNC nor CONDSTORE (Office 365), and what
// proves that those told the truth.
#include "sync/MailboxSync.h"

#include "sync/KeptScope.h"
#include "sync/UidSets.h"

#include <deque>

namespace tributary::sync {

namespace {

constexpr quint64 kCompared = 5000; // messages a FETCH FLAGS

struct Told {
    model::Flags flags;
    qint64 size = -1;
};

struct Piece {
    imap::UidSet uids;
    imap::CommandId command = 0;
};

} // namespace

/// In pieces, the next under way while one is compared: memory stays that of a few thousand messages.
Status MailboxSync::compareFlags(const imap::UidSet& uids, bool withSizes, model::MailboxReport& report) {
    imap::UidSet left = uids;
    std::deque<Piece> underWay;
    QHash<quint32, Told> server;
    const QByteArrayList items = withSizes ? QByteArrayList{"FLAGS", "RFC822.SIZE"} : QByteArrayList{"FLAGS"};
    m_selected.expungedBySequence = false;
    m_selected.flagsBySequence = false;
    const auto handler = [&](imap::Event& event) -> Status {
        const auto* data = std::get_if<imap::FetchData>(&event);
        if (data && data->uid && data->flags && uids.contains(data->uid->value))
            server.insert(data->uid->value, {model::parseFlags(*data->flags), data->size.value_or(-1)});
        else
            m_selected.take(event);
        return {};
    };
    while (!left.isEmpty() || !underWay.empty()) {
        while (!left.isEmpty() && underWay.size() < kCommandsInFlight) {
            Piece piece{takeHighest(left, kCompared), 0};
            const quint32 first = piece.uids.ranges().constFirst().first;
            const quint32 last = piece.uids.ranges().constLast().last;
            TRY(piece.command, m_connection.send(imap::command::uidFetch(imap::UidSet::range(first, last), items)));
            underWay.push_back(std::move(piece));
        }
        const Piece piece = std::move(underWay.front());
        underWay.pop_front();
        TRY(const auto response, m_connection.await(piece.command, handler));
        if (!response.isOk())
            return failure(connect::statusError(response, QStringLiteral("FETCH FLAGS")));
        const quint32 first = piece.uids.ranges().constFirst().first;
        const quint32 last = piece.uids.ranges().constLast().last;
        TRY(const auto states, m_context.reader.uidStates(m_mailbox.id, Uid(first), Uid(last)));
        for (const store::UidState& state : states) {
            const auto told = server.constFind(state.uid.value);
            if (!piece.uids.contains(state.uid.value))
                continue;
            // Another size is another message: put aside, and listed anew.
            if (told == server.constEnd() || (withSizes && told->size >= 0 && !state.hidden && told->size != state.size))
                m_selected.vanished.add(state.uid.value, state.uid.value);
            else if (!state.hidden && told->flags != state.flags)
                m_selected.flagChanges.insert(state.uid.value, {state.uid, told->flags, {}, {}});
        }
        server.clear();
    }
    // An EXPUNGE that came behind the FETCH of its piece is looked at by refresh().
    const bool again = m_selected.expungedBySequence;
    TRY_STATUS(applyNews(report, true));
    m_selected.expungedBySequence = again;
    return {};
}

Result<bool> MailboxSync::selfCheck(model::MailboxReport& report) {
    TRY(const bool resynced, examine());
    (void)resynced;
    if (m_selected.isOther(m_mailbox))
        return run(report);
    const model::MailboxReport before = report;
    TRY(const imap::UidSet* known, m_known.uids());
    const imap::UidSet all = *known;
    m_selected.clearNews();
    if (!all.isEmpty())
        TRY_STATUS(compareFlags(all, true, report));
    TRY(const bool fits, addsUp());
    if (!fits || !keepsAll(m_context.account)) {
        m_looksAtAll = true;
        TRY(const bool complete, run(report));
        (void)complete;
    }
    return report.added == before.added && report.changed == before.changed && report.gone == before.gone;
}

} // namespace tributary::sync
