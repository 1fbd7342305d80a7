// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Verification.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QPushButton;

namespace tributary::ui {

class Banner;
class CodeEdit;
class FormRow;
class RoleLabel;

/// What the dialog for a code shows (S27): where the mail went, the code, how long it is good, how many tries are left, and what
/// comes next. It knows no engine: it is told how things stand, and tells what the user wants. GUI thread only.
class VerifyForm : public QWidget {
    Q_OBJECT

  public:
    using Now = std::function<qint64()>; ///< UTC in ms; tests have a clock of their own

    /// account: what the user calls the target's account.
    VerifyForm(const model::VerificationTarget& target, const QString& account, Now now, QWidget* parent = nullptr);

    /// via: what the user calls the account whose server carries the mail.
    void showState(const model::Verification& verification, const QString& via);
    /// What became of the code that was typed; its state is shown before.
    void showOutcome(const model::CodeCheck& check);
    /// A code that came to a mailbox of the profile; empty: none did.
    void showArrived(const QString& code);
    /// Something that was asked for could not be done.
    void showFailure(const QString& text, const QString& serverWords);
    /// The engine is asked: nothing is asked twice.
    void setBusy(bool busy);
    /// What the clock changes; called each second.
    void tick();
    void focusFirst();

  Q_SIGNALS:
    void verifyRequested(const QString& typed);
    void sendRequested();
    void closeRequested();

  protected:
    bool event(QEvent* event) override;

  private:
    void makeBanners();
    void makeCode();
    QWidget* makeButtons();
    void verify();
    void fillIn();
    void follow();
    void showMail(const model::Verification& now);
    void showButtons();
    [[nodiscard]] qint64 nextSendMs() const;
    [[nodiscard]] model::Verification current() const;
    [[nodiscard]] bool canType() const;

    const model::VerificationTarget m_target;
    const Now m_now;
    model::Verification m_state;
    QString m_via, m_arrivedCode;
    bool m_isBusy = false, m_isKnown = false;
    RoleLabel* m_purpose;
    Banner *m_mail, *m_arrived, *m_failure;
    CodeEdit* m_code;
    FormRow* m_row;
    RoleLabel* m_left;
    QPushButton *m_send, *m_close, *m_verify;
    QTimer m_second;
};

} // namespace tributary::ui
