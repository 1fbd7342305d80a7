// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace tributary::ui {

/// A folded message, on one line: dot, avatar, sender, first words, date.
class ConversationDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    static void paintTexts(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, QRect rect);
};

} // namespace tributary::ui
