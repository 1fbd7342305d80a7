// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QString>
#include <QStringList>
#include <QUrl>

namespace tributary::ui {

/// What the program was started with.
struct Options {
    engine::EngineOptions engine;
    QString language;   ///< "ja", "en"; empty: the desktop's
    QString demoTour;   ///< folder for the screenshots; empty: no tour
    QString passphraseFile;
    QUrl mailto;        ///< a message to begin with; empty: none
};

/// Ends the program with --help, --version or a usage error.
[[nodiscard]] Options parseOptions(const QStringList& arguments);

} // namespace tributary::ui
