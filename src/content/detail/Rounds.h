// SPDX-License-Identifier: GPL-3.0-or-later
// One round of the sanitiser: read, written by the allow-lists.
#pragma once

#include "content/Sanitiser.h"
#include "content/detail/RemoteCollector.h"

namespace tributary::content::detail {

struct Round {
    QString html;
    bool good = false; ///< false: too large or too nested for a tree
    bool cut = false;
    int forms = 0; ///< SanitisedHtml::forms
    bool plain = false; ///< read again it is the same: PlainNesting
};
[[nodiscard]] Round writeOnce(const QString& html, const SanitiseOptions& options, RemoteCollector& remote, bool dark);

} // namespace tributary::content::detail
