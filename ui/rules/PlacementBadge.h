// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/PlacementText.h"

#include <QWidget>

namespace tributary::ui {

/// A small mark: where a filter or a vacation reply works. The reason is its tool tip and accessible description.
class PlacementBadge : public QWidget {
    Q_OBJECT

  public:
    explicit PlacementBadge(QWidget* parent = nullptr);
    void setPlacement(const PlacementWords& words);
    [[nodiscard]] QString text() const { return m_words.badge; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    PlacementWords m_words;
};

} // namespace tributary::ui
