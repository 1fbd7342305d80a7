// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QComboBox>

namespace tributary::ui {

/// By which account's server an account's mail goes out (S18): its own, or one of the accounts that have one. GUI thread.
class RelayChoice : public QComboBox {
    Q_OBJECT

  public:
    explicit RelayChoice(QWidget* parent = nullptr);
    /// self: not offered; an invalid id: a new account.
    void offer(const engine::Engine& engine, AccountId self, std::optional<AccountId> chosen);
    [[nodiscard]] std::optional<AccountId> relay() const; ///< nullopt: its own server
    [[nodiscard]] bool hasOthers() const { return count() > 1; }
};

} // namespace tributary::ui
