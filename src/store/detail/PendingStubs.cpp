// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MailboxEdits.h"
#include "store/detail/PushOutcomes.h"
#include "store/detail/Undo.h"
#include "store/detail/UserChanges.h"

namespace tributary::store::detail {

namespace {
tl::unexpected<Error> notYet() { return failure(ErrorKind::Internal, ErrorCode::Bug, QStringLiteral("not yet")); }
} // namespace

Result<ChangeId> UserChanges::apply(const model::LocalChange&) { return notYet(); }
Status UserChanges::wantBody(MessageId) { return notYet(); }
Status UserChanges::putBackHeld(MailboxId) { return notYet(); }
Status Undo::run(ChangeId) { return notYet(); }
Result<MailboxId> MailboxEdits::create(AccountId, const QString&, const QByteArray&, char) { return notYet(); }
Result<ChangeId> MailboxEdits::rename(MailboxId, const QString&, const QByteArray&) { return notYet(); }
Result<ChangeId> MailboxEdits::remove(MailboxId) { return notYet(); }
Status MailboxEdits::subscribe(MailboxId, bool) { return notYet(); }
Status PushOutcomes::markSent(PushTable, const QList<qint64>&, Uid) { return notYet(); }
Status PushOutcomes::confirmFlags(const QList<qint64>&) { return notYet(); }
Status PushOutcomes::confirmMoves(const QList<MoveResult>&) { return notYet(); }
Status PushOutcomes::confirmAppend(const MoveResult&) { return notYet(); }
Status PushOutcomes::confirmMailbox(qint64) { return notYet(); }
Status PushOutcomes::postpone(PushTable, const QList<qint64>&) { return notYet(); }
Status PushOutcomes::dropMoves(const QList<qint64>&) { return notYet(); }
Status PushOutcomes::refuse(PushTable, const QList<qint64>&, const Error&) { return notYet(); }

} // namespace tributary::store::detail
