// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ComposerWindow.h"

#include "ui/composer/AttachmentBar.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/ComposerHeader.h"
#include "ui/composer/ComposerPresenter.h"
#include "ui/composer/FormatBar.h"
#include "ui/composer/RecipientField.h"
#include "ui/composer/SpellChecker.h"
#include "ui/composer/SpellHighlighter.h"
#include "ui/models/ErrorText.h"
#include "ui/style/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/RoleLabel.h"

#include <QCloseEvent>
#include <QDateTime>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

namespace tributary::ui {

ComposerWindow::ComposerWindow(engine::Engine& engine, SpellChecker& spelling, const ComposerOptions& options, const model::Draft& draft, QWidget* parent)
    : QWidget(parent, Qt::Window), m_engine(engine), m_spelling(spelling), m_options(options), m_presenter(new ComposerPresenter(engine, options, this)),
      m_banner(new Banner(BannerKind::Error, {}, this)), m_held(new Banner(BannerKind::Warning, {}, this)), m_header(new ComposerHeader(this)), m_files(new AttachmentBar(this)),
      m_body(new BodyEditor(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("composerWindow"));
    resize(780, 680);
    setMinimumSize(480, 400);
    build();
    addKeys();
    connectParts();
    showDraft(draft);
    m_presenter->start(draft, [this] { return collect(); });
    followTitle();
}

DraftId ComposerWindow::draftId() const { return m_presenter->id(); }

void ComposerWindow::tell(const QString& text) {
    m_banner->setKind(BannerKind::Info);
    m_banner->setText(text);
    m_banner->setServerWords({});
    m_banner->clearActions();
    m_banner->setVisible(true);
}

void ComposerWindow::connectParts() {
    connect(m_header, &ComposerHeader::changed, this, &ComposerWindow::edited);
    connect(m_header, &ComposerHeader::changed, m_presenter, &ComposerPresenter::addressed);
    connect(m_presenter, &ComposerPresenter::factsChanged, this, [this] { m_files->setLimit(m_presenter->facts().sizeLimit); });
    connect(m_presenter, &ComposerPresenter::templateSaved, this, [this] { tell(tr("Kept as a template. New messages can begin with it: Message, New from template.")); });
    connect(m_header, &ComposerHeader::identityChosen, this, &ComposerWindow::putSignature);
    connect(m_header, &ComposerHeader::identityChosen, this, &ComposerWindow::followHeld);
    connect(&m_engine, &engine::Engine::accountsChanged, this, &ComposerWindow::followHeld); // it may be sent through another one now
    connect(m_header, &ComposerHeader::completionRequested, this, &ComposerWindow::complete);
    connect(m_body, &QTextEdit::textChanged, this, &ComposerWindow::edited);
    connect(m_body, &BodyEditor::pictureInserted, this, &ComposerWindow::addPicture);
    connect(m_body, &BodyEditor::filesDropped, this, &ComposerWindow::drop);
    connect(m_body, &BodyEditor::plainModeAsked, this, &ComposerWindow::askAboutPlain);
    connect(m_body, &BodyEditor::signatureOffered, this, [this] {
        tell(tr("You have changed the signature, so it was left as it is."));
        connect(m_banner->addAction(tr("Use the other signature")), &QPushButton::clicked, this, [this] {
            m_body->takeOfferedSignature();
            m_banner->hide();
        });
    });
    connect(m_body, &BodyEditor::menuShown, m_speller, &SpellHighlighter::fillMenu);
    connect(m_files, &AttachmentBar::filesDropped, this, &ComposerWindow::drop);
    connect(m_files, &AttachmentBar::removeRequested, this, &ComposerWindow::removeFile);
    connect(m_files, &AttachmentBar::openRequested, this, &ComposerWindow::openFile);
    connect(m_format, &FormatBar::pictureRequested, this, &ComposerWindow::askForPicture);
    connect(m_presenter, &ComposerPresenter::identitiesChanged, this, &ComposerWindow::takeIdentities);
    connect(m_presenter, &ComposerPresenter::savingChanged, this, &ComposerWindow::followSaving);
    connect(m_presenter, &ComposerPresenter::saveFailed, this, &ComposerWindow::fail);
    connect(m_presenter, &ComposerPresenter::sendFailed, this, &ComposerWindow::fail);
    connect(m_presenter, &ComposerPresenter::busyChanged, this, &ComposerWindow::setBusy);
    connect(m_presenter, &ComposerPresenter::sent, this, [this](OutboxId message) {
        m_isDone = true;
        Q_EMIT queued(message, m_draft.sendAtMs);
        close();
    });
    connect(m_presenter, &ComposerPresenter::closed, this, [this](bool kept) {
        m_isDone = true;
        Q_EMIT finished(m_presenter->id(), kept);
        close();
    });
}

void ComposerWindow::showDraft(const model::Draft& draft) {
    m_isShowing = true;
    m_draft = draft;
    m_header->to().setText(draft.to);
    m_header->cc().setText(draft.cc);
    m_header->bcc().setText(draft.bcc);
    m_header->setSubject(draft.subject);
    m_header->showFilled();
    m_body->setMode(draft.isHtml ? BodyMode::Rich : BodyMode::Plain);
    if (draft.isHtml)
        m_body->setBodyHtml(draft.html);
    else
        m_body->setBodyText(draft.text);
    showPictures();
    showFiles();
    m_send->setVisible(!isTemplate());
    m_sendMenu->setVisible(!isTemplate());
    m_body->setTextCursor(QTextCursor(m_body->document()));
    m_body->document()->setModified(false);
    m_isShowing = false;
    const bool isAnswer = draft.purpose == model::DraftPurpose::Reply || draft.purpose == model::DraftPurpose::ReplyAll;
    if (isAnswer && !draft.to.isEmpty())
        m_body->setFocus();
    else
        m_header->focusFirstEmpty();
}

/// What the message shows of the one that it answers comes from the store, later.
void ComposerWindow::showPictures() {
    for (const model::DraftFile& file : std::as_const(m_draft.files)) {
        if (file.contentId.isEmpty())
            continue;
        if (!file.content.isEmpty()) {
            m_body->setPicture(file.contentId, file.content);
        } else if (file.message.isValid()) {
            m_engine.loadPart(file.message, file.section, this, [this, id = file.contentId](const Result<QByteArray>& bytes) {
                if (bytes)
                    m_body->setPicture(id, *bytes);
            });
        }
    }
}

void ComposerWindow::takeIdentities() {
    QHash<qint64, QString> accounts;
    for (const model::AccountSnapshot& snapshot : m_engine.accounts())
        accounts.insert(snapshot.account.id.value, snapshot.account.name.isEmpty() ? snapshot.account.email : snapshot.account.name);
    const bool isFirst = !m_header->identity();
    m_header->setIdentities(m_presenter->identities(), accounts);
    if (isFirst) {
        m_isShowing = true;
        m_header->setIdentity(m_draft.identity);
        putSignature();
        m_isShowing = false;
        m_presenter->addressed();
    }
    followHeld();
}

/// As one block, where the identity wants it; what the user has changed in it stays.
void ComposerWindow::putSignature() {
    const auto identity = m_header->identity();
    if (!identity)
        return;
    const bool wasShowing = std::exchange(m_isShowing, true);
    const int at = m_body->textCursor().position();
    m_body->setSignature({identity->signatureHtml, identity->signatureText},
                         identity->signatureAboveQuote ? SignaturePlace::AboveQuote : SignaturePlace::End);
    QTextCursor cursor = m_body->textCursor();
    cursor.setPosition(std::min(at, m_body->document()->characterCount() - 1));
    m_body->setTextCursor(cursor);
    m_isShowing = wasShowing;
}

model::Draft ComposerWindow::collect() const {
    model::Draft draft = m_draft;
    if (const auto identity = m_header->identity()) {
        draft.identity = identity->id;
        draft.account = identity->account;
    }
    draft.to = m_header->to().text();
    draft.cc = m_header->cc().text();
    draft.bcc = m_header->bcc().text();
    draft.subject = m_header->subject();
    draft.isHtml = m_body->mode() == BodyMode::Rich;
    draft.text = m_body->bodyText();
    draft.html = draft.isHtml ? m_body->bodyHtml() : QString();
    // A picture that was taken out of the text does not go along.
    draft.files.removeIf([&](const model::DraftFile& file) {
        return !file.contentId.isEmpty() && !draft.html.contains(QLatin1StringView("cid:") + QString::fromUtf8(file.contentId));
    });
    return draft;
}

void ComposerWindow::edited() {
    if (m_isShowing)
        return;
    followTitle();
    m_presenter->edited();
}

void ComposerWindow::followTitle() {
    const QString subject = m_header->subject();
    const QString shown = !subject.isEmpty() ? subject : isTemplate() ? tr("No subject") : tr("New message");
    setWindowTitle(isTemplate() ? tr("Template: %1").arg(shown) : shown);
}

void ComposerWindow::followSaving() {
    switch (m_presenter->saving()) {
    case ComposerPresenter::Saving::Saved:
        m_state->setText(tr("Saved at %1").arg(QLocale().toString(QTime::currentTime(), QStringLiteral("HH:mm"))));
        break;
    case ComposerPresenter::Saving::Unsaved: m_state->setText({}); break;
    case ComposerPresenter::Saving::Failed: m_state->setText(tr("Not saved")); break;
    }
}

void ComposerWindow::complete(RecipientField* field, const QString& text) {
    constexpr int kMost = 8;
    constexpr int kChannel = 71; // of address completions
    m_engine.completeAddress(text, kMost, kChannel, this, [field = QPointer(field), text](const Result<QList<model::Contact>>& contacts) {
        if (!field || !contacts)
            return;
        QList<model::Address> addresses;
        for (const model::Contact& contact : *contacts)
            addresses.append({contact.name, contact.address});
        field->setCompletions(text, addresses);
    });
}

void ComposerWindow::setBusy(bool busy) {
    m_send->setEnabled(!busy);
    m_sendMenu->setEnabled(!busy);
    m_header->setEnabled(!busy);
    m_body->setReadOnly(busy);
    m_state->setText(busy ? tr("Preparing the message…") : QString());
}

void ComposerWindow::closeEvent(QCloseEvent* event) {
    if (m_isDone) {
        event->accept();
        return;
    }
    m_presenter->close(); // may have come to its end at once, or comes to it when all is saved
    event->setAccepted(m_isDone);
}

void ComposerWindow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        m_body->viewport()->update();
}

} // namespace tributary::ui
