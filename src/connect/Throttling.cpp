// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/Throttling.h"

#include <algorithm>
#include <array>

namespace tributary::connect {

using namespace std::chrono_literals;

namespace {

/// Texts of servers that send no code, or one that says something else; lower case. A text is matched anywhere.
constexpr std::array kTexts{
    "exceeded bandwidth limits",            // Gmail, with [ALERT] or [OVERQUOTA]
    "exceeded command or bandwidth limits", // Gmail, the same
    "request is throttled",                 // Outlook: "Request is throttled. Suggested Backoff Time: 299941 milliseconds"
    "rate limit hit",                       // Yahoo, with [LIMIT]
};
constexpr std::array kTextsOfConnections{
    "too many simultaneous connections",       // Gmail, with [ALERT]
    "user is authenticated but not connected", // Outlook, BAD: its limit of sessions
    "maximum number of connections",           // Dovecot: "... from user+IP exceeded (mail_max_userip_connections=10)"
    "too many connections",                    // Cyrus, Courier, Zimbra and others
};

template <std::size_t N> bool says(const QByteArray& text, const std::array<const char*, N>& all) {
    return std::any_of(all.begin(), all.end(), [&](const char* words) { return text.contains(words); });
}

constexpr std::chrono::milliseconds kLongestDelay = 24h;

/// "Suggested Backoff Time: 299941 milliseconds" (or seconds).
std::chrono::milliseconds delayIn(const QByteArray& text) {
    static constexpr QByteArrayView kBefore("backoff time:");
    const qsizetype at = text.indexOf(kBefore);
    if (at < 0)
        return 0ms;
    const QByteArrayList words = text.mid(at + kBefore.size()).trimmed().left(64).split(' ');
    bool ok = false;
    const qint64 number = words.first().toLongLong(&ok);
    if (!ok || number <= 0)
        return 0ms;
    const bool inSeconds = words.value(1).startsWith("second");
    const qint64 most = kLongestDelay.count() / (inSeconds ? 1000 : 1);
    return std::chrono::milliseconds(std::min(number, most) * (inSeconds ? 1000 : 1));
}

} // namespace

std::optional<Throttle> throttleOfText(const QByteArray& text) {
    const QByteArray lower = text.left(1000).toLower();
    const bool ofConnections = says(lower, kTextsOfConnections);
    if (!ofConnections && !says(lower, kTexts))
        return std::nullopt;
    return Throttle{delayIn(lower), ofConnections};
}

std::optional<Throttle> throttleOf(const imap::StatusResponse& response) {
    const QByteArray& code = response.code.name;
    if (response.isOk() || code == "AUTHENTICATIONFAILED") // RFC 5530: that one leaves no doubt, whatever the words
        return std::nullopt;
    const auto known = throttleOfText(response.text);
    if (!known && (code == "LIMIT" || code == "THROTTLED"))
        return Throttle{delayIn(response.text.left(1000).toLower()), false};
    return known;
}

} // namespace tributary::connect
