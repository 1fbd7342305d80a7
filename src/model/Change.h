// SPDX-License-Identifier: GPL-3.0-or-later
// What a user does to mail and mailboxes (S2), as values: applied to the cache at once, queued for the server, undone as one.
#pragma once

#include "base/Error.h"
#include "base/Ids.h"
#include "model/Message.h"

#include <QList>
#include <QString>

#include <optional>

namespace tributary::model {

enum class ChangeKind { Flags, Move, Copy, Delete, Archive, Junk, NotJunk, Expunge, EmptyTrash, PutBack,
                        CreateMailbox, RenameMailbox, DeleteMailbox, Subscribe,
                        FileSent, KeepDraft,   ///< these two: not the user's, in no list, not undone; the copy of what was sent, or of a
                                               ///< draft, goes to the server, and the draft's copy before goes away there
                        Filter,                ///< what filters did to a message that came: likewise, but it is shown where the server has refused it
                        ApplyFilters };        ///< the user's "apply now" (S5)

/// What a user asks for; which mailboxes that means is looked up when it is done.
struct MessageAction {
    ChangeKind kind = ChangeKind::Flags; ///< Flags Move Copy Delete Archive Junk NotJunk Expunge
    QList<MessageId> messages;           ///< of any accounts; Move and Copy: of the destination's account
    QString flag;                        ///< Flags: "\\Seen" ...
    bool on = true;
    std::optional<MailboxId> destination; ///< Move, Copy
};

/// One flag of one message, on or off; flag as a word of RFC 9051 ("\\Seen", "$Forwarded", a keyword).
struct FlagEdit {
    MessageId message;
    QString flag;
    bool on = true;
};

struct MoveEdit {
    MessageId message;
    MailboxId destination; ///< of the same account
};

/// One action: all of it in one transaction, under one ChangeId.
struct LocalChange {
    ChangeKind kind = ChangeKind::Flags;
    QList<FlagEdit> flags;
    QList<MoveEdit> moves;
    QList<MoveEdit> copies;
    QList<MessageId> expunges; ///< for good; kept 30 days in the cache, where undo finds them
};

/// A change as recorded, for the undo list and the activity view.
struct ChangeRecord {
    ChangeId id;
    AccountId account;  ///< of the first message
    ChangeKind kind = ChangeKind::Flags;
    int messages = 0;
    QString detail;     ///< a mailbox's name or a flag; a flag taken away: '-' before it
    qint64 createdMs = 0;
    int waiting = 0;    ///< intents that the server has not confirmed
    bool undone = false;
    std::optional<Error> error; ///< the server refused (a part of) it, and that part was taken back
};

} // namespace tributary::model
