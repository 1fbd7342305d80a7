// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/models/MessageRows.h"

#include <QAction>
#include <QObject>

#include <optional>

class QMenu;
class QWidget;

namespace tributary::ui {

class MailActions;
class MailboxTreeModel;
class MessageListView;

/// What can be done to the selected messages (S2), as actions for bar, menus and keys. Which of them can be done now
/// follows from the mailboxes that the messages are in: their use, and the user's rights there (RFC 4314).
class MessageCommands : public QObject {
    Q_OBJECT

  public:
    MessageCommands(MailboxTreeModel& tree, MessageListView& list, MailActions& actions, QObject* parent);

    [[nodiscard]] QList<QAction*> bar() const; ///< null: a gap
    void fill(QMenu& menu) const;
    /// The keys work there.
    void addTo(QWidget& widget) const;
    void hover(int button, MessageId id);
    void drop(const QList<MessageId>& messages, MailboxId mailbox, bool copy);
    void markRead(MessageId id);
    /// The message that is read where it is another than the one selected in the list: until the next selection all is done to it.
    void setOther(const std::optional<model::MessageSummary>& message);
    /// Where the popup that asks for a mailbox is to stand.
    void setPopupPlace(QWidget* place) { m_place = place; }

  Q_SIGNALS:
    void otherTaken(); ///< the message of setOther() goes elsewhere

  private:
    struct Selection {
        int count = 0;
        QSet<qint64> mailboxes;
        AccountId account; ///< none: of several
        bool anyUnread = false, allFlagged = true;
    };
    QAction* add(const char* name, const QString& icon, const QString& text, const QKeySequence& keys, void (MessageCommands::*command)());
    [[nodiscard]] Selection selection() const;
    [[nodiscard]] QList<MessageId> ids() const; ///< of the selection
    [[nodiscard]] bool isSelected(const QList<MessageId>& messages) const; ///< in the list, just these
    void makeWay(model::ChangeKind kind, const QList<MessageId>& messages);
    [[nodiscard]] bool allIn(const Selection& selection, model::SpecialUse use) const;
    [[nodiscard]] bool allow(const Selection& selection, char right) const;
    void follow();
    void run(model::ChangeKind kind, const QList<MessageId>& messages);
    void mark(const char* flag, bool on, const QList<MessageId>& messages);
    [[nodiscard]] bool leavesList(model::ChangeKind kind) const;
    void archive();
    void remove();
    void junk();
    void notJunk();
    void toggleRead();
    void toggleFlag();
    void move();
    void copy();
    void choosePlace(model::ChangeKind kind, const QString& title);

    MailboxTreeModel& m_tree;
    MessageListView& m_list;
    MailActions& m_actions;
    QWidget* m_place = nullptr;
    std::optional<RowFacts> m_other;
    QAction *m_archive, *m_remove, *m_junk, *m_notJunk, *m_read, *m_flag, *m_move, *m_copy;
};

} // namespace tributary::ui
