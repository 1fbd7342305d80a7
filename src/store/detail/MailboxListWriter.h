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
    using Renamed = QHash<QByteArray, QByteArray>; ///< the server's name as it was -> as it is
    using ListedByName = QHash<QByteArray, const model::Mailbox*>;
    struct Rename {
        MailboxId mailbox;
        QByteArray stored; ///< its name in the cache
        const model::Mailbox* listed;
    };
    void load();
    void findById(const QList<model::Mailbox>& listed, Renamed& renamed) const;
    void followRenames(const QList<model::Mailbox>& listed, const Renamed& renamed);
    void renameInQueue(const Renamed& renamed, const ListedByName& listed);
    void adoptNames(QList<Rename> renames);
    [[nodiscard]] QString nameHere(const model::Mailbox& listed, const QByteArray& wireName) const;
    [[nodiscard]] bool takeOwnNames(model::Mailbox& mailbox) const;
    void takeOne(const model::Mailbox& mailbox);
    void hideMissing();
    void hide(const model::Mailbox& mailbox);
    void empty(const model::Mailbox& mailbox);
    [[nodiscard]] char delimiterOf(MailboxId mailbox) const;
    [[nodiscard]] bool isQueued(const model::Mailbox& mailbox) const;

    WriteTables m_tables;
    AccountId m_account;
    QHash<QByteArray, model::Mailbox> m_known; ///< by wire name
    QList<MailboxIntent> m_queued;
    QSet<QByteArray> m_seen;
    bool m_changed = false;
};

} // namespace tributary::store::detail
