// SPDX-License-Identifier: GPL-3.0-or-later
// A profile that is filled without a server: what the window does with mail is shown by the cache alone. Two accounts, Work
// and Home, each with the usual mailboxes; the engine is opened without workers, so nothing happens by itself.
#pragma once
#include "Soon.h"

#include "engine/Engine.h"
#include "store/Store.h"

#include <QHash>
#include <QTemporaryDir>

namespace tributary::ui {

class MainWindow;

/// An engine without workers on a profile that nobody else has open; null when that failed. network: what it hears of the network; null:
/// nothing.
[[nodiscard]] std::shared_ptr<engine::Engine> openFilledProfile(const QString& directory, std::shared_ptr<engine::NetworkSource> network = {});

class PreparedProfile {
  public:
    PreparedProfile();

    /// A mailbox of an account (index 0: Work, 1: Home).
    [[nodiscard]] MailboxId mailbox(int account, const QString& name) const { return m_mailboxes.value({account, name}); }
    [[nodiscard]] AccountId account(int index) const { return m_accounts.value(index); }
    /// `count` messages, the newest with the highest number in its subject; changeOne may alter each.
    void fill(MailboxId mailbox, int count, const std::function<void(store::NewMessage&)>& changeOne = {});
    /// One more mailbox of Work, as the server would list it.
    void list(const QString& name, model::NamespaceKind owner, bool subscribed, bool selectable = true);
    void gone(MailboxId mailbox, int count, bool held);
    void setRights(MailboxId mailbox, const QByteArray& rights);
    void setOutgoingSize(int account, qint64 bytes);
    void setSynced(int account, qint64 lastSyncMs);
    void setQuota(int account, const model::ServerQuota& quota);

    /// Closes the store: another process, or an Application, opens the profile. Its directory.
    [[nodiscard]] QString close();
    /// Closes the store (the profile is the engine's from here on) and opens the engine; null when that failed.
    /// network: what the engine hears of the network; null: nothing.
    [[nodiscard]] std::shared_ptr<engine::Engine> openEngine(std::shared_ptr<engine::NetworkSource> network = {});

  private:
    void addAccount(const QString& email, const QString& name);
    QTemporaryDir m_directory;
    std::unique_ptr<store::Store> m_store;
    QList<AccountId> m_accounts;
    QList<model::Mailbox> m_listed; ///< of Work
    QHash<std::pair<int, QString>, MailboxId> m_mailboxes;
    QHash<qint64, quint32> m_lastUid; ///< by mailbox
};

} // namespace tributary::ui
