// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/MessageCommands.h"

#include "ui/messagelist/MessageListView.h"
#include "ui/messagelist/MessageRowsView.h"
#include "ui/models/MailActions.h"
#include "ui/models/MailboxNames.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/models/MessageListModel.h"
#include "ui/movepopup/MovePopup.h"
#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"

#include <QMenu>

#include <algorithm>
#include <utility>

namespace tributary::ui {

using model::ChangeKind;
using model::SpecialUse;

MessageCommands::MessageCommands(MailboxTreeModel& tree, MessageListView& list, MailActions& actions, QObject* parent)
    : QObject(parent), m_tree(tree), m_list(list), m_actions(actions) {
    using C = MessageCommands;
    m_archive = add("archive", QStringLiteral("archive"), tr("&Archive"), QKeySequence(Qt::Key_A), &C::archive);
    m_remove = add("delete", QStringLiteral("trash"), tr("&Delete"), QKeySequence(QKeySequence::Delete), &C::remove);
    m_junk = add("junk", QStringLiteral("junk"), tr("Mark as &junk"), QKeySequence(Qt::Key_J), &C::junk);
    m_notJunk = add("notJunk", QStringLiteral("not-junk"), tr("&Not junk"), QKeySequence(Qt::SHIFT | Qt::Key_J), &C::notJunk);
    m_move = add("move", QStringLiteral("move"), tr("&Move to…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M), &C::move);
    m_copy = add("copy", QStringLiteral("copy"), tr("&Copy to…"), {}, &C::copy);
    m_read = add("read", QStringLiteral("mail-unread"), tr("Mark as &unread"), QKeySequence(Qt::Key_M), &C::toggleRead);
    m_flag = add("flag", QStringLiteral("star"), tr("&Flag"), QKeySequence(Qt::Key_S), &C::toggleFlag);
    connect(&m_list, &MessageListView::selectionChanged, this, &MessageCommands::follow);
    connect(&m_list.model(), &QAbstractItemModel::modelReset, this, &MessageCommands::follow);
    connect(&m_tree, &MailboxTreeModel::mailboxesLoaded, this, &MessageCommands::follow);
    follow();
}

QAction* MessageCommands::add(const char* name, const QString& iconName, const QString& text, const QKeySequence& keys, void (MessageCommands::*command)()) {
    auto* action = new QAction(icon(iconName), text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut); // single letters: only where messages are
    action->setAutoRepeat(false);
    connect(action, &QAction::triggered, this, command);
    return action;
}

QList<QAction*> MessageCommands::bar() const { return {m_archive, m_remove, m_junk, m_notJunk, m_move, nullptr, m_read, m_flag}; }

void MessageCommands::fill(QMenu& menu) const {
    menu.addActions({m_archive, m_remove, m_junk, m_notJunk});
    menu.addSeparator();
    menu.addActions({m_move, m_copy});
    menu.addSeparator();
    menu.addActions({m_read, m_flag});
}

void MessageCommands::addTo(QWidget& widget) const { widget.addActions({m_archive, m_remove, m_junk, m_notJunk, m_move, m_copy, m_read, m_flag}); }

MessageCommands::Selection MessageCommands::selection() const {
    Selection selection;
    MailboxId last;
    const auto take = [&](const RowFacts& row) {
        selection.account = selection.count++ == 0 || selection.account == row.account ? row.account : AccountId();
        if (std::exchange(last, row.mailbox) != row.mailbox) // of a hundred thousand most are neighbours in one
            selection.mailboxes.insert(row.mailbox.value);
        selection.anyUnread = selection.anyUnread || !row.has(model::Flag::Seen);
        selection.allFlagged = selection.allFlagged && row.has(model::Flag::Flagged);
    };
    m_other ? take(*m_other) : m_list.visitSelected(take);
    return selection;
}

QList<MessageId> MessageCommands::ids() const { return m_other ? QList{m_other->id} : m_list.selected(); }

bool MessageCommands::allIn(const Selection& selection, SpecialUse use) const {
    return !selection.mailboxes.isEmpty() && std::all_of(selection.mailboxes.begin(), selection.mailboxes.end(), [&](qint64 id) {
        const auto mailbox = m_tree.mailbox(MailboxId(id));
        return mailbox && mailbox->specialUse == use;
    });
}

bool MessageCommands::allow(const Selection& selection, char right) const {
    return selection.count > 0 &&
           std::all_of(selection.mailboxes.begin(), selection.mailboxes.end(), [&](qint64 id) { return m_tree.allows(MailboxId(id), right); });
}

void MessageCommands::follow() {
    const Selection chosen = selection();
    const bool inJunk = allIn(chosen, SpecialUse::Junk);
    const bool mayTake = allow(chosen, 't') && allow(chosen, 'e');
    m_archive->setEnabled(mayTake && !allIn(chosen, SpecialUse::Archive));
    m_remove->setEnabled(mayTake);
    m_remove->setText(inJunk || allIn(chosen, SpecialUse::Trash) ? tr("&Delete for good") : tr("&Delete"));
    m_junk->setEnabled(mayTake && !inJunk);
    m_junk->setVisible(!inJunk);
    m_notJunk->setEnabled(mayTake && inJunk);
    m_notJunk->setVisible(inJunk);
    m_move->setEnabled(mayTake && chosen.account.isValid());
    m_copy->setEnabled(chosen.count > 0 && chosen.account.isValid());
    m_read->setEnabled(allow(chosen, 's'));
    m_read->setText(chosen.anyUnread ? tr("Mark as &read") : tr("Mark as &unread"));
    m_read->setIcon(icon(chosen.anyUnread ? QStringLiteral("mail-open") : QStringLiteral("mail-unread")));
    const bool flagged = chosen.count > 0 && chosen.allFlagged;
    m_flag->setEnabled(allow(chosen, 'w'));
    m_flag->setText(flagged ? tr("Remove &flag") : tr("&Flag"));
    m_flag->setIcon(icon(flagged ? QStringLiteral("star-filled") : QStringLiteral("star"), flagged ? ColorRole::Flag : ColorRole::Icon));
}

/// Over all mailboxes a message that is filed elsewhere stays in sight; Junk and Trash are no part of such views.
bool MessageCommands::leavesList(ChangeKind kind) const {
    const model::View view = m_list.model().query().view;
    if (kind == ChangeKind::Flags || kind == ChangeKind::Copy)
        return false;
    return view == model::View::Mailbox || view == model::View::Inbox || (kind != ChangeKind::Archive && kind != ChangeKind::Move);
}

void MessageCommands::setOther(const std::optional<model::MessageSummary>& message) {
    const bool was = m_other.has_value();
    m_other = message ? std::optional(RowFacts{message->id, message->account, message->mailbox, message->dateMs, message->flags.bits}) : std::nullopt;
    if (was || m_other)
        follow();
}

bool MessageCommands::isSelected(const QList<MessageId>& messages) const { return m_list.selected() == messages; }

/// What is read goes away: the list goes on to its next message, and from another one of the conversation back to the list's.
void MessageCommands::makeWay(ChangeKind kind, const QList<MessageId>& messages) {
    if (isSelected(messages)) {
        if (leavesList(kind))
            m_list.selectNext();
    } else if (m_other && messages == QList{m_other->id} && kind != ChangeKind::Copy && kind != ChangeKind::Flags) {
        Q_EMIT otherTaken();
    }
}

void MessageCommands::run(ChangeKind kind, const QList<MessageId>& messages) {
    model::MessageAction action;
    action.kind = kind;
    action.messages = messages;
    makeWay(kind, messages);
    m_actions.change(action);
}

void MessageCommands::archive() { run(ChangeKind::Archive, ids()); }
void MessageCommands::junk() { run(ChangeKind::Junk, ids()); }
void MessageCommands::notJunk() { run(ChangeKind::NotJunk, ids()); }

void MessageCommands::remove() { run(ChangeKind::Delete, ids()); } // the engine knows what is for good

void MessageCommands::mark(const char* flag, bool on, const QList<MessageId>& messages) {
    model::MessageAction action;
    action.messages = messages;
    action.flag = QString::fromLatin1(flag);
    action.on = on;
    m_actions.change(action);
}

void MessageCommands::toggleRead() {
    const Selection chosen = selection();
    mark("\\Seen", chosen.anyUnread, ids());
}

void MessageCommands::toggleFlag() {
    const Selection chosen = selection();
    mark("\\Flagged", !chosen.allFlagged, ids());
}

void MessageCommands::markRead(MessageId id) {
    model::MessageAction action;
    action.messages = {id};
    action.flag = QStringLiteral("\\Seen");
    m_actions.change(action, {}, true);
}

void MessageCommands::hover(int button, MessageId id) {
    using Hover = MessageRowsView::Hover;
    const int row = m_list.model().rowOf(id);
    if (row < 0)
        return;
    const RowFacts facts = m_list.model().factsAt(row);
    const auto isSeen = facts.has(model::Flag::Seen);
    switch (static_cast<Hover>(button)) {
    case Hover::Archive: return run(ChangeKind::Archive, {id});
    case Hover::Delete: return run(ChangeKind::Delete, {id});
    case Hover::Flag: return mark("\\Flagged", !facts.has(model::Flag::Flagged), {id});
    case Hover::Read: return mark("\\Seen", !isSeen, {id});
    case Hover::None: break;
    }
}

void MessageCommands::move() { choosePlace(ChangeKind::Move, tr("Move to")); }
void MessageCommands::copy() { choosePlace(ChangeKind::Copy, tr("Copy to")); }

void MessageCommands::choosePlace(ChangeKind kind, const QString& title) {
    const Selection chosen = selection();
    if (!chosen.account.isValid())
        return;
    const QSet<qint64> without = chosen.mailboxes.size() == 1 ? chosen.mailboxes : QSet<qint64>();
    auto* popup = new MovePopup(title, MovePopup::targets(m_tree.mailboxesOf(chosen.account), without), m_place);
    connect(popup, &MovePopup::chosen, this, [this, kind, ids = ids()](MailboxId mailbox, const QString& name) {
        model::MessageAction action;
        action.kind = kind;
        action.messages = ids;
        action.destination = mailbox;
        makeWay(kind, ids);
        m_actions.change(action, name);
    });
    popup->popup(m_place->mapToGlobal(QPoint(Tokens::kSpaceM, Tokens::current().controlHeight + Tokens::kSpaceM)));
}

void MessageCommands::drop(const QList<MessageId>& messages, MailboxId mailbox, bool copy) {
    const auto destination = m_tree.mailbox(mailbox);
    if (!destination)
        return;
    model::MessageAction action;
    action.kind = copy ? ChangeKind::Copy : ChangeKind::Move;
    action.messages = messages;
    action.destination = mailbox;
    makeWay(action.kind, messages);
    m_actions.change(action, mailboxTitle(*destination));
}

} // namespace tributary::ui
