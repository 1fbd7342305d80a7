// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "imap/Types.h"
#include "store/Store.h"

namespace tributary::sync {

/// Bytes of a message -> the row, the raw blob and the text for the index. Pure; never fails: what cannot be read stays
/// stored raw. headersOnly: fetched is a header block of a message that is too large to be cached.
[[nodiscard]] store::NewMessage takeIn(const imap::FetchData& fetched, QByteArrayView bytes, bool headersOnly);

} // namespace tributary::sync
