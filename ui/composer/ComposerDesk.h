// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/models/ComposerOptions.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace tributary::ui {

class ComposerWindow;
class SpellChecker;
class TemplatesDialog;

/// Opens composers: new messages, answers, forwards, drafts. One window a draft; windows do not wait for one another. GUI thread.
class ComposerDesk : public QObject {
    Q_OBJECT

  public:
    /// host: windows stand beside it, and are not its children on screen.
    ComposerDesk(engine::Engine& engine, const ComposerOptions& options, QWidget* host);
    ~ComposerDesk() override;

    void setOptions(const ComposerOptions& options);
    /// A new message from the account's default identity; none: the default account's.
    void write(AccountId account);
    /// What a mailto: link says (RFC 6068), wherever in the program it was clicked; anything else is passed over.
    Q_INVOKABLE void openMailto(const QUrl& link);
    /// The same, as it was typed or handed to the program.
    void openLink(const QString& link);
    void answer(MessageId message, model::DraftPurpose purpose);
    void editAsNew(MessageId message);
    /// A message in Drafts.
    void openDraftMessage(MessageId message);
    void openDraft(DraftId draft);
    /// A new message that begins with what the template says; the template stays.
    void writeFrom(DraftId draftTemplate);
    void showTemplates();
    void open(const model::Draft& draft);
    [[nodiscard]] QList<ComposerWindow*> windows() const { return m_windows; }
    /// All are asked to close; what is written is kept.
    void closeAll();

  Q_SIGNALS:
    /// In the outbox; undoSeconds: so long it can be taken back.
    void queued(tributary::OutboxId message, int undoSeconds, qint64 sendAtMs); ///< sendAtMs: 0: at once
    /// Closed with something in it.
    void kept(tributary::DraftId draft);
    void failed(const tributary::Error& error);
    void spellingChosen(const QStringList& languages);
    /// A window wants the code of an address entered, over itself.
    void verificationRequested(const tributary::model::VerificationTarget& target, QWidget* over);

  private:
    void begin(model::Draft draft, AccountId account);
    void withIdentities(std::function<void(const QList<model::Identity>&)> use);
    [[nodiscard]] engine::Callback<model::Draft> opener();
    ComposerWindow* makeWindow(const model::Draft& draft);

    engine::Engine& m_engine;
    ComposerOptions m_options;
    QWidget* m_host;
    SpellChecker* m_spelling;
    QList<ComposerWindow*> m_windows; ///< one leaves when it is destroyed
    QPointer<TemplatesDialog> m_templates;
};

} // namespace tributary::ui
