// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageContent.h"
#include "net/HttpClient.h"

namespace tributary::engine {

/// List-Unsubscribe (RFC 2369 3.2) and List-Unsubscribe-Post (RFC 8058): the first https, else http address, the first mailto; none of
/// this machine or network. Values as they stand in the message. Pure.
[[nodiscard]] Unsubscribe parseUnsubscribe(const QString& listUnsubscribe, const QString& listUnsubscribePost, bool loopbackIsPublicForTests = false);

/// One click where it is offered, else what is to be opened. Worker threads: it waits for the server.
[[nodiscard]] Result<Unsubscribed> leaveList(const Unsubscribe& ways, net::HttpOptions options);

} // namespace tributary::engine
