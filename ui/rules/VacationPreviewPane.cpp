// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/VacationPreviewPane.h"

#include "ui/models/ErrorText.h"
#include "ui/models/VacationText.h"
#include "ui/rules/MessageTable.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/RoleLabel.h"

#include <QLocale>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {
constexpr int kPreviewPauseMs = 500; ///< of typing
constexpr int kPreviewCount = 100;
constexpr int kPreviewRows = 8; ///< in sight
} // namespace

VacationPreviewPane::VacationPreviewPane(engine::Engine& engine, QWidget* parent)
    : QWidget(parent), m_engine(engine), m_count(new RoleLabel({}, ColorRole::Text, TextSize::Strong, this)), m_table(new MessageTable(tr("Reply"), this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceS);
    m_count->setObjectName(QStringLiteral("vacationPreviewCount"));
    m_count->setWordWrap(true);
    column->addWidget(m_count);
    m_table->setObjectName(QStringLiteral("vacationPreview"));
    m_table->setAccessibleName(tr("The last messages, and whether each would have got the reply"));
    m_table->setMinimumHeight(Tokens::current().rowHeight * kPreviewRows);
    column->addWidget(m_table, 1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPreviewPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &VacationPreviewPane::start);
}

VacationPreviewPane::~VacationPreviewPane() = default;

void VacationPreviewPane::setVacation(const model::Vacation& vacation) {
    m_vacation = vacation;
    m_isWanted = true;
    if (isVisible())
        m_pause.start();
}

void VacationPreviewPane::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_isWanted)
        m_pause.start();
}

void VacationPreviewPane::start() {
    if (!m_vacation.account.isValid())
        return;
    m_isWanted = false;
    const quint64 round = ++m_round;
    m_task = m_engine.vacations().preview(m_vacation, kPreviewCount, this, [this, round](const Result<engine::VacationPreview>& result) {
        if (round == m_round)
            take(result);
    });
}

void VacationPreviewPane::take(const Result<engine::VacationPreview>& result) {
    m_task.reset();
    if (!result) {
        if (result.error().kind != ErrorKind::Cancelled)
            m_count->setText(errorText(result.error()).title);
        return;
    }
    QList<MessageLine> lines;
    for (const engine::VacationPreviewRow& row : result->rows) {
        const bool isReply = row.answer == engine::VacationAnswer::Reply;
        lines.append({row.message, isReply && row.isInside ? tr("Would get the text for your own domain") : vacationAnswerText(row.answer)});
    }
    m_table->setLines(lines);
    m_count->setText(lines.isEmpty() ? tr("No message has come yet on which it could be tried.")
                                     : tr("Would have answered %1 of the last %2 messages").arg(QLocale().toString(result->answered), QLocale().toString(lines.size())));
}

} // namespace tributary::ui
