// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FormRow.h"

#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/IntoSight.h"
#include "ui/widgets/RoleLabel.h"

#include <QPainter>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {
constexpr int kFormMark = 14;
}

FormRow::FormRow(const QString& label, QWidget* field, QWidget* parent)
    : QWidget(parent), m_label(new RoleLabel(label, ColorRole::Secondary, TextSize::Small)), m_field(field),
      m_message(new RoleLabel(QString(), ColorRole::Secondary, TextSize::Small)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceXs);
    m_label->setBuddy(field);
    column->addWidget(m_label);
    column->addWidget(field);
    m_message->setWordWrap(true);
    m_message->hide();
    column->addWidget(m_message);
    if (field->accessibleName().isEmpty()) {
        QString name = label;
        field->setAccessibleName(name.remove(QLatin1Char('&')));
    }
}

void FormRow::setError(const QString& error) {
    m_error = error;
    showMessage();
}

void FormRow::setHint(const QString& hint) {
    m_hint = hint;
    showMessage();
}

void FormRow::showMessage() {
    const bool wrong = !m_error.isEmpty();
    const QString text = wrong ? m_error : m_hint;
    m_message->setText(text);
    m_message->setRole(wrong ? ColorRole::Danger : ColorRole::Secondary);
    const int lead = wrong ? kFormMark + Tokens::kSpaceXs : 0;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_message->setContentsMargins(mirrored ? 0 : lead, 0, mirrored ? lead : 0, 0);
    m_message->setVisible(!text.isEmpty());
    m_field->setAccessibleDescription(text);
    m_field->setProperty("invalid", wrong);
    m_field->update();
    update();
}

void FormRow::showFirstError(QWidget* page) {
    const auto show = [page] {
        FormRow* first = nullptr;
        for (FormRow* row : page->findChildren<FormRow*>()) {
            const bool isAbove = !first || row->mapTo(page, QPoint()).y() < first->mapTo(page, QPoint()).y();
            if (!row->error().isEmpty() && row->isVisibleTo(page) && isAbove)
                first = row;
        }
        if (!first)
            return;
        first->field()->setFocus();
        bringIntoSight(first);
    };
    QTimer::singleShot(0, page, show); // what has just been unfolded has its place by then
}

void FormRow::paintEvent(QPaintEvent* /*event*/) {
    if (m_error.isEmpty()) {
        return;
    }
    QPainter p(this);
    const QRect words = m_message->geometry();
    const int line = m_message->fontMetrics().height();
    const QRect plain(0, words.top() + (line - kFormMark) / 2, kFormMark, kFormMark);
    paintIcon(p, QStyle::visualRect(layoutDirection(), rect(), plain), QStringLiteral("error"),
              Tokens::current().danger);
}

} // namespace tributary::ui
