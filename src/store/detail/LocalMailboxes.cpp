// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/LocalMailboxes.h"

#include "store/detail/OwnSentCopyTable.h"
#include "store/detail/PushOutcomes.h"
#include "store/detail/PushQueueRows.h"

#include <array>

namespace tributary::store::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr const char* kWaiting =
    "SELECT id FROM account WHERE protocol = 'pop3' AND (EXISTS (SELECT 1 FROM flag_push p WHERE p.account_id = account.id) OR "
    "EXISTS (SELECT 1 FROM move_push p WHERE p.account_id = account.id) OR EXISTS (SELECT 1 FROM append_push p WHERE p.account_id = account.id) OR "
    "EXISTS (SELECT 1 FROM mailbox_push p WHERE p.account_id = account.id))";

} // namespace

void LocalMailboxes::make(AccountId account) {
    WriteTables tables(m_session);
    constexpr std::array<std::pair<const char*, model::SpecialUse>, 5> kOwn{{{"INBOX", model::SpecialUse::Inbox},
                                                                             {"Drafts", model::SpecialUse::Drafts},
                                                                             {"Sent", model::SpecialUse::Sent},
                                                                             {"Junk", model::SpecialUse::Junk},
                                                                             {"Trash", model::SpecialUse::Trash}}};
    for (const auto& [name, use] : kOwn) {
        model::Mailbox mailbox;
        mailbox.account = account;
        mailbox.name = QString::fromLatin1(name);
        mailbox.wireName = name;
        mailbox.specialUse = use;
        const MailboxId id = tables.mailboxes.insert(mailbox);
        MailboxState state = tables.mailboxes.state(id).value_or(MailboxState());
        state.uidValidity = kUidValidity;
        state.uidNext = 1;
        state.listComplete = true;
        state.synced = true;
        tables.mailboxes.setState(id, state);
    }
    tables.notes.mailboxesChanged(account);
    tables.finish();
}

Uid LocalMailboxes::takeUid(MailboxState& state) {
    if (!state.uidValidity.isValid()) { // made by the user
        state.uidValidity = kUidValidity;
        state.listComplete = true;
        state.synced = true;
    }
    const qint64 uid = std::max<qint64>(state.uidNext, 1);
    state.uidNext = uid + 1;
    return Uid(static_cast<quint32>(uid));
}

Status LocalMailboxes::settle() {
    QList<AccountId> waiting;
    {
        Query account = m_session.connection.query(kWaiting);
        while (account.step())
            waiting.append(AccountId(account.integer(0)));
    }
    for (const AccountId account : std::as_const(waiting))
        TRY_STATUS(settleAll(account));
    return {};
}

/// In rounds: a move waits for the UID that the one before it gives, a deletion of a mailbox for what is moved out of it.
Status LocalMailboxes::settleAll(AccountId account) {
    constexpr int kAtOnce = 1000;
    for (;;) {
        const PushQueue queue = loadPushQueue(m_session.connection, account, kAtOnce);
        if (queue.isEmpty())
            return {};
        for (const MailboxPush& one : queue.mailboxes)
            TRY_STATUS(PushOutcomes(m_session).confirmMailbox(one.row));
        QList<qint64> flags;
        for (const FlagPush& one : queue.flags)
            flags.append(one.row);
        TRY_STATUS(PushOutcomes(m_session).confirmFlags(flags));
        for (const MovePush& one : queue.moves)
            TRY_STATUS(PushOutcomes(m_session).confirmMoves({resultIn(one.destination, one.row)}));
        for (const AppendPush& one : queue.appends) {
            TRY_STATUS(PushOutcomes(m_session).confirmAppends({resultIn(one.mailbox, one.row)}));
            OwnSentCopyTable(m_session.connection).erase(one.message.value); // nobody else keeps copies here
        }
    }
}

MoveResult LocalMailboxes::resultIn(MailboxId mailbox, qint64 row) {
    MailboxTable mailboxes(m_session.connection);
    auto state = mailbox.isValid() ? mailboxes.state(mailbox) : std::nullopt;
    if (!state) // expunged, or into a mailbox that is gone
        return {row, Uid(), UidValidity(), false};
    const Uid uid = takeUid(*state);
    mailboxes.setState(mailbox, *state);
    return {row, uid, state->uidValidity, false};
}

} // namespace tributary::store::detail
