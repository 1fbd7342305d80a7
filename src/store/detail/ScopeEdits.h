// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Account.h"
#include "store/detail/WriteTables.h"

namespace tributary::store::detail {

/// What of an account's mail is kept here has been changed by the user (S15, S32). Throws SQLite::Exception.
class ScopeEdits {
  public:
    explicit ScopeEdits(WriteSession& session) : m_session(session) {}

    /// What is missing now is looked for by the next sync; what texts are to come by themselves is set anew.
    void changed(const model::Account& before, const model::Account& after);
    /// Some messages that came before that INTERNALDATE, from the id on: out of the cache, the server keeps them. Not what exists only
    /// here: drafts, what is queued, and what has no UID. Gives where to go on; none: all are out.
    [[nodiscard]] std::optional<qint64> dropSome(AccountId account, qint64 beforeMs, qint64 fromId);

  private:
    WriteSession& m_session;
};

} // namespace tributary::store::detail
