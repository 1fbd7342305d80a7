// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "engine/Vacations.h"
#include "ui/widgets/Banner.h"

namespace tributary::ui {

/// Over the window while a vacation reply is on (S4): for whom, until when, and how to end it. Not to be closed: it goes with the reply.
class VacationBanner : public Banner {
    Q_OBJECT

  public:
    explicit VacationBanner(engine::Engine& engine, QWidget* parent = nullptr);

  Q_SIGNALS:
    void editRequested(tributary::AccountId account);
    void failed(const tributary::Error& error);

  private:
    void load();
    void show(const QList<engine::VacationView>& active);
    void turnOff();
    void followChanges(const QList<model::StoreChange>& changes);

    engine::Engine& m_engine;
    QList<engine::VacationView> m_active;
    QPushButton* m_off;
    QPushButton* m_edit;
};

} // namespace tributary::ui
