// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ComposerDesk.h"

#include "content/MailtoLink.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/SpellChecker.h"
#include "ui/composer/TemplatesDialog.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QFileInfo>
#include <QLocale>
#include <QUrl>
#include <QWidget>

#include <algorithm>

namespace tributary::ui {

using model::DraftPurpose;

namespace {

/// The day in words and the time to the minute.
QString dateWords(qint64 ms) {
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(ms);
    return QStringLiteral("%1 %2").arg(QLocale().toString(when.date(), QLocale::LongFormat), QLocale().toString(when.time(), QStringLiteral("HH:mm")));
}

} // namespace

ComposerDesk::ComposerDesk(engine::Engine& engine, const ComposerOptions& options, QWidget* host)
    : QObject(host), m_engine(engine), m_options(options), m_host(host), m_spelling(new SpellChecker(this)) {
    QDesktopServices::setUrlHandler(QStringLiteral("mailto"), this, "openMailto");
    m_spelling->setInstalled(installedDictionaries());
    m_spelling->setPersonalFile(engine.profileDirectory() + QStringLiteral("/words.txt"));
    setOptions(options);
}

ComposerDesk::~ComposerDesk() {
    QDesktopServices::unsetUrlHandler(QStringLiteral("mailto"));
    for (ComposerWindow* window : windows())
        delete window;
}

void ComposerDesk::setOptions(const ComposerOptions& options) {
    m_options = options;
    QStringList languages = options.spelling;
    if (languages.isEmpty()) {
        const QString preferred = preferredDictionary(m_spelling->installed(), QLocale().uiLanguages());
        languages = preferred.isEmpty() ? QStringList() : QStringList{preferred};
    }
    m_spelling->setLanguages(languages);
}

void ComposerDesk::withIdentities(std::function<void(const QList<model::Identity>&)> use) {
    m_engine.loadIdentities(this, [this, use = std::move(use)](const Result<QList<model::Identity>>& identities) {
        if (identities)
            use(*identities);
        else
            Q_EMIT failed(identities.error());
    });
}

void ComposerDesk::begin(model::Draft draft, AccountId account) {
    if (!account.isValid()) {
        const QList<model::AccountSnapshot> accounts = m_engine.accounts();
        const auto chosen = std::find_if(accounts.begin(), accounts.end(), [](const model::AccountSnapshot& one) { return one.account.isDefault; });
        if (!accounts.isEmpty())
            account = (chosen == accounts.end() ? accounts.constFirst() : *chosen).account.id;
    }
    withIdentities([this, draft = std::move(draft), account](const QList<model::Identity>& identities) mutable {
        for (const model::Identity& identity : identities) {
            if (identity.account == account && identity.isDefault)
                draft.identity = identity.id;
        }
        draft.account = account;
        open(draft);
    });
}

void ComposerDesk::write(AccountId account) {
    model::Draft draft;
    draft.isHtml = m_options.html;
    begin(draft, account);
}

void ComposerDesk::openMailto(const QUrl& url) { openLink(url.toString(QUrl::FullyEncoded)); }

void ComposerDesk::openLink(const QString& text) {
    const auto link = content::parseMailto(text);
    if (!link)
        return;
    model::Draft draft;
    draft.to = link->to;
    draft.cc = link->cc;
    draft.bcc = link->bcc;
    draft.subject = link->subject;
    draft.text = link->body; // as it came: plain
    if (!link->inReplyTo.isEmpty())
        draft.inReplyTo = draft.references = {link->inReplyTo};
    begin(draft, {});
}

void ComposerDesk::answer(MessageId message, DraftPurpose purpose) {
    const bool isForward = purpose == DraftPurpose::Forward;
    const engine::ForwardWords words{{tr("From"), tr("Date"), tr("Subject"), tr("To"), tr("Cc")}, dateWords};
    m_engine.loadReplySource(message, words, this, [this, purpose, isForward](const Result<engine::ReplySource>& source) {
        if (!source)
            return void(Q_EMIT failed(source.error()));
        if (source->bodyMissing)
            return void(Q_EMIT failed({ErrorKind::TemporaryRefusal, ErrorCode::None, {}, {}}));
        const QString name = source->from.name.isEmpty() ? source->from.addrSpec : source->from.name;
        const QString attribution = isForward              ? tr("Forwarded message")
                                    : source->dateMs == 0 ? tr("%1 wrote:").arg(name)
                                                          : tr("On %1, %2 wrote:").arg(dateWords(source->dateMs), name);
        ComposerWindow* window = makeWindow(engine::startReply(*source, purpose, attribution, m_options.html && !source->html.isEmpty()));
        if (!isForward && !source->isWrittenTo)
            window->tell(tr("The message names none of your addresses. Check who this answer is from."));
    });
}

void ComposerDesk::editAsNew(MessageId message) { m_engine.loadAsDraft(message, true, this, opener()); }
void ComposerDesk::openDraftMessage(MessageId message) { m_engine.loadAsDraft(message, false, this, opener()); }
void ComposerDesk::openDraft(DraftId id) { m_engine.loadDraft(id, this, opener()); }

void ComposerDesk::writeFrom(DraftId id) {
    m_engine.loadDraft(id, this, [this](const Result<model::Draft>& found) {
        if (!found)
            return void(Q_EMIT failed(found.error()));
        model::Draft draft = *found;
        draft.id = {};
        draft.purpose = DraftPurpose::New;
        draft.messageIdHeader.clear(); // of the template; two messages must not share it
        for (model::DraftFile& file : draft.files) {
            if (const QFileInfo info(file.path); !file.path.isEmpty() && info.isFile()) { // as it is now, not as it was then
                file.size = info.size();
                file.modifiedMs = info.lastModified().toMSecsSinceEpoch();
            }
        }
        withIdentities([this, draft](const QList<model::Identity>& identities) {
            const bool isThere = std::any_of(identities.begin(), identities.end(), [&](const model::Identity& one) { return one.id == draft.identity; });
            if (isThere)
                open(draft);
            else
                begin(draft, {});
        });
    });
}

void ComposerDesk::showTemplates() {
    if (!m_templates) {
        m_templates = new TemplatesDialog(m_engine, m_host);
        connect(m_templates, &TemplatesDialog::chosen, this, &ComposerDesk::writeFrom);
        connect(m_templates, &TemplatesDialog::editRequested, this, &ComposerDesk::openDraft);
        connect(m_templates, &TemplatesDialog::newRequested, this, [this] {
            model::Draft draft;
            draft.purpose = DraftPurpose::Template;
            draft.isHtml = m_options.html;
            begin(draft, {});
        });
    }
    m_templates->show();
    m_templates->raise();
    m_templates->activateWindow();
}

engine::Callback<model::Draft> ComposerDesk::opener() {
    return [this](const Result<model::Draft>& draft) {
        if (draft)
            open(*draft);
        else
            Q_EMIT failed(draft.error());
    };
}

void ComposerDesk::open(const model::Draft& draft) {
    for (ComposerWindow* window : windows()) {
        if (!draft.id.isValid() || window->draftId() != draft.id)
            continue;
        window->raise();
        window->activateWindow();
        return;
    }
    makeWindow(draft);
}

ComposerWindow* ComposerDesk::makeWindow(const model::Draft& draft) {
    // No child of the main window: it may stand behind it.
    auto* window = new ComposerWindow(m_engine, *m_spelling, m_options, draft);
    m_windows.append(window);
    connect(window, &ComposerWindow::queued, this, [this](OutboxId message, qint64 sendAtMs) { Q_EMIT queued(message, m_options.undoSeconds, sendAtMs); });
    connect(window, &ComposerWindow::finished, this, [this, isTemplate = window->isTemplate()](DraftId id, bool isKept) {
        if (!isKept || isTemplate)
            return;
        m_engine.keepDraft(id); // for the user's other devices
        Q_EMIT kept(id);
    });
    connect(window, &ComposerWindow::spellingChosen, this, [this](const QStringList& languages) {
        m_options.spelling = languages;
        Q_EMIT spellingChosen(languages);
    });
    connect(window, &ComposerWindow::verificationRequested, this, [this, window](const model::VerificationTarget& target) { Q_EMIT verificationRequested(target, window); });
    connect(window, &QObject::destroyed, this, [this, window] { m_windows.removeOne(window); });
    window->show();
    return window;
}

void ComposerDesk::closeAll() {
    for (ComposerWindow* window : windows())
        window->close();
}

} // namespace tributary::ui
