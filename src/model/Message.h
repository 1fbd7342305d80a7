// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"
#include "model/Address.h"
#include "model/Flags.h"

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace tributary::model {

/// How much of a message the cache holds.
enum class BodyState {
    None,  ///< headers only
    Text,  ///< all but the large attachments: a message rebuilt with empty parts in their place
    Whole,
};

/// What a list row needs; no body.
struct MessageSummary {
    MessageId id;
    AccountId account;
    MailboxId mailbox;
    QString mailboxName;
    Uid uid;
    QString subject;
    AddressList from;
    AddressList to;
    qint64 dateMs = 0;     ///< the Date field, UTC ms since epoch; where it is missing or absurd, INTERNALDATE
    qint64 size = 0;       ///< RFC822.SIZE
    Flags flags;
    QString snippet;       ///< first words of the text, one line
    bool hasAttachment = false;
    BodyState body = BodyState::Whole;
    bool isPending = false; ///< a change of the user's is not on the server yet

    bool operator==(const MessageSummary&) const = default;
};

enum class View { Mailbox, Inbox, Unread, Flagged, All };

/// Which messages a list shows, newest first. A page at a time: after is the cursor of the page before.
struct MessageQuery {
    View view = View::Inbox;
    std::optional<AccountId> account; ///< none: all accounts
    std::optional<MailboxId> mailbox; ///< only with View::Mailbox
    bool unreadOnly = false;
    bool flaggedOnly = false;
    QString search;                   ///< query text; empty: none
    bool lastWordIsPrefix = false;    ///< search is being typed: its last word matches the beginnings of words
    /// With a search: these match it too, whatever the cache's index says (Engine::searchServer found them).
    QList<MessageId> foundOnServer;
    int limit = 200;
    QString after;                    ///< cursor from MessagePage::next; empty: the newest

    bool operator==(const MessageQuery&) const = default;
};

struct MessagePage {
    QList<MessageSummary> messages;
    QString next;      ///< cursor of the next page; empty: this is the last
    qint64 total = -1; ///< how many match in all; -1: not counted
};

/// Why opening an attachment is asked about a second time.
enum class AttachmentDanger {
    None,
    Executable,      ///< runs by itself: a program, an installer, a shortcut, by its name, type or first bytes
    Script,          ///< runs in an interpreter that systems bring along
    HoldsExecutable, ///< an archive with one of these inside
    DoubleExtension, ///< "invoice.pdf.exe": the name pretends to be something else
    Macro,           ///< an office document that can hold macros
};

struct AttachmentSummary {
    QString part; ///< section number such as "2.1" (RFC 9051 6.4.5)
    QString name; ///< safe to show; never a path
    QString mediaType;
    qint64 size = 0; ///< decoded bytes; of an omitted one the size on the server
    bool isInline = false;
    bool isOmitted = false; ///< left out of what is cached (BodyState::Text): Engine::wantBody() brings it
    QString contentId;
    AttachmentDanger danger = AttachmentDanger::None;
};

} // namespace tributary::model
