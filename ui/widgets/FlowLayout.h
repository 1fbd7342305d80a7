// SPDX-License-Identifier: GPL-3.0-or-later
// Lays widgets in rows and breaks the row when it is full. GUI thread only.
#pragma once

#include "ui/style/Tokens.h"

#include <QLayout>
#include <QWidget>

#include <vector>

namespace tributary::ui {

class FlowLayout final : public QLayout {
  public:
    explicit FlowLayout(QWidget* parent = nullptr, int gap = Tokens::kSpaceS);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

  private:
    int arrange(const QRect& rect, bool place) const;

    std::vector<QLayoutItem*> m_items; // owned
    int m_gap;
};

// A widget with such a layout: FlowRow row; row.add(chip).
class FlowRow : public QWidget {
    Q_OBJECT
  public:
    explicit FlowRow(QWidget* parent = nullptr);
    void add(QWidget* widget);
    void clear();
};

} // namespace tributary::ui
