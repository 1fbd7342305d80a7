// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QWidget>

class QTableWidget;
class QVBoxLayout;

namespace tributary::ui {

class Banner;
class BudgetChoice;
class EmptyState;
class RoleLabel;
class StorageBar;
class StorageFeed;
class Treemap;

/// Settings > Storage (S7): what the mail on this computer takes, by account and mailbox, as a picture and as a list; its budget; what the servers say of theirs.
class StoragePage : public QWidget {
    Q_OBJECT

  public:
    StoragePage(engine::Engine& engine, StorageFeed& feed, QWidget* parent = nullptr);

  private:
    void show(const engine::StorageUse& use);
    void showTotal(const engine::StorageUse& use);
    void showMailboxes(const engine::StorageUse& use);
    void showQuotas(const engine::StorageUse& use);
    void choose(qint64 budget);
    void told(const Result<engine::BudgetOutcome>& outcome);
    void tellError(const Error& error);
    [[nodiscard]] QWidget* makeContent();
    [[nodiscard]] QWidget* makeMap();

    engine::Engine& m_engine;
    StorageFeed& m_feed;
    Banner* m_told;
    EmptyState* m_empty;
    QWidget* m_content = nullptr;
    RoleLabel* m_total = nullptr;
    StorageBar* m_bar = nullptr;
    RoleLabel* m_more = nullptr;
    BudgetChoice* m_budget = nullptr;
    Treemap* m_map = nullptr;
    QTableWidget* m_list = nullptr;
    QVBoxLayout* m_quotas = nullptr;
    QHash<qint64, StorageBar*> m_quotaBars; ///< by account id
    QList<int> m_rowOfBox;                  ///< -1: a box of several
};

} // namespace tributary::ui
