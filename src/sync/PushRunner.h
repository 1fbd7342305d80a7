// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "store/Intents.h"
#include "sync/SelectedMailbox.h"
#include "sync/SyncContext.h"

#include <QHash>
#include <QSet>

#include <map>

namespace tributary::sync {

/// What a push run came to.
struct PushOutcome {
    int pushed = 0;
    int refused = 0;   ///< the server does not do it: taken back in the cache, kept with the change
    int postponed = 0; ///< later: the server asked for it, or the message has no UID yet
    bool mailboxesChanged = false;
    QHash<qint64, int> vanished; ///< by mailbox: messages that were to leave it and that another client has taken away before
};

/// Brings the account's queued changes to the server: mailboxes, then flags, then moves, copies and expunges, then appends.
/// In batches, pipelined; each confirmed in the store when the server has said OK, so a kill or a cut line at any point
/// leaves rows that the next run can push again. What cannot be harmlessly done twice (COPY, APPEND) is marked as sent
/// before it leaves, and looked for before it is sent again. Uses the connection for itself: afterwards another mailbox (or
/// none) is selected, and what the server told of it meanwhile is for the next sync to find.
class PushRunner {
  public:
    PushRunner(SyncContext& context, connect::ImapConnection& connection) : m_context(context), m_connection(connection) {}

    /// AfterLists: all chosen mailboxes have been looked at since the last push, so what has no UID now gets none by waiting.
    enum class Pass { Usual, AfterLists };
    [[nodiscard]] Result<PushOutcome> run(Pass pass = Pass::Usual);

  private:
    [[nodiscard]] Status pushAll(const store::PushQueue& queue);
    // FlagPush.cpp
    [[nodiscard]] Status pushFlags(const QList<store::FlagPush>& rows);
    // MovePush.cpp
    [[nodiscard]] Status pushMoves(const QList<store::MovePush>& rows);
    [[nodiscard]] Status dropOfGoneSources(const QList<store::MovePush>& rows);
    [[nodiscard]] Status pushMoveGroup(const QList<store::MovePush>& group);
    [[nodiscard]] Status moveAtOnce(const QList<store::MovePush>& group, const QByteArray& destination);
    [[nodiscard]] Status expungeUids(const imap::UidSet& uids);
    // CopyPush.cpp
    struct Copies {
        QHash<qint64, Uid> uids; ///< by row
        UidValidity validity;    ///< of the destination
    };
    /// A group on its way by COPY.
    struct CopyRun {
        QList<store::MovePush> group;  ///< without what was refused or did not arrive
        QByteArray destination;
        QHash<qint64, Uid> earlier;    ///< copied by a run that was cut off, by row
        QHash<quint32, quint32> pairs; ///< told by COPYUID
        UidValidity validity;          ///< of the destination
    };
    [[nodiscard]] Status copyGroup(QList<store::MovePush> group, const QByteArray& destination);
    [[nodiscard]] Result<bool> selectSource(const CopyRun& run);
    [[nodiscard]] Result<bool> findEarlierCopies(CopyRun& run);
    [[nodiscard]] Result<bool> sendCopies(CopyRun& run, const QList<store::MovePush>& toCopy);
    [[nodiscard]] Status takeCopyRefusal(CopyRun& run, const imap::UidSet& uids, const imap::StatusResponse& response);
    [[nodiscard]] Status dropUncopied(CopyRun& run, Uid before);
    [[nodiscard]] Status finishCopies(const CopyRun& run);
    /// Which of the rows' messages stand in the destination since they were sent.
    [[nodiscard]] Result<Copies> findCopied(const QList<store::MovePush>& sent, const QByteArray& destination);
    /// The same, without their UIDs: one turn for many.
    [[nodiscard]] Result<QSet<qint64>> standThere(const QList<store::MovePush>& rows, const QByteArray& destination);
    /// EXAMINEs it; false: it cannot be.
    [[nodiscard]] Result<bool> lookInto(const QByteArray& wireName);
    template <typename Take> [[nodiscard]] Status seek(const QList<store::MovePush>& rows, bool withoutUids, Take&& take);
    [[nodiscard]] Result<bool> markMoving(const QList<store::MovePush>& group, Uid next);
    /// Those of the rows whose message is not in the destination at all, though the server said OK.
    [[nodiscard]] Result<QSet<qint64>> notArrived(const QList<store::MovePush>& rows, const QHash<quint32, quint32>& pairs,
                                                 const QByteArray& destination, Uid before);
    [[nodiscard]] Status dropVanished(const QList<store::MovePush>& rows, const QSet<qint64>& vanished);
    // AppendPush.cpp
    struct Appending {
        store::AppendPush row;
        QByteArray raw;
    };
    using AppendBatch = QList<Appending>;
    [[nodiscard]] Status pushAppends(const QList<store::AppendPush>& rows);
    [[nodiscard]] Status appendInto(const model::Mailbox& mailbox, QList<store::AppendPush> rows);
    /// Takes those out of the rows that a run which was cut off had appended.
    [[nodiscard]] Status findAppended(const model::Mailbox& mailbox, QList<store::AppendPush>& rows);
    [[nodiscard]] Result<AppendBatch> takeBatch(QList<store::AppendPush>& rows);
    [[nodiscard]] Status sendBatch(const model::Mailbox& mailbox, const AppendBatch& batch);
    [[nodiscard]] Result<bool> sendAsOne(const model::Mailbox& mailbox, const AppendBatch& batch);
    [[nodiscard]] Status sendOneByOne(const model::Mailbox& mailbox, const AppendBatch& batch);
    // MailboxPush.cpp
    enum class Standing {
        Meant,   ///< it is the mailbox that the user saw, as far as can be told
        Settled, ///< nothing more is to be done about the row in this turn
    };
    [[nodiscard]] Status pushMailbox(const store::MailboxPush& row);
    [[nodiscard]] Status pushRename(const store::MailboxPush& row);
    [[nodiscard]] Status pushDelete(const store::MailboxPush& row);
    [[nodiscard]] Status sayMailbox(const store::MailboxPush& row);
    [[nodiscard]] Status finishMailbox(const store::MailboxPush& row);
    [[nodiscard]] Status carrySubscriptions(const store::MailboxPush& row);
    [[nodiscard]] Result<std::optional<model::Mailbox>> meantBy(const store::MailboxPush& row);
    [[nodiscard]] Result<Standing> standingOf(const store::MailboxPush& row, const std::optional<model::Mailbox>& meant,
                                              const std::optional<imap::StatusData>& status);
    /// nullopt: there is no such mailbox.
    [[nodiscard]] Result<std::optional<imap::StatusData>> statusOf(const QByteArray& wireName);
    [[nodiscard]] Result<bool> isMailbox(const QByteArray& wireName);
    // PushLook.cpp
    [[nodiscard]] bool isKnownById(const model::Mailbox& mailbox) const;
    [[nodiscard]] Status learn(const model::Mailbox& mailbox, imap::CommandId status);
    [[nodiscard]] Status lookForRenamed(const store::PushQueue& queue);
    [[nodiscard]] Status relist();
    [[nodiscard]] Result<bool> relistAfter(const imap::StatusResponse& response);
    // LevelPush.cpp
    [[nodiscard]] Status pushLevel(const store::MailboxPush& row);
    [[nodiscard]] Result<bool> isLevelInUse(const store::MailboxPush& row);
    // UidSearch.cpp
    /// Rows that wait for a UID of a mailbox.
    struct Sought {
        QList<qint64> moves, flags;
        QSet<QByteArray> messageIds;
    };
    /// False: nothing could be looked for that had not been before.
    [[nodiscard]] Result<bool> findUids(const store::PushQueue& queue);
    [[nodiscard]] Result<std::map<qint64, Sought>> gatherSought(const store::PushQueue& queue);
    [[nodiscard]] Status lookInto(const model::Mailbox& mailbox, const Sought& sought);
    [[nodiscard]] Result<bool> listFound(const model::Mailbox& mailbox, const QSet<QByteArray>& messageIds);
    [[nodiscard]] Status settleNotFound(const Sought& sought);

    // shared
    using Rows = QList<qint64>;
    [[nodiscard]] Result<std::optional<model::Mailbox>> mailbox(MailboxId id);
    /// True: selected read-write, and it is that mailbox, with that UIDVALIDITY.
    [[nodiscard]] Result<bool> select(const model::Mailbox& mailbox, UidValidity expected);
    /// UIDNEXT of a mailbox now; 0 where the server does not say. nullopt: there is no such mailbox.
    [[nodiscard]] Result<std::optional<Uid>> uidNextOf(const QByteArray& wireName);
    /// UIDs above `from` whose Message-ID field holds that id, in a mailbox that is selected for it.
    [[nodiscard]] Result<imap::UidSet> searchMessageId(const QByteArray& messageId, Uid from);
    [[nodiscard]] Result<std::optional<imap::UidSet>> searchAny(const QList<store::MovePush>& rows);
    /// What a NO or BAD means for the rows: taken back, or left for later.
    [[nodiscard]] Status takeRefusal(store::PushTable table, const Rows& rows, const imap::StatusResponse& response,
                                     const char* command);
    [[nodiscard]] Status refuse(store::PushTable table, const Rows& rows, const Error& error);
    [[nodiscard]] Status postpone(store::PushTable table, const Rows& rows);
    /// Before anything leaves: what the user takes back from now on is undone at the server, not forgotten. False: the user has
    /// just changed some of the rows, and the queue is to be read again.
    [[nodiscard]] Result<bool> markSent(store::PushTable table, const Rows& rows, Uid uidNext = {});
    [[nodiscard]] Status refuseMissing(store::PushTable table, const Rows& rows, MailboxId mailbox, const QString& name);
    void wait(store::PushTable table, const Rows& rows); ///< nothing can be done about them in this run
    [[nodiscard]] Status tellWaiting();

    SyncContext& m_context;
    connect::ImapConnection& m_connection;
    SelectedMailbox m_selected;
    MailboxId m_selectedId;
    PushOutcome m_outcome;
    QHash<qint64, std::optional<model::Mailbox>> m_mailboxes;
    QSet<QPair<int, qint64>> m_waiting;   ///< (table, row)
    QSet<QPair<int, qint64>> m_postponed; ///< of these, what the server has refused for now
    QSet<qint64> m_lookedInto;            ///< mailboxes, for UIDs
    QHash<QByteArray, UidValidity> m_validities;    ///< as told before the flags and moves of this turn; 0: another mailbox
    QHash<qint64, imap::StatusResponse> m_refusals; ///< what it said of mailboxes that it could not tell of
    bool m_listed = false;                          ///< LIST has been asked: once a run
    bool m_isOld = false;                           ///< what was read of the queue is old
    Pass m_pass = Pass::Usual;
};

/// The UIDs that copies got, by the UID they were copied from (RFC 4315 3: the sets pair up as they were sent).
[[nodiscard]] QHash<quint32, quint32> copyPairs(const imap::ResponseCode& code);

} // namespace tributary::sync
