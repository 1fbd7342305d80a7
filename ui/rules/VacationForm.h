// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/VacationTypes.h"
#include "ui/widgets/RichTextField.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace tributary::ui {

class FormRow;
class RoleLabel;
class VacationWhen;

/// A vacation reply to be edited: what it says, when, to whom. Whether it is on is not part of it. It knows no engine.
class VacationForm : public QWidget {
    Q_OBJECT

  public:
    VacationForm(const MakeRichText& makeText, QWidget* parent = nullptr);
    /// domain: the account's own, for the words.
    void setVacation(const model::Vacation& vacation, const QString& domain);
    [[nodiscard]] model::Vacation vacation() const;
    void showProblems(const QList<engine::VacationProblem>& problems);

  Q_SIGNALS:
    void changed();

  private:
    void makeTexts(QVBoxLayout& column, const MakeRichText& makeText);
    void makeAudience(QVBoxLayout& column);
    void edited();
    void clearProblems();

    model::Vacation m_vacation; ///< what is not edited here: account, on
    bool m_showing = false;     ///< the fields follow the reply, they do not change it
    QLineEdit* m_subject;
    FormRow* m_subjectRow = nullptr;
    RichTextField* m_text = nullptr;
    FormRow* m_textRow = nullptr;
    QCheckBox* m_hasInside;
    RichTextField* m_inside = nullptr;
    VacationWhen* m_when;
    QComboBox* m_audience;
    QLineEdit* m_exceptions;
    FormRow* m_exceptionsRow = nullptr;
    QSpinBox* m_interval;
    FormRow* m_intervalRow = nullptr;
    RoleLabel* m_other; ///< what is wrong and has no field here
};

} // namespace tributary::ui
