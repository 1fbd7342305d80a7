// SPDX-License-Identifier: GPL-3.0-or-later
// What the provider filed in Sent after we had appended a copy of our own (S14): ours goes away, the provider's stays.
#pragma once

#include "connect/ImapConnection.h"
#include "store/Sending.h"
#include "sync/SyncContext.h"

namespace tributary::sync {

/// One account's, where its worker has pushed what was queued. Each append is looked at once; ours goes only while another message
/// with its Message-ID stands beside it on the server in that moment, while nobody has marked it (other than \Seen) or wants to do
/// something with it, and while it is beyond doubt which one is ours. Else both stay.
class SentDoubles {
  public:
    explicit SentDoubles(SyncContext& context) : m_context(context) {}

    /// Cheap where nothing is doubled. Afterwards another mailbox may be selected.
    [[nodiscard]] Status run(connect::ImapConnection& connection);

  private:
    /// A message that stands in Sent on the server.
    struct Standing {
        Uid uid;
        QStringList flags;
        qint64 size = 0;
        qint64 internalDateMs = 0;
    };
    /// What is to be thought of those with one Message-ID.
    enum class Finding {
        Ours,    ///< ours and the provider's: ours may go
        Learned, ///< the provider keeps copies, and both stay
        Nothing, ///< no more is to be found out
        Later,   ///< the cache is behind
    };
    [[nodiscard]] Status runIn(connect::ImapConnection& connection, const model::Mailbox& sent, const QList<store::OwnSentCopy>& copies);
    [[nodiscard]] Status settle(connect::ImapConnection& connection, const model::Mailbox& sent, const store::OwnSentCopy& copy);
    [[nodiscard]] Result<QList<Standing>> standing(connect::ImapConnection& connection, const store::OwnSentCopy& copy);
    [[nodiscard]] static std::optional<Uid> ourUid(const model::Mailbox& sent, const store::OwnSentCopy& copy, const QList<Standing>& all);
    [[nodiscard]] Result<Finding> find(const model::Mailbox& sent, const store::OwnSentCopy& copy, const QList<Standing>& all, Uid ours);
    [[nodiscard]] Result<Finding> findInCache(const model::Mailbox& sent, Uid ours);
    [[nodiscard]] Status remove(connect::ImapConnection& connection, const model::Mailbox& sent, Uid ours);
    [[nodiscard]] Status learn(const store::OwnSentCopy& copy, const QList<Standing>& all, Uid ours);

    SyncContext& m_context;
};

} // namespace tributary::sync
