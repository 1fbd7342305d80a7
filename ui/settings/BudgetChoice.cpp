// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/BudgetChoice.h"

#include "ui/style/Tokens.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>

#include <cmath>

namespace tributary::ui {

namespace {
constexpr qint64 kGigabyte = 1LL << 30;
constexpr qint64 kOwn = -1;
constexpr double kLeastGigabytes = 0.1;
constexpr double kMostGigabytes = 10'000;
} // namespace

BudgetChoice::BudgetChoice(QWidget* parent) : QWidget(parent), m_usual(new QComboBox(this)), m_own(new QDoubleSpinBox(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Tokens::kSpaceS);
    m_usual->setObjectName(QStringLiteral("storageBudget"));
    m_usual->setAccessibleName(tr("How much the mail on this computer may take"));
    m_usual->addItem(tr("No limit"), qint64(0));
    for (const qint64 gigabytes : {1, 2, 5, 10, 20})
        m_usual->addItem(tr("%1 GB").arg(gigabytes), gigabytes * kGigabyte);
    m_usual->addItem(tr("Another size…"), kOwn);
    m_own->setObjectName(QStringLiteral("storageBudgetOwn"));
    m_own->setAccessibleName(tr("Size of the mail on this computer, in GB"));
    m_own->setSuffix(tr(" GB"));
    m_own->setRange(kLeastGigabytes, kMostGigabytes);
    m_own->setDecimals(1);
    m_own->setKeyboardTracking(false); // not at each digit
    row->addWidget(m_usual, 1);
    row->addWidget(m_own);
    setFocusProxy(m_usual);
    setBudget(0);
    connect(m_usual, &QComboBox::activated, this, &BudgetChoice::activated);
    connect(m_own, &QDoubleSpinBox::editingFinished, this, &BudgetChoice::typed);
}

void BudgetChoice::setBudget(qint64 bytes) {
    if (m_own->hasFocus() && bytes == m_budget)
        return; // the user is about to choose
    m_budget = bytes;
    const int usual = m_usual->findData(bytes);
    m_usual->setCurrentIndex(usual >= 0 ? usual : m_usual->findData(kOwn));
    m_own->setVisible(usual < 0);
    if (bytes > 0)
        m_own->setValue(double(bytes) / double(kGigabyte));
}

void BudgetChoice::activated() {
    const qint64 bytes = m_usual->currentData().toLongLong();
    m_own->setVisible(bytes == kOwn);
    if (bytes == kOwn) {
        m_own->setFocus();
        m_own->selectAll();
    } else if (bytes != m_budget) {
        Q_EMIT chosen(m_budget = bytes);
    }
}

void BudgetChoice::typed() {
    const auto bytes = static_cast<qint64>(std::llround(m_own->value() * 10) * (kGigabyte / 10));
    if (m_own->isVisible() && bytes != m_budget)
        Q_EMIT chosen(m_budget = bytes);
}

} // namespace tributary::ui
