// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendas/SignaturePreview.h"

#include "ui/style/Tokens.h"
#include "ui/widgets/RoleLabel.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {
constexpr int kBar = 3;
} // namespace

SignaturePreview::SignaturePreview(QWidget* parent) : Card(parent) {
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceS, Tokens::kSpaceL, Tokens::kSpaceS);
    m_column->setSpacing(Tokens::kSpaceS);
    m_answer = new RoleLabel(tr("What you write stands here."), ColorRole::Secondary, TextSize::Normal, this);
    m_quote = new RoleLabel(tr("The message that you answer."), ColorRole::Secondary, TextSize::Normal, this);
    leaveRoomForBar();
    m_signature = new QWidget(this);
    auto* lines = new QVBoxLayout(m_signature);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(new RoleLabel(QStringLiteral("-- "), ColorRole::Text, TextSize::Normal, m_signature));
    m_words = new QLabel(m_signature);
    m_words->setTextFormat(Qt::RichText);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::NoTextInteraction);
    m_words->setObjectName(QStringLiteral("signaturePreview"));
    lines->addWidget(m_words);
    m_column->addWidget(m_answer);
    m_column->addWidget(m_quote);
    m_column->addWidget(m_signature);
    m_column->addStretch();
}

void SignaturePreview::show(const QString& html, bool aboveQuote) {
    m_words->setText(html);
    m_signature->setVisible(!html.isEmpty());
    m_column->removeWidget(m_signature);
    m_column->insertWidget(m_column->indexOf(m_quote) + (aboveQuote ? 0 : 1), m_signature);
    update();
}

void SignaturePreview::leaveRoomForBar() {
    const int lead = kBar + Tokens::kSpaceS;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_quote->setContentsMargins(mirrored ? 0 : lead, Tokens::kSpaceXs, mirrored ? lead : 0, Tokens::kSpaceXs);
}

void SignaturePreview::changeEvent(QEvent* event) {
    Card::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        leaveRoomForBar();
}

void SignaturePreview::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    QPainter painter(this);
    const QRect words = m_quote->geometry();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    painter.fillRect(QRect(mirrored ? words.right() + 1 - kBar : words.left(), words.top(), kBar, words.height()), Tokens::current().borderStrong);
}

} // namespace tributary::ui
