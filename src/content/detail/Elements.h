// SPDX-License-Identifier: GPL-3.0-or-later
// The allow-list of elements. What is not named here is unwrapped: its children stay, the element goes.
#pragma once

#include "content/Sanitiser.h"

#include <QByteArrayView>

namespace tributary::content::detail {

struct ElementRule {
    enum class Action {
        Keep,   ///< as outputName
        Unwrap, ///< children only
        Drop,   ///< with everything inside
    };
    const char* name = nullptr;
    Action action = Action::Unwrap;
    const char* outputName = nullptr;
    bool isVoid = false; ///< has no end tag
};

/// name in lower case.
[[nodiscard]] const ElementRule& elementRule(QByteArrayView name, HtmlUse use);

} // namespace tributary::content::detail
