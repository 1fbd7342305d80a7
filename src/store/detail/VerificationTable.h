// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "model/Verification.h"
#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

struct VerificationRow {
    qint64 id = 0;
    model::VerificationTarget target;
    QByteArray salt, digest;
    int triesLeft = model::kCodeTries;
    qint64 madeMs = 0, expiresMs = 0;
    BootTime left; ///< when the mail left
    QByteArray messageIdHeader;
    OutboxId outbox;
};

/// Tables verification and verification_mail, and the latest time that they have seen. Throws SQLite::Exception.
class VerificationTable {
  public:
    explicit VerificationTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] std::optional<VerificationRow> find(const model::VerificationTarget& target);
    [[nodiscard]] std::optional<VerificationRow> ofMail(OutboxId mail);
    [[nodiscard]] QList<VerificationRow> ofAccount(AccountId account);
    void insert(const VerificationRow& row); ///< in place of the target's
    void setTriesLeft(qint64 id, int triesLeft);
    void erase(qint64 id);

    /// The mail leaves now: the code's time begins, and the mail counts.
    void left(const VerificationRow& row, qint64 nowMs, const BootTime& boot);
    /// 0: another mail may leave for the address now; else when, UTC ms. Mails that wait to leave count, but for the target's own.
    [[nodiscard]] qint64 nextMailMs(const model::VerificationTarget& target, qint64 nowMs);

    [[nodiscard]] bool isOver(const VerificationRow& row, qint64 nowMs, const BootTime& boot);
    /// Before anything is decided: where the clock was set back, nothing that is out is good any more, and what lies ahead counts as
    /// of now.
    void settleClock(qint64 nowMs);

  private:
    [[nodiscard]] qint64 latestMs();

    Connection& m_connection;
};

} // namespace tributary::store::detail
