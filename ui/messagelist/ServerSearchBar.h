// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/widgets/Banner.h"

#include <QHash>

namespace tributary::ui {

/// At the end of a list that shows a search: the way to what only the server has (S15), how far that is, what came of it, with
/// the server's own words where something failed. One button, which keeps the keyboard's focus whatever it is for.
class ServerSearchBar : public Banner {
    Q_OBJECT

  public:
    ServerSearchBar(engine::Engine& engine, QWidget* parent);
    /// What the list shows. Another query ends a search that runs; without a search text there is no bar.
    void follow(const model::MessageQuery& query);
    /// How many rows the hits have put into the list; below zero: the list is not read to its end, so that nobody knows.
    void tellShown(int rows);

  Q_SIGNALS:
    void found(const QList<tributary::MessageId>& ids);

  private:
    enum class State { Offered, Running, Done };
    void offer();
    void pressed();
    void start();
    void tellProgress(const model::ServerSearchProgress& progress);
    void finish(const Result<model::ServerSearchResult>& result);
    void fail(const Error& error);
    [[nodiscard]] QString failuresText() const;
    [[nodiscard]] bool canSearch() const;
    void say(BannerKind kind, const QString& text, const QString& button);

    engine::Engine& m_engine;
    QPushButton* m_button;
    State m_state = State::Offered;
    model::MessageQuery m_query;
    std::shared_ptr<engine::Task> m_task;
    int m_generation = 0;
    QHash<qint64, model::ServerSearchProgress> m_progress; ///< by account
    model::ServerSearchResult m_result;
};

} // namespace tributary::ui
