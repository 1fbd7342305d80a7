// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MailboxProof.h"

#include "base/Log.h"
#include "sync/SelectedMailbox.h"
#include "sync/UidSets.h"

#include <algorithm>
#include <vector>

namespace tributary::sync {

Result<QHash<QByteArray, QByteArray>> MailboxProof::ids(const QByteArrayList& wireNames) {
    QList<imap::CommandId> asked;
    for (const QByteArray& name : wireNames) {
        TRY(const auto id, m_connection.send(imap::command::examine(name)));
        asked.append(id);
    }
    QHash<QByteArray, QByteArray> found;
    for (qsizetype i = 0; i < asked.size(); ++i) {
        SelectedMailbox selected;
        TRY(const auto response, m_connection.await(asked[i], [&](imap::Event& event) -> Status {
                selected.take(event);
                return {};
            }));
        if (response.isOk() && !selected.mailboxId.isEmpty())
            found.insert(wireNames[i], selected.mailboxId);
    }
    return found;
}

/// The oldest and the newest that the server knows too: those that come and go are in between.
Result<QHash<quint32, qint64>> MailboxProof::someSizes(MailboxId mailbox) {
    constexpr qsizetype kOfEachEnd = 3;
    QHash<quint32, qint64> sizes;
    TRY(const auto ranges, m_context.reader.knownUids(mailbox));
    QList<quint32> uids;
    for (auto it = ranges.begin(); it != ranges.end() && uids.size() < kOfEachEnd; ++it) {
        for (quint32 uid = it->first.value; uid <= it->second.value && uids.size() < kOfEachEnd; ++uid)
            uids.append(uid);
    }
    const qsizetype both = uids.size() + kOfEachEnd;
    for (auto it = ranges.rbegin(); it != ranges.rend() && uids.size() < both; ++it) {
        for (quint32 uid = it->second.value; uid >= it->first.value && uid > 0 && uids.size() < both; --uid)
            uids.append(uid);
    }
    for (const quint32 uid : std::as_const(uids)) {
        TRY(const auto states, m_context.reader.uidStates(mailbox, Uid(uid), Uid(uid)));
        if (!states.isEmpty() && !states.constFirst().hidden)
            sizes.insert(uid, states.constFirst().size);
    }
    return sizes;
}

Status MailboxProof::dropDisproved(const QList<store::ServerMailbox>& before, Renamed& renamed) {
    struct Asked {
        QByteArray old;
        QHash<quint32, qint64> sizes;
        imap::CommandId examine = 0, fetch = 0;
    };
    std::vector<Asked> asked;
    for (const store::ServerMailbox& mailbox : before) {
        const auto now = renamed.constFind(mailbox.wireName);
        if (now == renamed.constEnd())
            continue;
        TRY(auto sizes, someSizes(mailbox.mailbox.id));
        if (sizes.isEmpty())
            continue;
        TRY(const auto examine, m_connection.send(imap::command::examine(*now)));
        TRY(const auto fetch, m_connection.send(imap::command::uidFetch(uidSetOf(sizes.keys()), {"RFC822.SIZE"})));
        asked.push_back({mailbox.wireName, std::move(sizes), examine, fetch});
    }
    for (const Asked& one : asked) {
        TRY(const auto examined, m_connection.await(one.examine));
        bool isOther = false;
        TRY(const auto fetched, m_connection.await(one.fetch, [&](imap::Event& event) -> Status {
                const auto* data = std::get_if<imap::FetchData>(&event);
                if (data && data->uid && data->size && examined.isOk())
                    isOther = isOther || one.sizes.value(data->uid->value, *data->size) != *data->size;
                return {};
            }));
        (void)fetched; // a NO proves nothing
        if (isOther) {
            qCInfo(lcSync) << "a mailbox that looked like one that is gone is another";
            renamed.remove(one.old);
        }
    }
    return {};
}

} // namespace tributary::sync
