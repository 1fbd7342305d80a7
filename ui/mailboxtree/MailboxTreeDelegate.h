// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace tributary::ui {

class RowCanvas;

/// Paints the sidebar's rows over their full width: icon, name, unread count; accounts with their colour bar and, in one
/// line below, what they need. A mailbox is renamed in its row.
class MailboxTreeDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  Q_SIGNALS:
    void renamed(qint64 mailbox, const QString& title) const;

  private:
    static void paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
    static QRect lineRect(const QStyleOptionViewItem& option, const QModelIndex& index);
    void paintAccount(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintLine(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    static QRect paintCount(const RowCanvas& canvas, const QRect& rect, int count, const QFont& font, bool strong);
};

} // namespace tributary::ui
