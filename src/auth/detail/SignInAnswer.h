// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/OAuthFlow.h"

#include <QJsonObject>

namespace tributary::auth::detail {

/// The token endpoint's answer to a sign-in, checked. nonce, callbackIssuer: empty where the flow has none.
[[nodiscard]] Result<Grant> grantOf(const QJsonObject& object, const OAuthRequest& request, const Secret& nonce, const QString& callbackIssuer);

} // namespace tributary::auth::detail
