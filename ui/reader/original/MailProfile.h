// SPDX-License-Identifier: GPL-3.0-or-later
// The world in which a page of mail lives: no network, no disk, no script. Three walls stand one behind the other, each
// enough by itself: the HTML was made harmless, the page forbids itself by CSP, and here everything but our own
// schemes is refused.
#pragma once

#include <QHash>
#include <QPointer>
#include <QWebEngineProfile>
#include <QWebEngineUrlRequestInterceptor>
#include <QWebEngineUrlRequestJob>
#include <QWebEngineUrlSchemeHandler>

#include <functional>

namespace tributary::ui {

inline constexpr char kPageScheme[] = "mailmsg"; ///< the message itself
inline constexpr char kPartScheme[] = "tributary-part"; ///< a picture that came with it
inline constexpr char kPictureScheme[] = "tributary-picture"; ///< a remote picture that the engine has fetched

/// Before the first profile.
void registerMailSchemes();
/// No resolver and a proxy that is nowhere, should a request ever pass the interceptor. Before the first profile.
void cutOffNetwork();

class MailInterceptor : public QWebEngineUrlRequestInterceptor {
    Q_OBJECT

  public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;
    void interceptRequest(QWebEngineUrlRequestInfo& info) override;
    [[nodiscard]] const QStringList& refused() const { return m_refused; }

  private:
    QStringList m_refused;
};

/// Answers the page's own schemes.
class MailSchemeHandler : public QWebEngineUrlSchemeHandler {
    Q_OBJECT

  public:
    using QWebEngineUrlSchemeHandler::QWebEngineUrlSchemeHandler;
    void setPage(const QUrl& url, const QString& html);
    void givePicture(const QString& url, const QByteArray& bytes, const QByteArray& mediaType);
    void requestStarted(QWebEngineUrlRequestJob* job) override;
    std::function<void(const QString& url)> pictureWanted;

  private:
    [[nodiscard]] QString withOwnAddresses(const QString& html) const;

    QUrl m_url;
    QByteArray m_html;
    QHash<QString, QList<QPointer<QWebEngineUrlRequestJob>>> m_waiting;
};

class MailProfile : public QWebEngineProfile {
    Q_OBJECT

  public:
    explicit MailProfile(QObject* parent);
    [[nodiscard]] MailInterceptor& interceptor() { return *m_interceptor; }
    [[nodiscard]] MailSchemeHandler& handler() { return *m_handler; }

  private:
    MailInterceptor* m_interceptor;
    MailSchemeHandler* m_handler;
};

} // namespace tributary::ui
