// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "engine/Filters.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace tributary::ui {

class MessageTable;
class RoleLabel;

/// Which of the stored messages a filter would have taken (S5): the count, the first hundred, while it is typed. Nothing is changed by it.
class TrialPane : public QWidget {
    Q_OBJECT

  public:
    explicit TrialPane(engine::Engine& engine, QWidget* parent = nullptr);
    ~TrialPane() override;
    /// Tries it a moment later, unless another one comes.
    void setFilter(const model::Filter& filter);

  Q_SIGNALS:
    void ended();

  private:
    void makeHead(QVBoxLayout& column);
    void start();
    void stop();
    void show(const engine::TrialProgress& progress);
    void take(const Result<engine::TrialProgress>& result);
    void setRunning(bool running);
    [[nodiscard]] QString placeText(const model::MessageSummary& message) const;
    [[nodiscard]] QString countText(const engine::TrialProgress& progress) const;

    engine::Engine& m_engine;
    const int m_channel;
    model::Filter m_filter;
    QList<model::FilterCondition> m_triedConditions; ///< and m_triedJoin: what the counts on screen are of
    model::FilterJoin m_triedJoin = model::FilterJoin::All;
    bool m_hasTried = false;
    QTimer m_pause;
    std::shared_ptr<engine::Task> m_task;
    quint64 m_round = 0; ///< answers of older rounds are nobody's
    QComboBox* m_scope;
    RoleLabel* m_count;
    QProgressBar* m_progress;
    QPushButton* m_stop;
    MessageTable* m_table;
    RoleLabel* m_unknown;
};

} // namespace tributary::ui
