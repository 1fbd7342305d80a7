// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Vacation.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QTimeEdit;
class QTimeZone;
class QToolButton;
class QVBoxLayout;

namespace tributary::ui {

class RoleLabel;

/// When a vacation reply works: from and until with date, time and zone, on which days of the week, at which hours.
class VacationWhen : public QWidget {
    Q_OBJECT

  public:
    explicit VacationWhen(QWidget* parent = nullptr);
    void setVacation(const model::Vacation& vacation);
    void fill(model::Vacation& vacation) const;
    void setError(const QString& error); ///< empty: nothing is wrong

  Q_SIGNALS:
    void changed();

  private:
    void makeSpan(QVBoxLayout& column);
    void makeDays(QVBoxLayout& column);
    void makeHours(QVBoxLayout& column);
    QDateTimeEdit* makeMoment(const char* name, const QString& spoken);
    void dayToggled(int day, bool on);
    void follow();
    [[nodiscard]] QTimeZone zone() const;
    [[nodiscard]] QByteArray zoneName() const;

    QCheckBox *m_hasFrom, *m_hasUntil, *m_hasHours;
    QDateTimeEdit *m_from, *m_until; ///< what the clocks of the zone show, kept as if it were UTC
    QComboBox* m_zone;
    QList<QToolButton*> m_days; ///< Monday first
    QTimeEdit *m_hoursFrom, *m_hoursUntil;
    RoleLabel* m_error;
};

} // namespace tributary::ui
