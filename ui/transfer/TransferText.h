// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/TransferTypes.h"

#include <QString>
#include <QStringList>

namespace tributary::ui {

/// "bob@example.org: there is an account of this address already": a line for the list of what was left out.
[[nodiscard]] QString skippedText(const engine::SkippedAccount& one);
[[nodiscard]] QStringList skippedTexts(const QList<engine::SkippedAccount>& all);

} // namespace tributary::ui
