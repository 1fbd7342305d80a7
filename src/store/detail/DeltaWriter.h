// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Adoption.h"
#include "store/detail/IndexQueue.h"
#include "store/detail/KeptMail.h"
#include "store/detail/SeenSenders.h"
#include "store/detail/WriteTables.h"

#include <QSet>

#include <deque>
#include <vector>

namespace tributary::store::detail {

/// A MailboxDelta whose messages are ready to be written.
struct PreparedDelta {
    MailboxDelta delta; ///< without added
    std::vector<PreparedMessage> added;
    qint64 bytes = 0;
};
[[nodiscard]] PreparedDelta prepare(MailboxDelta delta);

/// Writes one delta inside a transaction and tells what changed. Throws SQLite::Exception.
class DeltaWriter {
  public:
    explicit DeltaWriter(WriteSession& session) : m_tables(session), m_kept(m_tables), m_indexing(m_tables) {}

    /// InvalidInput/NotFound: no such mailbox (any more); Internal/Bug: another UIDVALIDITY.
    [[nodiscard]] Status write(const PreparedDelta& prepared);

  private:
    void lookAround(bool anyAdded);
    void reset();
    void addLocal(const PreparedDelta& prepared, Adoption& adoption);
    void addOne(const PreparedMessage& prepared, Adoption& adoption);
    [[nodiscard]] bool addHidden(const PreparedMessage& prepared);
    void adopt(const Adoption::Found& found, const PreparedMessage& prepared);
    void insertNew(const PreparedMessage& prepared);
    void noteArrival(qint64 row, const PreparedMessage& prepared);
    void raiseBody(const MessageRow& known, const PreparedMessage& prepared);
    void shareWithTwins(const QByteArray& emailId);
    void takeFlags(const FlagChange& change);
    void changeFlags(MessageRow& known, const model::Flags& flags, ModSeq modSeq);
    void keepWhatTheUserWants(const MessageRow& known, model::Flags& flags);
    void removeGone(const QSet<Uid>& gone, bool held);
    void endHiddenMove(Uid uid);
    void endLostMoves();
    void endFlags(qint64 message);
    void takeState(const MailboxDelta& delta);

    WriteTables m_tables;
    KeptMail m_kept;
    IndexQueue m_indexing;
    SeenSenders m_senders;
    std::deque<PreparedMessage> m_local; ///< with the UIDs that were given here; indexed in the end
    MailboxId m_mailbox;
    UidValidity m_uidValidity;
    MailboxState m_state;
    bool m_anyHidden = false;      ///< moves or expunges of this mailbox are queued
    bool m_anyFlagIntents = false; ///< of the account
    bool m_hasSenders = false;     ///< who writes here is remembered
    bool m_isSent = false;         ///< whom the user writes to is remembered
    std::optional<qint64> m_arrivesSince; ///< what came to the server from then on has arrived, for filters and the vacation reply
};

} // namespace tributary::store::detail
