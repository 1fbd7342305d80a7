// SPDX-License-Identifier: GPL-3.0-or-later
// The facade's part for import, export and backup: each work on a thread of its own, stopped by letting go of its task; what is told and
// the answer come on the context's thread.
#pragma once

#include "engine/AccountSetup.h"
#include "engine/TransferTypes.h"

#include <QObject>

#include <memory>

namespace tributary::engine {

class AccountManager;
class Relay;
class TaskRunner;
struct Profile;

class Transfer {
  public:
    template <typename T> using Done = std::function<void(Result<T>)>;
    Transfer(std::shared_ptr<Profile> profile, Relay& relay, TaskRunner& tasks, AccountManager& manager);

    // --- settings (docs/backup.md): no passwords
    /// All accounts into a new file; how many. InvalidInput/AlreadyExists; Storage.
    [[nodiscard]] std::shared_ptr<Task> exportSettings(const QString& file, QObject* context, Done<int> done);
    /// What could be imported from there; the profile is not asked yet.
    [[nodiscard]] std::shared_ptr<Task> readAccounts(const AccountSource& source, QObject* context, Done<ForeignAccounts> done);
    /// Profiles of Thunderbird that this user has.
    [[nodiscard]] std::shared_ptr<Task> findThunderbird(QObject* context, Done<QStringList> done);
    /// skipUnusable: as ImportRules (TransferAccounts.h). The accounts wait for their passwords; nothing is tried.
    [[nodiscard]] std::shared_ptr<Task> importAccounts(const QList<PortableAccount>& accounts, bool skipUnusable, bool allowNonStandardPorts, QObject* context,
                                                       Done<AccountsImported> done);

    // --- mail
    [[nodiscard]] std::shared_ptr<Task> exportMail(const MailExport& order, QObject* context, TransferObserver told, Done<MailExported> done);
    [[nodiscard]] std::shared_ptr<Task> importMail(const MailImport& order, QObject* context, TransferObserver told, Done<MailImported> done);

    // --- backup: order.profile may be empty, for this one
    [[nodiscard]] std::shared_ptr<Task> backUp(const BackupOrder& order, QObject* context, TransferObserver told, Done<BackupFacts> done);
    /// Whether passwords can be in it: they are in a sealed file of the profile. Looks at the disk, once.
    [[nodiscard]] std::shared_ptr<Task> hasSealedSecrets(QObject* context, Done<bool> done);

  private:
    [[nodiscard]] TransferObserver relayed(QObject* context, TransferObserver told) const;

    std::shared_ptr<Profile> m_profile;
    Relay& m_relay;
    TaskRunner& m_tasks;
    AccountManager& m_manager;
};

} // namespace tributary::engine
