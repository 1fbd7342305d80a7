// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/MainWindow.h"

#include "ui/addaccount/AddAccountDialog.h"
#include "ui/mailboxtree/MailboxTreeView.h"
#include "ui/mainwindow/ShortcutSheet.h"
#include "ui/messagelist/MessageListView.h"
#include "ui/models/ErrorText.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/reader/ReaderView.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Toast.h"

#include <QApplication>
#include <QCloseEvent>
#include <QListView>
#include <QMenuBar>
#include <QMessageBox>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

MainWindow::MainWindow(std::shared_ptr<engine::Engine> engine, const QList<DemoAccount>& demo, QWidget* parent)
    : QMainWindow(parent), m_engine(std::move(engine)), m_preferences(m_engine->profileDirectory()), m_demo(demo),
      m_tree(new MailboxTreeModel(*m_engine, this)) {
    setWindowTitle(QStringLiteral("Tributary"));
    setWindowIcon(QIcon(QStringLiteral(":/tributary/icons/app.svg")));
    setMinimumSize(820, 520);
    makePanes();
    makeMenus();
    connectPanes();
    restore();
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
    m_splitter = new QSplitter(Qt::Horizontal, central);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_sidebar = new MailboxTreeView(*m_engine, *m_tree, m_splitter);
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
}

QAction* MainWindow::addAction(QMenu* menu, const QString& text, const QKeySequence& keys, std::function<void()> run) {
    QAction* action = menu->addAction(text);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    return action;
}

void MainWindow::makeMenus() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    addAction(file, tr("&Add mail account…"), {}, [this] { openAddAccount(); });
    m_saveAttachments = addAction(file, tr("Save all a&ttachments…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] { m_reader->saveAllAttachments(); });
    m_saveAttachments->setEnabled(false);
    addAction(file, tr("&Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), [this] { openSettings(); });
    file->addSeparator();
    addAction(file, tr("&Quit"), QKeySequence::Quit, [] { QApplication::closeAllWindows(); });

    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    addAction(edit, tr("&Search mail"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { m_list->focusSearch(); });

    QMenu* view = menuBar()->addMenu(tr("&View"));
    addAction(view, tr("&Larger text"), QKeySequence::ZoomIn, [this] { m_reader->zoom(1); });
    addAction(view, tr("S&maller text"), QKeySequence::ZoomOut, [this] { m_reader->zoom(-1); });
    addAction(view, tr("&Normal size"), QKeySequence(Qt::CTRL | Qt::Key_0), [this] { m_reader->zoom(0); });
    view->addSeparator();
    addAction(view, tr("Next &pane"), QKeySequence(Qt::Key_F6), [this] { cyclePanes(); });

    QMenu* message = menuBar()->addMenu(tr("&Message"));
    addAction(message, tr("&Next message"), QKeySequence(Qt::ALT | Qt::Key_Down), [this] { m_list->step(1, false); });
    addAction(message, tr("&Previous message"), QKeySequence(Qt::ALT | Qt::Key_Up), [this] { m_list->step(-1, false); });
    addAction(message, tr("Next &unread message"), QKeySequence(Qt::CTRL | Qt::Key_J), [this] { m_list->step(1, true); });
    message->addSeparator();
    addAction(message, tr("&Get new mail"), QKeySequence(Qt::Key_F5), [this] {
        for (const model::AccountSnapshot& snapshot : m_engine->accounts()) {
            if (!snapshot.state.needsUser()) // a refused password is not knocked with again by the way (S17)
                m_engine->syncNow(snapshot.account.id);
        }
    });

    QMenu* go = menuBar()->addMenu(tr("&Go"));
    addAction(go, tr("&All inboxes"), QKeySequence(Qt::CTRL | Qt::Key_1), [this] { m_sidebar->selectView(model::View::Inbox); });
    for (int number = 2; number <= 9; ++number) {
        addAction(go, tr("Account &%1").arg(number - 1), QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)),
                  [this, number] { switchToNumber(number - 2); });
    }

    QMenu* help = menuBar()->addMenu(tr("&Help"));
    addAction(help, tr("&Keyboard shortcuts"), QKeySequence(Qt::CTRL | Qt::Key_Slash), [this] { showShortcuts(); })
        ->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Slash), QKeySequence(Qt::Key_Question)});
    addAction(help, tr("&About Tributary"), {}, [this] { showAbout(); });
}

void MainWindow::connectPanes() {
    connect(m_sidebar, &MailboxTreeView::selected, this, [this](const model::MessageQuery& query) {
        m_reader->clear();
        m_saveAttachments->setEnabled(false);
        m_list->showQuery(query, m_sidebar->currentTitle());
    });
    connect(m_sidebar, &MailboxTreeView::addAccountRequested, this, &MainWindow::openAddAccount);
    connect(m_sidebar, &MailboxTreeView::settingsRequested, this, &MainWindow::openSettings);
    connect(m_sidebar, &MailboxTreeView::mendRequested, this, &MainWindow::openPassword);
    connect(m_list, &MessageListView::messageSelected, m_reader, &ReaderView::showMessage);
    connect(m_list, &MessageListView::addAccountRequested, this, &MainWindow::openAddAccount);
    connect(m_reader, &ReaderView::loaded, this, [this] { m_saveAttachments->setEnabled(m_reader->hasAttachments()); });
    connect(m_reader, &ReaderView::notified, this, [this](const QString& text) { m_toast->showText(text); });
    connect(m_engine.get(), &engine::Engine::accountsChanged, this, &MainWindow::followAccounts);
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
    event->accept();
}

void MainWindow::openAddAccount() {
    auto* dialog = new AddAccountDialog(*m_engine, m_demo, m_preferences.allowNonStandardPorts(), this);
    connect(dialog, &AddAccountDialog::accountAdded, this, [this](AccountId account) { m_sidebar->switchTo(account); });
    dialog->open();
}

void MainWindow::openSettings() {
    auto* dialog = new SettingsDialog(*m_engine, m_preferences, this);
    connect(dialog, &SettingsDialog::addAccountRequested, this, [this, dialog] {
        dialog->accept();
        openAddAccount();
    });
    connect(dialog, &SettingsDialog::switchRequested, this, [this](AccountId account) { m_sidebar->switchTo(account); });
    connect(dialog, &SettingsDialog::passwordRequested, this, &MainWindow::openPassword);
    connect(dialog, &SettingsDialog::schemeChosen, this, &MainWindow::schemeChosen);
    dialog->open();
}

void MainWindow::openPassword(AccountId account) {
    for (const model::AccountSnapshot& snapshot : m_engine->accounts()) {
        if (snapshot.account.id != account)
            continue;
        // A certificate is not mended by a password: the account is tried again, and says what it finds.
        if (snapshot.state.reason && snapshot.state.reason->kind != ErrorKind::Auth)
            m_engine->syncNow(account);
        else
            (new PasswordDialog(*m_engine, snapshot, this))->open();
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
    else if (m_list->isAncestorOf(focused))
        m_reader->focusBody();
    else
        m_sidebar->focusTree();
}

void MainWindow::showShortcuts() { (new ShortcutSheet(*menuBar(), this))->open(); }

void MainWindow::showAbout() {
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Tributary"), QStringLiteral("Tributary " TRIBUTARY_VERSION), QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(QIcon(QStringLiteral(":/tributary/icons/app.svg")).pixmap(64, 64));
    box->setInformativeText(tr("All your mail accounts flow into one place. Free software under the GNU General Public License, version 3 or later."));
    box->open();
}

} // namespace tributary::ui
