// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/FindBar.h"

#include "ui/style/Icons.h"
#include "ui/widgets/RoleLabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

namespace tributary::ui {

FindBar::FindBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("findBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceXs, Tokens::kSpaceM, Tokens::kSpaceXs);
    row->setSpacing(Tokens::kSpaceXs);
    m_text = new QLineEdit(this);
    m_text->setObjectName(QStringLiteral("findText"));
    m_text->setPlaceholderText(tr("Find in message"));
    m_text->setAccessibleName(tr("Find in message"));
    m_text->setClearButtonEnabled(true);
    m_text->installEventFilter(this);
    row->addWidget(m_text, 1);
    m_previous = addButton(QStringLiteral("chevron-up"), tr("Previous match"), "findPrevious");
    m_next = addButton(QStringLiteral("chevron-down"), tr("Next match"), "findNext");
    m_count = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_count->setObjectName(QStringLiteral("findCount"));
    m_count->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0000 / 0000")));
    row->addWidget(m_count);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    auto* done = addButton(QStringLiteral("close"), tr("Close the search in the message"), "findClose");
    row->addWidget(done);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString& text) { Q_EMIT sought(text, false); });
    connect(m_previous, &QToolButton::clicked, this, [this] { Q_EMIT sought(m_text->text(), true); });
    connect(m_next, &QToolButton::clicked, this, [this] { Q_EMIT sought(m_text->text(), false); });
    connect(done, &QToolButton::clicked, this, &FindBar::close);
    hide();
}

QToolButton* FindBar::addButton(const QString& iconName, const QString& name, const char* objectName) {
    auto* button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setObjectName(QString::fromLatin1(objectName));
    return button;
}

void FindBar::open(const QString& text) {
    show();
    if (!text.isEmpty() && !text.contains(u'\n'))
        m_text->setText(text);
    else if (!m_text->text().isEmpty())
        Q_EMIT sought(m_text->text(), false);
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FindBar::close() {
    if (isHidden())
        return;
    hide();
    Q_EMIT closed();
}

QString FindBar::text() const { return m_text->text(); }

void FindBar::setFound(int count, int current) {
    const bool asked = !m_text->text().isEmpty();
    m_count->setText(!asked ? QString() : count == 0 ? tr("Not found") : tr("%1 of %2").arg(current).arg(count));
    m_count->setRole(asked && count == 0 ? ColorRole::Danger : ColorRole::Secondary);
    m_previous->setEnabled(count > 1);
    m_next->setEnabled(count > 1);
}

/// Return goes on, Shift+Return goes back: in the line itself they would be its own.
bool FindBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    Q_EMIT sought(m_text->text(), key->modifiers().testFlag(Qt::ShiftModifier));
    return true;
}

void FindBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        return close();
    QWidget::keyPressEvent(event);
}

} // namespace tributary::ui
