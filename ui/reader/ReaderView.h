// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/models/ReadingOptions.h"

#include <QHash>
#include <QWidget>

#include <functional>
#include <optional>

class QAction;
class QMenu;
class QStackedWidget;

namespace tributary::ui {

class ActionBar;
class Conversation;
class EmptyState;
class MessagePane;
class ReaderCommands;

/// The reading pane: which message is on screen, from the choice in the list to its text. What of a message is not on this
/// computer yet is asked for, and shown when the change feed says that it is there.
class ReaderView : public QWidget {
    Q_OBJECT

  public:
    explicit ReaderView(engine::Engine& engine, QWidget* parent = nullptr);

    /// What is chosen in the list. The others of its conversation stand around it; opening one of these does not change the choice.
    void showMessage(MessageId id);
    /// A message that is attached to another one.
    void showNested(MessageId id, const QString& section);
    void showMany(int count);
    void clear();
    /// The bar over the message; a null action is a gap.
    void setActions(const QList<QAction*>& actions);
    void setReading(const ReadingOptions& options);
    /// What is in Junk is shown as text, whatever the user likes best.
    void setJunkTest(std::function<bool(MailboxId)> isJunk) { m_isJunk = std::move(isJunk); }
    [[nodiscard]] ReaderCommands& commands() { return *m_commands; }
    void zoom(int steps); ///< 0: back to normal
    void focusBody();
    [[nodiscard]] bool hasAttachments() const;
    void saveAllAttachments();
    /// The message that is open; the chosen one unless another of its conversation was opened.
    [[nodiscard]] MessageId current() const { return m_id; }
    [[nodiscard]] MessageId chosen() const { return m_chosen; } ///< in the list
    [[nodiscard]] MessagePane& pane() { return *m_pane; }

  Q_SIGNALS:
    void loaded(tributary::MessageId id);
    /// A message and its text are on screen; left() when another takes its place.
    void shown(const tributary::model::MessageSummary& summary);
    void left();
    /// Something to tell in passing (a file was saved).
    void notified(const QString& text);
    void zoomed(int steps); ///< to be kept
    void readingChosen(const tributary::ui::ReadingOptions& options); ///< to be kept
    /// Another message than the chosen one is open, or what is known of it has changed; none: the chosen one is.
    void otherOpened(const std::optional<tributary::model::MessageSummary>& message);
    /// The line that says why the message is where it is was clicked.
    void filterRequested(tributary::AccountId account, tributary::FilterId filter);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void connectConversation();
    void choose(ReadingOptions options);
    void open(MessageId id);
    void openOther(MessageId id);
    void followConversation();
    void load(bool again);
    void take(const Result<engine::MessageContent>& content, bool again);
    void judge(const engine::MessageContent& content);
    void askKnown(const QString& field, const QString& address, int atLeast, const std::function<void(std::optional<bool>)>& done);
    void put(const engine::MessageContent& content, bool again);
    void askReason(bool again);
    void showMissing();
    void showHint(const QString& iconName, const QString& line, const QString& hint);
    void followChanges(const QList<model::StoreChange>& changes);
    void openNested(const QString& section, const QString& name);
    [[nodiscard]] bool isWaiting() const; ///< for something of the message

    engine::Engine& m_engine;
    ReaderCommands* m_commands;
    ActionBar* m_bar;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    MessagePane* m_pane;
    Conversation* m_conversation;
    std::function<bool(MailboxId)> m_isJunk;
    QHash<QString, bool> m_known; ///< senders, by address; as it was found once in this session
    ReadingOptions m_options;
    FilterId m_reason; ///< the filter that the header names
    MessageId m_id;
    MessageId m_chosen; ///< in the list
    QString m_section; ///< of the attached message; empty: the message itself
    bool m_focusNext = false; ///< the keyboard goes with the message that is opened
    bool m_wanted = false; ///< the rest of the message was asked for
};

} // namespace tributary::ui
