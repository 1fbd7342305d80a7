// SPDX-License-Identifier: GPL-3.0-or-later
// What a browser brings back from the provider (RFC 6749 4.1.2, RFC 9207 2), and the page it is shown. Pure.
#pragma once

#include "auth/OAuthFlow.h"

namespace tributary::auth::detail {

struct Callback {
    Secret state, code;
    QString error, description, issuer;
    bool isAmbiguous = false; ///< some parameter stands there twice (RFC 6749 3.1), or what belongs to a code and an error
};

/// state is empty where there is none, or not exactly one: then it is nobody's answer.
[[nodiscard]] Callback parseCallback(const QByteArray& query);

/// HTML, without anything to fetch or run, and without anything of the request.
[[nodiscard]] QByteArray replyHtml(const ReplyPage& page, bool isSuccess);

} // namespace tributary::auth::detail
