// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "base/Secret.h"
#include "model/Account.h"

#include <QString>

#include <chrono>
#include <memory>
#include <optional>

namespace tributary::auth {

/// Keeps passwords and tokens. Worker threads only (it waits). Errors: Storage/KeychainUnavailable, WrongPassphrase,
/// NotWritable, DatabaseDamaged (sealed file); Auth/SecretMissing when there is none under the key.
class SecretStore {
  public:
    virtual ~SecretStore() = default;
    [[nodiscard]] virtual Result<Secret> load(const QString& key) = 0;
    [[nodiscard]] virtual Status save(const QString& key, const Secret& secret) = 0;
    [[nodiscard]] virtual Status remove(const QString& key) = 0; ///< fine when there is none
};

/// The desktop's keychain (QtKeychain). KeychainUnavailable where none answers: its detail names `--secrets sealed`.
/// timeout: for each call; the desktop may be asking the user to unlock it.
[[nodiscard]] std::unique_ptr<SecretStore> makeKeychainSecretStore(const QString& profileId,
                                                                   std::chrono::milliseconds timeout = std::chrono::minutes(1));

/// A file of the profile: AES-256-GCM, key by scrypt from the passphrase, or by HKDF where "key:" and 32 bytes in base64 stand in its
/// place (docs/adr/0006); written whole, fsynced, renamed; 0600. A missing
/// file is an empty store, made with the first save. The passphrase is tried at the first load, save or remove, which takes
/// some 0.3 s. Whether it is wrong or bytes were changed cannot be told apart: both are WrongPassphrase; DatabaseDamaged, told
/// at once, is a file that is no sealed one at all, or cut short.
/// InvalidInput/FieldMissing for an empty passphrase.
[[nodiscard]] Result<std::unique_ptr<SecretStore>> makeSealedSecretStore(const QString& file, const Secret& passphrase);

/// Nothing on disk; for tests and for 'ask each time'.
[[nodiscard]] std::unique_ptr<SecretStore> makeMemorySecretStore();

/// "imap/<address>/password": known before the account has a row, so that the secret is kept first. Protocol and address
/// together are unique in a profile.
[[nodiscard]] QString passwordKey(const model::Account& account);

} // namespace tributary::auth
