// SPDX-License-Identifier: GPL-3.0-or-later
// A small pill with icon, name and a quieter detail: an attachment, a tag, a filter that is on. A button to keyboard
// and screen reader; its menu comes by context-menu event. GUI thread only.
#pragma once

#include <QPushButton>

namespace tributary::ui {

class Chip : public QPushButton {
    Q_OBJECT
  public:
    // name is shortened in the middle when long, so that the file's ending stays in sight.
    explicit Chip(const QString& iconName, const QString& name, const QString& detail = QString(),
                  QWidget* parent = nullptr);
    void setDetail(const QString& detail);
    // Shows a cross; Delete on the keyboard does the same.
    void setRemovable(bool removable);
    QString name() const { return m_name; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void removeRequested();
    // The pointer was pressed on the chip and drawn away: the owner starts the drag.
    void dragRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void describe();
    QRect crossRect() const;

    QString m_icon;
    QString m_name;
    QString m_detail;
    bool m_removable = false;
    bool m_dragged = false;
    QPoint m_pressedAt;
};

} // namespace tributary::ui
