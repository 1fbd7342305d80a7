// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QObject>
#include <QSet>

namespace tributary::ui {

/// The user's changes (S2) on their way to the engine: done at once, told with a way back, and remembered, so that Undo
/// goes several steps back. GUI thread; it asks nothing and waits for nothing.
class MailActions : public QObject {
    Q_OBJECT

  public:
    explicit MailActions(engine::Engine& engine, QObject* parent = nullptr);

    /// destination: its name, for the words. silently: no word and no step of Undo (a message that was opened is read).
    void change(const model::MessageAction& action, const QString& destination = {}, bool silently = false);
    void emptyTrash(AccountId account, const QString& accountName);
    void createMailbox(AccountId account, const QString& name);
    void renameMailbox(MailboxId mailbox, const QString& name);
    void deleteMailbox(MailboxId mailbox, const QString& title);
    void subscribe(MailboxId mailbox, bool on);
    void releaseHeld(MailboxId mailbox);
    void putBackHeld(MailboxId mailbox);
    void undo(ChangeId change);
    /// The latest that this window did and that is not undone. What is still on its way is undone as soon as it is done.
    void undoLast();
    /// What undoLast() would undo; empty: nothing.
    [[nodiscard]] QString undoText() const;

  Q_SIGNALS:
    /// Done; to be told with [Undo].
    void done(const QString& text, tributary::ChangeId change);
    void failed(const QString& title, const QString& serverWords);
    void undone(const QString& text);
    void undoTextChanged();

  private:
    struct Step {
        quint64 number = 0;
        QString text;
        ChangeId change;           ///< invalid: on its way to the store
        bool undoOnceDone = false; ///< asked for while it was on its way
    };
    /// A step that is on its way; its number.
    [[nodiscard]] quint64 begin(const QString& text);
    void take(quint64 number, const Result<ChangeId>& change, bool tell);
    [[nodiscard]] const Step* lastToUndo() const;
    void tellFailure(const Error& error);
    void followChanges(const QList<model::StoreChange>& changes);
    void dropUndone();

    engine::Engine& m_engine;
    QList<Step> m_steps; ///< oldest first
    quint64 m_lastNumber = 0;
    bool m_reading = false;
};

} // namespace tributary::ui
