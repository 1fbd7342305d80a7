// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageLoader.h"
#include "store/Store.h"

#include <QDateTime>

namespace tributary::engine {

/// Puts the copy of a saved draft into its account's Drafts, which is made where the account has none: nothing is done where the copy
/// there says the same. Worker threads; takes as long as the draft's files take to read. Errors leave the copy before as it is:
/// InvalidInput/NotFound: no such draft, nobody to write it as; FileMissing, FileChanged; BadValue: it was saved meanwhile, or stands in
/// the outbox; Unsupported: the account has no mailboxes (POP3), or it is a template; TemporaryRefusal: what mailboxes there are is not
/// known yet.
[[nodiscard]] Status putCopyOfDraft(store::Store& store, const LoadSource& from, DraftId id, const QDateTime& now);

/// The same for all drafts of the account that have none, or an older one: what cannot be built is logged. True: some wait until the
/// account's mailboxes are known.
[[nodiscard]] bool putMissingCopies(store::Store& store, const LoadSource& from, AccountId account, const QDateTime& now);

} // namespace tributary::engine
