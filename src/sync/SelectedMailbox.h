// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "imap/Types.h"
#include "store/Store.h"

#include <QHash>

namespace tributary::sync {

/// What the server has said of the selected mailbox since SELECT or EXAMINE and nobody has stored yet. Every untagged
/// datum of a selected connection goes through take(). Not a copy of the mailbox: sequence numbers are never kept.
class SelectedMailbox {
  public:
    /// Takes one event; data of other mailboxes is passed over.
    void take(const imap::Event& event);

    UidValidity uidValidity;
    Uid uidNext;
    ModSeq highestModSeq;      ///< 0: NOMODSEQ, or not said
    quint32 exists = 0;
    QByteArray mailboxId;      ///< RFC 8474 4.2; empty: not said

    imap::UidSet vanished;                        ///< gone, by UID (QRESYNC)
    QHash<quint32, store::FlagChange> flagChanges; ///< by UID
    bool expungedBySequence = false;              ///< something is gone, and only a look at all UIDs tells what
    bool flagsBySequence = false;                 ///< some flags changed, and only a look at all FLAGS tells whose
    bool grew = false;                            ///< EXISTS rose: there is new mail
    bool readOnly = false;                        ///< [READ-ONLY]
    QStringList permanentFlags;                   ///< RFC 9051 7.1; "\\*": any keyword
    bool permanentFlagsKnown = false;

    [[nodiscard]] bool hasNews() const {
        return grew || expungedBySequence || flagsBySequence || !vanished.isEmpty() || !flagChanges.isEmpty();
    }
    void clearNews();
    /// Not the mailbox that the cache has under this name, by UIDVALIDITY or, where that is no proof (Cyrus: the second in which
    /// it was made), by MAILBOXID.
    [[nodiscard]] bool isOther(const model::Mailbox& known) const {
        return uidValidity != known.uidValidity || (!mailboxId.isEmpty() && !known.mailboxId.isEmpty() && mailboxId != known.mailboxId);
    }
    /// RFC 9051 6.3.2: an answer to SELECT without it is none.
    [[nodiscard]] bool existsKnown() const { return m_existsKnown; }

  private:
    void takeStatus(const imap::StatusResponse& status);
    void takeFetch(const imap::FetchData& data);
    bool m_existsKnown = false;
};

} // namespace tributary::sync
