// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArrayView>

namespace tributary::connect {

/// The error as a page to sign in to would cause it (Network/CaptivePortal, the server's words and the detail kept), when the
/// network is said to show one and the error is one of those: a certificate that is not the server's, no TLS, no IMAP. Else the error
/// as it is. Nothing is let through because of it. Pure.
[[nodiscard]] Error portalError(Error error, bool behindPortal);
[[nodiscard]] Status portalStatus(const Status& status, bool behindPortal);

/// The first line of a web server's answer. Pure.
[[nodiscard]] bool isHttp(QByteArrayView firstBytes);
/// Not yet that line, but its beginning. Pure.
[[nodiscard]] bool mayBecomeHttp(QByteArrayView firstBytes);

} // namespace tributary::connect
