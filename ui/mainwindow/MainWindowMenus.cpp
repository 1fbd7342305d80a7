// SPDX-License-Identifier: GPL-3.0-or-later
// The menu bar of the main window: every action of it has its place here, and its keys.
#include "ui/mainwindow/MainWindow.h"

#include "ui/mailboxtree/MailboxTreeView.h"
#include "ui/mainwindow/MessageCommands.h"
#include "ui/mainwindow/RulesCommands.h"
#include "ui/mainwindow/ShortcutSheet.h"
#include "ui/mainwindow/TransferCommands.h"
#include "ui/mainwindow/WritingCommands.h"
#include "ui/messagelist/MessageListView.h"
#include "ui/models/MailActions.h"
#include "ui/reader/ReaderCommands.h"
#include "ui/reader/ReaderView.h"
#include "ui/style/Icons.h"

#include <QApplication>
#include <QMenuBar>
#include <QMessageBox>

namespace tributary::ui {

QAction* MainWindow::addAction(QMenu* menu, const QString& text, const QKeySequence& keys, std::function<void()> run) {
    QAction* action = menu->addAction(text);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    return action;
}

void MainWindow::makeMenus() {
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    QMenu* mailbox = menuBar()->addMenu(tr("Mail&box"));
    m_sidebar->fillMenu(*mailbox);
    makeMessageMenu();
    makeGoMenu();
    makeHelpMenu();
}

void MainWindow::makeFileMenu() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    addAction(file, tr("&Add mail account…"), {}, [this] { openAddAccount(); });
    m_saveAttachments = addAction(file, tr("Save all a&ttachments…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] { m_reader->saveAllAttachments(); });
    m_saveAttachments->setEnabled(false);
    m_reader->commands().fillFile(*file);
    file->addSeparator();
    m_transfer->fill(*file);
    file->addSeparator();
    addAction(file, tr("&Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), [this] { openSettings(); });
    file->addSeparator();
    addAction(file, tr("&Quit"), QKeySequence::Quit, [] { QApplication::closeAllWindows(); });
}

void MainWindow::makeEditMenu() {
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    m_undo = addAction(edit, tr("&Undo"), QKeySequence::Undo, [this] { m_actions->undoLast(); });
    m_undo->setObjectName(QStringLiteral("undo"));
    m_undo->setIcon(icon(QStringLiteral("undo")));
    addAction(edit, tr("Recent &changes…"), {}, [this] { openChanges(); })->setIcon(icon(QStringLiteral("history")));
    edit->addSeparator();
    m_reader->commands().fillEdit(*edit);
    edit->addSeparator();
    addAction(edit, tr("&Search mail"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { m_list->focusSearch(); });
}

void MainWindow::makeViewMenu() {
    QMenu* view = menuBar()->addMenu(tr("&View"));
    addAction(view, tr("&Larger text"), QKeySequence::ZoomIn, [this] { m_reader->zoom(1); });
    addAction(view, tr("S&maller text"), QKeySequence::ZoomOut, [this] { m_reader->zoom(-1); });
    addAction(view, tr("&Normal size"), QKeySequence(Qt::CTRL | Qt::Key_0), [this] { m_reader->zoom(0); });
    view->addSeparator();
    m_reader->commands().fillView(*view);
    view->addSeparator();
    QAction* activity = addAction(view, tr("Sync &activity"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), [this] { openActivity(); });
    activity->setObjectName(QStringLiteral("activity"));
    activity->setIcon(icon(QStringLiteral("activity")));
    addAction(view, tr("Next &pane"), QKeySequence(Qt::Key_F6), [this] { cyclePanes(); });
}

void MainWindow::makeMessageMenu() {
    QMenu* message = menuBar()->addMenu(tr("&Message"));
    m_writing->fill(*message);
    message->addSeparator();
    m_commands->fill(*message);
    message->addSeparator();
    m_rules->fill(*message);
    message->addSeparator();
    addAction(message, tr("&Next message"), QKeySequence(Qt::ALT | Qt::Key_Down), [this] { m_list->step(1, false); });
    addAction(message, tr("&Previous message"), QKeySequence(Qt::ALT | Qt::Key_Up), [this] { m_list->step(-1, false); });
    addAction(message, tr("Ne&xt unread message"), QKeySequence(Qt::CTRL | Qt::Key_J), [this] { m_list->step(1, true); });
    message->addSeparator();
    addAction(message, tr("&Get new mail"), QKeySequence(Qt::Key_F5), [this] { getMail(); });
}

void MainWindow::makeGoMenu() {
    QMenu* go = menuBar()->addMenu(tr("&Go"));
    addAction(go, tr("&All inboxes"), QKeySequence(Qt::CTRL | Qt::Key_1), [this] { m_sidebar->selectView(model::View::Inbox); });
    addAction(go, tr("&Outbox"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), [this] { openOutbox(); })->setObjectName(QStringLiteral("outbox"));
    for (int number = 2; number <= 9; ++number) {
        addAction(go, tr("Account &%1").arg(number - 1), QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)),
                  [this, number] { switchToNumber(number - 2); });
    }
}

void MainWindow::makeHelpMenu() {
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    addAction(help, tr("&Keyboard shortcuts"), QKeySequence(Qt::CTRL | Qt::Key_Slash), [this] { showShortcuts(); })
        ->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Slash), QKeySequence(Qt::Key_Question)});
    addAction(help, tr("&About Tributary"), {}, [this] { showAbout(); });
}

void MainWindow::getMail() {
    for (const model::AccountSnapshot& snapshot : m_engine->accounts()) {
        if (!snapshot.state.needsUser()) // a refused password is not knocked with again by the way (S17)
            m_engine->syncNow(snapshot.account.id);
    }
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
