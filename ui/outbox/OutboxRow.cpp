// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outbox/OutboxRow.h"

#include "ui/outbox/OutboxText.h"
#include "ui/style/Icons.h"
#include "ui/widgets/RoleLabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary::ui {

OutboxRow::OutboxRow(QWidget* parent)
    : QWidget(parent), m_subject(new ElidedLabel({}, ColorRole::Text, TextSize::Strong, this)),
      m_state(new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, this)),
      m_problem(new RoleLabel({}, ColorRole::Danger, TextSize::Small, this)),
      m_reached(new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this)), m_words(new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this)),
      m_send(new QPushButton(this)), m_edit(new QPushButton(tr("Edit"), this)), m_dismiss(new QPushButton(tr("Dismiss"), this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Tokens::kSpaceL + Tokens::current().iconSize + Tokens::kSpaceM, Tokens::kSpaceS, Tokens::kSpaceL, Tokens::kSpaceS);
    row->setSpacing(Tokens::kSpaceS);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    for (QWidget* label : QList<QWidget*>{m_subject, m_state, m_problem, m_words, m_reached})
        texts->addWidget(label);
    for (RoleLabel* label : {m_problem, m_words, m_reached}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    row->addLayout(texts, 1);
    m_send->setObjectName(QStringLiteral("sendOutbox"));
    m_edit->setObjectName(QStringLiteral("editOutbox"));
    m_dismiss->setObjectName(QStringLiteral("dismissOutbox"));
    for (QPushButton* button : {m_edit, m_send, m_dismiss}) {
        button->setAutoDefault(false);
        row->addWidget(button, 0, Qt::AlignTop);
    }
    connect(m_send, &QPushButton::clicked, this, &OutboxRow::sendRequested);
    connect(m_edit, &QPushButton::clicked, this, &OutboxRow::editRequested);
    connect(m_dismiss, &QPushButton::clicked, this, [this] { m_cancels ? Q_EMIT cancelRequested() : Q_EMIT dismissRequested(); });
}

void OutboxRow::show(const model::OutboxMessage& message, const QString& account, qint64 nowMs) {
    const QString subject = message.subject.isEmpty() ? tr("(no subject)") : message.subject;
    m_icon = outboxIcon(message);
    const QString problem = outboxProblemText(message);
    const QString words = outboxServerWords(message);
    const bool goesByItself = message.state == model::OutboxState::Queued && !(message.error && model::isForUser(*message.error));
    m_role = problem.isEmpty() ? ColorRole::Icon : goesByItself ? ColorRole::Warning : ColorRole::Danger;
    m_problem->setRole(m_role);
    m_subject->setText(subject);
    m_state->setText(QStringList{outboxStateText(message, nowMs), outboxRecipientsText(message), account}.join(QStringLiteral("  ·  ")));
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    const QString reached = outboxReachedText(message);
    m_reached->setText(reached);
    m_reached->setVisible(!reached.isEmpty());
    m_words->setText(tr("The server said: “%1”").arg(words));
    m_words->setVisible(!words.isEmpty());
    const OutboxChoices choices = outboxChoices(message);
    m_send->setText(choices.fileAgain ? tr("File again") : choices.sendAgain ? tr("Send again") : tr("Send now"));
    m_send->setVisible(choices.sendNow || choices.sendAgain || choices.fileAgain);
    m_send->setToolTip(choices.fileAgain ? tr("Puts its copy into Sent") : reached.isEmpty() ? QString() : tr("Only to those who do not have it"));
    m_edit->setToolTip(reached.isEmpty() ? QString() : m_send->toolTip());
    m_edit->setVisible(choices.edit);
    m_cancels = choices.cancel;
    m_dismiss->setText(choices.cancel ? tr("Do not send") : tr("Dismiss"));
    m_dismiss->setVisible(choices.dismiss || choices.cancel);
    m_send->setAccessibleName(tr("%1: %2").arg(m_send->text(), subject));
    m_edit->setAccessibleName(tr("%1: %2").arg(m_edit->text(), subject));
    m_dismiss->setAccessibleName(tr("%1: %2").arg(m_dismiss->text(), subject));
    setAccessibleName(QStringList{subject, m_state->text(), problem, reached}.join(QStringLiteral(", ")));
    update();
}

void OutboxRow::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QPainter painter(this);
    paintIcon(painter, QRect(Tokens::kSpaceL, Tokens::kSpaceS + 2, t.iconSize, t.iconSize), m_icon, t.color(m_role));
    painter.setPen(QPen(t.separator, 1));
    painter.drawLine(Tokens::kSpaceL, height() - 1, width() - Tokens::kSpaceL, height() - 1);
}

} // namespace tributary::ui
