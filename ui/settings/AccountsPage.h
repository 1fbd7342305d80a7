// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QWidget>

class QVBoxLayout;

namespace tributary::ui {

class AccountCard;
class EmptyState;

/// Settings > Mail accounts (S8, S19, S29).
class AccountsPage : public QWidget {
    Q_OBJECT

  public:
    explicit AccountsPage(engine::Engine& engine, QWidget* parent = nullptr);

  Q_SIGNALS:
    void addRequested();
    void switchRequested(tributary::AccountId account);
    void passwordRequested(tributary::AccountId account);

  private:
    void follow();
    AccountCard* makeCard(AccountId account);
    void confirmRemoval(AccountId account);
    void tell(const Result<std::monostate>& result);

    engine::Engine& m_engine;
    QVBoxLayout* m_cards;
    EmptyState* m_empty;
    QHash<qint64, AccountCard*> m_byAccount;
};

} // namespace tributary::ui
