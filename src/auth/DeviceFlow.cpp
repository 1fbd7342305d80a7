// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 8628: the user types a code elsewhere, and we ask until that is done.
#include "auth/OAuthFlow.h"

#include "auth/detail/SignInAnswer.h"
#include "auth/detail/TokenEndpoint.h"
#include "base/Log.h"

#include <algorithm>

namespace tributary::auth {

using namespace Qt::Literals::StringLiterals;

namespace detail {

class DeviceFlow {
  public:
    explicit DeviceFlow(const OAuthRequest& request) : m_request(request) {}

    Result<Grant> run(const std::function<void(const DevicePrompt&)>& promptReady) {
        const OAuthProvider& provider = m_request.provider;
        if (provider.deviceEndpoint.isEmpty())
            return failure(ErrorKind::Refused, ErrorCode::Unsupported, u"device endpoint"_s);
        TRY_STATUS(checkProvider(provider));
        TRY_STATUS(checkEndpoint(provider.deviceEndpoint, u"device endpoint"_s));
        Form form = clientForm(provider);
        form.append({"scope", Secret(provider.scopes.join(u' ').toUtf8())});
        TRY(const QJsonObject object, postForm(provider.deviceEndpoint, form, m_request.line, m_request.cancel));
        TRY(const DevicePrompt prompt, begin(object));
        qCInfo(lcAuth) << "sign-in: waiting for a code that is typed elsewhere";
        promptReady(prompt);
        return poll();
    }

  private:
    static constexpr auto kUsualInterval = std::chrono::seconds(5), kSlower = std::chrono::seconds(5); ///< 3.2, 3.5
    static constexpr auto kLongestInterval = std::chrono::milliseconds(std::chrono::minutes(1));

    Result<DevicePrompt> begin(const QJsonObject& object) {
        const auto link = [&object](const QString& name) { return QUrl(object.value(name).toString(), QUrl::StrictMode); };
        m_deviceCode = Secret(object.value(u"device_code"_s).toString().toUtf8());
        DevicePrompt prompt{object.value(u"user_code"_s).toString(), link(u"verification_uri"_s), link(u"verification_uri_complete"_s), 0};
        if (prompt.verificationUri.isEmpty())
            prompt.verificationUri = link(u"verification_url"_s); // as Google writes it
        const auto life = lifeOf(object.value(u"expires_in"_s));
        if (m_deviceCode.isEmpty() || prompt.userCode.isEmpty() || !life || !checkEndpoint(prompt.verificationUri, u"verification_uri"_s))
            return failure(ErrorKind::Protocol, ErrorCode::MalformedResponse, u"device authorization"_s);
        if (!prompt.verificationUriComplete.isEmpty() && !checkEndpoint(prompt.verificationUriComplete, {}))
            prompt.verificationUriComplete.clear();
        const auto interval = lifeOf(object.value(u"interval"_s));
        m_interval = interval ? std::clamp<std::chrono::milliseconds>(std::chrono::milliseconds(*interval), std::chrono::seconds(1), kLongestInterval) : kUsualInterval;
        m_end = m_request.line.clock->now() + std::chrono::milliseconds(*life);
        prompt.expiresAtMs = m_request.line.clock->utcNowMs() + *life;
        return prompt;
    }

    Result<Grant> poll() {
        Form form = clientForm(m_request.provider);
        form.append({"grant_type", Secret("urn:ietf:params:oauth:grant-type:device_code")});
        form.append({"device_code", m_deviceCode});
        while (m_request.line.clock->now() + m_interval <= m_end) {
            if (pause() == WakeUp::Ended::Cancelled)
                return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
            const auto object = postForm(m_request.provider.tokenEndpoint, form, m_request.line, m_request.cancel);
            if (object)
                return grantOf(*object, m_request, {}, {});
            if (!goesOn(object.error()))
                return failure(object.error());
        }
        return failure(ErrorKind::Network, ErrorCode::TimedOut, u"the code has run out"_s);
    }

    /// Whether to ask again, and how much later (3.5).
    bool goesOn(const Error& error) {
        const bool isTemporary = error.kind == ErrorKind::TemporaryRefusal || (error.kind == ErrorKind::Network && error.detail != u"expired_token"_s);
        if (error.detail == u"slow_down"_s)
            m_interval += kSlower;
        else if (isTemporary && error.detail != u"authorization_pending"_s)
            m_interval = std::min(m_interval * 2, kLongestInterval);
        return isTemporary;
    }

    WakeUp::Ended pause() {
        if (m_request.waitForTests)
            return m_request.waitForTests(m_interval, m_request.cancel);
        WakeUp wait;
        return wait.waitFor(m_interval, m_request.cancel);
    }

    const OAuthRequest& m_request;
    Secret m_deviceCode;
    std::chrono::milliseconds m_interval = kUsualInterval;
    Clock::TimePoint m_end;
};

} // namespace detail

Result<Grant> signInByDevice(const OAuthRequest& request, const std::function<void(const DevicePrompt&)>& promptReady) {
    return detail::DeviceFlow(request).run(promptReady);
}

} // namespace tributary::auth
