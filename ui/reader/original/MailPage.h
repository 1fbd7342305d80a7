// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWebEnginePage>

#include <functional>

namespace tributary::ui {

/// The page: it goes nowhere but to the message it was given. A click on a link is told and not followed.
class MailPage : public QWebEnginePage {
    Q_OBJECT

  public:
    MailPage(QWebEngineProfile* profile, QObject* parent);
    void open(const QUrl& url);
    std::function<void(const QUrl& target)> linkClicked;

  protected:
    bool acceptNavigationRequest(const QUrl& url, NavigationType type, bool isMainFrame) override;
    QWebEnginePage* createWindow(WebWindowType type) override;
    QStringList chooseFiles(FileSelectionMode mode, const QStringList& oldFiles, const QStringList& accepted) override;
    void javaScriptAlert(const QUrl& origin, const QString& message) override;
    bool javaScriptConfirm(const QUrl& origin, const QString& message) override;
    bool javaScriptPrompt(const QUrl& origin, const QString& message, const QString& defaultValue, QString* result) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString& message, int line, const QString& source) override;

  private:
    QUrl m_own;
};

} // namespace tributary::ui
