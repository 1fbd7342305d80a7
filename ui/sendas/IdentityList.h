// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QObject>

namespace tributary::ui {

/// The addresses that can be sent as (S3), kept as the store has them. GUI thread only.
class IdentityList : public QObject {
    Q_OBJECT

  public:
    /// Asks at once; loaded() tells.
    explicit IdentityList(engine::Engine& engine, QObject* parent = nullptr);

    [[nodiscard]] const QList<model::Identity>& all() const { return m_all; } ///< in the order of the accounts
    [[nodiscard]] QList<model::Identity> of(AccountId account) const;
    [[nodiscard]] std::optional<model::Identity> find(IdentityId id) const;
    [[nodiscard]] QList<model::Account> accounts() const; ///< in the user's order
    [[nodiscard]] model::Account account(AccountId id) const; ///< an empty one when it is gone

  Q_SIGNALS:
    void loaded(); ///< now, and whenever one or its account has changed
    void failed(const tributary::Error& error);

  private:
    void load();

    engine::Engine& m_engine;
    QList<model::Identity> m_all;
};

} // namespace tributary::ui
