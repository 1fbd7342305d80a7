// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/Pop3Connection.h"
#include "sync/Doctor.h"
#include "sync/Pop3Plan.h"
#include "sync/SyncContext.h"

#include <QHash>

namespace tributary::sync {

/// One session with a POP3 server (RFC 1939): what is new there comes into INBOX, newest first, and what the account's rule says goes there,
/// but only what lies on the disk here. The user's own changes stay here (S1, S33). Lives on the worker's thread.
class Pop3Sync {
  public:
    Pop3Sync(SyncContext& context, connect::Pop3Connection& connection) : m_context(context), m_connection(connection) {}

    /// To its QUIT. True: more is to come in another session. Refused/Unsupported: mail is to be left there and the server has neither
    /// UIDL nor TOP, so that nobody could tell what was fetched before. A message that the server does not give is left out, and told in
    /// the report; a QUIT that could not delete all, too (both are tried again by the next session).
    [[nodiscard]] Result<bool> run(model::MailboxReport& report);

  private:
    using Item = Pop3Plan::Item;
    [[nodiscard]] Status look();
    [[nodiscard]] Status leaveOld();
    [[nodiscard]] Status fetch();
    [[nodiscard]] Status fetchHeaders(const QList<int>& numbers);
    [[nodiscard]] Status fetchAsked();
    [[nodiscard]] Status take(Item& item, const QByteArray& bytes, model::BodyState body);
    [[nodiscard]] Status commit();
    [[nodiscard]] Status deleteThere();
    [[nodiscard]] bool mayGo(const Item& item, qint64 nowMs) const;
    [[nodiscard]] bool deletes() const { return m_context.account.fetch.leave != model::LeaveOnServer::Always; }
    void leaveOut(const Error& error);

    SyncContext& m_context;
    connect::Pop3Connection& m_connection;
    model::MailboxReport* m_report = nullptr;
    model::Mailbox m_inbox;
    QList<Item> m_items; ///< known: what is kept of them, from the commit on
    QHash<int, qsizetype> m_at; ///< by number
    QList<int> m_fresh;  ///< numbers to be fetched, newest first
    bool m_isMore = false;
    store::MailboxDelta m_delta;
    qint64 m_bytes = 0;  ///< raw, of m_delta
};

/// What lies at the server and is not here; nothing is changed, and nothing said of what only lies here, which is as it should be (S33).
[[nodiscard]] Result<QList<Difference>> examinePop3(SyncContext& context, connect::Pop3Connection& connection);

} // namespace tributary::sync
