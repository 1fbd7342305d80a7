// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace tributary::ui {

class RoleLabel;

/// The bar under the message: what is looked for, how often it is there, one after the other.
class FindBar : public QWidget {
    Q_OBJECT

  public:
    explicit FindBar(QWidget* parent = nullptr);
    void open(const QString& text); ///< text: what is selected, or empty
    void close();
    void setFound(int count, int current);
    [[nodiscard]] QString text() const;

  Q_SIGNALS:
    void sought(const QString& text, bool backward);
    void closed();

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QToolButton* addButton(const QString& iconName, const QString& name, const char* objectName);
    QLineEdit* m_text;
    RoleLabel* m_count;
    QToolButton *m_previous, *m_next;
};

} // namespace tributary::ui
