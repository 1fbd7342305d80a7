// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QTimer>

namespace tributary::ui {

/// The last things that the workers did, newest first (engine::Engine::syncEvents).
class SyncEventModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Time, AccountName, Mailbox, Added, Changed, Gone, Bytes, RoundTrips, Took, Problem, ColumnCount };
    enum Role { AccountRole = Qt::UserRole + 1, FailedRole, WordsRole };

    explicit SyncEventModel(engine::Engine& engine, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void refresh();

  private:
    [[nodiscard]] QString text(const model::SyncEvent& event, int column) const;
    [[nodiscard]] QString accountName(AccountId account) const;

    engine::Engine& m_engine;
    QList<model::SyncEvent> m_events;
    QTimer m_tick;
};

/// Those of one account, or those that went wrong.
class SyncEventFilter : public QSortFilterProxyModel {
    Q_OBJECT

  public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setAccount(AccountId account) { m_account = account; invalidateFilter(); } ///< none: all
    void setErrorsOnly(bool only) { m_errorsOnly = only; invalidateFilter(); }
    /// Tab-separated, with the names of the columns.
    [[nodiscard]] QString asText() const;

  protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

  private:
    AccountId m_account;
    bool m_errorsOnly = false;
};

} // namespace tributary::ui
