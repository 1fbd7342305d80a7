// SPDX-License-Identifier: GPL-3.0-or-later
// The composer's way to the outbox: what speaks against sending is said over the text, never in a dialog.
#include "engine/Submission.h"
#include "ui/composer/ComposerHeader.h"
#include "ui/composer/ComposerPresenter.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/RecipientField.h"
#include "ui/composer/TypedAddresses.h"
#include "ui/models/ErrorText.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Breakable.h"

#include <QDateTimeEdit>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

void ComposerWindow::refuse(const QString& text, const QString& serverWords) {
    m_banner->setKind(BannerKind::Error);
    m_banner->setText(text);
    m_banner->setServerWords(serverWords);
    m_banner->clearActions();
    m_banner->setVisible(true);
}

void ComposerWindow::ask(DraftConcern concern, const QString& text) {
    m_banner->setKind(BannerKind::Warning);
    m_banner->setText(text);
    m_banner->setServerWords({});
    m_banner->clearActions();
    QPushButton* send = m_banner->addAction(tr("Send anyway"));
    send->setObjectName(QStringLiteral("sendAnyway"));
    connect(send, &QPushButton::clicked, this, [this, concern] {
        m_waved.append(concern);
        goOnSending();
    });
    m_banner->setVisible(true);
}

/// To whom one writes as whom is a habit; the other From is one click away.
/// False: that identity has gone.
bool ComposerWindow::askAboutSender(const model::PastSender& usual) {
    const QList<model::Identity>& all = m_presenter->identities();
    const auto other = std::find_if(all.begin(), all.end(), [&](const model::Identity& one) { return one.id == usual.identity; });
    const auto chosen = m_header->identity();
    if (other == all.end() || !chosen)
        return false;
    ask(DraftConcern::UnusualSender,
        tr("Your last message to %1 went from %2, not from %3.").arg(shownAddrSpec(usual.recipient), shownAddrSpec(other->address), shownAddrSpec(chosen->address)));
    QPushButton* change = m_banner->addAction(tr("Send as %1").arg(shownAddrSpec(other->address)));
    change->setObjectName(QStringLiteral("sendAsUsual"));
    connect(change, &QPushButton::clicked, this, [this, id = usual.identity] {
        m_header->setIdentity(id);
        putSignature();
        edited();
        m_waved.append(DraftConcern::UnusualSender);
        goOnSending();
    });
    return true;
}

std::optional<model::VerificationTarget> ComposerWindow::unproven() const {
    const auto identity = m_header->identity();
    if (!identity || isTemplate())
        return std::nullopt;
    QList<model::Account> accounts;
    for (const model::AccountSnapshot& snapshot : m_engine.accounts())
        accounts.append(snapshot.account);
    return engine::toProve(*identity, accounts);
}

/// Said before Send is tried (S20, S26), and gone as soon as the address is proven, wherever that was done.
void ComposerWindow::followHeld() {
    const auto target = unproven();
    if (!target)
        return m_held->hide();
    const QString sender = shownAddrSpec(m_header->identity()->address), address = shownAddrSpec(target->address);
    const QString text = target->purpose == model::VerificationPurpose::ReplyTo
                             ? tr("Replies would go to %1, which is not verified yet. Until then nothing is sent as %2.").arg(breakable(address), sender)
                             : tr("%1 is not verified yet. Until then nothing is sent as this address.").arg(breakable(address));
    if (m_held->isVisibleTo(this) && m_held->accessibleName() == text)
        return; // a screen reader tells it once
    m_held->setKind(BannerKind::Warning);
    m_held->setText(text);
    m_enterCode->setAccessibleName(tr("Enter the code that was mailed to %1").arg(address));
    m_held->show();
}

/// Points at what keeps it from being sent.
bool ComposerWindow::isHeld() {
    followHeld();
    if (m_held->isHidden())
        return false;
    m_held->setKind(BannerKind::Error);
    m_held->setText(m_held->accessibleName()); // told again
    m_enterCode->setFocus(Qt::ShortcutFocusReason); // with its ring
    return true;
}

void ComposerWindow::send(qint64 atMs) {
    m_draft.sendAtMs = atMs;
    m_waved.clear();
    goOnSending();
}

void ComposerWindow::goOnSending() {
    if (m_presenter->isBusy() || isTemplate())
        return;
    m_banner->hide();
    if (isHeld())
        return;
    const DraftFindings findings = m_presenter->concerns();
    if (findings.has(DraftConcern::InvalidRecipient))
        return refuse(tr("“%1” is not an e-mail address.").arg(findings.invalid.value(0)));
    if (findings.has(DraftConcern::NoRecipients)) {
        m_header->to().setFocus();
        return refuse(tr("To whom is this message? Add a recipient."));
    }
    if (!asks(findings))
        m_presenter->send();
}

/// The first question that has not been answered; each stands for itself.
bool ComposerWindow::asks(const DraftFindings& findings) {
    const auto isOpen = [&](DraftConcern concern) { return findings.has(concern) && !m_waved.contains(concern); };
    if (isOpen(DraftConcern::MissingAttachment)) {
        ask(DraftConcern::MissingAttachment, tr("You wrote “%1”, but no file is attached.").arg(findings.attachmentWord));
        connect(m_banner->addAction(tr("Attach files")), &QPushButton::clicked, this, &ComposerWindow::askForFiles);
    } else if (isOpen(DraftConcern::EmptySubject)) {
        m_header->focusSubject();
        ask(DraftConcern::EmptySubject, tr("The message has no subject."));
    } else if (isOpen(DraftConcern::UnusualSender) && askAboutSender(findings.usual)) {
        return true;
    } else if (isOpen(DraftConcern::CharsetLacks)) {
        ask(DraftConcern::CharsetLacks, tr("ISO-2022-JP cannot write “%1”. The message goes as UTF-8.").arg(findings.lacking));
    } else if (isOpen(DraftConcern::TooLarge)) {
        ask(DraftConcern::TooLarge,
            tr("The message is larger than the %1 that the server takes. It will likely be refused.").arg(QLocale().formattedDataSize(m_presenter->facts().sizeLimit)));
    } else {
        return false;
    }
    return true;
}

void ComposerWindow::askForTime() {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Send later"));
    auto* column = new QVBoxLayout(dialog);
    auto* when = new QDateTimeEdit(QDateTime::currentDateTime().addSecs(3600), dialog);
    when->setCalendarPopup(true);
    when->setMinimumDateTime(QDateTime::currentDateTime());
    when->setAccessibleName(tr("When the message leaves"));
    column->addWidget(when);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    buttons->addButton(tr("Send then"), QDialogButtonBox::AcceptRole);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, when] { send(when->dateTime().toMSecsSinceEpoch()); });
    dialog->open();
}

/// Nothing was sent and nothing is lost: what to do stands at the place.
void ComposerWindow::fail(const Error& error) {
    if (error.code == ErrorCode::NotVerified && isHeld())
        return;
    const ErrorText text = errorText(error);
    QString said = text.title;
    if (!text.explanation.isEmpty())
        said += QStringLiteral(": ") + text.explanation;
    refuse(said, text.serverWords);
    if (error.code == ErrorCode::FileMissing || error.code == ErrorCode::FileChanged) {
        connect(m_banner->addAction(tr("Take it out")), &QPushButton::clicked, this, [this, path = error.detail] {
            m_draft.files.removeIf([&](const model::DraftFile& file) { return file.path == path; });
            m_banner->hide();
            showFiles();
            edited();
        });
    }
}

} // namespace tributary::ui
