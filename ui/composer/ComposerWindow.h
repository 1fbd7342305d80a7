// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/composer/DraftChecks.h"
#include "ui/models/ComposerOptions.h"

#include <QPointer>
#include <QUrl>
#include <QWidget>

#include <optional>

class QLayout;
class QMenu;
class QPushButton;
class QToolButton;

namespace tributary::ui {

class AttachmentBar;
class Banner;
class BodyEditor;
class ComposerHeader;
class ComposerPresenter;
class ElidedLabel;
class FormatBar;
class RecipientField;
class SpellChecker;
class SpellHighlighter;

/// One message as it is written, in a window of its own that nothing waits for. What is written is kept by itself; closing puts it
/// away as a draft.
class ComposerWindow : public QWidget {
    Q_OBJECT

  public:
    ComposerWindow(engine::Engine& engine, SpellChecker& spelling, const ComposerOptions& options, const model::Draft& draft, QWidget* parent = nullptr);

    [[nodiscard]] DraftId draftId() const;
    /// It is not to be sent: messages begin with it.
    [[nodiscard]] bool isTemplate() const { return m_draft.purpose == model::DraftPurpose::Template; }
    /// Something to tell above the message, like that it was written to another address.
    void tell(const QString& text);

  Q_SIGNALS:
    void queued(tributary::OutboxId message, qint64 sendAtMs); ///< 0: at once
    /// Closed; kept: it is a draft.
    void finished(tributary::DraftId draft, bool kept);
    void spellingChosen(const QStringList& languages);
    /// The code of an address that keeps the message from being sent is to be entered.
    void verificationRequested(const tributary::model::VerificationTarget& target);

  protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void build();
    QWidget* makeBar();
    QLayout* makeHeld();
    QMenu* makeSendMenu();
    QMenu* makeMoreMenu();
    void addKeys();
    void connectParts();
    void showDraft(const model::Draft& draft);
    void showPictures();
    void putSignature();
    [[nodiscard]] model::Draft collect() const;
    void edited();
    void takeIdentities();
    void followHeld();
    /// What has to be proven before it can be sent as the chosen identity.
    [[nodiscard]] std::optional<model::VerificationTarget> unproven() const;
    void followSaving();
    void followTitle();
    void complete(RecipientField* field, const QString& text);

    /// The user wants it sent at that time; 0: at once. All that speaks against it is asked, one question after the other.
    void send(qint64 atMs);
    void goOnSending();
    [[nodiscard]] bool isHeld();
    bool asks(const DraftFindings& findings);
    void askForTime();
    bool askAboutSender(const model::PastSender& usual);
    void refuse(const QString& text, const QString& serverWords = {});
    void ask(DraftConcern concern, const QString& text);
    void fail(const Error& error);
    void setBusy(bool busy);

    void askForFiles();
    void attach(const QStringList& paths);
    void drop(const QList<QUrl>& urls);
    void removeFile(qsizetype shown);
    void openFile(qsizetype shown);
    void addPicture(const QByteArray& contentId, const QByteArray& bytes, const QByteArray& mediaType, const QString& name);
    void askForPicture();
    void readPicture(const QString& path);
    void showFiles();
    void askAboutPlain();

    engine::Engine& m_engine;
    SpellChecker& m_spelling;
    ComposerOptions m_options;
    model::Draft m_draft;   ///< what the widgets do not show of it
    ComposerPresenter* m_presenter;
    QPushButton* m_send = nullptr;
    QToolButton* m_sendMenu = nullptr;
    ElidedLabel* m_state = nullptr;
    Banner* m_banner;
    Banner* m_held; ///< stands while the chosen identity is not proven, whatever else is told
    QPushButton* m_enterCode = nullptr;
    ComposerHeader* m_header;
    AttachmentBar* m_files;
    FormatBar* m_format;
    BodyEditor* m_body;
    SpellHighlighter* m_speller;
    bool m_isShowing = false; ///< what changes is not the user's doing
    QList<DraftConcern> m_waved; ///< of this sending: what the user was asked and sends in spite of
    bool m_isDone = false;
};

} // namespace tributary::ui
