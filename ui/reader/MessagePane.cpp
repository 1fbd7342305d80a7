// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MessagePane.h"

#include "ui/models/ErrorText.h"
#include "ui/reader/AttachmentActions.h"
#include "ui/reader/AttachmentStrip.h"
#include "ui/reader/BodyView.h"
#include "ui/reader/FindBar.h"
#include "ui/reader/HeaderCard.h"
#include "ui/reader/LinkOpener.h"
#include "ui/reader/MessagePictures.h"
#include "ui/reader/MessagePrinter.h"
#include "ui/reader/MessageStrips.h"
#include "ui/reader/OriginalLibrary.h"
#include "ui/reader/SourceWindow.h"
#include "ui/style/Icons.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/RoleLabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

using engine::BodyForm;

namespace {

BodyForm keptForm(ReadingForm form) {
    return form == ReadingForm::Original ? BodyForm::Original : (form == ReadingForm::Simple ? BodyForm::Simple : BodyForm::Text);
}

} // namespace

MessagePane::MessagePane(engine::Engine& engine, ReaderCommands& commands, QWidget* parent)
    : QWidget(parent), m_engine(engine), m_commands(commands), m_header(new HeaderCard(this)), m_strips(new MessageStrips(this)), m_stack(new QStackedWidget(this)),
      m_body(new BodyView(m_stack)), m_missing(new EmptyState(m_stack)), m_find(new FindBar(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    m_strips->setPictureRule(m_engine.policy().remotePictures);
    column->addWidget(m_strips);
    m_missing->setObjectName(QStringLiteral("bodyMissing"));
    m_body->setObjectName(QStringLiteral("bodyView"));
    m_stack->addWidget(m_body);
    m_stack->addWidget(m_missing);
    column->addWidget(m_stack, 1);
    column->addWidget(m_find);
    column->addWidget(makeFoot());
    m_link = new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_link->setObjectName(QStringLiteral("linkTarget"));
    m_link->setContentsMargins(Tokens::kSpaceL, 0, Tokens::kSpaceL, Tokens::kSpaceXs);
    m_link->setAccessibleName(tr("Target of the link"));
    column->addWidget(m_link);
    m_attachments = new AttachmentActions(m_engine, *m_chips, this);
    m_pictures = new MessagePictures(m_engine, *m_body, this);
    connect(m_attachments, &AttachmentActions::notified, this, &MessagePane::notified);
    connect(m_attachments, &AttachmentActions::nestedRequested, this, &MessagePane::nestedRequested);
    connectBody();
    connectStrips();
    connectCommands();
}

QWidget* MessagePane::makeFoot() {
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceXs, Tokens::kSpaceM, Tokens::kSpaceS);
    m_chips = new AttachmentStrip(foot);
    row->addWidget(m_chips, 1);
    row->addStretch();
    m_form = new QToolButton(foot);
    m_form->setAutoRaise(true);
    m_form->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_form, &QToolButton::clicked, this, [this] {
        QMenu* menu = m_commands.formMenu();
        menu->popup(m_form->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
    });
    m_form->setObjectName(QStringLiteral("bodyForm"));
    m_form->setToolTip(tr("How this message is shown"));
    m_form->setIcon(icon(QStringLiteral("chevron-up"))); // where its menu opens
    row->addWidget(m_form, 0, Qt::AlignBottom | Qt::AlignRight);
    return foot;
}

void MessagePane::connectBody() {
    connect(m_body, &BodyView::linkHovered, this, [this](const QString& target) { m_link->setText(shownTarget(target)); });
    connect(m_body, &BodyView::linkActivated, this, [this](const QUrl& target, const QString& text) { openLinkOf(m_content, target, text, this); });
    connect(m_body, &BodyView::menuWanted, this, &MessagePane::openMenu);
    connect(m_body, &BodyView::painted, this, &MessagePane::painted);
    connect(m_body, &BodyView::fellBack, this, [this] {
        m_request.form = m_body->request().form;
        m_strips->setNote(tr("The original form ended unexpectedly. The simple form is shown."));
        followState();
    });
    connect(m_find, &FindBar::sought, this, &MessagePane::find);
    connect(m_find, &FindBar::closed, this, [this] {
        m_body->find({}, false, [](int, int) {});
        m_body->focusText();
    });
}

void MessagePane::connectStrips() {
    connect(m_strips, &MessageStrips::picturesRequested, this, &MessagePane::showPictures);
    connect(m_strips, &MessageStrips::picturesAlwaysRequested, this, [this] {
        m_engine.allowPicturesFrom(sender(), true, this, [this](const Result<std::monostate>& kept) {
            if (!kept)
                tell(kept.error());
        });
        showPictures();
    });
    connect(m_strips, &MessageStrips::picturesStopRequested, this, [this] {
        m_pictures->stop();
        m_strips->setPictures(MessageStrips::Pictures::Blocked);
    });
    connect(m_strips, &MessageStrips::releaseRequested, this, [this] {
        m_engine.releaseQuarantine(m_content.summary.id, this, [this](const Result<std::monostate>& released) {
            if (released)
                Q_EMIT readAgainRequested();
            else
                tell(released.error());
        });
    });
    connect(m_pictures, &MessagePictures::remoteFetched, this, [this] {
        m_wanted.remotePictures = true;
        Q_EMIT readAgainRequested();
    });
    connect(m_pictures, &MessagePictures::remoteFailed, this, [this](const Error& error) {
        m_strips->setPictures(MessageStrips::Pictures::Blocked);
        tell(error);
    });
    connect(m_header, &HeaderCard::unsubscribeRequested, this, &MessagePane::askUnsubscribe);
    connect(m_header, &HeaderCard::headersShown, this, [this](bool shown) {
        m_headersShown = shown;
        followState();
    });
}

void MessagePane::connectCommands() {
    connect(&m_commands, &ReaderCommands::formChosen, this, &MessagePane::chooseForm);
    connect(&m_commands, &ReaderCommands::charsetChosen, this, &MessagePane::chooseCharset);
    connect(&m_commands, &ReaderCommands::darkChosen, this, [this](bool dark) {
        m_request.dark = dark;
        showBody();
    });
    connect(&m_commands, &ReaderCommands::headersChosen, this, [this](bool shown) {
        m_headersShown = shown;
        m_header->setHeadersShown(shown);
        followState();
    });
    connect(&m_commands, &ReaderCommands::findRequested, this, [this] { m_find->open(m_body->selectedText()); });
    connect(&m_commands, &ReaderCommands::findNextRequested, this, [this](bool backward) {
        if (m_find->isHidden() || m_find->text().isEmpty())
            m_find->open(m_body->selectedText());
        else
            find(m_find->text(), backward);
    });
    const auto notice = [this](const QString& text) { Q_EMIT notified(text); };
    connect(&m_commands, &ReaderCommands::printRequested, this, [this, notice] { printMessage(*m_body, m_content.summary.subject, this, notice); });
    connect(&m_commands, &ReaderCommands::pdfRequested, this, [this, notice] { saveMessageAsPdf(*m_body, m_content.summary.subject, this, notice); });
    connect(&m_commands, &ReaderCommands::sourceRequested, this, &MessagePane::openSource);
    connect(&m_commands, &ReaderCommands::copyRequested, m_body, &BodyView::copy);
    connect(&m_commands, &ReaderCommands::selectAllRequested, m_body, &BodyView::selectAll);
}

void MessagePane::setReading(const ReadingOptions& options) {
    const bool restyle = options.foldQuotes != m_options.foldQuotes && m_content.summary.id.isValid();
    m_options = options;
    setZoom(options.zoom);
    m_request.foldQuotes = options.foldQuotes;
    if (restyle && !m_content.bodyMissing)
        showBody();
}

bool MessagePane::hasHtml() const { return !m_content.html.isEmpty() || !m_content.htmlOriginal.isEmpty(); }

QString MessagePane::sender() const { return m_content.summary.from.isEmpty() ? QString() : m_content.summary.from.first().addrSpec; }

/// The user's choice for this sender goes first; who is not to be trusted gets no web engine by itself.
ReadingForm MessagePane::firstForm(SenderTrust trust) const {
    const bool inJunk = trust == SenderTrust::Junk;
    if (!hasHtml() || m_content.quarantined)
        return ReadingForm::Plain;
    switch (m_content.form) {
    case BodyForm::Text: return ReadingForm::Plain;
    case BodyForm::Simple: return ReadingForm::Simple;
    case BodyForm::Original: return inJunk ? ReadingForm::Plain : ReadingForm::Original;
    case BodyForm::Default: break;
    }
    if (inJunk)
        return ReadingForm::Plain;
    const QList<engine::SenderHint>& hints = m_content.senderHints.hints;
    const bool doubtful = trust == SenderTrust::Unknown || std::any_of(hints.begin(), hints.end(), isSenderWarning);
    return doubtful ? m_options.doubtfulForm : m_options.form;
}

void MessagePane::show(const engine::MessageContent& content, bool again, SenderTrust trust) {
    const bool sameText = again && m_content.bodyMissing == content.bodyMissing && m_content.html == content.html && m_content.text == content.text &&
                          m_content.htmlOriginal == content.htmlOriginal;
    const bool firstText = !again || m_content.bodyMissing;
    m_content = content;
    if (!again) {
        m_wanted = {};
        m_link->setText({});
        m_strips->setNote({});
        m_find->close();
    }
    m_header->show(content);
    m_header->setHeadersShown(m_headersShown);
    m_strips->show(content);
    m_pictures->setMessage(content);
    m_strips->setPictures(m_pictures->isFetching()                              ? MessageStrips::Pictures::Coming
                          : m_pictures->hasRemote() && m_wanted.remotePictures ? MessageStrips::Pictures::Shown
                                                                               : MessageStrips::Pictures::Blocked,
                          m_pictures->failed());
    m_stack->setCurrentIndex(content.bodyMissing ? 1 : 0);
    if (firstText && !content.bodyMissing) {
        const bool dark = m_options.darkPaper && Tokens::current().scheme == Scheme::Dark;
        m_request = {firstForm(trust), dark, m_options.foldQuotes, false};
    }
    if (!content.bodyMissing && !sameText)
        showBody();
    m_chips->show(content);
    m_attachments->setMessage(content);
    followState();
    if (firstText && content.picturesAllowed && trust != SenderTrust::Junk && !blockedText(content).isEmpty())
        showPictures();
}

void MessagePane::clear() {
    m_content = {};
    m_wanted = {};
    m_pictures->setMessage(m_content);
    m_find->close();
    m_body->clear();
    followState();
}

void MessagePane::showBody() {
    m_body->show(m_content, m_request);
    m_request.form = m_body->request().form; // the engine may not be there
    followState();
}

void MessagePane::followState() {
    ReaderCommands::State state;
    state.hasMessage = m_content.summary.id.isValid() && !m_content.bodyMissing;
    state.hasHtml = state.hasMessage && hasHtml() && !m_content.quarantined;
    state.mayBeOriginal = OriginalLibrary::mayWork();
    state.form = m_request.form;
    state.dark = m_request.dark;
    state.headers = m_headersShown;
    state.charset = m_wanted.charset;
    state.usedCharset = m_content.charset;
    m_commands.setState(state);
    m_form->setVisible(state.hasHtml);
    m_form->setText(formName(m_request.form));
    m_form->setAccessibleName(tr("Shown as: %1").arg(formName(m_request.form)));
}

void MessagePane::chooseForm(ReadingForm form) {
    m_request.form = form;
    showBody();
    if (sender().isEmpty())
        return;
    m_engine.setSenderForm(sender(), keptForm(m_request.form), this, [](const Result<std::monostate>&) {}); // for the next of this sender; shown it is anyway
}

void MessagePane::chooseCharset(const QByteArray& charset) {
    m_wanted.charset = charset;
    if (!sender().isEmpty())
        m_engine.setSenderCharset(sender(), charset, this, [](const Result<std::monostate>&) {});
    Q_EMIT readAgainRequested();
}

void MessagePane::showPictures() {
    m_strips->setPictures(MessageStrips::Pictures::Coming);
    m_pictures->fetchRemote();
}

void MessagePane::setZoom(int steps) { m_body->setZoom(steps); }

void MessagePane::find(const QString& text, bool backward) {
    m_body->find(text, backward, [this](int count, int current) { m_find->setFound(count, current); });
}

void MessagePane::openMenu(const QPoint& global, const QUrl& target) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("textMenu"));
    QAction* copy = menu->addAction(icon(QStringLiteral("copy")), tr("&Copy"), m_body, &BodyView::copy);
    copy->setEnabled(!m_body->selectedText().isEmpty());
    if (!target.isEmpty()) {
        menu->addAction(tr("Copy &link"), this, [target] { QGuiApplication::clipboard()->setText(target.toString(QUrl::FullyEncoded)); })
            ->setObjectName(QStringLiteral("copyLink"));
    }
    menu->addAction(tr("Select &all"), m_body, &BodyView::selectAll);
    menu->popup(global);
}

void MessagePane::openSource() {
    if (m_content.summary.id.isValid())
        (new SourceWindow(m_engine, m_content.summary.id, m_content.summary.subject, this))->show();
}

void MessagePane::askUnsubscribe() {
    const QString list = m_content.summary.from.isEmpty() ? QString() : (m_content.summary.from.first().name.isEmpty() ? sender() : m_content.summary.from.first().name);
    const bool oneClick = !m_content.unsubscribe.oneClick.isEmpty();
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Unsubscribe"), tr("Unsubscribe from %1?").arg(list), QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(QStringLiteral("unsubscribeQuestion"));
    box->setTextFormat(Qt::PlainText);
    const engine::Unsubscribe& ways = m_content.unsubscribe;
    box->setInformativeText(oneClick                  ? tr("Tributary tells %1 that you want no more of these messages.").arg(ways.oneClick.host())
                            : !ways.link.isEmpty()    ? tr("The page of %1 opens in your browser.").arg(ways.link.host())
                                                      : tr("A message to %1 is written; you send it yourself.").arg(ways.mailto.path()));
    QPushButton* go = box->addButton(tr("Unsubscribe"), QMessageBox::AcceptRole);
    go->setObjectName(QStringLiteral("confirmUnsubscribe"));
    box->setDefaultButton(go);
    connect(go, &QPushButton::clicked, this, &MessagePane::unsubscribe);
    box->open();
}

void MessagePane::unsubscribe() {
    m_header->setUnsubscribed(tr("Unsubscribing…"));
    m_engine.unsubscribe(m_content.summary.id, this, [this, id = m_content.summary.id](const Result<engine::Unsubscribed>& result) {
        if (id != m_content.summary.id)
            return;
        using Outcome = engine::Unsubscribed::Outcome;
        m_header->setUnsubscribed(result && result->outcome == Outcome::Done ? tr("Unsubscribed") : QString());
        if (!result)
            return tell(result.error());
        if (result->outcome != Outcome::Done)
            openOutside(result->url);
    });
}

void MessagePane::tell(const Error& error) {
    const ErrorText text = errorText(error);
    m_strips->setNote(text.explanation.isEmpty() ? text.title : QString(text.title + QStringLiteral(". ") + text.explanation));
}

} // namespace tributary::ui
