// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QSet>
#include <QWidget>

class QMenu;
class QTreeView;

namespace tributary::ui {

class MailActions;
class MailboxCommands;
class MailboxTree;
class MailboxTreeModel;
class SyncStatus;

/// The sidebar (S28): views, accounts, mailboxes, and below them what the sync is doing.
class MailboxTreeView : public QWidget {
    Q_OBJECT

  public:
    MailboxTreeView(engine::Engine& engine, MailboxTreeModel& model, MailActions& actions, SyncStatus& status, QWidget* parent = nullptr);

    /// Selects an account's INBOX (S28, S29), as soon as it is known.
    void switchTo(AccountId account);
    void selectView(model::View view);
    /// The mailbox's actions, for the menu bar.
    void fillMenu(QMenu& menu) const;
    [[nodiscard]] model::MessageQuery currentQuery() const;
    [[nodiscard]] QString currentTitle() const;
    void focusTree();
    [[nodiscard]] QTreeView& tree();

  Q_SIGNALS:
    void selected(const tributary::model::MessageQuery& query);
    void writeRequested();
    void addAccountRequested();
    void settingsRequested();
    /// The account says that it needs the user, and was clicked.
    void mendRequested(tributary::AccountId account);
    void activityRequested();
    void outboxRequested();
    void messagesDropped(const QList<tributary::MessageId>& messages, tributary::MailboxId mailbox, bool copy);

  private:
    void currentChanged(const QModelIndex& current);
    void clicked(const QModelIndex& index);
    QWidget* makeHead();
    QWidget* makeFoot();
    void connectTree();

    engine::Engine& m_engine;
    MailboxTreeModel& m_model;
    MailboxTree* m_tree;
    MailboxCommands* m_commands;
    QSet<qint64> m_opened; ///< accounts whose mailboxes were shown
    AccountId m_wanted; ///< switchTo() before its mailboxes came
};

} // namespace tributary::ui
