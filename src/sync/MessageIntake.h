// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/CrashMarks.h"
#include "imap/Types.h"
#include "store/Store.h"

namespace tributary::sync {

/// Bytes of a message -> the row, the raw blob and the text for the index. Pure; never fails: what cannot be read stays
/// stored raw. The row has UID, FLAGS and dates as far as they were fetched. marks (may be null): bytes that have crashed the
/// program twice are not looked at: the row has their Subject and From as they stand there, and nothing for the index.
[[nodiscard]] store::NewMessage takeIn(const imap::FetchData& fetched, QByteArrayView bytes,
                                       model::BodyState body = model::BodyState::Whole, CrashMarks* marks = nullptr);

/// ENVELOPE (or a header block, where that was fetched instead) -> a row whose body is wanted.
[[nodiscard]] store::NewMessage takeInHeaders(const imap::FetchData& fetched);

/// X-GM-LABELS as their names: Gmail's own begin with a backslash.
[[nodiscard]] QStringList labelNames(const QByteArrayList& labels);

/// The FETCH items that takeInHeaders wants. emailId: OBJECTID or Gmail's own are offered.
struct HeaderItems {
    bool gmail = false;    ///< X-GM-EXT-1
    bool objectId = false; ///< RFC 8474
    [[nodiscard]] QByteArrayList list() const;
};

} // namespace tributary::sync
