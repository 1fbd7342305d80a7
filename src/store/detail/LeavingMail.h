// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/IndexQueue.h"
#include "store/detail/WriteTables.h"

#include <vector>

namespace tributary::store::detail {

/// What is fetched from a mailbox that the user has deleted before the server is told, so that undo has it; see
/// Store::keepLeaving(). Throws SQLite::Exception.
class LeavingMail {
  public:
    explicit LeavingMail(WriteSession& session) : m_tables(session), m_indexing(m_tables) {}
    [[nodiscard]] Status keep(MailboxId mailbox, const std::vector<PreparedMessage>& messages);

  private:
    [[nodiscard]] std::optional<qint64> known(MailboxId mailbox, const PreparedMessage& prepared);
    [[nodiscard]] std::optional<qint64> adopt(MailboxId mailbox, const PreparedMessage& prepared);
    void keepOne(const MailboxIntent& deletion, const PreparedMessage& prepared);
    void fill(const MessageRow& known, const PreparedMessage& prepared);

    WriteTables m_tables;
    IndexQueue m_indexing;
};

} // namespace tributary::store::detail
