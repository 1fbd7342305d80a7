// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Account.h"
#include "store/Sending.h"
#include "store/detail/IdentityTable.h"
#include "store/detail/Writer.h"

#include <QSet>

namespace tributary::store::detail {

/// What the user does to identities, and what becomes of them when accounts change: see Store::addIdentity(). Throws
/// SQLite::Exception.
class IdentityEdits {
  public:
    explicit IdentityEdits(WriteSession& session) : m_session(session), m_table(session.connection) {}

    [[nodiscard]] Result<IdentityId> add(model::Identity identity);
    [[nodiscard]] Status update(model::Identity identity);
    [[nodiscard]] Status remove(IdentityId id);
    [[nodiscard]] Status makeDefault(IdentityId id);
    [[nodiscard]] Status setProof(IdentityId id, IdentityAddress which, const QString& address, model::Proof proof);

    void accountAdded(const model::Account& account);
    void accountChanged(const model::Account& before, const model::Account& after);
    void accountRemoved(AccountId account);

  private:
    [[nodiscard]] Result<model::Identity> known(IdentityId id);
    [[nodiscard]] Status checkFree(const model::Identity& identity);
    [[nodiscard]] Status checkOwn(const model::Identity& before, const model::Identity& after);
    void settleProofs();
    void announce();

    WriteSession& m_session;
    IdentityTable m_table;
    QSet<AccountId> m_changed;
};

} // namespace tributary::store::detail
