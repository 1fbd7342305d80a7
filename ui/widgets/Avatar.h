// SPDX-License-Identifier: GPL-3.0-or-later
// A person's initials on a quiet round ground. Decoration: the name stands beside it in words. GUI thread only.
#pragma once

#include <QWidget>

class QPainter;

namespace tributary::ui {

// Two letters at most: first and last word ("Alice Brown" AB), one for scripts without spaces; "?" for nothing.
QString initialsOf(const QString& name);
// For delegates. key (an address) chooses the colour.
void paintAvatar(QPainter& painter, const QRect& rect, const QString& name, const QString& key);

class Avatar : public QWidget {
    Q_OBJECT
  public:
    explicit Avatar(QWidget* parent = nullptr);
    void setPerson(const QString& name, const QString& key);
    void setSide(int side);
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_name;
    QString m_key;
    int m_side;
};

} // namespace tributary::ui
