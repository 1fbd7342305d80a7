// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QWidget>

class QComboBox;
class QTableView;

namespace tributary::ui {

class RoleLabel;
class SyncEventFilter;
class SyncEventModel;

/// The last things that the workers did, as a table; of the chosen line the server's own words below it.
class EventsPane : public QWidget {
    Q_OBJECT

  public:
    explicit EventsPane(engine::Engine& engine, QWidget* parent = nullptr);
    [[nodiscard]] QByteArray columns() const;
    void setColumns(const QByteArray& state);

  private:
    QWidget* makeFilters();
    void makeTable();
    void followAccounts();
    void showWords();

    engine::Engine& m_engine;
    SyncEventModel* m_model;
    SyncEventFilter* m_filter;
    QComboBox* m_account;
    QTableView* m_table;
    RoleLabel* m_words;
    RoleLabel* m_none;
};

} // namespace tributary::ui
