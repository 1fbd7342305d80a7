// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/IntoSight.h"

#include "ui/style/Tokens.h"

#include <QScrollArea>

namespace tributary::ui {

void bringIntoSight(QWidget* widget) {
    for (QWidget* around = widget->parentWidget(); around; around = around->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(around))
            return area->ensureWidgetVisible(widget, 0, Tokens::kSpaceM);
    }
}

} // namespace tributary::ui
