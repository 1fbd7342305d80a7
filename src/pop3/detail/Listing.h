// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of STAT, LIST and UIDL (RFC 1939 5, 7). Numbers are checked: digits only, within their types.
#pragma once

#include "pop3/Session.h"

namespace tributary::pop3::detail {

/// The text behind STAT's +OK: how many, and their octets. Protocol/MalformedResponse.
[[nodiscard]] Result<ScanLine> parseStat(const QByteArray& text);
/// Protocol/MalformedResponse, also for a number that is 0 or over highest. What stands behind the size is no concern of ours.
[[nodiscard]] Result<ScanLine> parseScanLine(const QByteArray& line, int highest);
/// Likewise; an id that is empty, too long (limits::kUniqueId) or has controls: MalformedResponse.
[[nodiscard]] Result<UniqueId> parseUniqueId(const QByteArray& line, int highest);

} // namespace tributary::pop3::detail
