// SPDX-License-Identifier: GPL-3.0-or-later
// A profile as one encrypted file, and back (docs/backup.md). Works on the files alone: whether a program has the profile open does not
// matter to a backup. Worker threads; scrypt and the disk take their time.
#pragma once

#include "base/CancelToken.h"
#include "engine/TransferTypes.h"

namespace tributary::engine {

/// Writes FILE.part, then renames it: FILE is whole or not there. InvalidInput: AlreadyExists (the file), NotFound (no profile, or with secrets:
/// no sealed ones), FieldMissing (passphrase); Storage; Cancelled.
[[nodiscard]] Result<BackupFacts> writeBackup(const BackupOrder& order, const TransferObserver& told, const CancelToken& cancel);

/// Everything is read, verified and opened in DIRECTORY.part, which then becomes the profile. InvalidInput: AlreadyExists (the directory is not
/// empty), NotFound, BadValue (no backup); Auth/WrongPassphrase; Storage/DatabaseDamaged (changed or cut off), DatabaseNewer, DiskFull; Cancelled.
[[nodiscard]] Result<BackupFacts> restoreBackup(const RestoreOrder& order, const TransferObserver& told, const CancelToken& cancel);

} // namespace tributary::engine
