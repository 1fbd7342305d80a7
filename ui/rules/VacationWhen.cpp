// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/VacationWhen.h"

#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/RoleLabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDateTime>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QTimeEdit>
#include <QTimeZone>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

/// What the zone's clocks show, as if it were UTC: an edit never moves it over the machine's own change of clocks.
QDateTime wallTime(qint64 ms, const QTimeZone& zone) {
    const QDateTime there = QDateTime::fromMSecsSinceEpoch(ms, zone);
    return {there.date(), there.time(), Qt::UTC};
}

qint64 fromWallTime(const QDateTime& wall, const QTimeZone& zone) { return QDateTime(wall.date(), wall.time(), zone).toMSecsSinceEpoch(); }

} // namespace

VacationWhen::VacationWhen(QWidget* parent)
    : QWidget(parent), m_hasFrom(new QCheckBox(tr("&From"), this)), m_hasUntil(new QCheckBox(tr("&Until"), this)), m_hasHours(new QCheckBox(tr("Only between these &hours"), this)),
      m_from(makeMoment("vacationFrom", tr("It begins"))), m_until(makeMoment("vacationUntil", tr("It ends"))), m_zone(new QComboBox(this)),
      m_hoursFrom(new QTimeEdit(QTime(18, 0), this)), m_hoursUntil(new QTimeEdit(QTime(8, 0), this)), m_error(new RoleLabel({}, ColorRole::Danger, TextSize::Small, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceS);
    makeSpan(*column);
    makeDays(*column);
    makeHours(*column);
    m_error->setObjectName(QStringLiteral("vacationWhenError"));
    m_error->setWordWrap(true);
    m_error->hide();
    column->addWidget(m_error);
    for (QCheckBox* one : {m_hasFrom, m_hasUntil, m_hasHours})
        connect(one, &QCheckBox::toggled, this, [this] {
            follow();
            Q_EMIT changed();
        });
    for (QDateTimeEdit* one : {m_from, m_until, static_cast<QDateTimeEdit*>(m_hoursFrom), static_cast<QDateTimeEdit*>(m_hoursUntil)})
        connect(one, &QDateTimeEdit::dateTimeChanged, this, &VacationWhen::changed);
    connect(m_zone, &QComboBox::currentTextChanged, this, &VacationWhen::changed);
    follow();
}

QDateTimeEdit* VacationWhen::makeMoment(const char* name, const QString& spoken) {
    auto* edit = new QDateTimeEdit(this);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setAccessibleName(spoken);
    edit->setTimeSpec(Qt::UTC);
    edit->setCalendarPopup(true);
    const QDateTime now = QDateTime::currentDateTime();
    edit->setDateTime(QDateTime(now.date(), QTime(now.time().hour(), 0), Qt::UTC));
    return edit;
}

void VacationWhen::makeSpan(QVBoxLayout& column) {
    auto* span = new FlowRow(this);
    m_hasFrom->setObjectName(QStringLiteral("vacationHasFrom"));
    m_hasUntil->setObjectName(QStringLiteral("vacationHasUntil"));
    m_hasFrom->setToolTip(tr("Off: it works as soon as it is turned on"));
    m_hasUntil->setToolTip(tr("Off: it works until it is turned off"));
    for (QWidget* one : {static_cast<QWidget*>(m_hasFrom), static_cast<QWidget*>(m_from), static_cast<QWidget*>(m_hasUntil), static_cast<QWidget*>(m_until)})
        span->add(one);
    column.addWidget(span);
    m_zone->setObjectName(QStringLiteral("vacationZone"));
    m_zone->setAccessibleName(tr("Time zone of these times"));
    m_zone->setToolTip(m_zone->accessibleName());
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    m_zone->addItem(tr("Time zone of this computer (%1)").arg(QString::fromLatin1(QTimeZone::systemTimeZoneId())), QByteArray());
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromLatin1(id), id);
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_zone->setMinimumContentsLength(34);
    column.addWidget(m_zone, 0, Qt::AlignLeading);
}

void VacationWhen::makeDays(QVBoxLayout& column) {
    auto* days = new FlowRow(this);
    auto* label = new RoleLabel(tr("On these days"), ColorRole::Text, TextSize::Normal, this);
    days->add(label);
    const QLocale locale;
    for (int day = 1; day <= 7; ++day) {
        auto* button = new QToolButton(this);
        button->setObjectName(QStringLiteral("vacationDay%1").arg(day));
        button->setText(locale.dayName(day, QLocale::ShortFormat));
        button->setToolTip(locale.dayName(day, QLocale::LongFormat));
        button->setAccessibleName(button->toolTip());
        button->setCheckable(true);
        button->setChecked(true);
        button->setFocusPolicy(Qt::StrongFocus);
        m_days.append(button);
        days->add(button);
        connect(button, &QToolButton::toggled, this, [this, day](bool on) { dayToggled(day, on); });
    }
    column.addWidget(days);
}

void VacationWhen::makeHours(QVBoxLayout& column) {
    auto* hours = new FlowRow(this);
    m_hasHours->setObjectName(QStringLiteral("vacationHasHours"));
    m_hasHours->setToolTip(tr("Of each day; where the second is the earlier one, over midnight"));
    m_hoursFrom->setObjectName(QStringLiteral("vacationHoursFrom"));
    m_hoursFrom->setAccessibleName(tr("First hour of the day"));
    m_hoursUntil->setObjectName(QStringLiteral("vacationHoursUntil"));
    m_hoursUntil->setAccessibleName(tr("Last hour of the day"));
    for (QWidget* one : {static_cast<QWidget*>(m_hasHours), static_cast<QWidget*>(m_hoursFrom), static_cast<QWidget*>(m_hoursUntil)})
        hours->add(one);
    column.addWidget(hours);
}

/// No day at all would be a reply that never works: the last one stays.
void VacationWhen::dayToggled(int day, bool on) {
    const bool any = std::any_of(m_days.begin(), m_days.end(), [](const QToolButton* one) { return one->isChecked(); });
    if (!on && !any) {
        const QSignalBlocker quiet(m_days[day - 1]);
        m_days[day - 1]->setChecked(true);
        return;
    }
    Q_EMIT changed();
}

void VacationWhen::follow() {
    m_from->setEnabled(m_hasFrom->isChecked());
    m_until->setEnabled(m_hasUntil->isChecked());
    m_hoursFrom->setEnabled(m_hasHours->isChecked());
    m_hoursUntil->setEnabled(m_hasHours->isChecked());
}

/// As it is typed, also where no such zone is known: what is wrong is said then.
QByteArray VacationWhen::zoneName() const {
    const int row = m_zone->findText(m_zone->currentText());
    return row >= 0 ? m_zone->itemData(row).toByteArray() : m_zone->currentText().trimmed().toUtf8();
}

QTimeZone VacationWhen::zone() const {
    const QTimeZone named(zoneName());
    return named.isValid() ? named : QTimeZone::systemTimeZone();
}

void VacationWhen::setVacation(const model::Vacation& vacation) {
    const QSignalBlocker quiet(this);
    const int row = m_zone->findData(vacation.timeZone);
    if (row >= 0)
        m_zone->setCurrentIndex(row);
    else
        m_zone->setEditText(QString::fromUtf8(vacation.timeZone));
    m_hasFrom->setChecked(vacation.fromMs.has_value());
    m_hasUntil->setChecked(vacation.untilMs.has_value());
    if (vacation.fromMs)
        m_from->setDateTime(wallTime(*vacation.fromMs, zone()));
    if (vacation.untilMs)
        m_until->setDateTime(wallTime(*vacation.untilMs, zone()));
    for (int day = 1; day <= 7; ++day) {
        const QSignalBlocker still(m_days[day - 1]);
        m_days[day - 1]->setChecked(vacation.weekdays.isEmpty() || vacation.weekdays.contains(day));
    }
    m_hasHours->setChecked(vacation.hoursFrom && vacation.hoursUntil);
    if (vacation.hoursFrom)
        m_hoursFrom->setTime(*vacation.hoursFrom);
    if (vacation.hoursUntil)
        m_hoursUntil->setTime(*vacation.hoursUntil);
    follow();
}

void VacationWhen::fill(model::Vacation& vacation) const {
    vacation.timeZone = zoneName();
    vacation.fromMs = m_hasFrom->isChecked() ? std::optional(fromWallTime(m_from->dateTime(), zone())) : std::nullopt;
    vacation.untilMs = m_hasUntil->isChecked() ? std::optional(fromWallTime(m_until->dateTime(), zone())) : std::nullopt;
    vacation.weekdays.clear();
    for (int day = 1; day <= 7; ++day) {
        if (m_days[day - 1]->isChecked())
            vacation.weekdays.append(day);
    }
    if (vacation.weekdays.size() == 7)
        vacation.weekdays.clear(); // all of them
    vacation.hoursFrom = m_hasHours->isChecked() ? std::optional(m_hoursFrom->time()) : std::nullopt;
    vacation.hoursUntil = m_hasHours->isChecked() ? std::optional(m_hoursUntil->time()) : std::nullopt;
}

void VacationWhen::setError(const QString& error) {
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
    setAccessibleDescription(error);
}

} // namespace tributary::ui
