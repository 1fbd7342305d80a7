// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>

namespace tributary::ui {

struct TextColor {
    QString name; ///< for people
    QColor color;
};
/// The colours a writer can choose: readable on white paper (4.5:1) and on the dark one of readers (3:1), whatever the scheme here.
[[nodiscard]] const QList<TextColor>& textColors();
/// The same hue, as light or dark as the paper needs (4.5:1): how a colour of a message is shown here.
[[nodiscard]] QColor readableOn(const QColor& color, const QColor& paper);

} // namespace tributary::ui
