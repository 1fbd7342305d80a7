// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/StageList.h"

#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Spinner.h"
#include "ui/widgets/StageMark.h"

#include <QGridLayout>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

constexpr int kMark = 20;

QString wordFor(StageState state) {
    switch (state) {
    case StageState::Pending: return StageList::tr("waiting");
    case StageState::Running: return StageList::tr("running");
    case StageState::Ok: return StageList::tr("done");
    case StageState::Failed: return StageList::tr("failed");
    case StageState::Skipped: return StageList::tr("not tried");
    }
    return {};
}

QString timeText(int ms) {
    const QLocale locale;
    return ms < 1000 ? StageList::tr("%1 ms").arg(locale.toString(ms))
                     : StageList::tr("%1 s").arg(locale.toString(ms / 1000.0, 'f', 1));
}

ColorRole titleRole(StageState state) {
    switch (state) {
    case StageState::Pending:
    case StageState::Skipped: return ColorRole::Secondary;
    case StageState::Failed: return ColorRole::Danger;
    case StageState::Running:
    case StageState::Ok: break;
    }
    return ColorRole::Text;
}

} // namespace

StageMark::StageMark(QWidget* parent) : QWidget(parent) { setFixedSize(kMark, kMark); }

void StageMark::setState(StageState state) {
    m_state = state;
    update();
}

void StageMark::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF disc = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (m_state == StageState::Pending || m_state == StageState::Skipped) {
        p.setPen(QPen(t.border, 1.5));
        p.drawEllipse(disc.adjusted(2, 2, -2, -2));
        return;
    }
    const bool good = m_state == StageState::Ok;
    QColor ground = good ? t.success : t.danger;
    ground.setAlphaF(0.16F);
    p.setPen(Qt::NoPen);
    p.setBrush(ground);
    p.drawEllipse(disc);
    paintIcon(p, rect().adjusted(4, 4, -4, -4), good ? QStringLiteral("check") : QStringLiteral("close"),
              good ? t.success : t.danger);
}

StageList::StageList(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout) {
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(Tokens::kSpaceS);
    whole->addLayout(m_column);
    whole->addStretch(1); // rows keep their height
}

StageList::Row StageList::makeRow(const QString& title) {
    Row row{new QWidget,
            new StageMark,
            new Spinner,
            new RoleLabel(title, ColorRole::Secondary),
            new RoleLabel(QString(), ColorRole::Secondary, TextSize::Small),
            new RoleLabel(QString(), ColorRole::Secondary, TextSize::Small),
            StageState::Pending};
    auto* grid = new QGridLayout(row.widget);
    grid->setContentsMargins(0, 2, 0, 2);
    grid->setHorizontalSpacing(Tokens::kSpaceM);
    grid->setVerticalSpacing(2);
    row.spinner->setSide(kMark - 2);
    auto* lead = new QWidget;
    lead->setFixedSize(kMark, kMark);
    row.mark->setParent(lead);
    row.spinner->setParent(lead);
    row.spinner->setGeometry(1, 1, kMark - 2, kMark - 2);
    row.spinner->hide();
    grid->addWidget(lead, 0, 0);
    grid->addWidget(row.title, 0, 1);
    grid->addWidget(row.time, 0, 2, Qt::AlignRight | Qt::AlignVCenter);
    row.note->setWordWrap(true);
    row.note->hide();
    grid->addWidget(row.note, 1, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    describe(row);
    return row;
}

void StageList::setStages(const QStringList& titles) {
    for (const Row& row : m_rows) {
        row.widget->hide();
        row.widget->deleteLater();
    }
    m_rows.clear();
    for (const QString& title : titles) {
        m_rows.push_back(makeRow(title));
        m_column->addWidget(m_rows.back().widget);
    }
}

void StageList::setStage(int index, StageState state, int ms, const QString& note) {
    if (index < 0 || index >= count()) {
        return;
    }
    Row& row = m_rows[static_cast<std::size_t>(index)];
    row.state = state;
    row.mark->setState(state);
    row.mark->setVisible(state != StageState::Running);
    row.spinner->setVisible(state == StageState::Running);
    row.title->setRole(titleRole(state));
    row.title->setTextSize(state == StageState::Failed ? TextSize::Strong : TextSize::Normal);
    row.time->setText(ms >= 0 ? timeText(ms) : (state == StageState::Skipped ? wordFor(state) : QString()));
    row.note->setText(note);
    row.note->setVisible(!note.isEmpty());
    describe(row);
}

void StageList::describe(const Row& row) {
    row.widget->setAccessibleName(tr("%1: %2", "stage: state").arg(row.title->text(), wordFor(row.state)));
}

StageState StageList::state(int index) const {
    return index >= 0 && index < count() ? m_rows[static_cast<std::size_t>(index)].state : StageState::Pending;
}

QString StageList::toPlainText() const {
    QStringList lines;
    for (const Row& row : m_rows) {
        QString line = row.widget->accessibleName();
        if (!row.time->text().isEmpty() && row.state != StageState::Skipped) {
            line += QStringLiteral(" (%1)").arg(row.time->text());
        }
        if (!row.note->text().isEmpty()) {
            line += QStringLiteral(" - %1").arg(row.note->text());
        }
        lines.append(line);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace tributary::ui
