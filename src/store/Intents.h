// SPDX-License-Identifier: GPL-3.0-or-later
// The user's changes that the server has not confirmed yet: one table an intent (flag_push, move_push, append_push,
// mailbox_push, body_fetch). A row is written in the transaction that changes the cache, and goes in the transaction that
// stores the server's confirmation: replay at any point in between is safe.
#pragma once

#include "base/Error.h"
#include "base/Ids.h"
#include "model/Flags.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace tributary::store {

/// uid and uidValidity are those the intent is good for; a UIDVALIDITY change makes uid 0 until the message is found again.
struct FlagPush {
    qint64 row = 0;
    ChangeId change;
    MessageId message;
    MailboxId mailbox;
    Uid uid;                ///< 0: the message has no UID there yet (a move under way); it waits
    UidValidity uidValidity;
    QString flag;
    bool on = true;
    int attempts = 0;
    QByteArray messageIdHeader;
};

enum class MoveKind { Move, Copy, Expunge };

struct MovePush {
    qint64 row = 0;
    ChangeId change;
    MessageId message;      ///< the row that stands in destination (Expunge: the one that is kept for undo)
    MoveKind kind = MoveKind::Move;
    MailboxId source;
    Uid uid;                ///< in source; 0: not known (any more), it waits for the source's sync
    UidValidity uidValidity;
    MailboxId destination;  ///< none for Expunge
    bool sent = false;      ///< a command may have reached the server: look before copying again
    Uid destinationUidNext; ///< of destination when it was sent
    QByteArray messageIdHeader;
    qint64 size = 0;
    int attempts = 0;
    bool lost = false;      ///< an undo whose message another client took away: Store::restoreLost() when no list shows it
};

struct AppendPush {
    qint64 row = 0;
    ChangeId change;
    MessageId message;      ///< the row that stands in the mailbox without a UID; its raw bytes are sent
    MailboxId mailbox;
    model::Flags flags;
    qint64 internalDateMs = 0;
    QByteArray messageIdHeader;
    bool sent = false;
    Uid uidNext;            ///< of mailbox when it was sent
    int attempts = 0;
};

enum class MailboxPushKind { Create, Rename, Delete, Subscribe, Unsubscribe };

struct MailboxPush {
    qint64 row = 0;
    ChangeId change;
    MailboxPushKind kind = MailboxPushKind::Create;
    MailboxId mailbox;      ///< Delete: a row that is hidden already
    QByteArray wireName;
    QByteArray newWireName; ///< Rename
    bool sent = false;
    int attempts = 0;
    bool ifEmpty = false;   ///< Delete: a level that the CREATE of another mailbox made; whoever uses it now keeps it
    char delimiter = 0;
};

/// In the order to be pushed (oldest first).
struct PushQueue {
    QList<MailboxPush> mailboxes;
    QList<FlagPush> flags;
    QList<MovePush> moves;
    QList<AppendPush> appends;
    [[nodiscard]] bool isEmpty() const {
        return mailboxes.isEmpty() && flags.isEmpty() && moves.isEmpty() && appends.isEmpty();
    }
};

enum class PushTable { Flag, Move, Append, Mailbox };

/// A move or copy that the server did; uid 0 where it did not say which UID the message has now (no UIDPLUS): the row then
/// stays without one until the destination's sync finds it (by Message-ID, size and date).
struct MoveResult {
    qint64 row = 0;
    Uid uid;
    UidValidity uidValidity; ///< of the destination
    bool isTold = false;     ///< an append: the server has told this UID (APPENDUID); else a message with its Message-ID was found there
};

} // namespace tributary::store
