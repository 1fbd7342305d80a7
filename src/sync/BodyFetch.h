// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "sync/Intake.h"
#include "sync/SelectedMailbox.h"
#include "sync/SyncContext.h"

#include <QHash>

#include <deque>

namespace tributary::sync {

/// Fetches the bodies that the store wants of one mailbox, newest first: small messages whole, in batches; of large ones the
/// headers and text parts first (BODYSTRUCTURE, RFC 9051 6.4.5) and the whole later, in slices. A body is stored only with
/// the UID and UIDVALIDITY that it was asked for by.
class BodyFetch {
  public:
    /// True ends the fetch early, between two batches. Called with commands under way: it must await none.
    using Between = std::function<Result<bool>()>;

    /// selected: the mailbox is selected on the connection, with the UIDVALIDITY that the cache has.
    BodyFetch(SyncContext& context, connect::ImapConnection& connection, SelectedMailbox& selected, MailboxId mailbox,
              Intake::Progress progress = {});

    enum class Pass {
        Readable, ///< what nothing is cached of: whole, or the text of large ones
        Rest,     ///< the attachments of large ones
    };
    /// True: nothing of this pass is left that the server gives. False: between() ended it.
    [[nodiscard]] Result<bool> run(Pass pass, const Between& between);
    /// One message whole, whatever its size: the user has opened it.
    [[nodiscard]] Status fetchWhole(const store::WantedBody& wanted);

    [[nodiscard]] int stored() const { return m_stored; }

  private:
    struct Batch {
        imap::CommandId command = 0;
        QList<store::WantedBody> bodies;
    };
    struct Pages {
        Uid below;
        bool more = true;
        QList<store::WantedBody> small, large;
    };
    [[nodiscard]] Result<bool> runReadable(const Between& between);
    [[nodiscard]] Result<bool> runRest(const Between& between);
    [[nodiscard]] Status readPage(Pages& pages);
    [[nodiscard]] Status fetchTexts(const QList<store::WantedBody>& large);
    [[nodiscard]] Status drain();
    [[nodiscard]] Status sendBatch(QList<store::WantedBody>& wanted);
    [[nodiscard]] Status finishOldest();
    [[nodiscard]] Status oneByOne(const QList<store::WantedBody>& missed);
    /// False: these bytes are another message's, or none's (SRV7).
    [[nodiscard]] Result<bool> belongs(const store::WantedBody& wanted, QByteArrayView bytes);
    [[nodiscard]] Status fetchText(const store::WantedBody& wanted);
    [[nodiscard]] Status take(imap::Event& event);
    [[nodiscard]] Status store(Uid uid, qint64 size, QByteArrayView bytes, model::BodyState state);

    SyncContext& m_context;
    connect::ImapConnection& m_connection;
    SelectedMailbox& m_selected;
    MailboxId m_mailbox;
    Intake m_intake;
    std::deque<Batch> m_underWay;
    QHash<quint32, store::WantedBody> m_wanted; ///< by UID, asked for and not yet received
    int m_stored = 0;
};

} // namespace tributary::sync
