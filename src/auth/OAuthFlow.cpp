// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/OAuthFlow.h"

#include "auth/OAuthError.h"
#include "auth/detail/Callback.h"
#include "auth/detail/IdToken.h"
#include "auth/detail/OneTime.h"
#include "auth/detail/SignInAnswer.h"
#include "auth/detail/TokenEndpoint.h"
#include "base/Log.h"
#include "net/LoopbackListener.h"

#include <QUrlQuery>

namespace tributary::auth {

using namespace Qt::Literals::StringLiterals;

namespace detail {

/// One sign-in: its one-time values are made with it and go with it.
class CodeFlow {
  public:
    explicit CodeFlow(const OAuthRequest& request) : m_request(request) {}

    Result<Grant> run() {
        TRY_STATUS(checkProvider(m_request.provider));
        TRY_STATUS(checkEndpoint(m_request.provider.authorizationEndpoint, u"authorization endpoint"_s));
        if (m_state.isEmpty() || m_nonce.isEmpty() || m_verifier.isEmpty())
            return failure(ErrorKind::Internal, ErrorCode::Bug, u"no random numbers"_s);
        TRY(const Secret code, fetchCode());
        return redeem(code);
    }

  private:
    /// The browser goes and comes back.
    Result<Secret> fetchCode() {
        net::LoopbackOptions options;
        const QString& path = m_request.provider.redirectPath;
        options.path = path.isEmpty() ? QByteArray("/") : path.toUtf8();
        options.cancel = m_request.cancel;
        TRY(const auto listener, net::LoopbackListener::listen(options));
        m_redirect = u"http://%1:%2"_s.arg(m_request.provider.redirectHost).arg(listener->port()) + path;
        qCInfo(lcAuth) << "sign-in: waiting for the browser on port" << listener->port();
        if (m_request.linkReady)
            m_request.linkReady(link());
        return waitForCallback(*listener);
    }

    QUrl link() const {
        QUrl url = m_request.provider.authorizationEndpoint;
        QUrlQuery query(url);
        const auto add = [&query](const QString& name, const QString& value) {
            if (!value.isEmpty())
                query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
        };
        add(u"response_type"_s, u"code"_s);
        add(u"client_id"_s, m_request.provider.clientId);
        add(u"redirect_uri"_s, m_redirect);
        add(u"scope"_s, m_request.provider.scopes.join(u' '));
        add(u"state"_s, QString::fromLatin1(m_state.reveal()));
        add(u"nonce"_s, QString::fromLatin1(m_nonce.reveal()));
        add(u"code_challenge"_s, QString::fromLatin1(challengeOf(m_verifier)));
        add(u"code_challenge_method"_s, u"S256"_s);
        add(u"login_hint"_s, m_request.address);
        add(u"prompt"_s, m_request.prompt);
        for (const auto& [name, value] : m_request.provider.authorizationParameters)
            add(name, value);
        url.setQuery(query);
        return url;
    }

    /// Anybody on the machine can come without the right state: they are told so, and it goes on. The right one comes once.
    Result<Secret> waitForCallback(net::LoopbackListener& listener) const {
        const auto end = std::chrono::steady_clock::now() + m_request.timeout;
        for (int strangers = 0;;) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
            TRY(const net::LoopbackRequest asked, listener.next(left));
            const Callback callback = parseCallback(asked.query);
            if (!(callback.state == m_state)) {
                qCInfo(lcAuth) << "sign-in: answers that are not for it:" << ++strangers;
                listener.answer(asked, kPageShown, replyHtml(m_request.page, false));
                continue;
            }
            Result<Secret> code = codeOf(callback);
            listener.answer(asked, kPageShown, replyHtml(m_request.page, code.has_value()));
            listener.close();
            return code;
        }
    }

    /// Of the callback with the right state.
    Result<Secret> codeOf(const Callback& callback) const {
        const auto foreign = [](const QString& what) { return failure(ErrorKind::Protocol, ErrorCode::UnexpectedResponse, what); };
        const bool isIssuerMissing = callback.issuer.isEmpty() && m_request.provider.sendsIssuer;
        if (callback.isAmbiguous)
            return foreign(u"redirect: a parameter twice"_s);
        if (isIssuerMissing || (!callback.issuer.isEmpty() && !isIssuer(callback.issuer, m_request.provider.issuer)))
            return foreign(u"redirect: iss"_s);
        if (!callback.error.isEmpty())
            return failure(oauthError(callback.error, callback.description, {m_state.reveal(), m_nonce.reveal()}));
        if (callback.code.isEmpty())
            return foreign(u"redirect: neither code nor error"_s);
        m_callbackIssuer = callback.issuer;
        return callback.code;
    }

    Result<Grant> redeem(const Secret& code) const {
        const OAuthProvider& provider = m_request.provider;
        Form form = clientForm(provider);
        form.append({"grant_type", Secret("authorization_code")});
        form.append({"code", code});
        form.append({"redirect_uri", Secret(m_redirect.toUtf8())});
        form.append({"code_verifier", m_verifier});
        TRY(const QJsonObject object, postForm(provider.tokenEndpoint, form, m_request.line, m_request.cancel));
        return grantOf(object, m_request, m_nonce, m_callbackIssuer);
    }

    static constexpr int kPageShown = 200;
    const OAuthRequest& m_request;
    const Secret m_state = oneTimeValue(), m_nonce = oneTimeValue(), m_verifier = oneTimeValue();
    QString m_redirect;
    mutable QString m_callbackIssuer;
};

Result<Grant> grantOf(const QJsonObject& object, const OAuthRequest& request, const Secret& nonce, const QString& callbackIssuer) {
    const OAuthProvider& provider = request.provider;
    TRY(const TokenAnswer answer, parseTokenAnswer(object));
    Grant grant{answer.access, answer.refresh, request.line.clock->utcNowMs(), 0, answer.scopes.isEmpty() ? provider.scopes : answer.scopes, {}, {}};
    grant.expiresAtMs = grant.obtainedAtMs + answer.lifeMs;
    const bool isAskedFor = provider.scopes.contains(u"openid"_s);
    if (!answer.idToken.isEmpty() || isAskedFor) {
        TRY(const IdTokenClaims who, checkIdToken(answer.idToken, {provider.issuer, callbackIssuer, provider.clientId, nonce, grant.obtainedAtMs}));
        grant.address = who.address;
        grant.subject = who.subject;
    }
    // Without it the user would have to sign in every hour.
    if (grant.refreshToken.isEmpty())
        return failure(ErrorKind::Auth, ErrorCode::ClientRefused, u"the provider gives no refresh token (offline access)"_s);
    return grant;
}

/// What two writings of one mailbox have in common.
static QString comparable(const QString& address) {
    const qsizetype at = address.lastIndexOf(u'@');
    const QByteArray ace = QUrl::toAce(address.mid(at + 1));
    return address.left(at + 1).toCaseFolded() + (ace.isEmpty() ? address.mid(at + 1).toLower() : QString::fromLatin1(ace).toLower());
}

} // namespace detail

Result<Grant> signIn(const OAuthRequest& request) { return detail::CodeFlow(request).run(); }

Status checkIdentity(const Grant& grant, const QString& address) {
    if (!grant.address.isEmpty() && detail::comparable(grant.address) == detail::comparable(address.trimmed()))
        return {};
    return failure(ErrorKind::Auth, ErrorCode::WrongMailbox, u"%1, not %2"_s.arg(grant.address.isEmpty() ? u"?"_s : grant.address, address));
}

Status revoke(const OAuthProvider& provider, const Secret& token, const OAuthLine& line, const CancelToken& cancel) {
    if (provider.revocationEndpoint.isEmpty())
        return failure(ErrorKind::Refused, ErrorCode::Unsupported, u"revocation endpoint"_s);
    TRY_STATUS(detail::checkProvider(provider));
    TRY_STATUS(detail::checkEndpoint(provider.revocationEndpoint, u"revocation endpoint"_s));
    detail::Form form = detail::clientForm(provider);
    form.append({"token", token});
    form.append({"token_type_hint", Secret("refresh_token")});
    return detail::postForm(provider.revocationEndpoint, form, line, cancel, true).map([](const QJsonObject&) {});
}

} // namespace tributary::auth
