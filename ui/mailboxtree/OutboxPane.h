// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QTimer>
#include <QWidget>

namespace tributary::ui {

class SyncLine;

/// Below the sidebar: what stands in the outbox, above all what was not sent (S18). Hidden while nothing does. GUI thread only.
class OutboxPane : public QWidget {
    Q_OBJECT

  public:
    explicit OutboxPane(engine::Engine& engine, QWidget* parent = nullptr);

  Q_SIGNALS:
    void outboxRequested();

  private:
    void load();
    void show(const QList<model::OutboxMessage>& outbox);

    engine::Engine& m_engine;
    SyncLine* m_line;
    QTimer m_soon;
    QTimer m_later; ///< what leaves at once is not worth a line
    QString m_calm;
    bool m_hasAny = false;
};

} // namespace tributary::ui
