// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/ChangeRow.h"

#include "ui/models/ChangeText.h"
#include "ui/models/ErrorText.h"
#include "ui/models/MailboxNames.h"
#include "ui/style/Icons.h"
#include "ui/widgets/RoleLabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary::ui {

ChangeRow::ChangeRow(QWidget* parent)
    : QWidget(parent), m_text(new ElidedLabel({}, ColorRole::Text, TextSize::Normal, this)),
      m_state(new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, this)),
      m_words(new RoleLabel({}, ColorRole::Danger, TextSize::Small, this)), m_undo(new QPushButton(tr("Undo"), this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Tokens::kSpaceL + Tokens::current().iconSize + Tokens::kSpaceM, Tokens::kSpaceS, Tokens::kSpaceM, Tokens::kSpaceS);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_text);
    texts->addWidget(m_state);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    texts->addWidget(m_words);
    row->addLayout(texts, 1);
    m_undo->setObjectName(QStringLiteral("undoChange"));
    m_undo->setAutoDefault(false);
    row->addWidget(m_undo, 0, Qt::AlignVCenter);
    connect(m_undo, &QPushButton::clicked, this, &ChangeRow::undoRequested);
}

void ChangeRow::show(const model::ChangeRecord& change, const QString& account, qint64 nowMs) {
    const QString text = changeText(change);
    m_icon = changeIcon(change.kind);
    m_text->setText(text);
    m_state->setText(QStringList{longDate(change.createdMs), account, changeStateText(change)}.join(QStringLiteral("  ·  ")));
    QString words;
    if (change.error) {
        const ErrorText error = errorText(*change.error);
        words = error.serverWords.isEmpty() ? error.title : tr("The server said: “%1”").arg(error.serverWords);
    }
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    m_undo->setVisible(canBeUndone(change, nowMs));
    m_undo->setAccessibleName(tr("Undo: %1").arg(text));
    update();
}

void ChangeRow::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QPainter painter(this);
    paintIcon(painter, QRect(Tokens::kSpaceL, Tokens::kSpaceS + 2, t.iconSize, t.iconSize), m_icon, t.icon);
    painter.setPen(QPen(t.separator, 1));
    painter.drawLine(Tokens::kSpaceL, height() - 1, width() - Tokens::kSpaceL, height() - 1);
}

} // namespace tributary::ui
