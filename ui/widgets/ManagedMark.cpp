// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ManagedMark.h"

#include "ui/style/Icons.h"
#include "ui/widgets/RoleLabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

QString wordsWith(const QString& why) { return why.isEmpty() ? ManagedMark::words() : why + u' ' + ManagedMark::words(); }

} // namespace

ManagedMark::ManagedMark(const QString& why, QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Tokens::current().iconSize + Tokens::kSpaceS, 0, 0, 0);
    m_words = new RoleLabel(wordsWith(why), ColorRole::Secondary, TextSize::Small, this);
    m_words->setWordWrap(true);
    row->addWidget(m_words);
    setMinimumHeight(Tokens::current().iconSize);
    setToolTip(m_words->text().toHtmlEscaped());
    setAccessibleName(m_words->text());
}

QString ManagedMark::words() { return tr("Managed by your organisation"); }

void ManagedMark::lock(QWidget* control, const QString& why) {
    control->setEnabled(false);
    control->setToolTip(wordsWith(why).toHtmlEscaped());
    control->setAccessibleDescription(wordsWith(why));
}

QWidget* ManagedMark::locked(QWidget* control, QWidget* parent) {
    lock(control);
    auto* both = new QWidget(parent);
    auto* column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceXs);
    column->addWidget(control);
    column->addWidget(new ManagedMark({}, both));
    return both;
}

void ManagedMark::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    const Tokens& tokens = Tokens::current();
    const bool isRight = layoutDirection() == Qt::RightToLeft;
    QPainter painter(this);
    const QRect lock(isRight ? width() - tokens.iconSize : 0, (height() - tokens.iconSize) / 2, tokens.iconSize, tokens.iconSize);
    paintIcon(painter, lock, QStringLiteral("lock"), tokens.color(ColorRole::Secondary));
}

} // namespace tributary::ui
