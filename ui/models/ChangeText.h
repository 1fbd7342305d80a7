// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Change.h"

#include <QString>

namespace tributary::ui {

/// What was done, in the user's words: "3 messages archived", "Mailbox Projects deleted".
[[nodiscard]] QString changeText(const model::ChangeRecord& change);
/// The same of an action that was just asked for.
[[nodiscard]] QString actionText(const model::MessageAction& action, const QString& destination);
/// Where it stands: waiting for the server, done, refused, undone.
[[nodiscard]] QString changeStateText(const model::ChangeRecord& change);
[[nodiscard]] QString changeIcon(model::ChangeKind kind);
/// Undo can do something about it: it is not undone, and not older than what is kept.
[[nodiscard]] bool canBeUndone(const model::ChangeRecord& change, qint64 nowMs);

} // namespace tributary::ui
