// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace tributary::ui {

class BodyView;

using PrintNotice = std::function<void(const QString& text)>;

/// Asks for the printer, then prints what is on screen with the header over it.
void printMessage(BodyView& body, const QString& subject, QWidget* parent, PrintNotice notice);
/// Asks for the file's name, then writes the same as a PDF.
void saveMessageAsPdf(BodyView& body, const QString& subject, QWidget* parent, PrintNotice notice);

} // namespace tributary::ui
