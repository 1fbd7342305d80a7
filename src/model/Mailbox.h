// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"

#include <QList>
#include <QString>

#include <optional>

namespace tributary::model {

/// RFC 6154 special-use, and INBOX.
enum class SpecialUse { None, Inbox, Drafts, Sent, Archive, Junk, Trash, All, Flagged, Important };

/// A mailbox as cached. name is UTF-8 with '/' between levels, whatever the server uses; wireName is what the server
/// is sent, byte for byte. Names never become paths.
struct Mailbox {
    MailboxId id;
    AccountId account;
    QString name;
    QByteArray wireName;
    char delimiter = '/'; ///< 0: the server has no hierarchy
    SpecialUse specialUse = SpecialUse::None;
    bool selectable = true;
    bool subscribed = true;
    // counts of the cache
    int total = 0;
    int unread = 0;
    bool synced = false; ///< everything that is to be cached is
    qint64 oldestMs = 0; ///< date of the oldest cached message; 0: none
    // sync state (RFC 9051 2.3.1.1, RFC 7162)
    UidValidity uidValidity;
    Uid uidNext;
    ModSeq highestModSeq;

    bool operator==(const Mailbox&) const = default;
};

[[nodiscard]] QLatin1StringView specialUseName(SpecialUse use); ///< "inbox" "drafts" ..., "" for None
/// From a LIST attribute such as \Sent, in any case.
[[nodiscard]] SpecialUse parseSpecialUse(const QString& attribute);
/// Display order: special-use first, then by name.
[[nodiscard]] bool mailboxLess(const Mailbox& a, const Mailbox& b);

} // namespace tributary::model
