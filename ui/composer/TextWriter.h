// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTextDocument;

namespace tributary::ui {

/// The document as plain text, line by line: "> " before what is quoted, "- " and "1. " before items, links as "text <url>", pictures as
/// their words. Nothing of the text is lost, formats are. Linear.
[[nodiscard]] QString writeText(const QTextDocument& document);

} // namespace tributary::ui
