// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PasswordEdit.h"

#include "ui/style/Icons.h"

#include <QAction>
#include <QFocusEvent>
#include <QKeySequence>

namespace tributary::ui {

PasswordEdit::PasswordEdit(QWidget* parent) : QLineEdit(parent) {
    m_eye = addAction(icon(QStringLiteral("eye")), QLineEdit::TrailingPosition);
    m_eye->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H)); // line edit buttons take no focus
    m_eye->setShortcutContext(Qt::WidgetShortcut);
    connect(m_eye, &QAction::triggered, this, [this] { setRevealed(!isRevealed()); });
    setRevealed(false);
}

void PasswordEdit::setRevealed(bool revealed) {
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    // A shown password is not offered to the keyboard's learning either.
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText | Qt::ImhHiddenText);
    m_eye->setIcon(icon(revealed ? QStringLiteral("eye-off") : QStringLiteral("eye")));
    const QString word = revealed ? tr("Hide the password") : tr("Show the password");
    m_eye->setText(word);
    m_eye->setToolTip(QStringLiteral("%1 (%2)").arg(word, m_eye->shortcut().toString(QKeySequence::NativeText)));
}

void PasswordEdit::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason) {
        setRevealed(false);
    }
}

} // namespace tributary::ui
