// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;

namespace tributary::ui {

/// How much the mail on this computer may take: no limit, some usual sizes, or a number of GB.
class BudgetChoice : public QWidget {
    Q_OBJECT

  public:
    explicit BudgetChoice(QWidget* parent = nullptr);
    void setBudget(qint64 bytes); ///< 0: no limit; chosen() does not follow

  Q_SIGNALS:
    void chosen(qint64 bytes);

  private:
    void activated();
    void typed();
    QComboBox* m_usual;
    QDoubleSpinBox* m_own;
    qint64 m_budget = 0;
};

} // namespace tributary::ui
