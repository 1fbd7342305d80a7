// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QDialog>
#include <QHash>
#include <QTimer>

class QScrollArea;
class QVBoxLayout;

namespace tributary::ui {

class Banner;
class EmptyState;
class OutboxRow;

/// What is on its way (S14, S18): each message with its state, why it did not leave, and what can be done about it.
class OutboxDialog : public QDialog {
    Q_OBJECT

  public:
    explicit OutboxDialog(engine::Engine& engine, QWidget* parent = nullptr);

  Q_SIGNALS:
    /// Taken out of the outbox: to be opened in a composer.
    void draftReturned(const tributary::model::Draft& draft);

  private:
    void load();
    void take(const QList<model::OutboxMessage>& messages);
    OutboxRow* makeRow(OutboxId id);
    void follow(const QList<model::StoreChange>& changes);
    void sendNow(OutboxId id);
    void edit(OutboxId id);
    void cancel(OutboxId id);
    void dismiss(OutboxId id);
    void tell(const Error& error);

    engine::Engine& m_engine;
    QVBoxLayout* m_rows;
    QScrollArea* m_area;
    EmptyState* m_empty;
    Banner* m_banner;
    QHash<qint64, OutboxRow*> m_known; ///< by message
    QTimer m_later;
};

} // namespace tributary::ui
