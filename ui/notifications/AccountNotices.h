// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/notifications/DesktopNotifier.h"

#include <QHash>

namespace tributary::ui {

/// Tells on the desktop that an account has stopped and needs the user (S17): once, when it stops, also while the window is behind
/// others or minimised; taken away when it goes again. What was so before the program started is told by the window alone. GUI thread.
class AccountNotices : public QObject {
    Q_OBJECT

  public:
    AccountNotices(engine::Engine& engine, QDBusConnection bus, QObject* parent = nullptr);

  Q_SIGNALS:
    /// The user wants to mend it.
    void mendRequested(tributary::AccountId account);

  private:
    void follow();

    engine::Engine& m_engine;
    DesktopNotifier m_notifier;
    QHash<qint64, QString> m_needs; ///< by account: what it needs, empty: nothing
};

} // namespace tributary::ui
