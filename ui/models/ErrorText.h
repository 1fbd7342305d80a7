// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"

#include <QString>
#include <QStringList>

namespace tributary::ui {

/// A failure in the user's words (S34 to S37): made here, from kind and code, and nowhere else in the window. The
/// server's own words are shown with them, as a quotation.
struct ErrorText {
    QString title;       ///< one line
    QString explanation; ///< what was tried and what it means
    QStringList advice;  ///< what to do next
    QString serverWords; ///< safe to show; may be empty
};

/// place: what else is known of where it happened, for the advice.
[[nodiscard]] ErrorText errorText(const Error& error, const engine::AdvicePlace& place = {});

/// For the sidebar and the cards: "Sign in again", "Offline, next try at 10:42".
[[nodiscard]] QString shortErrorText(const Error& error);

} // namespace tributary::ui
