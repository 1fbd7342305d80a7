// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "engine/Filters.h"
#include "ui/widgets/Banner.h"

namespace tributary::ui {

/// How it stands between an account and the scripts at its server, where there is something to say: what the user must decide, what the
/// server refused, what is not there yet, whose other script runs first.
class SieveBanner : public Banner {
    Q_OBJECT

  public:
    explicit SieveBanner(engine::Engine& engine, QWidget* parent = nullptr);
    ~SieveBanner() override;
    /// Hides itself where there is nothing to say.
    void show(const engine::SieveState& state);

    [[nodiscard]] static QString conflictText(const engine::ScriptConflict& conflict);
    [[nodiscard]] static QString refusalText(const engine::ScriptRefusal& refusal);

  Q_SIGNALS:
    /// The user has decided, or it was tried again: what is known now.
    void stateChanged(const tributary::engine::SieveState& state);
    void failed(const tributary::Error& error);

  private:
    void showConflict(const engine::ScriptConflict& conflict);
    void showRefusal(const engine::ScriptRefusal& refusal);
    void showBehind();
    QPushButton* act(const QString& text, const char* name, std::function<void()> run, bool quiet = false);
    void actToChoose(const QString& text, engine::ScriptChoice choice, bool quiet, const QString& tip = {});
    void enableActions(bool on);
    void resolve(engine::ScriptChoice choice);
    void tryAgain();
    void take(const Result<engine::SieveState>& result);

    engine::Engine& m_engine;
    const bool m_isLocked; ///< by the organisation: nothing is chosen here (S6)
    engine::SieveState m_state;
    std::shared_ptr<engine::Task> m_task;
    QString m_closedFor; ///< the other script about which this was closed
};

} // namespace tributary::ui
