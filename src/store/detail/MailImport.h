// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/WriteTables.h"

#include <vector>

namespace tributary::store::detail {

/// importMessages() in its transaction. Throws SQLite::Exception.
class MailImport {
  public:
    explicit MailImport(WriteSession& session) : m_tables(session) {}

    [[nodiscard]] Result<ChangeId> add(MailboxId mailbox, const std::vector<PreparedMessage>& messages, ChangeId change);

  private:
    WriteTables m_tables;
};

} // namespace tributary::store::detail
