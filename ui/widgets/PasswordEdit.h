// SPDX-License-Identifier: GPL-3.0-or-later
// A password field whose eye shows what was typed, until the field loses the focus. GUI thread only.
#pragma once

#include <QLineEdit>

namespace tributary::ui {

class PasswordEdit : public QLineEdit {
    Q_OBJECT
  public:
    explicit PasswordEdit(QWidget* parent = nullptr);
    bool isRevealed() const { return echoMode() == QLineEdit::Normal; }
    void setRevealed(bool revealed);

  protected:
    void focusOutEvent(QFocusEvent* event) override;

  private:
    QAction* m_eye;
};

} // namespace tributary::ui
