// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/reader/OriginalView.h"

namespace tributary::ui {

/// The web engine's library, opened when it is first needed and never before. GUI thread.
class OriginalLibrary {
  public:
    /// False once it is known that it cannot be used: its file is missing, or it did not start.
    [[nodiscard]] static bool mayWork();
    /// Null when it does not work here.
    [[nodiscard]] static OriginalView* create(QWidget* parent, OriginalView::Events events);
    [[nodiscard]] static bool isOpen();
    /// Another file than the one beside the program: for tests. Empty: none is to be found.
    static void setFile(const QString& path);
};

} // namespace tributary::ui
