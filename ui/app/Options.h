// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QString>
#include <QStringList>

namespace tributary::ui {

/// What the program was started with.
struct Options {
    engine::EngineOptions engine;
    QString language;   ///< "ja", "en"; empty: the desktop's
    QString demoTour;   ///< folder for the screenshots; empty: no tour
    QString passphraseFile;
    QStringList links;  ///< mailto: links, of messages to begin
};

/// Ends the program with --help, --version or a usage error (an operand that is no mailto: link among them: 2).
[[nodiscard]] Options parseOptions(const QStringList& arguments);

} // namespace tributary::ui
