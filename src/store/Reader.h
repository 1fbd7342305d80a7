// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "model/Account.h"
#include "model/Mailbox.h"
#include "model/Message.h"

#include <QHash>
#include <QList>

#include <optional>

namespace tributary::store {

/// What sync holds against the server's answer.
struct UidState {
    Uid uid;
    model::Flags flags;
    qint64 size = 0;
    bool bodyCached = true;
};

struct StoredMessage {
    model::MessageSummary summary;
    model::AddressList cc, replyTo;
    QByteArray messageIdHeader;
};

struct MailboxStorage {
    MailboxId mailbox;
    QString name;
    qint64 bytes = 0; ///< compressed raw bytes
    int messages = 0;
};

/// Read-only view of the last commit. One thread at a time, but interrupt() comes from any. Errors: Storage;
/// Cancelled after interrupt(); InvalidInput for a search text that parseQuery refuses; NotFound.
class Reader {
  public:
    virtual ~Reader() = default;
    [[nodiscard]] virtual Result<QList<model::Account>> accounts() = 0; ///< in the user's order
    [[nodiscard]] virtual Result<QHash<qint64, model::AccountState>> accountStates() = 0; ///< by account id
    [[nodiscard]] virtual Result<QList<model::Mailbox>> mailboxes(AccountId account) = 0; ///< display order, with counts
    [[nodiscard]] virtual Result<std::optional<model::Mailbox>> mailbox(AccountId account, const QString& name) = 0;
    [[nodiscard]] virtual Result<model::Mailbox> mailbox(MailboxId id) = 0;
    /// Newest first by (dateMs, id). Views: Inbox = INBOX of the account or of all; Unread/Flagged/All leave Junk and
    /// Trash out; search narrows any of them (empty view restriction: all mailboxes).
    [[nodiscard]] virtual Result<model::MessagePage> messages(const model::MessageQuery& query) = 0;
    [[nodiscard]] virtual Result<QList<model::MessageSummary>> summaries(const QList<MessageId>& ids) = 0;
    [[nodiscard]] virtual Result<StoredMessage> message(MessageId id) = 0;
    /// The raw bytes; NotFound when only headers are cached.
    [[nodiscard]] virtual Result<QByteArray> rawMessage(MessageId id) = 0;
    [[nodiscard]] virtual Result<QList<UidState>> uidStates(MailboxId mailbox) = 0; ///< ascending by uid
    /// Lowest UID down to which the first sync came (MailboxDelta::lowestFetched); none: not begun.
    [[nodiscard]] virtual Result<std::optional<Uid>> lowestFetched(MailboxId mailbox) = 0;
    [[nodiscard]] virtual Result<QList<MailboxStorage>> storage(AccountId account) = 0;
    /// integrity_check and the index's own; messages of what is wrong, empty when all is well.
    [[nodiscard]] virtual Result<QStringList> checkIntegrity() = 0;
    virtual void interrupt() = 0;
};

} // namespace tributary::store
