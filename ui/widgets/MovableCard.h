// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Card.h"

#include <optional>

class QBoxLayout;

namespace tributary::ui {

/// A card in a column of them (its parent's box layout) that the mouse draws to another place there: before the first one whose middle
/// is below the pointer. Whoever owns the column saves where it was dropped. GUI thread only.
class MovableCard : public Card {
    Q_OBJECT

  public:
    using Card::Card;
    void setMovable(bool isMovable) { m_isMovable = isMovable; }

  Q_SIGNALS:
    /// It follows the pointer, and stands in the column where it would be dropped now; nothing else may move there until dropped().
    void dragged();
    void dropped(int place); ///< in the column; 0: the first

  protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

  private:
    [[nodiscard]] QBoxLayout* column() const;
    void drawTo(int globalY);

    std::optional<int> m_pressedAt; ///< global y
    bool m_isDragged = false;
    bool m_isMovable = true;
};

} // namespace tributary::ui
