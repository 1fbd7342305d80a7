// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLineEdit;
class QListView;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace tributary::ui {

class ElidedLabel;
class EmptyState;
class MessageListModel;
class RoleLabel;

/// The middle pane: search field, title with filter, and the list or, in its place, why it is empty.
class MessageListView : public QWidget {
    Q_OBJECT

  public:
    MessageListView(engine::Engine& engine, std::function<int(qint64)> colourOf, QWidget* parent = nullptr);

    void showQuery(const model::MessageQuery& query, const QString& title);
    void focusSearch();
    void focusList();
    /// Next (1) or previous (-1) message; unread ones only where asked.
    void step(int direction, bool unreadOnly);
    [[nodiscard]] MessageListModel& model() { return *m_model; }
    [[nodiscard]] QListView& list() { return *m_list; }

  Q_SIGNALS:
    void messageSelected(tributary::MessageId id);
    void addAccountRequested();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void apply();
    void showState();
    void currentChanged(const QModelIndex& current);
    void emptyAction();
    QWidget* makeHead();

    engine::Engine& m_engine;
    MessageListModel* m_model;
    std::function<int(qint64)> m_colourOf;
    QLineEdit* m_search;
    ElidedLabel* m_title;
    RoleLabel* m_count;
    QToolButton* m_filter;
    QMenu* m_filterMenu = nullptr;
    QListView* m_list;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    QTimer m_pause; ///< between typing and searching
    model::MessageQuery m_base;
    std::optional<model::MessageQuery> m_applied; ///< what the list shows; none before the first choice
    enum class Filter { All, Unread, Flagged } m_filterChoice = Filter::All;
};

} // namespace tributary::ui
