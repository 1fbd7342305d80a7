// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"

#include <QUrl>
#include <QWidget>

class QPushButton;

namespace tributary::ui {

class Banner;
class RoleLabel;
class Spinner;

/// While the user signs in at the provider's page in the browser (S22), or types a code on another device: what happens
/// there, and the ways to the page again.
class WaitingPage : public QWidget {
    Q_OBJECT

  public:
    explicit WaitingPage(QWidget* parent = nullptr);
    void begin(const QString& provider, bool canUseCode);
    /// Opens the page in the browser of the desktop.
    void openLink(const QUrl& link);
    void showCode(const engine::DevicePrompt& prompt);
    /// It ended without a sign-in.
    void fail(const Error& error);
    [[nodiscard]] bool failed() const;

  Q_SIGNALS:
    /// Without a browser on this machine.
    void codeRequested();

  private:
    void open();
    void copyLink();

    Spinner* m_spinner;
    RoleLabel* m_title;
    RoleLabel* m_hint;
    RoleLabel* m_code;
    Banner* m_banner;
    QPushButton *m_again, *m_copy, *m_useCode;
    QString m_provider;
    QUrl m_link;
};

} // namespace tributary::ui
