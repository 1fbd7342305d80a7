// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QCoreApplication;

namespace tributary::ui {

/// Installs our words (English plural forms for every language but Japanese) and Qt's own. language: "ja", "en" or empty
/// for the desktop's.
void installTranslations(QCoreApplication& application, const QString& language);

} // namespace tributary::ui
