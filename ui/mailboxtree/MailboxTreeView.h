// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QWidget>

class QProgressBar;
class QPushButton;
class QToolButton;
class QTreeView;

namespace tributary::ui {

class ElidedLabel;
class MailboxTreeModel;

/// The sidebar (S28): views, accounts, mailboxes, and below them what the sync is doing.
class MailboxTreeView : public QWidget {
    Q_OBJECT

  public:
    MailboxTreeView(engine::Engine& engine, MailboxTreeModel& model, QWidget* parent = nullptr);

    /// Selects an account's INBOX (S28, S29), as soon as it is known.
    void switchTo(AccountId account);
    void selectView(model::View view);
    [[nodiscard]] model::MessageQuery currentQuery() const;
    [[nodiscard]] QString currentTitle() const;
    void focusTree();
    [[nodiscard]] QTreeView& tree() { return *m_tree; }

  Q_SIGNALS:
    void selected(const tributary::model::MessageQuery& query);
    void addAccountRequested();
    void settingsRequested();
    /// The account says that it needs the user, and was clicked.
    void mendRequested(tributary::AccountId account);

  private:
    void currentChanged(const QModelIndex& current);
    void clicked(const QModelIndex& index);
    void showProgress(const model::SyncProgress& progress);
    void updatePauseButton();

    engine::Engine& m_engine;
    MailboxTreeModel& m_model;
    QTreeView* m_tree;
    QWidget* m_progressPane;
    ElidedLabel* m_progressText;
    QProgressBar* m_progressBar;
    QToolButton* m_pause;
    AccountId m_syncing;
    AccountId m_wanted; ///< switchTo() before its mailboxes came
    QSet<qint64> m_paused;
};

} // namespace tributary::ui
