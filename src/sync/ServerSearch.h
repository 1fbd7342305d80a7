// SPDX-License-Identifier: GPL-3.0-or-later
// A search on the server (S15): finds what the cache does not have, above all mail older than the sync start date. Each hit
// gets its row in the cache, by which it is listed, opened and found again; its body is fetched when it is opened. A row
// that is there is kept in step like any other: what a sync looks for is what is missing, and nothing goes for being old.
#pragma once

#include "model/Message.h"
#include "model/ServerSearch.h"
#include "sync/BodyCrew.h"
#include "sync/SyncContext.h"

#include <functional>

namespace tributary::sync {

/// Searches the account's mailboxes that the query is about (Junk and Trash only when in: names them), over a connection of
/// its own that is open meanwhile: the account's worker goes on beside it. query.limit: hits at most, the newest by
/// INTERNALDATE; what is left out is told by `more`. One SEARCH a mailbox (two for has:attachment), RETURN (ALL) where ESEARCH
/// is offered, X-GM-RAW at Gmail.
///
/// Never fails as a whole: what failed is in `failures`, with the server's words; what was found until then is in the cache.
/// There: errors of opening the connection; Cancelled; Refused or TemporaryRefusal of a mailbox, of which Refused/Unsupported
/// "CHARSET UTF-8" ([BADCHARSET]) and TemporaryRefusal/Throttled end the account's search, and Refused/UnexpectedResponse says
/// that the server found more than it has; TemporaryRefusal/None: not synchronised yet, so there is nothing to put hits into;
/// InvalidInput/BadValue and FieldMissing: a query that cannot be parsed, or without a term.
/// Blocks the calling thread, which needs an event dispatcher; context.cancel ends it at once. progress: on that thread.
[[nodiscard]] model::ServerSearchResult searchOnServer(SyncContext& context, const Connector& connector,
                                                       const model::MessageQuery& query,
                                                       const std::function<void(const model::ServerSearchProgress&)>& progress = {});

} // namespace tributary::sync
