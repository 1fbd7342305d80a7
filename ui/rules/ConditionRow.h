// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Filter.h"

#include <QStringList>
#include <QWidget>

class QComboBox;
class QToolButton;

namespace tributary::ui {

class ConditionValue;
class RoleLabel;

/// One condition of a filter: what of the message, how it is compared, with what; below it what is wrong.
class ConditionRow : public QWidget {
    Q_OBJECT

  public:
    explicit ConditionRow(QWidget* parent = nullptr);
    void setAccounts(const QStringList& addresses);
    void setCondition(const model::FilterCondition& condition);
    [[nodiscard]] model::FilterCondition condition() const;
    void setError(const QString& error); ///< empty: nothing is wrong
    void focusField();
    void focusValue();

  Q_SIGNALS:
    void changed();
    void removeRequested();

  private:
    void fillHeaders();
    void fieldChosen();
    void fillTests(model::FilterField field);
    void follow();
    [[nodiscard]] model::FilterField field() const;

    QComboBox* m_field;
    QComboBox* m_header;
    QComboBox* m_test;
    ConditionValue* m_value;
    QToolButton* m_remove;
    RoleLabel* m_error;
};

} // namespace tributary::ui
