// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Mailbox.h"
#include "model/Message.h"

#include <QString>

namespace tributary::ui {

/// The last level of a mailbox's name; a special one in the user's language.
[[nodiscard]] QString mailboxTitle(const model::Mailbox& mailbox);
[[nodiscard]] QString mailboxIcon(model::SpecialUse use);
[[nodiscard]] QString viewTitle(model::View view);
[[nodiscard]] QString viewIcon(model::View view);

/// "10:42" today, "Nov 3" this year, else a short date.
[[nodiscard]] QString shortDate(qint64 msSinceEpoch, const QDateTime& now);
[[nodiscard]] QString longDate(qint64 msSinceEpoch);
/// "today 10:42", "tomorrow 10:42", "November 3, 2026 10:42".
[[nodiscard]] QString untilText(qint64 msSinceEpoch, const QDateTime& now);
[[nodiscard]] QString sizeText(qint64 bytes);

} // namespace tributary::ui
