// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/addaccount/DemoAccounts.h"
#include "ui/settings/Preferences.h"

#include <QMainWindow>

class QSplitter;

namespace tributary::ui {

class Banner;
class MailboxTreeModel;
class MailboxTreeView;
class MessageListView;
class ReaderView;
class Toast;

/// The frame: three panes and the wiring between them. It owns no behaviour.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    MainWindow(std::shared_ptr<engine::Engine> engine, const QList<DemoAccount>& demo, QWidget* parent = nullptr);
    ~MainWindow() override;

  Q_SIGNALS:
    void schemeChosen(const QString& scheme);

  protected:
    void closeEvent(QCloseEvent* event) override;

  private:
    void makePanes();
    void makeMenus();
    void connectPanes();
    void restore();
    void showFirst();
    void openAddAccount();
    void openSettings();
    void openPassword(AccountId account);
    void showShortcuts();
    void showAbout();
    void cyclePanes();
    void switchToNumber(int number);
    void followAccounts();
    QAction* addAction(QMenu* menu, const QString& text, const QKeySequence& keys, std::function<void()> run);

    std::shared_ptr<engine::Engine> m_engine;
    Preferences m_preferences;
    QList<DemoAccount> m_demo;
    MailboxTreeModel* m_tree;
    Banner* m_banner;
    QSplitter* m_splitter;
    MailboxTreeView* m_sidebar;
    MessageListView* m_list;
    ReaderView* m_reader;
    Toast* m_toast;
    QAction* m_saveAttachments = nullptr;
    bool m_shown = false;
};

} // namespace tributary::ui
