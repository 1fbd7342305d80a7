// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/ConditionRow.h"

#include "ui/models/FilterText.h"
#include "ui/rules/ConditionValue.h"
#include "ui/style/Icons.h"
#include "ui/widgets/RoleLabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

using model::FilterField;

namespace {

/// A test and its "not" as one number, for a chooser.
int packedTest(const TestChoice& choice) { return static_cast<int>(choice.test) * 2 + (choice.negated ? 1 : 0); }
TestChoice unpackedTest(int packed) { return {static_cast<model::FilterTest>(packed / 2), packed % 2 == 1}; }

} // namespace

ConditionRow::ConditionRow(QWidget* parent)
    : QWidget(parent), m_field(new QComboBox(this)), m_header(new QComboBox(this)), m_test(new QComboBox(this)), m_value(new ConditionValue(this)),
      m_remove(new QToolButton(this)), m_error(new RoleLabel({}, ColorRole::Danger, TextSize::Small, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->setSpacing(Tokens::kSpaceXs);
    m_field->setObjectName(QStringLiteral("conditionField"));
    m_field->setAccessibleName(tr("What of the message"));
    for (const FilterField one : filterFields())
        m_field->addItem(fieldTitle(one), static_cast<int>(one));
    fillHeaders();
    m_test->setObjectName(QStringLiteral("conditionTest"));
    m_test->setAccessibleName(tr("How it is compared"));
    m_remove->setObjectName(QStringLiteral("removeCondition"));
    m_remove->setIcon(icon(QStringLiteral("close")));
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::StrongFocus);
    m_remove->setToolTip(tr("Remove this condition"));
    m_remove->setAccessibleName(m_remove->toolTip());
    row->addWidget(m_field);
    row->addWidget(m_header);
    row->addWidget(m_test);
    row->addWidget(m_value, 1);
    row->addWidget(m_remove);
    column->addLayout(row);
    m_error->setObjectName(QStringLiteral("conditionError"));
    m_error->setWordWrap(true);
    m_error->hide();
    column->addWidget(m_error);
    fillTests(FilterField::From);
    follow();
    connect(m_field, &QComboBox::currentIndexChanged, this, &ConditionRow::fieldChosen);
    connect(m_test, &QComboBox::currentIndexChanged, this, [this] {
        follow();
        Q_EMIT changed();
    });
    connect(m_header, &QComboBox::currentTextChanged, this, &ConditionRow::changed);
    connect(m_value, &ConditionValue::changed, this, &ConditionRow::changed);
    connect(m_remove, &QToolButton::clicked, this, &ConditionRow::removeRequested);
}

void ConditionRow::fillHeaders() {
    m_header->setObjectName(QStringLiteral("conditionHeader"));
    m_header->setAccessibleName(tr("Name of the header field"));
    m_header->setEditable(true);
    m_header->addItems({QStringLiteral("Reply-To"), QStringLiteral("Sender"), QStringLiteral("X-Spam-Flag"), QStringLiteral("X-Mailer"), QStringLiteral("X-Priority"), QStringLiteral("Delivered-To")});
    m_header->setEditText({});
    m_header->hide();
}

FilterField ConditionRow::field() const { return static_cast<FilterField>(m_field->currentData().toInt()); }

void ConditionRow::setAccounts(const QStringList& addresses) { m_value->setAccounts(addresses); }

void ConditionRow::fillTests(FilterField field) {
    const QSignalBlocker quiet(m_test);
    const int before = m_test->currentData().isValid() ? m_test->currentData().toInt() : -1;
    m_test->clear();
    for (const TestChoice& one : testChoices(field))
        m_test->addItem(testTitle(field, one), packedTest(one));
    m_test->setCurrentIndex(std::max(0, m_test->findData(before)));
}

void ConditionRow::fieldChosen() {
    fillTests(field());
    follow();
    Q_EMIT changed();
}

void ConditionRow::follow() {
    m_header->setVisible(field() == FilterField::Header);
    m_value->setKind(field(), unpackedTest(m_test->currentData().toInt()).test);
}

void ConditionRow::setCondition(const model::FilterCondition& condition) {
    const QSignalBlocker quiet(this);
    m_field->setCurrentIndex(std::max(0, m_field->findData(static_cast<int>(condition.field))));
    fillTests(condition.field);
    m_test->setCurrentIndex(std::max(0, m_test->findData(packedTest({condition.test, condition.negated}))));
    follow();
    m_header->setEditText(condition.header);
    m_value->setValue(condition.value);
}

model::FilterCondition ConditionRow::condition() const {
    const TestChoice choice = unpackedTest(m_test->currentData().toInt());
    model::FilterCondition condition;
    condition.field = field();
    condition.test = choice.test;
    condition.negated = choice.negated;
    if (condition.field == FilterField::Header)
        condition.header = m_header->currentText().trimmed();
    condition.value = m_value->value();
    return condition;
}

void ConditionRow::setError(const QString& error) {
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
    m_value->setInvalid(!error.isEmpty(), error);
}

void ConditionRow::focusField() { m_field->setFocus(); }

void ConditionRow::focusValue() {
    QWidget* const editor = m_header->isVisibleTo(this) && m_header->currentText().isEmpty() ? m_header : m_value->editor();
    (editor ? editor : m_field)->setFocus();
}

} // namespace tributary::ui
