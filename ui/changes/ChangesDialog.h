// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QDialog>
#include <QHash>
#include <QTimer>

class QScrollArea;
class QVBoxLayout;

namespace tributary::ui {

class ChangeRow;
class EmptyState;

/// What the user did lately: what, when, where it stands at the server, and a way back for 30 days (S2).
class ChangesDialog : public QDialog {
    Q_OBJECT

  public:
    explicit ChangesDialog(engine::Engine& engine, QWidget* parent = nullptr);

  Q_SIGNALS:
    void undoRequested(tributary::ChangeId change);

  private:
    void load();
    void take(const QList<model::ChangeRecord>& changes);
    void followChanges(const QList<model::StoreChange>& changes);

    engine::Engine& m_engine;
    QVBoxLayout* m_rows;
    QScrollArea* m_area;
    EmptyState* m_empty;
    QHash<qint64, ChangeRow*> m_known; ///< by change
    QTimer m_later;
};

} // namespace tributary::ui
