// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "imap/Types.h"
#include "sync/SyncContext.h"

namespace tributary::sync {

/// Which UIDs of a mailbox the cache knows (those that a queued move hides too), as ranges: a few bytes for a mailbox of a
/// million. Read when it is first asked for.
class KnownMessages {
  public:
    KnownMessages(store::Reader& reader, MailboxId mailbox) : m_reader(reader), m_mailbox(mailbox) {}

    [[nodiscard]] Result<const imap::UidSet*> uids();
    void add(const imap::UidSet& uids);
    void remove(const imap::UidSet& uids);
    void clear();

  private:
    store::Reader& m_reader;
    MailboxId m_mailbox;
    bool m_loaded = false;
    imap::UidSet m_uids;
};

} // namespace tributary::sync
