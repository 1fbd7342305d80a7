// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace tributary::ui {

/// A field for the six digits of a code: large, all digits as wide. What is pasted may have blanks, dashes or full-width digits; keys
/// of an input method that is composing are its own. GUI thread only.
class CodeEdit : public QLineEdit {
    Q_OBJECT

  public:
    explicit CodeEdit(QWidget* parent = nullptr);
    [[nodiscard]] bool isComposing() const { return m_isComposing; }
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void tidy();
    void enlarge();

    bool m_isComposing = false;
    bool m_isEnlarging = false;
};

} // namespace tributary::ui
