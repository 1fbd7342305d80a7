// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "sync/MessageFetch.h"
#include "sync/SelectedMailbox.h"
#include "sync/SyncContext.h"

#include <QMap>

namespace tributary::sync {

/// Makes the cache of one mailbox what the server has, and keeps it so while the mailbox is selected. Invariants: every
/// step is one transaction; a kill between any two leaves a cache that the next run completes, with no message twice; no
/// UID is trusted across a UIDVALIDITY change (RFC 9051 2.3.1.1).
///
/// How it finds what changed: QRESYNC at EXAMINE (RFC 7162 3.2), else CHANGEDSINCE and a search of all UIDs (3.1.4),
/// else the FLAGS of all.
class MailboxSync {
  public:
    MailboxSync(SyncContext& context, connect::ImapConnection& connection, const model::Mailbox& mailbox);

    /// EXAMINE, changes, then the missing messages, newest first. True: complete; false: between() interrupted it.
    [[nodiscard]] Result<bool> run(model::MailboxReport& report, const MessageFetch::Between& between = {});

    /// While selected: stores what the server has told since (new mail, flags, expunges).
    [[nodiscard]] Status refresh(model::MailboxReport& report);
    [[nodiscard]] SelectedMailbox& selected() { return m_selected; }
    [[nodiscard]] const model::Mailbox& mailbox() const { return m_mailbox; }

  private:
    [[nodiscard]] Result<bool> examine(); ///< true: QRESYNC told the changes
    [[nodiscard]] Status startOver();
    [[nodiscard]] Status loadCache();
    [[nodiscard]] Status applyNews(model::MailboxReport& report, bool withState);
    [[nodiscard]] Status compareAll(model::MailboxReport& report);
    [[nodiscard]] Status compareChanged(model::MailboxReport& report);
    [[nodiscard]] Result<QList<quint32>> searchUids(const QByteArray& criteria);
    [[nodiscard]] Result<QList<quint32>> missingUids(bool resynced);
    [[nodiscard]] QByteArray wantedCriteria() const;
    [[nodiscard]] Status markSynced(bool complete);
    void tellProgress(int total, int done, qint64 bytes) const;

    SyncContext& m_context;
    connect::ImapConnection& m_connection;
    model::Mailbox m_mailbox;
    SelectedMailbox m_selected;
    QMap<quint32, model::Flags> m_cache; ///< what the store holds
    qint64 m_bytes = 0;
};

} // namespace tributary::sync
