// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <optional>

class QWidget;

namespace tributary::ui {

class ConversationRows;
class RoleLabel;

/// The other messages of the conversation that the open message belongs to (issue 4, point 8): a row each, those before it in one
/// list above it, those after it in another one below. It knows which there are and follows the change feed; opening one is its
/// owner's. A message that belongs to no other shows nothing. GUI thread.
class Conversation : public QObject {
    Q_OBJECT

  public:
    Conversation(engine::Engine& engine, QWidget* parent);
    [[nodiscard]] QWidget* top() const { return m_top; }
    [[nodiscard]] QWidget* bottom() const { return m_bottom; }

    void setOptions(bool on, bool newestFirst);
    /// Asks for the conversation of a message that is about to be shown; what is on screen stays until show().
    void prepare(MessageId id);
    /// The message is on screen: the rows take their places around it.
    void show(MessageId id);
    void clear();
    /// Of the reading pane: of a low one less is given to rows.
    void setRoom(int height);
    /// The message before (-1) or after (1) the open one, in the order of the rows; invalid: none.
    [[nodiscard]] MessageId neighbour(int step) const;
    [[nodiscard]] int size() const { return static_cast<int>(m_messages.size()); }
    /// What is known of the open message; null before its conversation is known.
    [[nodiscard]] const model::MessageSummary* open() const;

  Q_SIGNALS:
    void openRequested(tributary::MessageId id);
    void changed(); ///< of the messages or the order

  private:
    void load();
    void take(MessageId id, const Result<QList<model::MessageSummary>>& messages);
    void arrange(bool live);
    void tellCount();
    void fit(bool live);
    void followChanges(const QList<model::StoreChange>& changes);
    [[nodiscard]] bool concerns(const model::StoreChange& change) const;
    [[nodiscard]] qsizetype openRow() const;

    engine::Engine& m_engine;
    QWidget* m_top;
    RoleLabel* m_count;
    ConversationRows* m_above;
    QWidget* m_bottom;
    ConversationRows* m_below;
    QTimer m_again; ///< changes come in bursts
    QList<model::MessageSummary> m_messages; ///< in the order of the rows, with the open one
    QSet<MessageId> m_here; ///< a change may be about a hundred thousand
    std::optional<QList<model::MessageSummary>> m_prepared; ///< of m_id, oldest first; not shown yet
    MessageId m_id;    ///< asked for
    MessageId m_shown; ///< on screen
    bool m_on = true, m_newestFirst = false;
    int m_mostRows = 3;
};

} // namespace tributary::ui
