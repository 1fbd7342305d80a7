// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/ConditionValue.h"

#include "ui/style/Tokens.h"

#include <QComboBox>
#include <QDate>
#include <QDateEdit>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace tributary::ui {

using model::FilterField;
using model::FilterTest;

namespace {
constexpr double kMostSize = 1e12;  ///< in its unit
constexpr int kMostDays = 36'500;
constexpr qint64 kFirstSize = 1 << 20;
} // namespace

ConditionValue::ConditionValue(QWidget* parent)
    : QWidget(parent), m_text(new QLineEdit(this)), m_account(new QComboBox(this)), m_size(new QDoubleSpinBox(this)), m_unit(new QComboBox(this)),
      m_days(new QSpinBox(this)), m_date(new QDateEdit(QDate::currentDate(), this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Tokens::kSpaceXs);
    m_text->setObjectName(QStringLiteral("conditionText"));
    m_account->setObjectName(QStringLiteral("conditionAccount"));
    m_account->setEditable(true);
    m_size->setObjectName(QStringLiteral("conditionSize"));
    m_size->setDecimals(0);
    m_size->setRange(0, kMostSize);
    m_unit->setObjectName(QStringLiteral("conditionUnit"));
    m_unit->addItem(tr("bytes"), 1LL);
    m_unit->addItem(tr("kB"), 1LL << 10);
    m_unit->addItem(tr("MB"), 1LL << 20);
    m_unit->addItem(tr("GB"), 1LL << 30);
    m_days->setObjectName(QStringLiteral("conditionDays"));
    m_days->setRange(0, kMostDays);
    m_days->setValue(30);
    m_days->setSuffix(tr(" days"));
    m_date->setObjectName(QStringLiteral("conditionDate"));
    m_date->setCalendarPopup(true);
    m_date->setDateRange(QDate(1970, 1, 1), QDate(9998, 12, 31));
    setSize(kFirstSize);
    for (QWidget* one : {static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_account), static_cast<QWidget*>(m_size), static_cast<QWidget*>(m_days), static_cast<QWidget*>(m_date)}) {
        one->setAccessibleName(tr("What to compare with"));
        row->addWidget(one, 1);
    }
    m_unit->setAccessibleName(tr("Unit of the size"));
    row->insertWidget(row->indexOf(m_size) + 1, m_unit);
    connect(m_text, &QLineEdit::textEdited, this, &ConditionValue::changed);
    connect(m_account, &QComboBox::currentTextChanged, this, &ConditionValue::changed);
    connect(m_size, &QDoubleSpinBox::valueChanged, this, &ConditionValue::changed);
    connect(m_unit, &QComboBox::activated, this, &ConditionValue::changed);
    connect(m_days, &QSpinBox::valueChanged, this, &ConditionValue::changed);
    connect(m_date, &QDateEdit::dateChanged, this, &ConditionValue::changed);
    setKind(FilterField::From, FilterTest::Contains);
}

ConditionValue::Kind ConditionValue::kindOf(FilterField field, FilterTest test) {
    if (test == FilterTest::Exists)
        return Kind::None;
    switch (field) {
    case FilterField::Size: return Kind::Size;
    case FilterField::Age: return Kind::Days;
    case FilterField::Date: return Kind::Date;
    case FilterField::Account: return Kind::Account;
    case FilterField::Attachment: return Kind::None;
    default: return Kind::Text;
    }
}

void ConditionValue::setAccounts(const QStringList& addresses) {
    const QSignalBlocker quiet(m_account);
    const QString typed = m_account->currentText();
    const bool isFirst = m_account->count() == 0 && typed.isEmpty();
    m_account->clear();
    m_account->addItems(addresses);
    if (!isFirst)
        m_account->setEditText(typed);
}

void ConditionValue::setKind(FilterField field, FilterTest test) {
    m_kind = kindOf(field, test);
    m_text->setVisible(m_kind == Kind::Text);
    m_account->setVisible(m_kind == Kind::Account);
    m_size->setVisible(m_kind == Kind::Size);
    m_unit->setVisible(m_kind == Kind::Size);
    m_days->setVisible(m_kind == Kind::Days);
    m_date->setVisible(m_kind == Kind::Date);
    m_text->setPlaceholderText(test == FilterTest::Wildcard ? tr("*invoice*") : QString());
}

/// In the largest unit that leaves it whole.
void ConditionValue::setSize(qint64 bytes) {
    int unit = m_unit->count() - 1;
    while (unit > 0 && (bytes == 0 || bytes % m_unit->itemData(unit).toLongLong() != 0))
        --unit;
    m_unit->setCurrentIndex(unit);
    m_size->setValue(static_cast<double>(bytes / m_unit->itemData(unit).toLongLong()));
}

void ConditionValue::setValue(const QString& value) {
    const QSignalBlocker quiet(this);
    switch (m_kind) {
    case Kind::Text: return m_text->setText(value);
    case Kind::Account: return m_account->setEditText(value);
    case Kind::Size: return setSize(value.toLongLong());
    case Kind::Days: return m_days->setValue(value.toInt());
    case Kind::Date:
        if (const QDate day = QDate::fromString(value, Qt::ISODate); day.isValid())
            m_date->setDate(day);
        return;
    case Kind::None: return;
    }
}

QString ConditionValue::value() const {
    switch (m_kind) {
    case Kind::Text: return m_text->text();
    case Kind::Account: return m_account->currentText();
    case Kind::Size: return QString::number(static_cast<qint64>(m_size->value()) * m_unit->currentData().toLongLong());
    case Kind::Days: return QString::number(m_days->value());
    case Kind::Date: return m_date->date().toString(Qt::ISODate);
    case Kind::None: break;
    }
    return {};
}

QWidget* ConditionValue::editor() const {
    switch (m_kind) {
    case Kind::Text: return m_text;
    case Kind::Account: return m_account;
    case Kind::Size: return m_size;
    case Kind::Days: return m_days;
    case Kind::Date: return m_date;
    case Kind::None: break;
    }
    return nullptr;
}

void ConditionValue::setInvalid(bool invalid, const QString& why) {
    if (QWidget* shown = editor()) {
        shown->setProperty("invalid", invalid);
        shown->setAccessibleDescription(why);
        shown->update();
    }
}

} // namespace tributary::ui
