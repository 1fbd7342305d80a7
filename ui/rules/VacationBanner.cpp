// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/VacationBanner.h"

#include "ui/models/VacationText.h"

#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <variant>

namespace tributary::ui {

namespace {
constexpr int kLookMs = 60'000; ///< one begins or ends by itself
} // namespace

VacationBanner::VacationBanner(engine::Engine& engine, QWidget* parent) : Banner(BannerKind::Info, {}, parent), m_engine(engine) {
    setObjectName(QStringLiteral("vacationOnBanner"));
    m_off = addAction(tr("Turn off"));
    m_off->setObjectName(QStringLiteral("turnVacationOff"));
    m_edit = addAction(tr("Edit"));
    m_edit->setObjectName(QStringLiteral("editVacation"));
    m_edit->setProperty("kind", QStringLiteral("quiet"));
    hide();
    connect(m_off, &QPushButton::clicked, this, &VacationBanner::turnOff);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (!m_active.isEmpty())
            Q_EMIT editRequested(m_active.constFirst().vacation.account);
    });
    connect(&m_engine, &engine::Engine::storeChanged, this, &VacationBanner::followChanges);
    connect(&m_engine, &engine::Engine::accountsChanged, this, [this] { show(m_active); }); // a name
    auto* minute = new QTimer(this);
    minute->setInterval(kLookMs);
    minute->setTimerType(Qt::VeryCoarseTimer);
    connect(minute, &QTimer::timeout, this, &VacationBanner::load);
    minute->start();
    load();
}

void VacationBanner::followChanges(const QList<model::StoreChange>& changes) {
    const bool any = std::any_of(changes.begin(), changes.end(), [](const model::StoreChange& change) {
        return std::holds_alternative<model::VacationChanged>(change) || std::holds_alternative<model::AccountsChanged>(change);
    });
    if (any)
        load();
}

void VacationBanner::load() {
    m_engine.vacations().loadActive(this, [this](const Result<QList<engine::VacationView>>& active) {
        if (active)
            show(*active);
    });
}

void VacationBanner::show(const QList<engine::VacationView>& active) {
    m_active = active;
    const QString text = vacationBannerText(active, m_engine.accounts());
    if (text != accessibleName())
        setText(text);
    const bool isOne = active.size() == 1;
    m_off->setText(isOne ? tr("Turn off") : tr("Turn all off"));
    m_edit->setText(isOne ? tr("Edit") : tr("Edit…"));
    m_off->setEnabled(true);
    m_off->setVisible(std::any_of(active.begin(), active.end(), [](const engine::VacationView& one) { return one.vacation.on; }));
    setVisible(!active.isEmpty());
}

void VacationBanner::turnOff() {
    m_off->setEnabled(false); // until VacationChanged
    for (const engine::VacationView& view : std::as_const(m_active)) {
        m_engine.vacations().turnOff(view.vacation.account, this, [this](const Result<engine::VacationView>& off) {
            if (!off)
                Q_EMIT failed(off.error());
            load();
        });
    }
}

} // namespace tributary::ui
