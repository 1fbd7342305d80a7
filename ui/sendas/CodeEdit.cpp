// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendas/CodeEdit.h"

#include "model/Verification.h"
#include "ui/style/Tokens.h"

#include <QEvent>
#include <QFontDatabase>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QScopedValueRollback>

namespace tributary::ui {

namespace {
constexpr int kMorePoints = 7;
constexpr int kSpacing = 115;      // percent: six digits are read one by one
constexpr int kMostPasted = 64;    // a code with what stands around it in a line
} // namespace

CodeEdit::CodeEdit(QWidget* parent) : QLineEdit(parent) {
    setMaxLength(kMostPasted);
    setInputMethodHints(Qt::ImhPreferNumbers | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    enlarge();
    connect(this, &QLineEdit::textEdited, this, &CodeEdit::tidy);
}

/// A whole code is shown as it is, however it was written.
void CodeEdit::tidy() {
    const QString code = QString::fromLatin1(model::codeFromTyped(text()));
    if (!code.isEmpty() && code != text())
        setText(code);
}

void CodeEdit::enlarge() {
    if (m_isEnlarging)
        return;
    const QScopedValueRollback guard(m_isEnlarging, true);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(parentWidget() ? parentWidget()->font().pointSizeF() + kMorePoints : font.pointSizeF() + kMorePoints);
    font.setLetterSpacing(QFont::PercentageSpacing, kSpacing);
    setFont(font);
}

QSize CodeEdit::sizeHint() const {
    const int digits = fontMetrics().horizontalAdvance(QString(model::kCodeDigits + 2, QLatin1Char('0')));
    return {digits + 2 * Tokens::kSpaceM, fontMetrics().height() + 2 * Tokens::kSpaceS};
}

void CodeEdit::keyPressEvent(QKeyEvent* event) {
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_isComposing && (isReturn || event->key() == Qt::Key_Escape)) {
        event->accept(); // else the dialog would take it
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void CodeEdit::inputMethodEvent(QInputMethodEvent* event) {
    m_isComposing = !event->preeditString().isEmpty();
    QLineEdit::inputMethodEvent(event);
}

void CodeEdit::changeEvent(QEvent* event) {
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::ParentChange)
        enlarge();
}

} // namespace tributary::ui
