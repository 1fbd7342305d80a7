// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Verifying.h"
#include "store/detail/OutboxJournal.h"
#include "store/detail/VerificationTable.h"
#include "store/detail/Writer.h"

namespace tributary::store::detail {

/// A NewVerification whose mail is ready to be written.
struct PreparedVerification {
    model::VerificationTarget target;
    QByteArray salt, digest;
    PreparedSending mail;
};
[[nodiscard]] PreparedVerification prepare(NewVerification verification);

/// Codes that prove addresses, each step in one transaction: see Store::startVerification(). Throws SQLite::Exception.
class VerificationEdits {
  public:
    explicit VerificationEdits(WriteSession& session) : m_session(session), m_table(session.connection) {}

    [[nodiscard]] Result<OutboxId> start(const PreparedVerification& prepared);
    [[nodiscard]] Result<CheckedCode> check(const model::VerificationTarget& target, const DigestOf& digestOf);

    [[nodiscard]] Status drop(const model::VerificationTarget& target);

  private:
    [[nodiscard]] Status mayStart(const model::VerificationTarget& target);
    [[nodiscard]] Status prove(const model::VerificationTarget& target);
    void announce(AccountId account);

    WriteSession& m_session;
    VerificationTable m_table;
};

/// Codes of the account that no unproven identity needs any more go, with their mail where it has not left.
void dropUnusedCodes(WriteSession& session, AccountId account);
/// Takes the mail of a code out of the outbox, where it has not left and is not about to.
void dropCodeMail(WriteSession& session, OutboxId mail);
/// How it stands with a target. nowMs: UTC.
[[nodiscard]] VerificationFacts verificationFacts(Connection& connection, const model::VerificationTarget& target, qint64 nowMs, const BootTime& boot);

} // namespace tributary::store::detail
