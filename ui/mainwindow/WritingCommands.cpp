// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/WritingCommands.h"

#include "ui/composer/ComposerDesk.h"
#include "ui/mailboxtree/MailboxTreeView.h"
#include "ui/messagelist/MessageListView.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/reader/ReaderView.h"
#include "ui/style/Icons.h"

#include <QMenu>

namespace tributary::ui {

using model::DraftPurpose;

WritingCommands::WritingCommands(ComposerDesk& desk, MailboxTreeModel& tree, MailboxTreeView& sidebar, MessageListView& list, ReaderView& reader, QObject* parent)
    : QObject(parent), m_desk(desk), m_tree(tree), m_sidebar(sidebar), m_list(list), m_reader(reader) {
    using C = WritingCommands;
    m_write = add("write", QStringLiteral("compose"), tr("&Write a message"), QKeySequence(Qt::CTRL | Qt::Key_N), &C::write);
    m_templates = add("templates", QStringLiteral("drafts"), tr("New from &template…"), {}, &C::templates);
    m_reply = add("reply", QStringLiteral("reply"), tr("&Reply"), QKeySequence(Qt::CTRL | Qt::Key_R), &C::reply);
    m_replyAll = add("replyAll", QStringLiteral("reply-all"), tr("Reply to &all"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R), &C::replyAll);
    m_forward = add("forward", QStringLiteral("forward"), tr("&Forward"), QKeySequence(Qt::CTRL | Qt::Key_L), &C::forward);
    m_editAsNew = add("editAsNew", QStringLiteral("edit"), tr("Edit as &new message"), QKeySequence(Qt::CTRL | Qt::Key_E), &C::editAsNew);
    m_editDraft = add("editDraft", QStringLiteral("drafts"), tr("Edit the &draft"), {}, &C::editDraft);
    connect(&m_list, &MessageListView::selectionChanged, this, &WritingCommands::follow);
    connect(&m_reader, &ReaderView::loaded, this, &WritingCommands::follow);
    connect(&m_reader, &ReaderView::left, this, &WritingCommands::follow);
    follow();
}

QAction* WritingCommands::add(const char* name, const QString& iconName, const QString& text, const QKeySequence& keys, void (WritingCommands::*command)()) {
    auto* action = new QAction(icon(iconName), text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(keys);
    action->setAutoRepeat(false);
    connect(action, &QAction::triggered, this, command);
    return action;
}

void WritingCommands::fill(QMenu& menu) const {
    menu.addAction(m_write);
    menu.addAction(m_templates);
    menu.addSeparator();
    menu.addActions({m_reply, m_replyAll, m_forward, m_editAsNew, m_editDraft});
}

void WritingCommands::addTo(QWidget& widget) const { widget.addActions({m_write, m_templates, m_reply, m_replyAll, m_forward, m_editAsNew, m_editDraft}); }

MessageId WritingCommands::message() const {
    if (m_reader.current().isValid())
        return m_reader.current();
    const QList<MessageId> selected = m_list.selected();
    return selected.size() == 1 ? selected.constFirst() : MessageId();
}

bool WritingCommands::isDraft(MailboxId id) const {
    const auto mailbox = m_tree.mailbox(id);
    return mailbox && mailbox->specialUse == model::SpecialUse::Drafts;
}

void WritingCommands::follow() {
    const bool has = message().isValid();
    for (QAction* action : {m_reply, m_replyAll, m_forward, m_editAsNew})
        action->setEnabled(has);
    bool drafts = false;
    m_list.visitSelected([&](const RowFacts& row) { drafts = drafts || isDraft(row.mailbox); });
    m_editDraft->setVisible(has && drafts);
    m_editDraft->setEnabled(has && drafts);
}

bool WritingCommands::openIfDraft(MessageId message) {
    bool isOne = false;
    m_list.visitSelected([&](const RowFacts& row) { isOne = isOne || (row.id == message && isDraft(row.mailbox)); });
    if (isOne)
        m_desk.openDraftMessage(message);
    return isOne;
}

AccountId WritingCommands::currentAccount() const {
    const model::MessageQuery query = m_sidebar.currentQuery();
    if (query.account)
        return *query.account;
    const auto mailbox = query.mailbox ? m_tree.mailbox(*query.mailbox) : std::nullopt;
    return mailbox ? mailbox->account : AccountId();
}

void WritingCommands::write() { m_desk.write(currentAccount()); }
void WritingCommands::templates() { m_desk.showTemplates(); }
void WritingCommands::reply() { m_desk.answer(message(), DraftPurpose::Reply); }
void WritingCommands::replyAll() { m_desk.answer(message(), DraftPurpose::ReplyAll); }
void WritingCommands::forward() { m_desk.answer(message(), DraftPurpose::Forward); }
void WritingCommands::editAsNew() { m_desk.editAsNew(message()); }
void WritingCommands::editDraft() { m_desk.openDraftMessage(message()); }

} // namespace tributary::ui
