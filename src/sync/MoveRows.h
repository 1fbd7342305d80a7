// SPDX-License-Identifier: GPL-3.0-or-later
// What PushRunner's moves (MovePush.cpp) and copies (CopyPush.cpp) ask of their rows and of COPYUID.
#pragma once

#include "imap/Types.h"
#include "store/Intents.h"

#include <QHash>

namespace tributary::sync {

[[nodiscard]] QList<qint64> rowsOf(const QList<store::MovePush>& group);
[[nodiscard]] imap::UidSet uidsOf(const QList<store::MovePush>& group);

/// MOVE tells its COPYUID in an untagged OK before the expunges (RFC 6851 4.3), COPY in the tagged one.
/// asked: what is to be copied; a server that tells of more is not believed at all. next: a copy has no UID below it.
void gatherPairs(const imap::ResponseCode& code, const imap::UidSet& asked, Uid next, QHash<quint32, quint32>& pairs,
                 UidValidity& validity);

} // namespace tributary::sync
