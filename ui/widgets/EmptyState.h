// SPDX-License-Identifier: GPL-3.0-or-later
// What a pane shows when it has nothing: an icon, one line, one action. GUI thread only.
#pragma once

#include <QWidget>

class QPushButton;

namespace tributary::ui {

class RoleLabel;
class Spinner;

class EmptyState : public QWidget {
    Q_OBJECT
  public:
    explicit EmptyState(QWidget* parent = nullptr);
    // iconName as in ui/style/Icons.h. actionText empty: no button. hint: a second, quieter line, or empty.
    void setContent(const QString& iconName, const QString& line, const QString& hint = QString(),
                    const QString& actionText = QString());
    // A turning ring in place of the icon: work is going on.
    void setBusy(bool busy);

  Q_SIGNALS:
    void actionTriggered();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_icon;
    QWidget* m_picture;
    Spinner* m_spinner;
    RoleLabel* m_line;
    RoleLabel* m_hint;
    QPushButton* m_action;
};

} // namespace tributary::ui
