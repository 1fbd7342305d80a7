// SPDX-License-Identifier: GPL-3.0-or-later
// What a server said against the protocol, with the beginning of its words.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

namespace tributary::sieve {

inline constexpr qsizetype kShownText = 300; ///< bytes of the server's words in an error

inline tl::unexpected<Error> protocolError(ErrorCode code, const char* what, const QByteArray& words = {}) {
    return failure(ErrorKind::Protocol, code, QString::fromLatin1(what), words.left(kShownText));
}

} // namespace tributary::sieve
