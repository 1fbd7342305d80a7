// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mailboxtree/MailboxTree.h"

#include "ui/models/MailboxTreeModel.h"

#include <QDragMoveEvent>
#include <QToolTip>

#include <utility>

namespace tributary::ui {

namespace {
constexpr int kExpandMs = 700; // while something is held over a closed row
} // namespace

MailboxTree::MailboxTree(MailboxTreeModel& model, QWidget* parent) : QTreeView(parent), m_model(model) {
    setModel(&model);
    setAcceptDrops(true);
    setDragDropMode(QAbstractItemView::DropOnly);
    setDropIndicatorShown(false); // the row itself shows it
    setAutoExpandDelay(kExpandMs);
}

/// What was made current before had no room to be scrolled into: the rows above it are left out of sight only where they must be.
void MailboxTree::showEvent(QShowEvent* event) {
    QTreeView::showEvent(event);
    if (std::exchange(m_wasShown, true))
        return;
    executeDelayedItemsLayout();
    scrollToTop();
    scrollTo(currentIndex());
}

QString MailboxTree::refusal(const MessageMime& messages, const QModelIndex& index) const {
    const auto mailbox = m_model.mailbox(MailboxId(index.data(MailboxTreeModel::MailboxRole).toLongLong()));
    if (!mailbox || !mailbox->selectable)
        return tr("Messages can be put into a mailbox only");
    if (!messages.account.isValid())
        return tr("These messages are of several accounts. Move those of one account at a time.");
    if (mailbox->account != messages.account)
        return tr("Messages can be moved only within their own account (%1)").arg(m_model.accountName(messages.account));
    if (!mailbox->allows('i'))
        return tr("You are not allowed to put messages into this mailbox");
    if (messages.mailboxes.size() == 1 && messages.mailboxes.contains(mailbox->id.value))
        return tr("They are in this mailbox already");
    return {};
}

void MailboxTree::setTarget(const QModelIndex& index) {
    if (m_target == index)
        return;
    m_target = index;
    viewport()->update();
}

void MailboxTree::dragEnterEvent(QDragEnterEvent* event) {
    if (!event->mimeData()->hasFormat(MessageMime::type()))
        return event->ignore();
    setState(DraggingState);
    event->accept();
}

void MailboxTree::dragMoveEvent(QDragMoveEvent* event) {
    QTreeView::dragMoveEvent(event); // scrolls near the edges, opens what is held over
    const QModelIndex index = indexAt(event->position().toPoint());
    const QString why = refusal(MessageMime::read(*event->mimeData()), index);
    const QPoint at = viewport()->mapToGlobal(event->position().toPoint());
    if (!why.isEmpty()) {
        setTarget({});
        index.isValid() ? QToolTip::showText(at, why, viewport()) : QToolTip::hideText();
        return event->ignore(visualRect(index));
    }
    QToolTip::hideText();
    setTarget(index);
    event->setDropAction(event->modifiers() & Qt::ControlModifier ? Qt::CopyAction : Qt::MoveAction);
    event->accept();
}

void MailboxTree::dragLeaveEvent(QDragLeaveEvent* event) {
    setTarget({});
    QToolTip::hideText();
    QTreeView::dragLeaveEvent(event);
}

void MailboxTree::dropEvent(QDropEvent* event) {
    const QModelIndex index = indexAt(event->position().toPoint());
    const MessageMime messages = MessageMime::read(*event->mimeData());
    setTarget({});
    setState(NoState);
    if (messages.messages.isEmpty() || !refusal(messages, index).isEmpty())
        return event->ignore();
    const bool copy = event->modifiers() & Qt::ControlModifier;
    event->setDropAction(copy ? Qt::CopyAction : Qt::MoveAction);
    event->accept();
    Q_EMIT messagesDropped(messages.messages, MailboxId(index.data(MailboxTreeModel::MailboxRole).toLongLong()), copy);
}

} // namespace tributary::ui
