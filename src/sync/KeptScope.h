// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "model/Account.h"

#include <QByteArray>

namespace tributary::sync {

/// What of its mailboxes an account keeps here (S15, S32), as the server is asked for it. Pure.
/// False: older mail, or what was read or not flagged when it was first seen, is left at the server: no count of the server's tells
/// whether the cache has all that it is to have.
[[nodiscard]] bool keepsAll(const model::Account& account);
/// By flags, which a message may lose or gain later: it stays once it is here.
[[nodiscard]] bool keepsByFlag(const model::Account& account);
/// SEARCH keys (RFC 9051 6.4.4) of what is kept, and of the rest.
[[nodiscard]] QByteArray keptKeys(const model::Account& account);
[[nodiscard]] QByteArray leftKeys(const model::Account& account);
/// Whether the text of a message of that INTERNALDATE comes by itself; else when it is opened.
[[nodiscard]] bool wantsBody(const model::Account& account, qint64 internalDateMs, const Clock& clock);

} // namespace tributary::sync
