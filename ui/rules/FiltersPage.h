// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "engine/Filters.h"

#include <QHash>
#include <QPointer>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tributary::ui {

class Banner;
class EmptyState;
class FilterRow;
class RoleLabel;
class SieveBanner;
class Switch;
class Toast;

/// Settings > Filters (S5): those of an account, in the order in which they run, each with where it runs and why.
class FiltersPage : public QWidget {
    Q_OBJECT

  public:
    explicit FiltersPage(engine::Engine& engine, QWidget* parent = nullptr);
    [[nodiscard]] static QString title();
    void showAccount(AccountId account);

  private:
    void makeHead(QVBoxLayout& column);
    void makeList(QVBoxLayout& column);
    void makeFoot(QVBoxLayout& column);
    void lock();
    void followAccounts();
    void followChanges(const QList<model::StoreChange>& changes);
    void load();
    void take(const Result<engine::FilterList>& list);
    void showRows();
    void dropGone();
    void showServer();
    FilterRow* makeRow(FilterId id);
    void connectRow(FilterRow* row, FilterId id);
    [[nodiscard]] const engine::ListedFilter* find(FilterId id) const;
    void addNew();
    void edit(const model::Filter& filter);
    void copy(FilterId id);
    void apply(FilterId id);
    void remove(FilterId id);
    void setOn(FilterRow* row, FilterId id, bool on);
    void place(FilterId id, int position);
    void moveBy(FilterRow* row, FilterId id, int by);
    void step(FilterRow* row, int by);
    void settle(const Result<std::monostate>& done);
    void tellApplied(const QString& text, ChangeId change);
    void tell(const Error& error);

    engine::Engine& m_engine;
    AccountId m_account;
    engine::FilterList m_list;
    bool m_isLocked; ///< by the policy (S6)
    QPointer<FilterRow> m_drawn;
    int m_moves = 0;  ///< so far, by the keys or by hand
    int m_moving = 0; ///< of them not saved yet
    QHash<qint64, FilterRow*> m_known; ///< by FilterId
    QTimer m_more; ///< of a thousand rows a few are made at a time
    QComboBox* m_choice;
    QPushButton* m_add = nullptr;
    QPushButton* m_import = nullptr;
    Banner* m_banner;
    SieveBanner* m_sieve;
    QScrollArea* m_area = nullptr;
    QVBoxLayout* m_rows = nullptr;
    EmptyState* m_empty;
    Switch* m_atServer = nullptr;
    RoleLabel* m_state = nullptr;
    Toast* m_toast;
};

} // namespace tributary::ui
