// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QDialog>

class QButtonGroup;
class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace tributary::ui {

class Banner;
class CheckingPage;
class FetchFields;
class FormRow;
class RelayChoice;
class ServerFields;
class Switch;

/// The settings of an account that is there (S10 to S16, S18, S30, S32). Other servers are tried before anything is saved. Names and
/// addresses of an account that signs in at its provider's page are changed there (S24, SignInDialog).
class EditAccountDialog : public QDialog {
    Q_OBJECT

  public:
    EditAccountDialog(engine::Engine& engine, const model::AccountSnapshot& account, bool allowNonStandard, QWidget* parent = nullptr);

  Q_SIGNALS:
    /// The provider's page is to be opened; the dialog has closed.
    void signInRequested(tributary::AccountId account);

  private:
    enum Page { Fields, Checking };
    QWidget* makeFields(bool allowNonStandard);
    QWidget* makeNames();
    void followPolicy(QVBoxLayout* column);
    QWidget* makeColours();
    QWidget* makeServers(bool allowNonStandard);
    void loadMailboxes();
    void unfoldServers(bool open);
    void followRelay();
    [[nodiscard]] QLineEdit* edit(const char* name, const QString& text);
    [[nodiscard]] model::Account changed() const;
    [[nodiscard]] bool isManagedByProvider() const { return m_account.auth == model::AuthMethod::OAuth; }
    bool validate();
    void save();
    void saved(const Result<std::monostate>& result);
    void showPage(Page page);

    engine::Engine& m_engine;
    model::Account m_account;
    QStackedWidget* m_pages;
    CheckingPage* m_checking;
    Banner* m_banner;
    QLineEdit *m_email = nullptr, *m_name = nullptr, *m_displayName = nullptr, *m_from = nullptr, *m_replyTo = nullptr;
    FormRow *m_emailRow = nullptr, *m_fromRow = nullptr, *m_replyToRow = nullptr;
    Switch *m_default, *m_saveSent = nullptr;
    QButtonGroup* m_colours;
    FetchFields* m_fetch;
    QToolButton* m_unfold = nullptr;
    QWidget *m_names, *m_servers = nullptr;
    ServerFields *m_incoming = nullptr, *m_outgoing = nullptr;
    RelayChoice* m_relay = nullptr;
    Switch* m_nonStandard = nullptr;
    QPushButton *m_back, *m_cancel, *m_save;
    std::shared_ptr<engine::Task> m_task;
};

} // namespace tributary::ui
