// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "sync/BodyFetch.h"
#include "sync/HeaderFetch.h"
#include "sync/KnownMessages.h"
#include "sync/SelectedMailbox.h"
#include "sync/SyncContext.h"

namespace tributary::sync {

/// Makes the list of one mailbox what the server has, and keeps it so while the mailbox is selected; bodies are BodyFetch's.
/// Invariants: every step is one transaction; a kill between any two leaves a cache that the next run completes, with no
/// message twice; no UID is trusted across a UIDVALIDITY change (RFC 9051 2.3.1.1).
///
/// How it finds what changed: QRESYNC at EXAMINE (RFC 7162 3.2), else CHANGEDSINCE and a search of all UIDs (3.1.4), else the
/// FLAGS of all. What a server takes back (UIDNEXT, HIGHESTMODSEQ, EXISTS) makes it look at everything.
class MailboxSync {
  public:
    MailboxSync(SyncContext& context, connect::ImapConnection& connection, const model::Mailbox& mailbox);

    enum class Depth {
        Thorough, ///< the FLAGS of all, where only that tells what changed
        Glance,   ///< there: UIDs of all, FLAGS of the newest
    };
    /// EXAMINE, changes, then the rows that are missing, newest first. True: complete; false: between() interrupted it.
    [[nodiscard]] Result<bool> run(model::MailboxReport& report, const HeaderFetch::Between& between = {},
                                   Depth depth = Depth::Thorough);

    /// run() leaves a mailbox alone that is not the one of the cache and tells so by isOther(): another client has renamed that one
    /// since LIST, perhaps, and only a new LIST tells.
    void leaveOthers() { m_leavesOthers = true; }
    [[nodiscard]] bool isOther() const { return m_isOther; }

    /// So many messages of it were found gone by the push before: they count where it is asked whether a mass has gone.
    void countVanished(int messages) { m_vanishedBefore = messages; }

    // --- the same in a flight of several mailboxes (RFC 9051 5.5), each step sent before the answers of the one before.
    /// A mailbox never seen, small enough that all its rows may be asked for behind SELECT.
    [[nodiscard]] static bool canFlyFirst(const SyncContext& context, const model::Mailbox& mailbox, const imap::StatusData& status);
    [[nodiscard]] Status takeOffFirst(const imap::StatusData& status);
    /// A mailbox that QRESYNC tells the changes of (RFC 7162 3.2.5).
    [[nodiscard]] bool canFly(const imap::StatusData& status) const;
    /// Queues EXAMINE with QRESYNC, and the fetch of what is newer than the cache. goneElsewhere: how many messages all mailboxes
    /// of the account have lost, which another client may have moved here.
    [[nodiscard]] Status takeOff(const imap::StatusData& status, qint64 goneElsewhere);
    /// Takes the answers of either. False: they do not add up, and only run() will tell.
    [[nodiscard]] Result<bool> land(model::MailboxReport& report);

    /// While selected: stores what the server has told since (new mail, flags, expunges).
    [[nodiscard]] Status refresh(model::MailboxReport& report);
    /// While selected: the FLAGS and UIDs of all against the cache, whatever the extensions say.
    [[nodiscard]] Status compareAll(model::MailboxReport& report);
    /// What doctor does, and mends what it finds: UIDs, FLAGS and sizes of all; then what is missing. True: no difference.
    [[nodiscard]] Result<bool> selfCheck(model::MailboxReport& report);
    /// While selected: the wanted bodies. False: between() ended it.
    [[nodiscard]] Result<bool> fetchBodies(BodyFetch::Pass pass, const BodyFetch::Between& between,
                                           const Intake::Progress& progress = {});
    /// EXAMINE alone, for fetchBodies; false when the UIDVALIDITY is not the cache's: run() first.
    [[nodiscard]] Result<bool> select();

    [[nodiscard]] SelectedMailbox& selected() { return m_selected; }
    [[nodiscard]] const model::Mailbox& mailbox() const { return m_mailbox; }

  private:
    [[nodiscard]] imap::Command examineCommand(bool askResync) const;
    [[nodiscard]] Result<bool> examine(); ///< true: QRESYNC told the changes
    [[nodiscard]] Status selectOnce();
    [[nodiscard]] Status checkExamined();
    [[nodiscard]] Status startOver();
    [[nodiscard]] Status keepServerId();
    [[nodiscard]] Status firstScreen(model::MailboxReport& report);
    [[nodiscard]] Status findChanges(bool resynced, Depth depth, model::MailboxReport& report);
    [[nodiscard]] Status applyNews(model::MailboxReport& report, bool withState);
    [[nodiscard]] Status compareChanged(model::MailboxReport& report);
    [[nodiscard]] Status compareUids(model::MailboxReport& report);
    [[nodiscard]] Status compareFlags(const imap::UidSet& uids, bool withSizes, model::MailboxReport& report);
    [[nodiscard]] Result<imap::UidSet> searchUids(const QByteArray& criteria);
    struct Missing {
        imap::UidSet uids;
        bool sure = true; ///< what was searched for is all there is
    };
    [[nodiscard]] Result<imap::UidSet> awaitSearch(imap::CommandId id, imap::UidSet found);
    [[nodiscard]] Result<Missing> missingUids(bool resynced);
    [[nodiscard]] Result<Missing> wantedUids();
    [[nodiscard]] Status listMissing(model::MailboxReport& report);
    [[nodiscard]] Result<bool> addsUp();
    [[nodiscard]] Status markComplete(bool complete);
    [[nodiscard]] Result<bool> landFirst(model::MailboxReport& report);
    [[nodiscard]] Result<int> countNew(int stored);
    [[nodiscard]] Status takeInFlight(imap::Event& event, Intake& intake);
    [[nodiscard]] Uid firstUnknown() const;

    SyncContext& m_context;
    connect::ImapConnection& m_connection;
    model::Mailbox m_mailbox;
    SelectedMailbox m_selected;
    KnownMessages m_known;
    bool m_doubt = false;      ///< what vanished is to be looked for
    bool m_leavesOthers = false;
    int m_vanishedBefore = 0;
    bool m_isOther = false;
    bool m_looksAtAll = false; ///< UIDNEXT says nothing about what is missing
    struct Flight {
        imap::CommandId select = 0; ///< or EXAMINE
        std::optional<imap::CommandId> fetch;
        bool isFirst = false;
        quint32 inlineBytes = 0; ///< asked for of each new message's body
        QSet<quint32> received;
    };
    std::optional<Flight> m_flight;
    struct Listing {
        imap::CommandId command = 0;
        imap::UidSet found;
    };
    std::optional<Listing> m_listing; ///< the SEARCH of all, sent with the first screen
};

} // namespace tributary::sync
