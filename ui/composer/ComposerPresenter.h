// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/models/ComposerOptions.h"
#include "ui/composer/DraftChecks.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace tributary::ui {

/// What happens to one message while it is being written: kept within two seconds of each change, sent, put away or thrown away. It
/// knows no widget: the view tells it that something was changed and gives the draft when asked. GUI thread; waits for nothing.
class ComposerPresenter : public QObject {
    Q_OBJECT

  public:
    enum class Saving { Saved, Unsaved, Failed };

    ComposerPresenter(engine::Engine& engine, const ComposerOptions& options, QObject* parent);

    /// collect: the draft as the view shows it now; called on changes that are saved, and by send().
    void start(const model::Draft& draft, std::function<model::Draft()> collect);
    /// Something was typed. It is saved soon, without being asked for.
    void edited();
    /// A recipient or the identity is another one.
    void addressed();
    /// What speaks against sending it now, as it is.
    [[nodiscard]] DraftFindings concerns() const;
    /// Into the outbox: sent() follows, or failed(). While isBusy() nothing else happens to it.
    void send();
    /// What is not saved yet is; then closed() follows. A draft in which nothing was ever written goes.
    void close();
    /// A copy of it is kept to begin messages from; templateSaved() follows, or saveFailed().
    void saveAsTemplate();
    /// Thrown away; closed() follows.
    void discard();
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] Saving saving() const { return m_saving; }
    [[nodiscard]] DraftId id() const { return m_id; }
    [[nodiscard]] const model::SendingFacts& facts() const { return m_facts; }
    [[nodiscard]] const QList<model::Identity>& identities() const { return m_identities; }

  Q_SIGNALS:
    void identitiesChanged();
    void factsChanged();
    void templateSaved();
    void savingChanged();
    void saveFailed(const tributary::Error& error);
    void sent(tributary::OutboxId message);
    void sendFailed(const tributary::Error& error);
    void closed(bool kept);
    void busyChanged(bool busy);

  private:
    void loadIdentities();
    void loadFacts();
    void followStore(const QList<model::StoreChange>& changes);
    void save();
    void saved(const Result<DraftId>& id);
    void queue();
    void finishClosing();
    void setBusy(bool busy);
    void setSaving(Saving saving);
    [[nodiscard]] model::Draft collected() const;
    [[nodiscard]] bool isEmpty(const model::Draft& draft) const;

    engine::Engine& m_engine;
    ComposerOptions m_options;
    std::function<model::Draft()> m_collect;
    QList<model::Identity> m_identities;
    model::Draft m_first; ///< as it was opened
    DraftId m_id;
    model::SendingFacts m_facts;
    QTimer m_soon;
    QTimer m_askSoon;
    Saving m_saving = Saving::Saved;
    bool m_isDirty = false;   ///< changed since what was saved last
    bool m_isSaving = false;
    bool m_isBusy = false;    ///< being sent
    enum class Next { Nothing, Send, Close, Discard } m_next = Next::Nothing; ///< when the save that is under way has come to its end
};

} // namespace tributary::ui
