// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/SelectedMailbox.h"

#include "sync/MessageIntake.h"

namespace tributary::sync {

void SelectedMailbox::take(const imap::Event& event) {
    if (const auto* data = std::get_if<imap::ExistsData>(&event)) {
        grew = grew || (m_existsKnown && data->count > exists);
        // Fewer without an EXPUNGE: no server may, some do (SRV8). Only a look at all UIDs tells which.
        expungedBySequence = expungedBySequence || (m_existsKnown && data->count < exists);
        exists = data->count;
        m_existsKnown = true;
    } else if (std::holds_alternative<imap::ExpungeData>(event)) {
        expungedBySequence = true;
        exists -= exists > 0 ? 1 : 0;
    } else if (const auto* gone = std::get_if<imap::VanishedData>(&event)) {
        for (const auto& range : gone->uids.ranges())
            vanished.add(range.first, range.last);
        // RFC 7162 3.2.10: only a VANISHED without EARLIER changes the count.
        if (!gone->earlier)
            exists -= static_cast<quint32>(std::min<quint64>(exists, gone->uids.count()));
    } else if (const auto* fetch = std::get_if<imap::FetchData>(&event)) {
        takeFetch(*fetch);
    } else if (const auto* untagged = std::get_if<imap::UntaggedStatus>(&event)) {
        takeStatus(untagged->status);
    }
}

void SelectedMailbox::takeStatus(const imap::StatusResponse& status) {
    if (status.code.name == "PERMANENTFLAGS") {
        permanentFlags = status.code.flags;
        permanentFlagsKnown = true;
    } else if (status.code.name == "READ-ONLY") {
        readOnly = true;
    } else if (status.code.name == "MAILBOXID") {
        mailboxId = status.code.objectId;
    }
    if (!status.code.number)
        return;
    const quint64 number = *status.code.number;
    if (status.code.name == "UIDVALIDITY")
        uidValidity = UidValidity(static_cast<quint32>(number));
    else if (status.code.name == "UIDNEXT")
        uidNext = Uid(static_cast<quint32>(number));
    else if (status.code.name == "HIGHESTMODSEQ")
        highestModSeq = ModSeq(number);
}

void SelectedMailbox::takeFetch(const imap::FetchData& data) {
    if (!data.flags)
        return;
    if (!data.uid || !data.uid->isValid()) {
        flagsBySequence = true;
        return;
    }
    store::FlagChange& change = flagChanges[data.uid->value];
    change.uid = *data.uid;
    change.flags = model::parseFlags(*data.flags);
    change.modSeq = data.modSeq.value_or(ModSeq());
    if (data.gmailLabels) // told only when asked for: what was told before stays
        change.labels = labelNames(*data.gmailLabels);
}

void SelectedMailbox::clearNews() {
    vanished = {};
    flagChanges.clear();
    expungedBySequence = false;
    flagsBySequence = false;
    grew = false;
}

} // namespace tributary::sync
