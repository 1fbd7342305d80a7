// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Dark.h"

namespace tributary::content {

QString darkHtml(const QString& sanitisedHtml, const SanitiseOptions& options) { return sanitiseHtml(sanitisedHtml, options).html; }

} // namespace tributary::content
