// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <optional>

namespace tributary::ui {

/// What one account's sync is doing, as far as it is known.
struct AccountSync {
    model::AccountSnapshot snapshot;
    std::optional<model::SyncProgress> progress; ///< none: nothing is under way
    int waiting = 0; ///< changes that the server has not confirmed
    bool paused = false;
    model::NetworkState network;

    [[nodiscard]] QString name() const;
    [[nodiscard]] bool isQuiet() const; ///< nothing that is worth a line
};

/// Gathers what the engine tells about the sync of all accounts, and tells it on at most four times a second (S23, S31).
class SyncStatus : public QObject {
    Q_OBJECT

  public:
    explicit SyncStatus(engine::Engine& engine, QObject* parent = nullptr);

    [[nodiscard]] QList<AccountSync> accounts() const;
    void setPaused(AccountId account, bool paused);
    void syncNow(AccountId account) { m_engine.syncNow(account); }
    [[nodiscard]] engine::Engine& engine() { return m_engine; }

  Q_SIGNALS:
    void updated();

  private:
    void takeProgress(const model::SyncProgress& progress);
    void followChanges(const QList<model::StoreChange>& changes);
    void announce();

    engine::Engine& m_engine;
    QHash<qint64, model::SyncProgress> m_progress;
    QHash<qint64, int> m_waiting;
    QSet<qint64> m_paused;
    QTimer m_tick;
    QTimer m_minute; ///< "next try in 2 min" goes on by itself
    QElapsedTimer m_told;
};

/// "headers 12,400 of 100,000", "mail 41 % · 2.1 MB/s · about 5 min left".
[[nodiscard]] QString progressText(const model::SyncProgress& progress);
/// 0 to 100; below zero: not known.
[[nodiscard]] int progressPercent(const model::SyncProgress& progress);
/// One line about the account, its name before it: "Work: offline, next try in 2 min".
[[nodiscard]] QString syncLine(const AccountSync& sync, qint64 nowMs);
/// The same in the third person of a section that has the name as its title.
[[nodiscard]] QString syncStateText(const AccountSync& sync, qint64 nowMs);
/// What is worth knowing of the network, and what to do; empty: nothing.
[[nodiscard]] QString networkText(const model::NetworkState& network);
[[nodiscard]] QString durationText(qint64 ms); ///< "about 5 min"

} // namespace tributary::ui
