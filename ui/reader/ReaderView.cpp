// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ReaderView.h"

#include "content/Content.h"
#include "ui/models/ErrorText.h"
#include "ui/models/MailboxNames.h"
#include "ui/reader/AttachmentStrip.h"
#include "ui/reader/HeaderCard.h"
#include "ui/reader/MailBrowser.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"
#include "ui/widgets/ActionBar.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/RoleLabel.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tributary::ui {

ReaderView::ReaderView(engine::Engine& engine, QWidget* parent) : QWidget(parent), m_engine(engine) {
    setSurface(this, Surface::Reader);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    m_bar = new ActionBar(this);
    m_bar->setContentsMargins(Tokens::kSpaceM, Tokens::kSpaceS, Tokens::kSpaceM, 0);
    m_bar->hide();
    outer->addWidget(m_bar);
    m_stack = new QStackedWidget(this);
    outer->addWidget(m_stack, 1);
    m_empty = new EmptyState(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makePage());

    connect(m_form, &QToolButton::clicked, this, [this] {
        m_asText = !m_asText;
        showBody();
    });
    connect(m_body, &MailBrowser::pictureWanted, this, &ReaderView::loadPicture);
    connect(m_body, &MailBrowser::linkHovered, this, [this](const QString& target) { m_link->setText(target); });
    connect(m_body, &MailBrowser::linkActivated, this, &ReaderView::openLink);
    connect(m_attachments, &AttachmentStrip::saveRequested, this, &ReaderView::saveAttachment);
    connect(m_attachments, &AttachmentStrip::saveAllRequested, this, &ReaderView::saveAllAttachments);
    connect(m_attachments, &AttachmentStrip::downloadAllRequested, this, [this] {
        for (const model::AttachmentSummary& attachment : std::as_const(m_content.attachments))
            m_attachments->setComing(attachment.part);
        m_wanted = true;
        m_engine.wantBody(m_id);
    });
    connect(&m_engine, &engine::Engine::storeChanged, this, &ReaderView::followChanges);
    connect(&m_engine, &engine::Engine::accountsChanged, this, [this] {
        if (m_id.isValid() && m_content.bodyMissing)
            showMissing(); // the line came or went
    });
    clear();
}

QWidget* ReaderView::makePage() {
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
    m_missing = new EmptyState(page);
    m_missing->setObjectName(QStringLiteral("bodyMissing"));
    m_bodyStack = new QStackedWidget(page);
    m_bodyStack->addWidget(m_body);
    m_bodyStack->addWidget(m_missing);
    column->addWidget(m_bodyStack, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceXs, Tokens::kSpaceM, Tokens::kSpaceS);
    m_attachments = new AttachmentStrip(page);
    foot->addWidget(m_attachments, 1);
    m_form = new QToolButton(page);
    m_form->setAutoRaise(true);
    m_form->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_form->setObjectName(QStringLiteral("bodyForm"));
    foot->addWidget(m_form, 0, Qt::AlignBottom | Qt::AlignRight);
    column->addLayout(foot);
    m_link = new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, page);
    m_link->setContentsMargins(Tokens::kSpaceL, 0, Tokens::kSpaceL, Tokens::kSpaceXs);
    m_link->setAccessibleName(tr("Target of the link"));
    column->addWidget(m_link);
    return page;
}

void ReaderView::setActions(const QList<QAction*>& actions) {
    for (QAction* action : actions)
        action ? (void)m_bar->add(action) : m_bar->addGap();
    m_bar->addStretch();
    m_bar->show();
}

void ReaderView::showHint(const QString& iconName, const QString& line, const QString& hint) {
    m_empty->setBusy(false);
    m_empty->setContent(iconName, line, hint);
    m_stack->setCurrentWidget(m_empty);
}

void ReaderView::clear() {
    m_id = {};
    m_content = {};
    Q_EMIT left();
    showHint(QStringLiteral("mail-open"), tr("Choose a message to read it"), {});
}

void ReaderView::showMany(int count) {
    clear();
    showHint(QStringLiteral("mail"), tr("%Ln message(s) selected", nullptr, count), tr("What you choose above is done to all of them."));
}

void ReaderView::showMessage(MessageId id) {
    if (id == m_id)
        return;
    Q_EMIT left();
    if (!id.isValid())
        return clear();
    m_id = id;
    m_wanted = false;
    m_wantedFiles.clear();
    load(false);
}

void ReaderView::load(bool again) {
    m_engine.loadMessage(m_id, this, [this, again, id = m_id](Result<engine::MessageContent> content) {
        if (id != m_id)
            return; // another one was chosen meanwhile
        if (content) {
            show(*content, again);
            Q_EMIT loaded(id);
            return;
        }
        if (again)
            return; // it went away while it was read: what is on screen stays
        m_content = {};
        const ErrorText text = errorText(content.error());
        showHint(QStringLiteral("error"), text.title, text.explanation);
    });
}

void ReaderView::show(const engine::MessageContent& content, bool again) {
    const bool same = again && m_content.bodyMissing == content.bodyMissing && m_content.html == content.html && m_content.text == content.text;
    const bool wasMissing = !again || m_content.bodyMissing;
    m_content = content;
    if (!again) {
        m_asText = false;
        m_link->setText({});
        m_header->show(content);
    }
    showStrips();
    if (content.bodyMissing)
        showMissing();
    else if (!same)
        showBody();
    m_bodyStack->setCurrentIndex(content.bodyMissing ? 1 : 0);
    m_form->setVisible(!content.bodyMissing && !content.html.isEmpty());
    m_attachments->show(content);
    m_stack->setCurrentIndex(1);
    saveArrived();
    if (!content.bodyMissing && wasMissing) {
        if (again)
            m_header->show(content); // all header fields are known now
        Q_EMIT shown(content.summary);
    }
}

void ReaderView::showMissing() {
    if (!std::exchange(m_wanted, true))
        m_engine.wantBody(m_id);
    model::AccountState state;
    for (const model::AccountSnapshot& snapshot : m_engine.accounts()) {
        if (snapshot.account.id == m_content.summary.account)
            state = snapshot.state;
    }
    using model::AccountActivity;
    if (state.activity == AccountActivity::Offline || state.activity == AccountActivity::Disabled) {
        m_missing->setBusy(false);
        m_missing->setContent(QStringLiteral("offline"), tr("This message is not on this computer yet"),
                              tr("It is fetched as soon as the account is online again."));
    } else {
        m_missing->setContent(QStringLiteral("mail"), tr("Fetching the message…"), sizeText(m_content.summary.size));
        m_missing->setBusy(true);
    }
}

bool ReaderView::isOmitted(const QString& section) const {
    return std::any_of(m_content.attachments.begin(), m_content.attachments.end(),
                       [&](const model::AttachmentSummary& a) { return a.part == section && a.isOmitted; });
}

bool ReaderView::isWaiting() const { return m_wanted && (m_content.bodyMissing || m_content.summary.body != model::BodyState::Whole); }

void ReaderView::followChanges(const QList<model::StoreChange>& changes) {
    if (!m_id.isValid() || !isWaiting())
        return;
    for (const model::StoreChange& change : changes) {
        const auto* changed = std::get_if<model::MessagesChanged>(&change);
        if (changed && changed->ids.contains(m_id))
            return load(true);
    }
}

void ReaderView::showStrips() {
    QStringList texts;
    BannerKind kind = BannerKind::Info;
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
        if (id != m_id)
            return;
        for (const QString& section : sections) {
            if (isOmitted(section)) {
                m_attachments->setComing(section);
                m_wantedFiles.append({section, directory});
            } else {
                saveOne(section, directory);
            }
        }
        if (!m_wantedFiles.isEmpty()) {
            m_wanted = true;
            m_engine.wantBody(m_id);
        }
    });
    dialog->open();
}

void ReaderView::saveOne(const QString& section, const QString& directory) {
    m_engine.saveAttachment(m_id, section, directory, this, [this](Result<QString> path) {
        Q_EMIT notified(path ? tr("Saved: %1").arg(*path) : errorText(path.error()).title);
    });
}

void ReaderView::saveArrived() {
    for (const WantedFile& file : std::exchange(m_wantedFiles, {})) {
        if (isOmitted(file.part))
            m_wantedFiles.append(file);
        else
            saveOne(file.part, file.directory);
    }
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
