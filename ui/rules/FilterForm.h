// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FilterTypes.h"
#include "model/Mailbox.h"

#include <QHash>
#include <QStringList>
#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace tributary::ui {

class ActionRow;
class ConditionRow;
class FormRow;
class RoleLabel;

/// What a filter can be made of, in its account.
struct FilterPlaces {
    QList<model::Mailbox> mailboxes;
    QStringList forwardTo; ///< addresses that are shown to be the user's
    QStringList accounts;  ///< the addresses of all accounts
};

/// A filter to be edited: name, conditions, actions, with what is wrong at each place. It knows no engine.
class FilterForm : public QWidget {
    Q_OBJECT

  public:
    explicit FilterForm(QWidget* parent = nullptr);
    void setPlaces(const FilterPlaces& places);
    void setFilter(const model::Filter& filter);
    /// A condition that can be ticked and is not, until the next setFilter(); none: there is none.
    void setSuggestion(const std::optional<model::FilterCondition>& condition);
    /// As it stands there; without a name it gets the one that is proposed.
    [[nodiscard]] model::Filter filter() const;
    /// problems: of filter(). What is only not filled in yet is said from showMissing() on.
    void showProblems(const QList<engine::FilterProblem>& problems);
    void showMissing();
    void focusFirstProblem();

  Q_SIGNALS:
    void changed();

  private:
    void makeHead(QVBoxLayout& column);
    QPushButton* addButton(const QString& text, const char* name);
    ConditionRow* addCondition(const model::FilterCondition& condition);
    ActionRow* addAction(const model::FilterAction& action);
    void removeCondition(ConditionRow* row);
    void removeAction(ActionRow* row);
    void edited();
    void followJoin();
    void proposeName();
    void putProblem(const engine::FilterProblem& problem, const model::Filter& of);
    QWidget* focusProblem(const engine::FilterProblem& problem);
    [[nodiscard]] bool isMissing(const engine::FilterProblem& problem) const;
    [[nodiscard]] model::FilterJoin join() const;

    FilterPlaces m_places;
    model::Filter m_filter; ///< what is not edited here: id, account, turned on or not, since when
    std::optional<model::FilterCondition> m_suggestion;
    QList<engine::FilterProblem> m_problems;
    bool m_showsMissing = false;
    QLineEdit* m_name;
    FormRow* m_nameRow = nullptr;
    QComboBox* m_join;
    QWidget* m_conditions;
    QVBoxLayout* m_conditionColumn;
    QList<ConditionRow*> m_conditionRows;
    QCheckBox* m_suggested;
    QPushButton* m_addCondition = nullptr;
    RoleLabel* m_conditionError;
    QVBoxLayout* m_actionColumn;
    QList<ActionRow*> m_actionRows;
    RoleLabel* m_actionError;
};

} // namespace tributary::ui
