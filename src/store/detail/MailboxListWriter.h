// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/WriteTables.h"

namespace tributary::store::detail {

/// Makes the mailboxes of an account be those that the server lists; see Store::applyMailboxList(). Throws SQLite::Exception.
class MailboxListWriter {
  public:
    explicit MailboxListWriter(WriteSession& session) : m_tables(session) {}
    [[nodiscard]] Result<QList<model::Mailbox>> write(AccountId account, const QList<model::Mailbox>& listed,
                                                      const QHash<QByteArray, QByteArray>& renamedFrom);

  private:
    void loadKnown();
    void followRenames(const QList<model::Mailbox>& listed, const QHash<QByteArray, QByteArray>& renamedFrom);
    void adoptName(const QByteArray& stored, const model::Mailbox& listed);
    [[nodiscard]] bool takeOwnNames(model::Mailbox& mailbox) const;
    void takeOne(const model::Mailbox& mailbox);
    void hideMissing();
    [[nodiscard]] bool isQueued(const model::Mailbox& mailbox) const;

    WriteTables m_tables;
    AccountId m_account;
    QHash<QByteArray, model::Mailbox> m_known; ///< by wire name
    QList<MailboxIntent> m_queued;
    QSet<QByteArray> m_seen;
    bool m_changed = false;
};

} // namespace tributary::store::detail
