// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace tributary {

/// Log categories of the house (QT_LOGGING_RULES="tributary.sync.debug=true"). Secrets and message text never reach
/// a log at any level; server text does only through loggable().
Q_DECLARE_LOGGING_CATEGORY(lcNet)
Q_DECLARE_LOGGING_CATEGORY(lcImap)
Q_DECLARE_LOGGING_CATEGORY(lcStore)
Q_DECLARE_LOGGING_CATEGORY(lcSync)
Q_DECLARE_LOGGING_CATEGORY(lcAuth)
Q_DECLARE_LOGGING_CATEGORY(lcEngine)
Q_DECLARE_LOGGING_CATEGORY(lcUi)

/// A peer's text made safe to print: at most max characters, control and bidi characters shown as U+FFFD.
[[nodiscard]] QString loggable(const QByteArray& bytes, qsizetype max = 300);

} // namespace tributary
