// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include <functional>

namespace tributary::ui {

/// A message row: avatar, sender and date, subject with its marks, snippet; buttons under the pointer. All rows are of one height.
class MessageDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    /// colourOf: index of the colour bar of an account's row; below zero: no bar (a list of one account).
    MessageDelegate(std::function<int(qint64 account)> colourOf, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    void paintTexts(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, QRect rect) const;
    static void paintButtons(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
    std::function<int(qint64)> m_colourOf;
};

} // namespace tributary::ui
