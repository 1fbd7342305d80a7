// SPDX-License-Identifier: GPL-3.0-or-later
// Codes that prove an address to be the user's (S20, S26, S27).
#pragma once

#include "auth/SecretStore.h"
#include "base/Result.h"
#include "store/Store.h"

#include <functional>

namespace tributary::accounts {

/// The mail with a code, built: everything of it but its bytes, and the bytes.
struct CodeMail {
    store::NewOutboxMessage mail; ///< rawCompressed and draft are not used
    QByteArray raw;
};

/// Makes codes, checks what is typed. A code is nowhere but in its mail: what the store has is an HMAC of it, with a salt of its own
/// and a key from the secrets, and the mail sealed. Worker threads; waits for store and secrets.
class Verification {
  public:
    Verification(store::Store& store, auth::SecretStore& secrets) : m_store(store), m_secrets(secrets) {}

    /// The code is built into its mail by `build`, which keeps nothing of it. Errors: those of build, of SecretStore and of
    /// Store::startVerification().
    [[nodiscard]] Result<OutboxId> start(const model::VerificationTarget& target, const std::function<Result<CodeMail>(const QByteArray& code)>& build);
    /// InvalidInput/BadValue for what is not six digits: it costs no try.
    [[nodiscard]] Result<store::CheckedCode> check(const model::VerificationTarget& target, const QString& typed);

  private:
    store::Store& m_store;
    auth::SecretStore& m_secrets;
};

/// The bytes of a sealed message of the outbox. Storage/WrongPassphrase: the key is another one by now.
[[nodiscard]] Result<QByteArray> unsealedMail(auth::SecretStore& secrets, const QByteArray& sealed);

} // namespace tributary::accounts
