// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Draft.h"
#include "model/StoreChange.h"
#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

struct DraftCopyRow {
    qint64 message = 0; ///< 0: there is no copy
    MailboxId mailbox;  ///< where it was put
    QByteArray contentHash; ///< of the draft as it is saved
    QByteArray copyHash;    ///< of the draft that the copy was built from; empty: not known

    [[nodiscard]] bool isCurrent() const { return message != 0 && copyHash == contentHash; }
};

/// Which message in Drafts is the copy of a draft (columns copy_... of table draft). Throws SQLite::Exception.
class DraftCopyTable {
  public:
    explicit DraftCopyTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] std::optional<DraftCopyRow> find(DraftId draft);
    [[nodiscard]] std::optional<DraftId> draftOf(qint64 message);
    /// Those whose copy is missing or older than they are; no templates, none that stand in the outbox. Saved longest ago first.
    [[nodiscard]] QList<model::DraftSummary> toKeep();
    void set(DraftId draft, qint64 message, MailboxId mailbox, const QByteArray& copyHash);
    /// The draft stays, without a copy.
    void forget(qint64 message);
    /// Copies that are no longer where they were put: the user or another client has deleted or moved them. A draft that says no more than
    /// its copy did goes too; one that was edited since stays, without a copy. What may come back (another UIDVALIDITY, a mass
    /// disappearance, a mailbox that is not listed) is waited for.
    void followLeft(QList<model::StoreChange>& changes);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
