// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "sync/SelectedMailbox.h"
#include "sync/SyncContext.h"

namespace tributary::sync {

/// Before a mailbox is deleted on the server: what is in it and not in the cache is fetched, so that undo has it. Mail that the
/// user has never seen whole in any case; bodies of what he has seen as far as kMost goes, newest first.
class LeavingFetch {
  public:
    static constexpr qint64 kMost = 256LL << 20; ///< bytes in all

    LeavingFetch(SyncContext& context, connect::ImapConnection& connection, MailboxId mailbox, QByteArray wireName)
        : m_context(context), m_connection(connection), m_mailbox(mailbox), m_wireName(std::move(wireName)) {}

    /// True: the cache has it all, as far as STATUS and the cache's own state tell.
    [[nodiscard]] bool isAllHere(const imap::StatusData& status, const QList<store::LeavingMessage>& here, Uid uidNext) const;
    /// False: there is mail that cannot be kept (too much, or the server does not give it).
    [[nodiscard]] Result<bool> run(const QList<store::LeavingMessage>& here);
    [[nodiscard]] Uid uidNext() const { return m_selected.uidNext; } ///< when it was looked at

  private:
    struct Wanted {
        Uid uid;
        qint64 size = 0;
        QByteArray messageIdHeader;
        std::optional<imap::FetchData> row; ///< of what is new
        bool isKept = false;
    };
    [[nodiscard]] Status examine();
    [[nodiscard]] Result<QList<Wanted>> newMail(const imap::UidSet& uids);
    [[nodiscard]] Status fetch(QList<Wanted>& wanted);
    [[nodiscard]] Status fetchSome(QList<Wanted*> batch);
    [[nodiscard]] Status fetchLarge(Wanted& wanted);
    [[nodiscard]] Status keep(const QList<std::pair<Wanted*, QByteArray>>& bodies);

    SyncContext& m_context;
    connect::ImapConnection& m_connection;
    SelectedMailbox m_selected;
    MailboxId m_mailbox;
    QByteArray m_wireName;
};

} // namespace tributary::sync
