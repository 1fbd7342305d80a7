// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/CodeMail.h"
#include "engine/MessageLoader.h"
#include "engine/OutboxReasons.h"
#include "engine/Profile.h"
#include "model/Verification.h"

namespace tributary::engine {

/// How it stands with a target: the code, its mail (known: why mail waits), whether it came back. Worker threads.
[[nodiscard]] Result<model::Verification> verificationOf(const LoadSource& from, const model::VerificationTarget& target, const OutboxReasons& known,
                                                         const Clock& clock);
/// The code in a mail that has come to this profile; empty: none has.
[[nodiscard]] Result<QString> arrivedCode(const LoadSource& from, const model::VerificationTarget& target, const Clock& clock);
/// Queues a mail with a new code. Errors as Engine::sendVerificationCode().
[[nodiscard]] Result<OutboxId> mailCode(Profile& profile, const model::VerificationTarget& target, const CodeMailWords& words, const QDateTime& now);
/// For each identity of the account that has something to prove and never had a code mailed for it. What fails is logged: the user sees
/// at the address that no code is out.
void mailMissingCodes(Profile& profile, AccountId account);

} // namespace tributary::engine
