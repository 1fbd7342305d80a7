// SPDX-License-Identifier: GPL-3.0-or-later
// The project's own icons (resources/icons, 24 px grid), drawn in the colours of the present scheme at the moment of
// painting: an icon made once stays right when the scheme or the screen's scale changes. GUI thread only.
#pragma once

#include "ui/style/Tokens.h"

#include <QIcon>
#include <QPixmap>
#include <QStringList>

class QPainter;

namespace tributary::ui {

// name as the file without ".svg". A toggled icon (QIcon::On) takes the accent and, where there is one, the shape
// "<name>-filled". An unknown name gives a null icon. "app" keeps its own colours.
QIcon icon(const QString& name, ColorRole role = ColorRole::Icon);

// For delegates: one icon in any colour into rect, at the painter's scale.
void paintIcon(QPainter& painter, const QRect& rect, const QString& name, const QColor& color);
QPixmap iconPixmap(const QString& name, int size, qreal devicePixelRatio, const QColor& color);

// Every name there is, sorted.
QStringList iconNames();

} // namespace tributary::ui
