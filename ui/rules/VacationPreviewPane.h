// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "engine/Vacations.h"

#include <QTimer>
#include <QWidget>

namespace tributary::ui {

class MessageTable;
class RoleLabel;

/// Whom a vacation reply would have answered of those who wrote last, and why the others not. Nothing is sent by it.
class VacationPreviewPane : public QWidget {
    Q_OBJECT

  public:
    explicit VacationPreviewPane(engine::Engine& engine, QWidget* parent = nullptr);
    ~VacationPreviewPane() override;
    /// Looks a moment later, unless another one comes; while it is not on screen, when it is.
    void setVacation(const model::Vacation& vacation);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void start();
    void take(const Result<engine::VacationPreview>& result);

    engine::Engine& m_engine;
    model::Vacation m_vacation;
    bool m_isWanted = false;
    quint64 m_round = 0;
    QTimer m_pause;
    std::shared_ptr<engine::Task> m_task;
    RoleLabel* m_count;
    MessageTable* m_table;
};

} // namespace tributary::ui
