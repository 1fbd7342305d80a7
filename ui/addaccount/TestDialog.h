// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QDialog>

class QPushButton;

namespace tributary::ui {

class CheckingPage;

/// What the account that sends for this one is called; empty: none does, or it is gone.
[[nodiscard]] QString relayName(const engine::Engine& engine, const model::Account& account);

/// Tries an account that is there, with the secret that is kept for it (S34 to S37). Begins at once. Open with open().
class TestDialog : public QDialog {
    Q_OBJECT

  public:
    TestDialog(engine::Engine& engine, const model::AccountSnapshot& account, QWidget* parent = nullptr);

  Q_SIGNALS:
    /// Its password is to be typed, or its sign-in to be made again; the dialog has closed.
    void passwordRequested(tributary::AccountId account);

  private:
    void begin();
    void ended(const Result<engine::ProbeOutcome>& outcome);

    engine::Engine& m_engine;
    const model::AccountSnapshot m_snapshot;
    CheckingPage* m_checking;
    QPushButton *m_copy, *m_password, *m_again, *m_close;
    std::shared_ptr<engine::Task> m_task;
};

} // namespace tributary::ui
