// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/addaccount/DemoAccounts.h"

#include <QDialog>

class QPushButton;
class QStackedWidget;

namespace tributary::ui {

class AddressPage;
class CheckingPage;
class DetailsPage;
class EmptyState;
class RoleLabel;
class SearchingPage;
class WaitingPage;

/// Adds an account in four steps (S8 to S23): address, details, checking, done; between the latter two, where the provider has a
/// page for it, waiting for the sign-in there. Open with open().
class AddAccountDialog : public QDialog {
    Q_OBJECT

  public:
    AddAccountDialog(engine::Engine& engine, const QList<DemoAccount>& demo, bool allowNonStandard, QWidget* parent = nullptr);

  Q_SIGNALS:
    void accountAdded(tributary::AccountId account);
    /// The code for an address of the account that was added is to be entered; the dialog has closed.
    void verificationRequested(const tributary::model::VerificationTarget& target);

  private:
    enum Step { Address, Searching, Details, Waiting, Checking, Done };
    void goTo(Step step);
    void next();
    void back();
    void discover();
    void stopSearch();
    void showDetails(QList<engine::ServerCandidate> candidates);
    void followProvider();
    void check();
    void keepClient(const std::function<void()>& then);
    void signIn(bool byDevice);
    void take(const engine::StageReport& report);
    void showDone(AccountId account);
    void checked(const Result<AccountId>& result);
    void useDemo(const DemoAccount& account);
    void copyDetails();

    engine::Engine& m_engine;
    RoleLabel* m_title;
    QStackedWidget* m_pages;
    AddressPage* m_address;
    SearchingPage* m_searching;
    DetailsPage* m_details;
    WaitingPage* m_waiting;
    CheckingPage* m_checking;
    EmptyState* m_done;
    QPushButton *m_copy, *m_back, *m_cancel, *m_next;
    std::shared_ptr<engine::Task> m_task;
    std::shared_ptr<engine::Task> m_search;
    QList<engine::ServerCandidate> m_found; ///< by the search under way
    int m_searchNumber = 0;
    bool m_running = false;
    int m_attempt = 0; ///< of signing in
    std::optional<model::VerificationTarget> m_unproven; ///< of the account that was added
    std::optional<DemoAccount> m_demo; ///< the one that was chosen
};

/// Asks for the new password of an account, proves it, and keeps it (S17).
class PasswordDialog : public QDialog {
    Q_OBJECT

  public:
    PasswordDialog(engine::Engine& engine, const model::AccountSnapshot& account, QWidget* parent = nullptr);

  private:
    engine::Engine& m_engine;
    std::shared_ptr<engine::Task> m_task;
};

} // namespace tributary::ui
