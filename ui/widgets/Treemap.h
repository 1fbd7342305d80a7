// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts as areas: boxes in groups, each group in a colour of its own. Walked through with the arrow keys, Home and End. What it shows should stand beside it as a
// list, too; the current box is its accessible description. GUI thread only.
#pragma once

#include <QList>
#include <QRectF>
#include <QWidget>

namespace tributary::ui {

struct TreemapBox {
    QString name;
    QString amount; ///< in words
    double weight = 0;
};

struct TreemapGroup {
    QString name;
    int color = 0; ///< Tokens::accountColor()
    QList<TreemapBox> boxes; ///< falling weights
};

class Treemap : public QWidget {
    Q_OBJECT

  public:
    explicit Treemap(QWidget* parent = nullptr);
    void setGroups(const QList<TreemapGroup>& groups);
    /// Boxes are counted through all groups; -1: none.
    void setCurrent(int box);
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] int count() const { return static_cast<int>(m_boxes.size()); }
    [[nodiscard]] QRectF boxRect(int box) const { return m_boxes.value(box).rect; }
    [[nodiscard]] QString boxText(int box) const; ///< group, name, amount
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void currentChanged(int box); ///< by the user

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct Placed {
        qsizetype group = 0, box = 0;
        QRectF rect;
    };
    void place();
    void choose(int box);
    [[nodiscard]] int boxAt(const QPointF& point) const;
    [[nodiscard]] int neighbour(int key) const;
    void paintBox(QPainter& painter, int box) const;

    QList<TreemapGroup> m_groups;
    QList<Placed> m_boxes;
    int m_current = -1;
    int m_hovered = -1;
};

} // namespace tributary::ui
