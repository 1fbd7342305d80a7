// SPDX-License-Identifier: GPL-3.0-or-later
// Where a filter or a vacation reply works, and why, in the user's words (S4, S5). Pure.
#pragma once

#include "engine/FilterTypes.h"

#include <QString>

namespace tributary::ui {

enum class PlacementKind { Server, Here, Off, Unsure, Invalid };

struct PlacementWords {
    PlacementKind kind = PlacementKind::Off;
    QString badge;  ///< "On the server"
    QString reason; ///< a sentence
};

[[nodiscard]] PlacementWords filterPlacement(const engine::ListedFilter& listed);
/// Of a filter that is being typed, as a line; empty: it could not run yet, which is told where the fault is.
[[nodiscard]] QString draftPlacementText(const engine::Placement& placement, bool isOn);
/// Of a vacation reply; wrong: what is wrong with it, as a sentence; empty: nothing. serverAnswersYet: as in engine::VacationView. otherAnswers: the
/// script at the server that answers mail besides; empty: there is none.
[[nodiscard]] PlacementWords vacationPlacement(const engine::Placement& placement, bool isOn, const QString& wrong, bool serverAnswersYet = false, const QString& otherAnswers = {});

/// Why not at the server; isVacation: of a vacation reply, else of a filter.
[[nodiscard]] QString hereText(const engine::Placement& placement, bool isVacation);
[[nodiscard]] QString obstacleText(engine::SieveObstacle obstacle, const QString& detail);

} // namespace tributary::ui
