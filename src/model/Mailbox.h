// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"

#include <QList>
#include <QString>

#include <optional>

namespace tributary::model {

/// RFC 6154 special-use, and INBOX.
enum class SpecialUse { None, Inbox, Drafts, Sent, Archive, Junk, Trash, All, Flagged, Important };

/// RFC 2342: whose it is.
enum class NamespaceKind { Personal, OtherUsers, Shared };

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
    NamespaceKind owner = NamespaceKind::Personal;
    QByteArray rights;     ///< RFC 4314 letters; empty: not told, everything is tried
    QByteArray mailboxId;  ///< MAILBOXID (RFC 8474); empty: not offered
    bool isPending = false; ///< made or renamed here, and the server does not know it yet
    // counts of the cache
    int total = 0;
    int unread = 0;
    bool listComplete = false; ///< every message that is to be cached has its row
    bool synced = false; ///< listComplete, and no body is wanted
    int held = 0;        ///< messages that disappeared from the server in a mass and are kept until the user says
    qint64 heldUntilMs = 0;
    qint64 oldestMs = 0; ///< date of the oldest cached message; 0: none
    // sync state (RFC 9051 2.3.1.1, RFC 7162)
    UidValidity uidValidity;
    Uid uidNext;
    ModSeq highestModSeq;
    qint64 checkedMs = 0; ///< UTC ms of the last self-check that found no difference

    /// False when MYRIGHTS says that this right (RFC 4314: 'i' insert, 's' seen, 'w' flags, 't' delete, 'e' expunge,
    /// 'x' delete the mailbox, 'k' create below) is missing.
    [[nodiscard]] bool allows(char right) const { return rights.isEmpty() || rights.contains(right); }

    bool operator==(const Mailbox&) const = default;
};

[[nodiscard]] QLatin1StringView specialUseName(SpecialUse use); ///< "inbox" "drafts" ..., "" for None
/// From a LIST attribute such as \Sent, in any case.
[[nodiscard]] SpecialUse parseSpecialUse(const QString& attribute);
/// Display order: special-use first, then by name.
[[nodiscard]] bool mailboxLess(const Mailbox& a, const Mailbox& b);

} // namespace tributary::model
