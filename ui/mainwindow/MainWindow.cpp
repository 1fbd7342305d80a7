// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/MainWindow.h"

#include "ui/activity/ActivityDialog.h"
#include "ui/addaccount/AddAccountDialog.h"
#include "ui/addaccount/EditAccountDialog.h"
#include "ui/addaccount/SignInDialog.h"
#include "ui/addaccount/TestDialog.h"
#include "ui/addaccount/UnprovenAddress.h"
#include "ui/changes/ChangesDialog.h"
#include "ui/composer/ComposerDesk.h"
#include "ui/mailboxtree/MailboxTreeView.h"
#include "ui/mainwindow/MessageCommands.h"
#include "ui/mainwindow/RulesCommands.h"
#include "ui/mainwindow/TransferCommands.h"
#include "ui/mainwindow/WritingCommands.h"
#include "ui/messagelist/MessageListView.h"
#include "ui/messagelist/MessageRowsView.h"
#include "ui/models/ErrorText.h"
#include "ui/models/ManagedAccounts.h"
#include "ui/models/MailActions.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/models/SyncStatus.h"
#include "ui/notifications/AccountNotices.h"
#include "ui/outbox/OutboxDialog.h"
#include "ui/reader/ReadMarker.h"
#include "ui/reader/ReaderView.h"
#include "ui/rules/VacationBanner.h"
#include "ui/sendas/SendAsPage.h"
#include "ui/sendas/SignaturesPage.h"
#include "ui/sendas/VerifyDialog.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/style/FontWarming.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Toast.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDateTime>
#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tributary::ui {

namespace {
constexpr int kUndoMs = 8000;
constexpr int kFailureMs = 12'000;
} // namespace

MainWindow::MainWindow(std::shared_ptr<engine::Engine> engine, const QList<DemoAccount>& demo, QWidget* parent)
    : QMainWindow(parent), m_engine(std::move(engine)), m_preferences(m_engine->profileDirectory()), m_demo(demo),
      m_tree(new MailboxTreeModel(*m_engine, this)), m_actions(new MailActions(*m_engine, this)), m_status(new SyncStatus(*m_engine, this)),
      m_notices(new AccountNotices(*m_engine, QDBusConnection::sessionBus(), this)) {
    setWindowTitle(QStringLiteral("Tributary"));
    setWindowIcon(QIcon(QStringLiteral(":/tributary/icons/app.svg")));
    setMinimumSize(820, 520);
    m_engine->setFetchOnMetered(m_preferences.fetchOnMetered());
    makePanes();
    makeMenus();
    connectPanes();
    connectActions();
    connectWriting();
    connectRules();
    restore();
    warmFonts(this);
    followAccounts();
    showFirst();
}

MainWindow::~MainWindow() = default;

void MainWindow::makePanes() {
    auto* central = new QWidget(this);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_banner = new Banner(BannerKind::Error, {}, central);
    m_banner->setObjectName(QStringLiteral("banner"));
    m_banner->setClosable(true);
    m_banner->hide();
    column->addWidget(m_banner);
    m_vacation = new VacationBanner(*m_engine, central);
    column->addWidget(m_vacation);
    m_splitter = new QSplitter(Qt::Horizontal, central);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_sidebar = new MailboxTreeView(*m_engine, *m_tree, *m_actions, *m_status, m_splitter);
    m_list = new MessageListView(*m_engine, [this](qint64 account) { return m_tree->accountColour(AccountId(account)); }, m_splitter);
    m_reader = new ReaderView(*m_engine, m_splitter);
    m_sidebar->setMinimumWidth(180);
    m_list->setMinimumWidth(260);
    m_reader->setMinimumWidth(320);
    m_splitter->setSizes({230, 360, 690});
    m_splitter->setStretchFactor(2, 1);
    column->addWidget(m_splitter, 1);
    setCentralWidget(central);
    m_toast = new Toast(m_reader);
    m_toast->setObjectName(QStringLiteral("toast"));
    m_undoToast = new Toast(m_list);
    m_undoToast->setObjectName(QStringLiteral("undoToast"));
    m_undoToast->standOn(m_list->bottomBar());
    m_commands = new MessageCommands(*m_tree, *m_list, *m_actions, this);
    m_commands->setPopupPlace(m_reader);
    m_commands->addTo(*m_list);
    m_commands->addTo(*m_reader);
    m_desk = new ComposerDesk(*m_engine, m_preferences.writing(), this);
    m_writing = new WritingCommands(*m_desk, *m_tree, *m_sidebar, *m_list, *m_reader, this);
    m_transfer = new TransferCommands(*m_engine, m_preferences, this);
    m_rules = new RulesCommands(*m_engine, *m_list, *m_reader, this);
    m_reader->setActions(m_writing->bar() + m_commands->bar());
    m_reader->setReading(m_preferences.reading());
    m_reader->setJunkTest([this](MailboxId id) {
        const auto mailbox = m_tree->mailbox(id);
        return mailbox && mailbox->specialUse == model::SpecialUse::Junk;
    });
    m_marker = new ReadMarker([this](MailboxId mailbox) { return m_tree->allows(mailbox, 's'); }, this);
    m_marker->setObjectName(QStringLiteral("readMarker"));
}

void MainWindow::connectPanes() {
    connect(m_sidebar, &MailboxTreeView::selected, this, &MainWindow::showSelected);
    connect(m_sidebar, &MailboxTreeView::activityRequested, this, &MainWindow::openActivity);
    connect(m_tree, &MailboxTreeModel::mailboxesLoaded, this, &MainWindow::followHeld);
    connect(m_sidebar, &MailboxTreeView::addAccountRequested, this, &MainWindow::openAddAccount);
    connect(m_sidebar, &MailboxTreeView::settingsRequested, this, &MainWindow::openSettings);
    connect(m_sidebar, &MailboxTreeView::mendRequested, this, &MainWindow::openPassword);
    connect(m_notices, &AccountNotices::mendRequested, this, [this](AccountId account) {
        comeForward();
        openPassword(account);
    });
    connect(m_list, &MessageListView::messageSelected, m_reader, &ReaderView::showMessage);
    connect(m_list, &MessageListView::addAccountRequested, this, &MainWindow::openAddAccount);
    connect(m_reader, &ReaderView::loaded, this, [this] { m_saveAttachments->setEnabled(m_reader->hasAttachments()); });
    connect(m_reader, &ReaderView::zoomed, this, [this](int steps) {
        ReadingOptions reading = m_preferences.reading();
        reading.zoom = steps;
        m_preferences.setReading(reading);
    });
    connect(m_reader, &ReaderView::readingChosen, this, [this](const ReadingOptions& options) { m_preferences.setReading(options); });
    connect(m_reader, &ReaderView::notified, this, [this](const QString& text) { m_toast->showText(text); });
    connect(m_engine.get(), &engine::Engine::accountsChanged, this, &MainWindow::followAccounts);
    connect(m_engine.get(), &engine::Engine::accountsChanged, this, &MainWindow::followLinks);
}

void MainWindow::connectActions() {
    connect(m_list, &MessageListView::manySelected, m_reader, &ReaderView::showMany);
    connect(m_list, &MessageListView::hoverActivated, m_commands, &MessageCommands::hover);
    connect(m_list, &MessageListView::openRequested, this, [this](MessageId id) {
        if (m_writing->openIfDraft(id))
            return;
        m_reader->showMessage(id); // another one of its conversation may be open
        m_marker->markNow(id);
        m_reader->focusBody();
    });
    connect(m_list, &MessageListView::menuRequested, this, [this](const QPoint& at) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_writing->fill(*menu);
        menu->addSeparator();
        m_commands->fill(*menu);
        menu->addSeparator();
        m_rules->fill(*menu);
        menu->popup(at);
    });
    connect(m_sidebar, &MailboxTreeView::messagesDropped, m_commands, &MessageCommands::drop);
    connect(m_reader, &ReaderView::shown, m_marker, &ReadMarker::shown);
    connect(m_reader, &ReaderView::left, m_marker, &ReadMarker::left);
    connect(m_reader, &ReaderView::otherOpened, m_commands, &MessageCommands::setOther);
    connect(m_commands, &MessageCommands::otherTaken, this, [this] { m_reader->showMessage(m_reader->chosen()); });
    connect(m_marker, &ReadMarker::read, m_commands, &MessageCommands::markRead);
    connect(m_actions, &MailActions::done, this, [this](const QString& text, ChangeId change) {
        m_undoToast->showText(text, tr("Undo"), [this, change] { m_actions->undo(change); }, kUndoMs);
    });
    connect(m_actions, &MailActions::undone, this, [this](const QString& text) { m_undoToast->showText(text); });
    connect(m_actions, &MailActions::failed, this, [this](const QString& title, const QString& words) {
        m_undoToast->showText(words.isEmpty() ? title : tr("%1: “%2”").arg(title, words), {}, {}, kFailureMs);
    });
    connect(m_actions, &MailActions::undoTextChanged, this, &MainWindow::followUndo);
    connect(m_list, &MessageListView::putBackRequested, this, [this] {
        if (const auto mailbox = shownMailbox())
            m_actions->putBackHeld(*mailbox);
    });
    connect(m_list, &MessageListView::releaseRequested, this, [this] {
        if (const auto mailbox = shownMailbox())
            m_actions->releaseHeld(*mailbox);
    });
    followUndo();
}

std::optional<MailboxId> MainWindow::shownMailbox() const { return m_sidebar->currentQuery().mailbox; }

void MainWindow::connectWriting() {
    connect(m_sidebar, &MailboxTreeView::outboxRequested, this, &MainWindow::openOutbox);
    connect(m_sidebar, &MailboxTreeView::writeRequested, m_writing->writeAction(), &QAction::trigger);
    connect(m_desk, &ComposerDesk::queued, this, &MainWindow::tellQueued);
    connect(m_desk, &ComposerDesk::kept, this, [this](DraftId) { m_toast->showText(tr("The message was kept as a draft.")); });
    connect(m_desk, &ComposerDesk::failed, this, [this](const Error& error) { m_toast->showText(errorText(error).title, {}, {}, kFailureMs); });
    connect(m_desk, &ComposerDesk::verificationRequested, this,
            [this](const model::VerificationTarget& target, QWidget* over) { VerifyDialog::openFor(*m_engine, target, over); });
    connect(m_desk, &ComposerDesk::spellingChosen, this, [this](const QStringList& languages) {
        ComposerOptions writing = m_preferences.writing();
        writing.spelling = languages;
        m_preferences.setWriting(writing);
    });
}

void MainWindow::tellQueued(OutboxId message, int undoSeconds, qint64 sendAtMs) {
    const auto undo = [this, message] { takeBack(message); };
    const QDateTime leaves = QDateTime::fromMSecsSinceEpoch(sendAtMs), now = QDateTime::currentDateTime();
    if (leaves > now.addSecs(undoSeconds)) {
        const QString time = QLocale().toString(leaves.time(), QStringLiteral("HH:mm"));
        const bool isToday = leaves.date() == now.date();
        m_undoToast->showText(tr("Leaves at %1").arg(isToday ? time : QStringLiteral("%1 %2").arg(QLocale().toString(leaves.date(), QLocale::ShortFormat), time)),
                              tr("Undo"), undo, kFailureMs);
    } else if (undoSeconds == 0) {
        m_undoToast->showText(tr("The message is being sent."), tr("Outbox"), [this] { openOutbox(); });
    } else {
        m_undoToast->showText(tr("Leaves in %n second(s)", nullptr, undoSeconds), tr("Undo"), undo, undoSeconds * 1000);
    }
}

/// The draft as it was, to go on with.
void MainWindow::takeBack(OutboxId message) {
    m_engine->cancelOutbox(message, this, [this](const Result<model::Draft>& draft) {
        if (draft && draft->id.isValid())
            m_desk->open(*draft);
        else if (!draft)
            m_undoToast->showText(tr("It has left already."), {}, {}, kFailureMs);
    });
}

void MainWindow::openOutbox() {
    if (!m_outbox) {
        m_outbox = new OutboxDialog(*m_engine, this);
        connect(m_outbox, &OutboxDialog::draftReturned, m_desk, &ComposerDesk::open);
    }
    m_outbox->show(); // beside the window: what is taken back is sent again meanwhile
    m_outbox->raise();
    m_outbox->activateWindow();
}

void MainWindow::showSelected(const model::MessageQuery& query) {
    m_reader->clear();
    m_saveAttachments->setEnabled(false);
    m_list->showQuery(query, m_sidebar->currentTitle());
    std::optional<MailboxId> open = query.mailbox;
    if (!open && query.account) { // an account's own row shows its INBOX
        const QModelIndex inbox = m_tree->inboxIndex(*query.account);
        if (inbox.isValid())
            open = MailboxId(inbox.data(MailboxTreeModel::MailboxRole).toLongLong());
    }
    m_engine->setOpenMailbox(open);
    followHeld();
}

void MainWindow::followHeld() {
    const std::optional<MailboxId> shown = m_sidebar->currentQuery().mailbox;
    const auto mailbox = shown ? m_tree->mailbox(*shown) : std::nullopt;
    m_list->setHeld(mailbox ? mailbox->held : 0, mailbox ? mailbox->heldUntilMs : 0);
}

void MainWindow::followUndo() {
    const QString text = m_actions->undoText();
    m_undo->setText(text.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(text));
    m_undo->setEnabled(!text.isEmpty());
}

void MainWindow::followAccounts() {
    // What stops everything is told over everything; what concerns one account stands at that account.
    for (const model::AccountSnapshot& snapshot : m_engine->accounts()) {
        if (snapshot.state.reason && snapshot.state.reason->kind == ErrorKind::Storage) {
            const ErrorText text = errorText(*snapshot.state.reason);
            m_banner->setText(text.advice.isEmpty() ? text.title : QString(text.title + QStringLiteral(". ") + text.advice.first()));
            m_banner->setServerWords(text.explanation);
            m_banner->show();
            return;
        }
    }
    m_banner->hide();
}

void MainWindow::comeForward() {
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::writeTo(const QString& link) {
    m_links.append(link);
    followLinks();
    if (!m_links.isEmpty())
        m_toast->showText(tr("Add an account first: the message is begun then."), {}, {}, kFailureMs);
}

void MainWindow::followLinks() {
    if (m_engine->accounts().isEmpty())
        return;
    const QStringList links = std::exchange(m_links, {});
    for (const QString& link : links)
        m_desk->openLink(link);
}

void MainWindow::showFirst() {
    const QList<model::AccountSnapshot> accounts = m_engine->accounts();
    const auto first = std::find_if(accounts.begin(), accounts.end(), [](const auto& s) { return s.account.isDefault; });
    if (first == accounts.end() || accounts.size() == 1)
        m_sidebar->selectView(model::View::Inbox);
    else
        m_sidebar->switchTo(first->account.id); // S11
}

void MainWindow::restore() {
    const QByteArray geometry = m_preferences.state(QStringLiteral("geometry"));
    if (!geometry.isEmpty())
        restoreGeometry(geometry);
    else
        resize(1280, 800);
    const QByteArray splitter = m_preferences.state(QStringLiteral("splitter"));
    if (!splitter.isEmpty())
        m_splitter->restoreState(splitter);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_preferences.setState(QStringLiteral("geometry"), saveGeometry());
    m_preferences.setState(QStringLiteral("splitter"), m_splitter->saveState());
    m_desk->closeAll();
    if (m_activity) {
        m_preferences.setState(QStringLiteral("activity"), m_activity->state());
        m_activity->close();
    }
    event->accept();
}

void MainWindow::openAddAccount() {
    if (!mayAddAccount(*m_engine))
        return m_toast->showText(tr("No other account can be added: this is managed by your organisation."), {}, {}, kFailureMs);
    auto* dialog = new AddAccountDialog(*m_engine, m_demo, m_preferences.allowNonStandardPorts(), this);
    connect(dialog, &AddAccountDialog::accountAdded, this, [this](AccountId account) { m_sidebar->switchTo(account); });
    connect(dialog, &AddAccountDialog::verificationRequested, this,
            [this](const model::VerificationTarget& target) { VerifyDialog::openFor(*m_engine, target, this); });
    dialog->open();
}

SettingsDialog* MainWindow::openSettings() {
    auto* dialog = new SettingsDialog(*m_engine, m_preferences, this);
    dialog->addPage(SettingsPlace::SendAs, QStringLiteral("sent"), SendAsPage::title(), new SendAsPage(*m_engine, dialog));
    dialog->addPage(SettingsPlace::Signatures, QStringLiteral("signature"), SignaturesPage::title(), new SignaturesPage(*m_engine, dialog));
    m_rules->addPages(*dialog);
    if (const AccountId account = m_writing->currentAccount(); account.isValid())
        m_rules->showAccount(account);
    connect(dialog, &SettingsDialog::addAccountRequested, this, [this, dialog] {
        dialog->accept();
        openAddAccount();
    });
    connect(dialog, &SettingsDialog::switchRequested, this, [this](AccountId account) { m_sidebar->switchTo(account); });
    dialog->follow(*m_status);
    connect(dialog, &SettingsDialog::importRequested, m_transfer, [this, dialog] { m_transfer->importAccounts(dialog); });
    connect(dialog, &SettingsDialog::exportRequested, m_transfer, [this, dialog] { m_transfer->exportFiles(dialog); });
    connect(dialog, &SettingsDialog::editRequested, this, &MainWindow::openEditAccount);
    connect(dialog, &SettingsDialog::passwordRequested, this, &MainWindow::openPassword);
    connect(dialog, &SettingsDialog::testRequested, this, &MainWindow::openTest);
    connect(dialog, &SettingsDialog::schemeChosen, this, &MainWindow::schemeChosen);
    connect(dialog, &SettingsDialog::readingChanged, m_reader, [this] { m_reader->setReading(m_preferences.reading()); });
    connect(dialog, &SettingsDialog::writingChanged, m_desk, [this] { m_desk->setOptions(m_preferences.writing()); });
    dialog->open();
    return dialog;
}

void MainWindow::connectRules() {
    connect(m_reader, &ReaderView::filterRequested, m_rules, &RulesCommands::openFilter);
    connect(m_rules, &RulesCommands::told, this, [this](const QString& text) { m_toast->showText(text); });
    connect(m_rules, &RulesCommands::pageRequested, this, [this](SettingsPlace place, AccountId account) {
        SettingsDialog* const dialog = openSettings();
        dialog->showPage(place);
        m_rules->showAccount(account);
    });
    connect(m_vacation, &VacationBanner::editRequested, this, [this](AccountId account) { Q_EMIT m_rules->pageRequested(SettingsPlace::Vacation, account); });
    connect(m_vacation, &VacationBanner::failed, this, [this](const Error& error) { m_toast->showText(errorText(error).title, {}, {}, kFailureMs); });
}

void MainWindow::openActivity() {
    if (!m_activity) {
        m_activity = new ActivityDialog(*m_status, this);
        m_activity->setState(m_preferences.state(QStringLiteral("activity")));
        m_activity->setFetchOnMetered(m_preferences.fetchOnMetered());
        connect(m_activity, &ActivityDialog::fetchOnMeteredChosen, this, [this](bool fetch) {
            m_preferences.setFetchOnMetered(fetch);
            m_engine->setFetchOnMetered(fetch);
        });
        connect(m_activity, &QDialog::finished, this, [this] { m_preferences.setState(QStringLiteral("activity"), m_activity->state()); });
    }
    m_activity->show();
    m_activity->raise();
    m_activity->activateWindow();
}

void MainWindow::openChanges() {
    auto* dialog = new ChangesDialog(*m_engine, this);
    connect(dialog, &ChangesDialog::undoRequested, m_actions, &MailActions::undo);
    dialog->open();
}

void MainWindow::openEditAccount(AccountId account) {
    for (const model::AccountSnapshot& snapshot : m_engine->accounts()) {
        if (snapshot.account.id != account)
            continue;
        auto* dialog = new EditAccountDialog(*m_engine, snapshot, m_preferences.allowNonStandardPorts(), this);
        connect(dialog, &EditAccountDialog::signInRequested, this, &MainWindow::openPassword);
        connect(dialog, &QDialog::accepted, this, [this, account, before = snapshot.account.replyTo] {
            findUnproven(*m_engine, account, this, [this, before](const model::VerificationTarget& target) {
                if (target.address != before) // it was changed, and got a code
                    VerifyDialog::openFor(*m_engine, target, this);
            });
        });
        dialog->open();
    }
}

void MainWindow::openSignIn(const model::AccountSnapshot& account) {
    auto* dialog = new SignInDialog(*m_engine, account, this);
    connect(dialog, &QDialog::accepted, this, [this, id = account.account.id, before = account.account.replyTo] {
        findUnproven(*m_engine, id, this, [this, before](const model::VerificationTarget& target) {
            if (target.address != before) // it was changed there (S24), and got a code
                VerifyDialog::openFor(*m_engine, target, this);
        });
    });
    dialog->open();
}

void MainWindow::openPassword(AccountId account) {
    for (const model::AccountSnapshot& snapshot : m_engine->accounts()) {
        if (snapshot.account.id != account)
            continue;
        // A certificate is not mended by a password: the test shows it, and what can be done.
        if (snapshot.state.reason && snapshot.state.reason->kind == ErrorKind::Storage)
            m_engine->syncNow(account);
        else if (snapshot.state.reason && snapshot.state.reason->kind != ErrorKind::Auth)
            openTest(account);
        else
            askToSignIn(snapshot);
    }
}

void MainWindow::askToSignIn(const model::AccountSnapshot& account) {
    if (account.account.auth == model::AuthMethod::OAuth)
        openSignIn(account);
    else
        (new PasswordDialog(*m_engine, account, this))->open();
}

void MainWindow::openTest(AccountId account) {
    for (const model::AccountSnapshot& snapshot : m_engine->accounts()) {
        if (snapshot.account.id != account)
            continue;
        auto* dialog = new TestDialog(*m_engine, snapshot, this);
        connect(dialog, &TestDialog::passwordRequested, this, [this, snapshot] { askToSignIn(snapshot); });
        dialog->open();
    }
}

void MainWindow::switchToNumber(int number) {
    const QList<model::AccountSnapshot> accounts = m_engine->accounts();
    if (number < accounts.size())
        m_sidebar->switchTo(accounts[number].account.id);
}

void MainWindow::cyclePanes() {
    QWidget* focused = QApplication::focusWidget();
    if (m_sidebar->isAncestorOf(focused))
        m_list->focusList();
    else if (m_list->isAncestorOf(focused) && !m_undoToast->isAncestorOf(focused))
        m_reader->focusBody();
    else if (m_reader->isAncestorOf(focused) && m_undoToast->focusAction())
        return; // the way back is a stop on the way round
    else
        m_sidebar->focusTree();
}

} // namespace tributary::ui
