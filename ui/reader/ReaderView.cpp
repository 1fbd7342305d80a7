// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ReaderView.h"

#include "content/Content.h"
#include "ui/models/ErrorText.h"
#include "ui/models/MailboxNames.h"
#include "ui/reader/HeaderCard.h"
#include "ui/reader/MailBrowser.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Chip.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/RoleLabel.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary::ui {

ReaderView::ReaderView(engine::Engine& engine, QWidget* parent) : QWidget(parent), m_engine(engine) {
    setSurface(this, Surface::Reader);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    outer->addWidget(m_stack);
    m_empty = new EmptyState(this);
    m_stack->addWidget(m_empty);

    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_header = new HeaderCard(page);
    column->addWidget(m_header);
    auto* strips = new QVBoxLayout;
    strips->setContentsMargins(Tokens::kSpaceL, 0, Tokens::kSpaceL, Tokens::kSpaceS);
    m_strip = new Banner(BannerKind::Info, {}, page);
    m_strip->hide();
    strips->addWidget(m_strip);
    column->addLayout(strips);
    m_body = new MailBrowser(page);
    column->addWidget(m_body, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceXs, Tokens::kSpaceM, Tokens::kSpaceS);
    m_attachments = new FlowRow(page);
    foot->addWidget(m_attachments, 1);
    m_form = new QToolButton(page);
    m_form->setAutoRaise(true);
    m_form->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_form->setObjectName(QStringLiteral("bodyForm"));
    foot->addWidget(m_form, 0, Qt::AlignBottom);
    column->addLayout(foot);
    m_link = new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, page);
    m_link->setContentsMargins(Tokens::kSpaceL, 0, Tokens::kSpaceL, Tokens::kSpaceXs);
    m_link->setAccessibleName(tr("Target of the link"));
    column->addWidget(m_link);
    m_stack->addWidget(page);

    connect(m_form, &QToolButton::clicked, this, [this] {
        m_asText = !m_asText;
        showBody();
    });
    connect(m_body, &MailBrowser::pictureWanted, this, &ReaderView::loadPicture);
    connect(m_body, &MailBrowser::linkHovered, this, [this](const QString& target) { m_link->setText(target); });
    connect(m_body, &MailBrowser::linkActivated, this, &ReaderView::openLink);
    clear();
}

void ReaderView::clear() {
    m_id = {};
    m_content = {};
    m_empty->setBusy(false);
    m_empty->setContent(QStringLiteral("mail-open"), tr("Choose a message to read it"));
    m_stack->setCurrentWidget(m_empty);
}

void ReaderView::showMessage(MessageId id) {
    if (id == m_id)
        return;
    m_id = id;
    if (!id.isValid())
        return clear();
    m_engine.loadMessage(id, this, [this, id](Result<engine::MessageContent> content) {
        if (id != m_id)
            return; // another one was chosen meanwhile
        if (content) {
            show(*content);
            Q_EMIT loaded(id);
            return;
        }
        const ErrorText text = errorText(content.error());
        m_empty->setContent(QStringLiteral("error"), text.title, text.explanation);
        m_stack->setCurrentWidget(m_empty);
    });
}

void ReaderView::show(const engine::MessageContent& content) {
    m_content = content;
    m_asText = false;
    m_link->setText({});
    m_header->show(content);
    showStrips();
    showBody();
    showAttachments();
    m_stack->setCurrentIndex(1);
}

void ReaderView::showStrips() {
    QStringList texts;
    BannerKind kind = BannerKind::Info;
    if (m_content.bodyMissing)
        texts.append(tr("Only the header of this message is on this computer: it is larger than what is fetched by itself."));
    if (m_content.blockedRemote > 0)
        texts.append(tr("Remote pictures are blocked, so the sender does not learn that you read this."));
    if (m_content.summary.from.size() > 1) {
        kind = BannerKind::Warning;
        texts.append(tr("This message names several senders."));
    }
    if (m_content.defects.contains(QStringLiteral("unterminated-multipart")) || m_content.defects.contains(QStringLiteral("missing-boundary")) ||
        m_content.defects.contains(QStringLiteral("too-many-parts")) || m_content.defects.contains(QStringLiteral("too-deep")) ||
        m_content.defects.contains(QStringLiteral("header-too-large")))
        texts.append(tr("This message is damaged. What can be read of it is shown."));
    m_strip->setKind(kind);
    m_strip->setText(texts.join(u' '));
    m_strip->setVisible(!texts.isEmpty());
}

void ReaderView::showBody() {
    const bool hasHtml = !m_content.html.isEmpty();
    const bool asText = m_asText || !hasHtml;
    m_form->setVisible(hasHtml);
    m_form->setText(asText ? tr("Show as HTML") : tr("Show as plain text"));
    m_form->setIcon(icon(asText ? QStringLiteral("globe") : QStringLiteral("document")));
    if (asText && m_content.text.trimmed().isEmpty())
        m_body->showHtml(QStringLiteral("<p><i>%1</i></p>").arg(tr("This message has no text.").toHtmlEscaped()), true);
    else
        m_body->showHtml(asText ? content::textToHtml(m_content.text) : m_content.html, asText);
}

void ReaderView::showAttachments() {
    m_attachments->clear();
    int shown = 0;
    for (const model::AttachmentSummary& attachment : std::as_const(m_content.attachments)) {
        const bool inBody = !attachment.contentId.isEmpty() && m_content.html.contains(QStringLiteral("cid:") + attachment.contentId);
        if (inBody)
            continue;
        const QString picture = attachment.mediaType.startsWith(QLatin1String("image/")) ? QStringLiteral("image") : QStringLiteral("attachment");
        auto* chip = new Chip(picture, attachment.name, sizeText(attachment.size), m_attachments);
        chip->setToolTip(tr("Save %1").arg(attachment.name));
        connect(chip, &Chip::clicked, this, [this, attachment] { saveAttachment(attachment); });
        m_attachments->add(chip);
        ++shown;
    }
    if (shown > 1) {
        auto* all = new Chip(QStringLiteral("download"), tr("Save all"), {}, m_attachments);
        connect(all, &Chip::clicked, this, &ReaderView::saveAllAttachments);
        m_attachments->add(all);
    }
    m_attachments->setVisible(shown > 0);
}

void ReaderView::saveAttachment(const model::AttachmentSummary& attachment) { saveInto({attachment.part}, attachment.name); }

void ReaderView::saveAllAttachments() {
    QStringList sections;
    for (const model::AttachmentSummary& attachment : std::as_const(m_content.attachments))
        sections.append(attachment.part);
    saveInto(sections, {});
}

void ReaderView::saveInto(QStringList sections, const QString& name) {
    auto* dialog = new QFileDialog(this, name.isEmpty() ? tr("Save all attachments in") : tr("Save %1 in").arg(name),
                                   QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, sections = std::move(sections), id = m_id](const QString& directory) {
        for (const QString& section : sections) {
            m_engine.saveAttachment(id, section, directory, this, [this](Result<QString> path) {
                Q_EMIT notified(path ? tr("Saved: %1").arg(*path) : errorText(path.error()).title);
            });
        }
    });
    dialog->open();
}

void ReaderView::loadPicture(const QString& contentId) {
    for (const model::AttachmentSummary& attachment : std::as_const(m_content.attachments)) {
        if (attachment.contentId != contentId || !attachment.mediaType.startsWith(QLatin1String("image/")))
            continue;
        m_engine.loadPart(m_id, attachment.part, this, [this, contentId, id = m_id](Result<QByteArray> bytes) {
            if (bytes && id == m_id)
                m_body->addPicture(contentId, *bytes);
        });
        return;
    }
}

void ReaderView::openLink(const QUrl& target) {
    const QString scheme = target.scheme().toLower();
    if (scheme == QLatin1String("http") || scheme == QLatin1String("https") || scheme == QLatin1String("mailto"))
        QDesktopServices::openUrl(target);
}

void ReaderView::zoom(int steps) { m_body->zoom(steps); }
void ReaderView::focusBody() { m_body->setFocus(Qt::ShortcutFocusReason); }

} // namespace tributary::ui
