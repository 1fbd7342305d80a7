// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.4.5
Command fetch(const UidSet& sequence, const QByteArrayList& items) {
    return {Command::Kind::Fetch, "FETCH",
            {Command::Text{"FETCH " + sequence.toWire() + " (" + items.join(' ') + ')'}}, {}};
}

// RFC 9051 6.4.9; CHANGEDSINCE: RFC 7162 3.1.4.1; VANISHED: RFC 7162 3.2.6
Command uidFetch(const UidSet& uids, const QByteArrayList& items, std::optional<ModSeq> changedSince, bool vanished) {
    QByteArray text = "UID FETCH " + uids.toWire() + " (" + items.join(' ') + ')';
    if (changedSince)
        text += " (CHANGEDSINCE " + QByteArray::number(changedSince->value) + (vanished ? " VANISHED)" : ")");
    return {Command::Kind::Fetch, "UID FETCH", {Command::Text{text}}, {}};
}

} // namespace tributary::imap::command
