// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/UniformListView.h"

namespace tributary::ui {

/// The list itself: rows, and on the one under the pointer buttons for what is done most. Rows are drawn away as messages.
class MessageRowsView : public UniformListView {
    Q_OBJECT

  public:
    enum class Hover { None, Archive, Delete, Flag, Read };
    explicit MessageRowsView(QWidget* parent = nullptr) : UniformListView(parent) {}

    /// Of a row's buttons, in reading direction; rect: the row's.
    [[nodiscard]] QRect buttonRect(const QRect& row, Hover button) const;
    [[nodiscard]] Hover buttonAt(const QPoint& point) const;
    [[nodiscard]] Hover hoveredButton() const { return m_over; }

  Q_SIGNALS:
    void hoverActivated(tributary::ui::MessageRowsView::Hover button, const QModelIndex& index);
    void openRequested(const QModelIndex& index); ///< Return or a double click

  protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void startDrag(Qt::DropActions actions) override;

  private:
    [[nodiscard]] QString hoverText(const QModelIndex& index, Hover button) const;
    Hover m_over = Hover::None, m_pressed = Hover::None;
};

} // namespace tributary::ui
