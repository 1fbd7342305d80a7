// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/original/MailPage.h"

#include <QWebEngineCertificateError>
#include <QWebEngineFullScreenRequest>
#include <QWebEngineNewWindowRequest>

namespace tributary::ui {

MailPage::MailPage(QWebEngineProfile* profile, QObject* parent) : QWebEnginePage(profile, parent) {
    connect(this, &QWebEnginePage::featurePermissionRequested, this, [this](const QUrl& origin, Feature feature) {
        setFeaturePermission(origin, feature, PermissionDeniedByUser);
    });
    connect(this, &QWebEnginePage::certificateError, this, [](QWebEngineCertificateError error) { error.rejectCertificate(); });
    // target="_blank" and the middle button: a click like any other.
    connect(this, &QWebEnginePage::newWindowRequested, this, [this](const QWebEngineNewWindowRequest& request) {
        if (request.isUserInitiated())
            linkClicked(request.requestedUrl());
    });
    connect(this, &QWebEnginePage::fullScreenRequested, this, [](QWebEngineFullScreenRequest request) { request.reject(); });
}

void MailPage::open(const QUrl& url) {
    m_own = url;
    load(url);
}

bool MailPage::acceptNavigationRequest(const QUrl& url, NavigationType type, bool isMainFrame) {
    if (isMainFrame && type == NavigationTypeTyped && url == m_own)
        return true;
    if (type == NavigationTypeLinkClicked) {
        // Within the message: a jump to an anchor.
        if (isMainFrame && url.matches(m_own, QUrl::RemoveFragment) && url.hasFragment())
            return true;
        linkClicked(url);
    }
    return false;
}

/// A page of mail opens none.
QWebEnginePage* MailPage::createWindow(WebWindowType /*type*/) { return nullptr; }
QStringList MailPage::chooseFiles(FileSelectionMode /*mode*/, const QStringList& /*oldFiles*/, const QStringList& /*accepted*/) { return {}; }
void MailPage::javaScriptAlert(const QUrl& /*origin*/, const QString& /*message*/) {}
bool MailPage::javaScriptConfirm(const QUrl& /*origin*/, const QString& /*message*/) { return false; }
bool MailPage::javaScriptPrompt(const QUrl& /*origin*/, const QString& /*message*/, const QString& /*defaultValue*/, QString* /*result*/) { return false; }
/// A message's mistakes are nobody's news.
void MailPage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel /*level*/, const QString& /*message*/, int /*line*/, const QString& /*source*/) {}

} // namespace tributary::ui
