// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"

#include <QDate>

namespace tributary::sync {

/// UIDs from `from` on whose Message-ID field holds that id (without <>), in the mailbox that is selected (RFC 9051 6.4.4). others:
/// what the server tells meanwhile that is no answer. since: also below `from`, what has come since that day (INTERNALDATE). A NO or
/// BAD is an error.
[[nodiscard]] Result<imap::UidSet> searchMessageId(connect::ImapConnection& connection, const QByteArray& messageId, Uid from,
                                                   const connect::ImapConnection::Handler& others, QDate since = {});

} // namespace tributary::sync
