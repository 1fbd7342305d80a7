// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Filter.h"

#include <QStringList>
#include <QWidget>

class QComboBox;
class QDateEdit;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace tributary::ui {

/// What a condition compares with, in the editor that fits: a text, a size with its unit, days, a date, an account; nothing where it only
/// asks whether something is there.
class ConditionValue : public QWidget {
    Q_OBJECT

  public:
    explicit ConditionValue(QWidget* parent = nullptr);
    /// The addresses of the accounts there are.
    void setAccounts(const QStringList& addresses);
    /// Shows the editor for it; a text that is typed stays.
    void setKind(model::FilterField field, model::FilterTest test);
    void setValue(const QString& value); ///< as FilterCondition::value has it
    [[nodiscard]] QString value() const;
    [[nodiscard]] QWidget* editor() const; ///< null: there is none
    void setInvalid(bool invalid, const QString& why);

  Q_SIGNALS:
    void changed();

  private:
    enum class Kind { Text, Account, Size, Days, Date, None };
    [[nodiscard]] static Kind kindOf(model::FilterField field, model::FilterTest test);
    void setSize(qint64 bytes);

    Kind m_kind = Kind::Text;
    QLineEdit* m_text;
    QComboBox* m_account;
    QDoubleSpinBox* m_size;
    QComboBox* m_unit;
    QSpinBox* m_days;
    QDateEdit* m_date;
};

} // namespace tributary::ui
