// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/FilterForm.h"

#include "ui/models/FilterText.h"
#include "ui/rules/ActionRow.h"
#include "ui/rules/ConditionRow.h"
#include "ui/style/Icons.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/IntoSight.h"
#include "ui/widgets/RoleLabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

using engine::FilterFault;
using engine::FilterProblem;
using model::FilterJoin;

namespace {

constexpr int kMostName = 200; // rules/Limits.h

RoleLabel* errorLine(const char* name, QWidget* parent) {
    auto* label = new RoleLabel({}, ColorRole::Danger, TextSize::Small, parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setWordWrap(true);
    label->hide();
    return label;
}

QVBoxLayout* rowColumn() {
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceS);
    return column;
}

} // namespace

FilterForm::FilterForm(QWidget* parent)
    : QWidget(parent), m_name(new QLineEdit(this)), m_join(new QComboBox(this)), m_conditions(new QWidget(this)), m_conditionColumn(rowColumn()),
      m_suggested(new QCheckBox(this)), m_conditionError(errorLine("conditionsError", this)), m_actionColumn(rowColumn()),
      m_actionError(errorLine("actionsError", this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    makeHead(*column);
    auto* inner = new QVBoxLayout(m_conditions);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(Tokens::kSpaceS);
    inner->addLayout(m_conditionColumn);
    m_suggested->setObjectName(QStringLiteral("suggestedCondition"));
    m_suggested->hide();
    inner->addWidget(m_suggested);
    m_addCondition = addButton(tr("Add &condition"), "addCondition");
    inner->addWidget(m_addCondition, 0, Qt::AlignLeading);
    column->addWidget(m_conditions);
    column->addWidget(m_conditionError);
    column->addWidget(new RoleLabel(tr("Then"), ColorRole::Text, TextSize::Strong, this));
    column->addLayout(m_actionColumn);
    QPushButton* const action = addButton(tr("Add &action"), "addAction");
    column->addWidget(action, 0, Qt::AlignLeading);
    column->addWidget(m_actionError);
    connect(m_name, &QLineEdit::textEdited, this, &FilterForm::edited);
    connect(m_join, &QComboBox::currentIndexChanged, this, [this] {
        followJoin();
        edited();
    });
    connect(m_suggested, &QCheckBox::toggled, this, &FilterForm::edited);
    connect(m_addCondition, &QPushButton::clicked, this, [this] {
        addCondition({})->focusField();
        edited();
    });
    connect(action, &QPushButton::clicked, this, [this] {
        addAction({})->focusVerb();
        edited();
    });
}

void FilterForm::makeHead(QVBoxLayout& column) {
    m_name->setObjectName(QStringLiteral("filterName"));
    m_name->setMaxLength(kMostName);
    m_nameRow = new FormRow(tr("&Name"), m_name, this);
    column.addWidget(m_nameRow);
    m_join->setObjectName(QStringLiteral("filterJoin"));
    m_join->addItem(tr("all of these are true"), static_cast<int>(FilterJoin::All));
    m_join->addItem(tr("one of these is true"), static_cast<int>(FilterJoin::Any));
    m_join->addItem(tr("it is any message at all"), static_cast<int>(FilterJoin::EveryMail));
    column.addWidget(new FormRow(tr("&When a message arrives and"), m_join, this));
}

QPushButton* FilterForm::addButton(const QString& text, const char* name) {
    auto* button = new QPushButton(icon(QStringLiteral("add")), text, this);
    button->setObjectName(QString::fromLatin1(name));
    button->setProperty("kind", QStringLiteral("quiet"));
    button->setAutoDefault(false);
    return button;
}

ConditionRow* FilterForm::addCondition(const model::FilterCondition& condition) {
    auto* row = new ConditionRow(m_conditions);
    row->setAccounts(m_places.accounts);
    row->setCondition(condition);
    m_conditionRows.append(row);
    m_conditionColumn->addWidget(row);
    connect(row, &ConditionRow::changed, this, &FilterForm::edited);
    connect(row, &ConditionRow::removeRequested, this, [this, row] { removeCondition(row); });
    return row;
}

ActionRow* FilterForm::addAction(const model::FilterAction& action) {
    auto* row = new ActionRow(this);
    row->setMailboxes(m_places.mailboxes);
    row->setAddresses(m_places.forwardTo);
    row->setAction(action);
    m_actionRows.append(row);
    m_actionColumn->addWidget(row);
    connect(row, &ActionRow::changed, this, &FilterForm::edited);
    connect(row, &ActionRow::removeRequested, this, [this, row] { removeAction(row); });
    return row;
}

/// The keyboard goes to the neighbour, not out of the window.
void FilterForm::removeCondition(ConditionRow* row) {
    const qsizetype at = m_conditionRows.indexOf(row);
    m_conditionRows.removeAt(at);
    row->hide();
    row->deleteLater(); // it is the sender
    if (m_conditionRows.isEmpty())
        m_addCondition->setFocus();
    else
        m_conditionRows[std::min(at, m_conditionRows.size() - 1)]->focusField();
    edited();
}

void FilterForm::removeAction(ActionRow* row) {
    const qsizetype at = m_actionRows.indexOf(row);
    m_actionRows.removeAt(at);
    row->hide();
    row->deleteLater();
    if (!m_actionRows.isEmpty())
        m_actionRows[std::min(at, m_actionRows.size() - 1)]->focusVerb();
    edited();
}

void FilterForm::setPlaces(const FilterPlaces& places) {
    m_places = places;
    for (ConditionRow* row : std::as_const(m_conditionRows))
        row->setAccounts(places.accounts);
    for (ActionRow* row : std::as_const(m_actionRows)) {
        row->setMailboxes(places.mailboxes);
        row->setAddresses(places.forwardTo);
    }
}

void FilterForm::setFilter(const model::Filter& filter) {
    const QSignalBlocker quiet(this);
    m_filter = filter;
    setSuggestion({}); // it was of another one, or is among the conditions now
    for (ConditionRow* row : std::exchange(m_conditionRows, {}))
        delete row;
    for (ActionRow* row : std::exchange(m_actionRows, {}))
        delete row;
    m_name->setText(filter.name);
    m_join->setCurrentIndex(std::max(0, m_join->findData(static_cast<int>(filter.join))));
    for (const model::FilterCondition& one : filter.conditions)
        addCondition(one);
    for (const model::FilterAction& one : filter.actions)
        addAction(one);
    followJoin();
    proposeName();
}

void FilterForm::setSuggestion(const std::optional<model::FilterCondition>& condition) {
    const QSignalBlocker quiet(m_suggested);
    m_suggestion = condition;
    m_suggested->setVisible(condition.has_value());
    m_suggested->setChecked(false);
    followJoin();
}

FilterJoin FilterForm::join() const { return static_cast<FilterJoin>(m_join->currentData().toInt()); }

void FilterForm::followJoin() {
    m_conditions->setVisible(join() != FilterJoin::EveryMail);
    if (!m_suggestion)
        return;
    const QString more = join() == FilterJoin::Any ? tr("or %1", "one more condition, to be ticked") : tr("and %1", "one more condition, to be ticked");
    m_suggested->setText(more.arg(conditionText(*m_suggestion)).replace(u'&', QStringLiteral("&&")));
}

model::Filter FilterForm::filter() const {
    model::Filter filter = m_filter;
    filter.name = m_name->text().trimmed();
    filter.join = join();
    filter.conditions.clear();
    filter.actions.clear();
    for (const ConditionRow* row : m_conditionRows)
        filter.conditions.append(row->condition());
    if (m_suggestion && m_suggested->isChecked())
        filter.conditions.append(*m_suggestion);
    for (const ActionRow* row : m_actionRows)
        filter.actions.append(row->action());
    if (filter.name.isEmpty())
        filter.name = m_name->placeholderText();
    return filter;
}

/// What the first condition says.
void FilterForm::proposeName() {
    QString name;
    if (join() == FilterJoin::EveryMail)
        name = tr("Every message");
    else if (!m_conditionRows.isEmpty() && (!m_conditionRows.constFirst()->condition().value.isEmpty() || m_conditionRows.constFirst()->condition().test == model::FilterTest::Exists))
        name = conditionText(m_conditionRows.constFirst()->condition());
    m_name->setPlaceholderText(name.left(kMostName));
}

void FilterForm::edited() {
    proposeName();
    Q_EMIT changed();
}

bool FilterForm::isMissing(const FilterProblem& problem) const {
    switch (problem.fault) {
    case FilterFault::NoName:
    case FilterFault::NoCondition:
    case FilterFault::NoAction:
    case FilterFault::NoTarget:
    case FilterFault::EmptyValue: return true;
    case FilterFault::BadHeaderName: return problem.index < m_conditionRows.size() && m_conditionRows[problem.index]->condition().header.isEmpty();
    default: return false;
    }
}

void FilterForm::putProblem(const FilterProblem& problem, const model::Filter& of) {
    const QString text = problemText(problem, of);
    switch (problem.place) {
    case FilterProblem::Place::Name: return m_nameRow->setError(text);
    case FilterProblem::Place::Condition:
        if (problem.index < m_conditionRows.size())
            m_conditionRows[problem.index]->setError(text);
        return;
    case FilterProblem::Place::Action:
        if (problem.index < m_actionRows.size())
            m_actionRows[problem.index]->setError(text, engine::isFatal(problem.fault));
        return;
    case FilterProblem::Place::Filter: {
        const bool isOfActions = problem.fault == FilterFault::NoAction || problem.fault == FilterFault::TooManyActions;
        RoleLabel* const label = isOfActions ? m_actionError : m_conditionError;
        label->setText(text);
        label->show();
    }
    }
}

void FilterForm::showProblems(const QList<FilterProblem>& problems) {
    m_problems = problems;
    m_nameRow->setError({});
    for (ConditionRow* row : std::as_const(m_conditionRows))
        row->setError({});
    for (ActionRow* row : std::as_const(m_actionRows))
        row->setError({});
    m_conditionError->hide();
    m_actionError->hide();
    const model::Filter now = filter();
    for (qsizetype i = problems.size(); i-- > 0;) { // the first of a place stays
        if (m_showsMissing || !isMissing(problems[i]))
            putProblem(problems[i], now);
    }
}

void FilterForm::showMissing() {
    m_showsMissing = true;
    showProblems(QList(m_problems));
}

void FilterForm::focusFirstProblem() {
    QWidget* at = nullptr;
    for (const FilterProblem& problem : std::as_const(m_problems)) {
        if ((at = focusProblem(problem)))
            break;
    }
    if (at)
        QTimer::singleShot(0, at, [at] { bringIntoSight(at); }); // with its words, which have their place by then
}

/// The row that it is about; null: there is none any more.
QWidget* FilterForm::focusProblem(const FilterProblem& problem) {
    switch (problem.place) {
    case FilterProblem::Place::Name: m_name->setFocus(); return m_nameRow;
    case FilterProblem::Place::Condition:
        if (problem.index >= m_conditionRows.size())
            return nullptr;
        m_conditionRows[problem.index]->focusValue();
        return m_conditionRows[problem.index];
    case FilterProblem::Place::Action:
        if (problem.index >= m_actionRows.size())
            return nullptr;
        m_actionRows[problem.index]->focusTarget();
        return m_actionRows[problem.index];
    case FilterProblem::Place::Filter: m_addCondition->setFocus(); return m_addCondition;
    }
    return nullptr;
}

} // namespace tributary::ui
