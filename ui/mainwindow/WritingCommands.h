// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QAction>
#include <QObject>

class QMenu;
class QWidget;

namespace tributary::ui {

class ComposerDesk;
class MailboxTreeModel;
class MailboxTreeView;
class MessageListView;
class ReaderView;

/// Writing, answering and forwarding (S3), as actions for bar, menus and keys: of the message that is open, else of the one that is
/// selected.
class WritingCommands : public QObject {
    Q_OBJECT

  public:
    WritingCommands(ComposerDesk& desk, MailboxTreeModel& tree, MailboxTreeView& sidebar, MessageListView& list, ReaderView& reader, QObject* parent);

    [[nodiscard]] QList<QAction*> bar() const { return {m_reply, m_replyAll, m_forward, nullptr}; }
    [[nodiscard]] QAction* writeAction() const { return m_write; }
    void fill(QMenu& menu) const;
    void addTo(QWidget& widget) const;
    void follow();
    /// One that is selected was opened: drafts are opened to be written on. False: it is none.
    [[nodiscard]] bool openIfDraft(MessageId message);
    [[nodiscard]] bool isDraft(MailboxId mailbox) const;
    /// The account that a new message is from.
    [[nodiscard]] AccountId currentAccount() const;

  private:
    QAction* add(const char* name, const QString& icon, const QString& text, const QKeySequence& keys, void (WritingCommands::*command)());
    [[nodiscard]] MessageId message() const;
    void write();
    void reply();
    void replyAll();
    void forward();
    void editAsNew();
    void editDraft();
    void templates();

    ComposerDesk& m_desk;
    MailboxTreeModel& m_tree;
    MailboxTreeView& m_sidebar;
    MessageListView& m_list;
    ReaderView& m_reader;
    QAction *m_write, *m_templates, *m_reply, *m_replyAll, *m_forward, *m_editAsNew, *m_editDraft;
};

} // namespace tributary::ui
