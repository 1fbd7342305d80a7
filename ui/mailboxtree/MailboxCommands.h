// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QAction>
#include <QModelIndex>
#include <QObject>

class QMenu;
class QTreeView;

namespace tributary::ui {

class MailActions;
class MailboxTreeModel;

/// What can be done to a mailbox, as actions: of the current row for the menu bar, of the clicked one for its menu.
class MailboxCommands : public QObject {
    Q_OBJECT

  public:
    MailboxCommands(engine::Engine& engine, MailboxTreeModel& model, MailActions& actions, QTreeView& tree);
    void fill(QMenu& menu) const;
    void popup(const QModelIndex& index, const QPoint& globalPosition);
    /// The current row changed, or what is known of it.
    void follow(const QModelIndex& index);
    void rename(MailboxId mailbox, const QString& title);

  private:
    QAction* add(const char* name, const QString& text, void (MailboxCommands::*run)());
    [[nodiscard]] AccountId account() const;
    void newMailbox();
    void startRename();
    void remove();
    void toggleSubscription();
    void emptyTrash();
    void markAllRead();
    void collectUnread(const QString& after, QList<MessageId> known, const model::MessageQuery& query);

    engine::Engine& m_engine;
    MailboxTreeModel& m_model;
    MailActions& m_actions;
    QTreeView& m_tree;
    QPersistentModelIndex m_index;
    QAction *m_new, *m_rename, *m_remove, *m_subscribe, *m_empty, *m_read, *m_all;
};

} // namespace tributary::ui
