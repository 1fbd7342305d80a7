// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/addaccount/DemoAccounts.h"
#include "ui/settings/Preferences.h"

#include <QMainWindow>
#include <QPointer>

#include <optional>

class QSplitter;

namespace tributary::ui {

class AccountNotices;
class ActivityDialog;
class Banner;
class ComposerDesk;
class MailActions;
class MailboxTreeModel;
class MailboxTreeView;
class MessageCommands;
class MessageListView;
class OutboxDialog;
class ReadMarker;
class ReaderView;
class RulesCommands;
class SettingsDialog;
class SyncStatus;
class Toast;
class TransferCommands;
class VacationBanner;
class WritingCommands;

/// The frame: three panes and the wiring between them. It owns no behaviour.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    MainWindow(std::shared_ptr<engine::Engine> engine, const QList<DemoAccount>& demo, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// In front of what else is on the screen, as far as the desktop lets it.
    void comeForward();
    /// A message to whom a mailto: link names is begun; without an account, as soon as there is one.
    void writeTo(const QString& link);

  Q_SIGNALS:
    void schemeChosen(const QString& scheme);

  protected:
    void closeEvent(QCloseEvent* event) override;

  private:
    void makePanes();
    void makeMenus();
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeMessageMenu();
    void makeGoMenu();
    void makeHelpMenu();
    void connectPanes();
    void connectActions();
    void connectWriting();
    void tellQueued(OutboxId message, int undoSeconds, qint64 sendAtMs);
    void takeBack(OutboxId message);
    void openOutbox();
    void showSelected(const model::MessageQuery& query);
    [[nodiscard]] std::optional<MailboxId> shownMailbox() const;
    void followHeld();
    void followUndo();
    void getMail();
    void openActivity();
    void openChanges();
    void restore();
    void showFirst();
    void openAddAccount();
    SettingsDialog* openSettings();
    void connectRules();
    void openSignIn(const model::AccountSnapshot& account);
    void openPassword(AccountId account);
    void openEditAccount(AccountId account);
    void askToSignIn(const model::AccountSnapshot& account);
    void openTest(AccountId account);
    void showShortcuts();
    void showAbout();
    void cyclePanes();
    void switchToNumber(int number);
    void followAccounts();
    void followLinks();
    QAction* addAction(QMenu* menu, const QString& text, const QKeySequence& keys, std::function<void()> run);

    std::shared_ptr<engine::Engine> m_engine;
    Preferences m_preferences;
    QList<DemoAccount> m_demo;
    MailboxTreeModel* m_tree;
    MailActions* m_actions;
    SyncStatus* m_status;
    AccountNotices* m_notices;
    MessageCommands* m_commands = nullptr;
    ComposerDesk* m_desk = nullptr;
    WritingCommands* m_writing = nullptr;
    TransferCommands* m_transfer = nullptr;
    RulesCommands* m_rules = nullptr;
    ReadMarker* m_marker = nullptr;
    ActivityDialog* m_activity = nullptr;
    Banner* m_banner;
    VacationBanner* m_vacation; ///< while one is on
    QSplitter* m_splitter;
    MailboxTreeView* m_sidebar;
    MessageListView* m_list;
    ReaderView* m_reader;
    Toast* m_toast;      ///< over the reader: a file was saved
    Toast* m_undoToast;  ///< over the list: what was done, and the way back
    QAction* m_undo = nullptr;
    QAction* m_saveAttachments = nullptr;
    QPointer<OutboxDialog> m_outbox; ///< while it is open
    QStringList m_links; ///< mailto: links that wait for the first account
    bool m_shown = false;
};

} // namespace tributary::ui
