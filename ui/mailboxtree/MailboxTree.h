// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/MessageMime.h"

#include <QTreeView>

namespace tributary::ui {

class MailboxTreeModel;

/// The sidebar's tree as a place to drop messages on: a mailbox of their own account takes them (with Ctrl a copy), any
/// other says why it does not.
class MailboxTree : public QTreeView {
    Q_OBJECT

  public:
    MailboxTree(MailboxTreeModel& model, QWidget* parent);
    /// Where a drop would go now.
    [[nodiscard]] QModelIndex dropTarget() const { return m_target; }
    /// Lays the rows out anew once control is back in the event loop, however many have changed by then.
    void layoutSoon() { scheduleDelayedItemsLayout(); }
    /// Why these may not be put there; empty: they may.
    [[nodiscard]] QString refusal(const MessageMime& messages, const QModelIndex& index) const;

  Q_SIGNALS:
    void messagesDropped(const QList<tributary::MessageId>& messages, tributary::MailboxId mailbox, bool copy);

  protected:
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void setTarget(const QModelIndex& index);
    MailboxTreeModel& m_model;
    QPersistentModelIndex m_target;
    bool m_wasShown = false;
};

} // namespace tributary::ui
