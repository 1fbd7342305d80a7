// SPDX-License-Identifier: GPL-3.0-or-later
// Which messages have a golden picture.
#pragma once

#include "ui/models/ReadingOptions.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tributary::ui {

struct GoldenCase {
    QString name;  ///< of the picture
    QString path;  ///< in the corpus; empty: bytes are made here
    QByteArray bytes;
    ReadingForm form = ReadingForm::Plain;
    bool dark = false;
};

[[nodiscard]] QList<GoldenCase> goldenCases();

} // namespace tributary::ui
