// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "engine/Filters.h"

#include <QDialog>

class QListWidget;
class QProgressBar;
class QPushButton;

namespace tributary::ui {

class Banner;
class RoleLabel;

/// Filters over what lies in mailboxes already (S5): which mailboxes, then how far it is, with a way to stop. Open with open().
class ApplyDialog : public QDialog {
    Q_OBJECT

  public:
    /// filters: of the account; empty: all that are turned on. title: what they are called.
    ApplyDialog(engine::Engine& engine, AccountId account, const QList<FilterId>& filters, const QString& title, QWidget* parent = nullptr);
    ~ApplyDialog() override;
    void reject() override;

    /// What came of it, as sentences.
    [[nodiscard]] static QString appliedText(const engine::FilterApplied& applied);

  Q_SIGNALS:
    /// Also when it was stopped on the way; change: for Engine::undo(), not valid where nothing was changed.
    void applied(const QString& text, tributary::ChangeId change);

  private:
    void makeParts(const QString& title);
    void fill(const QList<model::Mailbox>& mailboxes);
    void followChoice();
    void start();
    void finish(const Result<engine::FilterApplied>& result);
    void tell(const Error& error);

    engine::Engine& m_engine;
    engine::FilterOrder m_order;
    std::shared_ptr<engine::Task> m_task;
    Banner* m_banner;
    QListWidget* m_list;
    RoleLabel* m_state;
    QProgressBar* m_progress;
    QPushButton* m_apply = nullptr;
    QPushButton* m_cancel = nullptr;
};

} // namespace tributary::ui
