// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/StorageBar.h"

#include "ui/widgets/RoleLabel.h"

#include <QHBoxLayout>
#include <QProgressBar>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kWhole = 1000;
constexpr int kNearlyFull = 950;
} // namespace

StorageBar::StorageBar(QWidget* parent) : QWidget(parent), m_bar(new QProgressBar(this)), m_words(new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Tokens::kSpaceS);
    m_bar->setRange(0, kWhole);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(Tokens::kSpaceXs);
    m_bar->setFixedWidth(fontMetrics().averageCharWidth() * 18);
    row->addWidget(m_bar, 0, Qt::AlignVCenter);
    row->addWidget(m_words, 1);
}

void StorageBar::setAmounts(const QString& words, qint64 used, qint64 of) {
    m_words->setText(words);
    m_bar->setVisible(of > 0);
    const int value = of > 0 ? static_cast<int>(std::clamp(double(used) / double(of), 0.0, 1.0) * kWhole) : 0;
    m_bar->setValue(value);
    m_bar->setAccessibleName(words);
    m_words->setRole(of > 0 && value >= kNearlyFull ? ColorRole::Warning : ColorRole::Secondary);
}

QString StorageBar::words() const { return m_words->text(); }
int StorageBar::permille() const { return m_bar->isVisibleTo(this) ? m_bar->value() : -1; }

} // namespace tributary::ui
