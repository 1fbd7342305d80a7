// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Expunging.h"

#include "base/WritePoint.h"
#include "sync/UidSets.h"

namespace tributary::sync {

namespace {

/// EXPUNGE takes all that is \Deleted, also what another client marked and means to keep until it says so: those marks are
/// taken off for the moment and put back. A kill in between loses such a mark, never a message.
Status expungeWithoutUidPlus(connect::ImapConnection& connection, const imap::UidSet& uids, const connect::ImapConnection::Handler& handler) {
    imap::UidSet marked;
    const auto take = [&](imap::Event& event) -> Status {
        if (const auto* data = std::get_if<imap::SearchData>(&event))
            marked = unite(marked, data->numbers);
        return handler(event);
    };
    const QStringList deleted{QStringLiteral("\\Deleted")};
    TRY(const auto searched, connection.runOk(imap::command::uidSearch("DELETED", connection.has("ESEARCH")), take));
    (void)searched;
    const imap::UidSet others = minus(marked, uids);
    using Mode = imap::command::StoreMode;
    for (const imap::UidSet& piece : piecesForWire(others)) {
        TRY(const auto off, connection.runOk(imap::command::uidStore(piece, Mode::Remove, deleted), take));
        (void)off;
    }
    TRY(const auto expunged, connection.runOk(imap::command::expunge(), take));
    (void)expunged;
    for (const imap::UidSet& piece : piecesForWire(others)) {
        TRY(const auto on, connection.runOk(imap::command::uidStore(piece, Mode::Add, deleted), take));
        (void)on;
    }
    return {};
}

} // namespace

Status expungeUids(connect::ImapConnection& connection, const imap::UidSet& uids, const connect::ImapConnection::Handler& handler) {
    for (const imap::UidSet& piece : piecesForWire(uids)) {
        TRY(const auto stored, connection.runOk(
                                   imap::command::uidStore(piece, imap::command::StoreMode::Add, {QStringLiteral("\\Deleted")}), handler));
        (void)stored;
        passWritePoint("push.expunge.marked");
        if (!connection.has("UIDPLUS")) {
            TRY_STATUS(expungeWithoutUidPlus(connection, piece, handler));
            continue;
        }
        TRY(const auto expunged, connection.runOk(imap::command::uidExpunge(piece), handler));
        (void)expunged;
        passWritePoint("push.expunge.answered");
    }
    return {};
}

} // namespace tributary::sync
