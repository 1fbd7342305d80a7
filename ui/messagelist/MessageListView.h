// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/models/MessageRows.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QLineEdit;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace tributary::ui {

class ElidedLabel;
class EmptyState;
class HeldBanner;
class MessageListModel;
class MessageRowsView;
class RoleLabel;
class ServerSearchBar;

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
    [[nodiscard]] MessageRowsView& rows() { return *m_list; }
    /// The search on the server, at the lower edge; hidden unless there is a search.
    [[nodiscard]] QWidget* bottomBar() const;
    [[nodiscard]] QList<MessageId> selected() const;
    /// Tells what is known of each selected one: no list of a million is made.
    void visitSelected(const std::function<void(const RowFacts&)>& take) const;
    /// Before what is selected goes away: the row below is chosen, else the one above, else none.
    void selectNext();
    /// Messages of this mailbox that disappeared from the server in a mass; 0: none.
    void setHeld(int count, qint64 untilMs);

  Q_SIGNALS:
    void messageSelected(tributary::MessageId id); ///< invalid: there is none any more
    void manySelected(int count);
    void selectionChanged();                       ///< or what is known of the selected ones
    void openRequested(tributary::MessageId id);   ///< Return: read it, and now
    /// A button on a row; the row need not be selected.
    void hoverActivated(int button, tributary::MessageId id);
    void menuRequested(const QPoint& globalPosition);
    void putBackRequested();
    void releaseRequested();
    void addAccountRequested();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void apply();
    void showState();
    void makeList();
    void selectionSettled();
    [[nodiscard]] int selectedCount() const;
    [[nodiscard]] int rowAfterSelection() const;
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
    HeldBanner* m_held;
    MessageRowsView* m_list;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    ServerSearchBar* m_server;
    QTimer m_pause; ///< between typing and searching
    QTimer m_settle; ///< a selection is told once, when it is whole
    model::MessageQuery m_base;
    std::optional<model::MessageQuery> m_applied; ///< what the list shows; none before the first choice
    enum class Filter { All, Unread, Flagged } m_filterChoice = Filter::All;
};

} // namespace tributary::ui
