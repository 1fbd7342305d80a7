// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "imap/Types.h"
#include "store/Reader.h"

#include <QHash>
#include <QSet>

#include <map>

namespace tributary::sync {

/// Finds the mailboxes that another client has renamed since the last LIST, also when their names are those of other mailboxes
/// now: by MAILBOXID where that is known; else by UIDVALIDITY, and UIDNEXT and count where several have the same one; what those
/// do not tell, by what is above and below. A pair that is not the only one possible is none: its mail is found again message by
/// message.
class RenamedMailboxes {
  public:
    using Status = QHash<QByteArray, imap::StatusData>; ///< by wire name
    /// listed: with the MAILBOXID of those that were asked for it.
    RenamedMailboxes(store::Reader& reader, const QList<store::ServerMailbox>& before, const QList<model::Mailbox>& listed,
                     const Status& status);

    /// The server's name as it was -> as it is.
    [[nodiscard]] Result<QHash<QByteArray, QByteArray>> find();

  private:
    void byIds();
    [[nodiscard]] bool isOther(const store::ServerMailbox& known, const QByteArray& name) const;
    [[nodiscard]] Result<QByteArray> bySelf(const store::ServerMailbox& lost);
    [[nodiscard]] Result<quint32> count(const store::ServerMailbox& mailbox);
    void byChildren();
    void byParents();
    [[nodiscard]] bool mayBe(const store::ServerMailbox& lost, const QByteArray& name) const;
    void pair(const QByteArray& old, const QByteArray& name);

    store::Reader& m_reader;
    const Status& m_status;
    std::map<QByteArray, store::ServerMailbox> m_lost; ///< by the server's old name
    QSet<QByteArray> m_free;                           ///< names that are new, or another mailbox's than before
    QHash<QByteArray, QByteArray> m_ids;               ///< MAILBOXID by name, as far as asked for
    QHash<quint32, int> m_before, m_now;               ///< how many mailboxes have a UIDVALIDITY
    QHash<QByteArray, QByteArray> m_renamed;
};

} // namespace tributary::sync
