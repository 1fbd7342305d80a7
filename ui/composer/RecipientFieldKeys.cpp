// SPDX-License-Identifier: GPL-3.0-or-later
// What keys do in a field of recipients.
#include "ui/composer/CompletionList.h"
#include "ui/composer/RecipientChip.h"
#include "ui/composer/RecipientField.h"
#include "ui/composer/TypedAddresses.h"

#include <QClipboard>
#include <QFocusEvent>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>

namespace tributary::ui {

bool RecipientField::eventFilter(QObject* watched, QEvent* event) {
    auto* chip = qobject_cast<RecipientChip*>(watched);
    switch (event->type()) {
    case QEvent::InputMethod:
        if (watched == m_edit)
            m_composing = !static_cast<QInputMethodEvent*>(event)->preeditString().isEmpty();
        break;
    case QEvent::KeyPress: {
        auto* key = static_cast<QKeyEvent*>(event);
        if (watched == m_edit && !m_composing)
            return completionKey(key) || editKey(key);
        if (chip != nullptr)
            return chipKey(chip, key);
        break;
    }
    case QEvent::FocusIn:
    case QEvent::FocusOut: {
        update();
        if (chip != nullptr)
            chip->update();
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        const bool stays = reason == Qt::PopupFocusReason || reason == Qt::ActiveWindowFocusReason || reason == Qt::MenuBarFocusReason;
        if (watched == m_edit && event->type() == QEvent::FocusOut && !stays)
            commit();
        break;
    }
    default: break;
    }
    return QFrame::eventFilter(watched, event);
}

bool RecipientField::completionKey(QKeyEvent* event) {
    if (!m_list->isVisible())
        return false;
    switch (event->key()) {
    case Qt::Key_Down: m_list->step(1); return true;
    case Qt::Key_Up: m_list->step(-1); return true;
    case Qt::Key_Escape: m_list->hide(); return true;
    case Qt::Key_Tab:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_list->hasChoice() || event->modifiers().testFlag(Qt::ControlModifier))
            return false;
        m_list->choose();
        return true;
    default: return false;
    }
}

bool RecipientField::editKey(QKeyEvent* event) {
    const bool atStart = m_edit->cursorPosition() == 0 && !m_edit->hasSelectedText();
    const int back = isRightToLeft() ? Qt::Key_Right : Qt::Key_Left;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers().testFlag(Qt::ControlModifier)) {
            commit();
            event->ignore(); // to send is the owner's
            return false;
        }
        commit();
        return true;
    case Qt::Key_Tab:
        commit();
        return false; // and on to the next field
    case Qt::Key_Backspace:
        if (!atStart || m_editAt == 0)
            return false;
        focusChip(m_editAt - 1);
        return true;
    default: break;
    }
    if (event->key() == back && event->modifiers() == Qt::NoModifier && atStart && m_editAt > 0) {
        focusChip(m_editAt - 1);
        return true;
    }
    return false;
}

void RecipientField::focusChip(qsizetype index) {
    if (index < 0 || index >= m_chips.size()) {
        m_edit->setFocus();
        return;
    }
    m_chips[index]->setFocus(Qt::OtherFocusReason);
    m_scroll->ensureWidgetVisible(m_chips[index], 0, 0);
}

void RecipientField::copyChip(const RecipientChip* chip) { QGuiApplication::clipboard()->setText(chip->typed()); }

bool RecipientField::chipKey(RecipientChip* chip, QKeyEvent* event) {
    const qsizetype at = m_chips.indexOf(chip);
    const int back = isRightToLeft() ? Qt::Key_Right : Qt::Key_Left;
    const int on = isRightToLeft() ? Qt::Key_Left : Qt::Key_Right;
    if (event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Cut)) {
        copyChip(chip);
        if (event->matches(QKeySequence::Cut))
            removeChip(chip, 1);
        return true;
    }
    switch (event->key()) {
    case Qt::Key_Backspace: removeChip(chip, -1); return true;
    case Qt::Key_Delete: removeChip(chip, 1); return true;
    case Qt::Key_F2:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers().testFlag(Qt::ControlModifier))
            return false;
        editChip(chip);
        return true;
    case Qt::Key_Home: focusChip(0); return true;
    case Qt::Key_End:
    case Qt::Key_Escape: m_edit->setFocus(); return true;
    default: break;
    }
    if (event->key() == back || event->key() == on) {
        if (event->key() == on || at > 0)
            focusChip(event->key() == on ? at + 1 : at - 1);
        return true;
    }
    const QString text = event->text();
    if (!text.isEmpty() && text[0].isPrint() && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))) {
        m_edit->setFocus(); // typing goes on in the line
        m_edit->insert(text);
        takeTyped(m_edit->text());
        return true;
    }
    return false;
}

} // namespace tributary::ui
