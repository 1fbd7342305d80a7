// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace tributary::ui {

class Banner;
class FormRow;
class Switch;
class WaitingPage;

/// What the provider's page leads back to, in the user's language.
[[nodiscard]] engine::SignIn signInHow();

/// An account that signs in at its provider's page: once more after the provider ended the sign-in (S25), and with what is
/// changed of it, which goes through that page too (S24). Open with open().
class SignInDialog : public QDialog {
    Q_OBJECT

  public:
    SignInDialog(engine::Engine& engine, const model::AccountSnapshot& account, QWidget* parent = nullptr);

  private:
    QWidget* makeFields();
    void showFields();
    void showError(const Error& error);
    bool validate();
    [[nodiscard]] model::Account changed() const;
    void begin(bool byDevice);
    void ended(const Result<std::monostate>& result);

    engine::Engine& m_engine;
    model::Account m_account;
    Banner* m_banner;
    QStackedWidget* m_pages;
    WaitingPage* m_waiting;
    QLineEdit *m_name, *m_displayName, *m_from, *m_replyTo;
    FormRow *m_fromRow, *m_replyToRow;
    QComboBox* m_since;
    Switch* m_saveSent;
    QPushButton *m_back, *m_sign;
    std::shared_ptr<engine::Task> m_task;
    int m_attempt = 0;
};

} // namespace tributary::ui
