// SPDX-License-Identifier: GPL-3.0-or-later
// What sending hands to the store (S3, S14, S18).
#pragma once

#include "model/Address.h"
#include "model/Draft.h"
#include "model/Identity.h"
#include "model/Outbox.h"
#include "store/NewMessage.h"

#include <QByteArray>

#include <optional>

namespace tributary::store {

struct NewOutboxMessage {
    model::OutboxMessage message; ///< id, state, dataGiven, attempts, draft and error are the store's
    QByteArray rawCompressed;     ///< compressRaw() of the bytes as they are sent; of a sealed message: as they are sealed
    std::optional<model::Draft> draft;
    model::AddressList addressees; ///< the recipients with their names: remembered for completion
};

/// The copy of a message that the server took.
struct SentCopy {
    /// None: there will be none; the message leaves the outbox. Append: it stands in mailbox at once and is queued for the server;
    /// the message leaves when that is confirmed. Look: the provider may keep one by itself; nothing is appended yet.
    enum class Way { None, Append, Look };
    Way way = Way::None;
    MailboxId mailbox;  ///< Append: of the message's account
    /// Append: without a UID; \Seen is added. rawCompressed empty: the bytes as they were sent, with their size; likewise
    /// messageIdHeader, and internalDateMs 0 is now (size, Message-ID and date are what the mailbox's sync knows it by).
    NewMessage message;
};

/// What is known of a draft's copy in Drafts.
struct DraftCopy {
    MessageId message;      ///< none: there is none
    QByteArray contentHash; ///< of the draft as it is saved
    bool isCurrent = false; ///< the copy was built from that
};

/// Whether an account's outgoing server keeps a copy in Sent by itself (S14: never twice).
enum class SentCopyKnowledge { Unknown, ServerKeeps, WeAppend };

/// How long the provider's copy may come after ours and still be taken for its copy of what was sent: what comes later was put
/// there by somebody.
inline constexpr qint64 kLateSentCopyMs = 7LL * 24 * 3'600'000;

/// A copy in Sent that this program appended.
struct OwnSentCopy {
    MessageId message;         ///< its row, gone perhaps
    MailboxId mailbox;
    QByteArray messageIdHeader;
    qint64 size = 0;           ///< as it was appended
    qint64 internalDateMs = 0; ///< likewise
    Uid uidFrom;               ///< no copy of this message is below
    Uid uid;                   ///< as APPENDUID told; 0: nobody has told
    UidValidity uidValidity;
    qint64 appendedMs = 0;
};

/// Which address of an identity a proof is about.
enum class IdentityAddress { Address, ReplyTo };

} // namespace tributary::store
