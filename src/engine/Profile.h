// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Discovery.h"
#include "base/CrashMarks.h"
#include "connect/ConnectionBudget.h"
#include "engine/AccountKeys.h"
#include "engine/AttachmentFiles.h"
#include "engine/Engine.h"
#include "store/ProfileLock.h"
#include "store/Reader.h"
#include "store/Store.h"

#include <memory>

namespace tributary::engine {

/// Everything that a profile holds, opened; made on a worker thread, since all of it touches the disk.
struct Profile {
    QString directory;
    store::ProfileLock lock;
    Policy policy;
    QList<accounts::Provider> providers;
    std::shared_ptr<AccountKeys> keys;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<store::Reader> listReader, messageReader, changeReader;
    QList<model::Account> accounts;
    QHash<qint64, model::AccountState> states;
    QHash<qint64, int> unread; ///< of each account's INBOX
    std::shared_ptr<CrashMarks> marks; ///< of what is parsed
    std::shared_ptr<OpenedFiles> opened;
    CodeMailWords codeMailWords;
    std::shared_ptr<connect::ConnectionBudget> budget = std::make_shared<connect::ConnectionBudget>(); ///< of all connections to mail servers
};

/// $XDG_DATA_HOME/tributary.
[[nodiscard]] QString defaultProfileDirectory();
[[nodiscard]] QString profileDirectoryOf(const EngineOptions& options);
/// owned: called as soon as the profile is this process's; what follows (keys, migrations) may take seconds.
[[nodiscard]] Result<std::shared_ptr<Profile>> openProfile(const EngineOptions& options, const std::function<void()>& owned = {});

/// What the facade keeps in memory of the accounts.
struct AccountsView {
    QList<model::Account> accounts;
    QHash<qint64, model::AccountState> states;
    QHash<qint64, int> unread;
};
[[nodiscard]] Result<AccountsView> loadAccountsView(store::Reader& reader);

} // namespace tributary::engine
