// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"

#include <QWidget>

namespace tributary::ui {

/// What the organisation has decided, in words, and in which file it stands (S6).
class ManagedPage : public QWidget {
    Q_OBJECT

  public:
    explicit ManagedPage(const engine::Policy& policy, QWidget* parent = nullptr);
    /// A line each.
    [[nodiscard]] static QStringList words(const engine::Policy& policy);
};

} // namespace tributary::ui
