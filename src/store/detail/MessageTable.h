// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"
#include "store/detail/RawTable.h"
#include "store/detail/RowCodec.h"
#include "store/detail/SearchIndex.h"

#include <QList>

#include <optional>
#include <string>

namespace tributary::store::detail {

/// A message made ready by the thread that hands it over: the writer only writes.
struct PreparedMessage {
    NewMessage message; ///< its SearchText is empty
    std::string subject, from, to, cc, replyTo, keywords, labels, snippet; ///< as columns
    std::optional<std::string> listId; ///< likewise
    qint64 conversation = 0;
    bool isIndexed = true; ///< false: once a body comes
    IndexText text;
    QByteArray packedText;
};
[[nodiscard]] PreparedMessage prepare(NewMessage message);

/// What the cache has of a message.
struct MessageRow {
    qint64 id = 0;
    AccountId account;
    MailboxId mailbox;
    qint64 uid = 0; ///< not above 0: none of the server's
    model::Flags flags;
    quint64 modSeq = 0;
    model::BodyState body = model::BodyState::Whole;
    bool bodyWanted = false; ///< also one that is left at the server
    bool indexed = true;
    bool flagsUnknown = false;
    qint64 rawId = 0;
    qint64 conversation = 0;

    [[nodiscard]] bool isUnread() const { return !flags.has(model::Flag::Seen); }
    [[nodiscard]] bool isWaiting() const { return uid <= 0; }
};

/// The body of one row for another that holds the same message.
struct SharedBody {
    qint64 source = 0; ///< the row that has it
    qint64 rawId = 0, rawSize = 0;
    std::string snippet;
    bool hasAttachment = false;
    qint64 conversation = 0;
    std::optional<std::string> listId;
};

/// Table message, with the raw bytes. Writer's thread; throws SQLite::Exception.
class MessageTable {
  public:
    /// nowMs: UTC; since when what is inserted is known
    explicit MessageTable(Connection& connection, qint64 nowMs = 0) : m_connection(connection), m_raw(connection), m_nowMs(nowMs) {}

    [[nodiscard]] std::optional<MessageRow> find(MailboxId mailbox, Uid uid);
    [[nodiscard]] std::optional<MessageRow> row(qint64 id); ///< also a hidden one
    [[nodiscard]] qint64 insert(AccountId account, MailboxId mailbox, const PreparedMessage& prepared,
                                const SharedBody* shared);
    /// A second row of the same content, without a UID.
    [[nodiscard]] qint64 copy(qint64 id, MailboxId destination);
    /// All that headers alone did not give.
    void fillBody(const MessageRow& known, const PreparedMessage& prepared);
    void shareBody(const MessageRow& known, const SharedBody& shared);
    /// Of a row with headers alone that has come into a body at once: as those of the row whose body it is.
    void copyHeaders(qint64 source, qint64 id);
    void setBodyWanted(qint64 id, bool wanted);
    /// Its body, which that raw is, goes; it is wanted still, but left at the server (body_wanted 2).
    void dropBody(qint64 id, qint64 rawId);
    void setBodyLeft(qint64 id); ///< wanted, and left at the server
    void setIndexed(qint64 id, bool on);
    void setFlags(qint64 id, const model::Flags& flags, quint64 modSeq);
    void setSize(qint64 id, qint64 size); ///< RFC822.SIZE
    void setFlagsUnknown(qint64 id, bool unknown);
    void setLabels(qint64 id, const QStringList& labels);
    void setListId(qint64 id, const QString& listId); ///< where it is not known
    /// uid 0: none of the server's.
    void place(qint64 id, MailboxId mailbox, qint64 uid);
    void erase(qint64 id); ///< with its raw bytes
    [[nodiscard]] QList<qint64> someIds(MailboxId mailbox, int limit); ///< ascending

    /// A row of the account with this emailId and a whole body.
    [[nodiscard]] std::optional<SharedBody> wholeBody(AccountId account, const QByteArray& emailId);
    /// Of a row that has a whole body.
    [[nodiscard]] SharedBody bodyOf(qint64 id);
    /// Rows of the account with this emailId that lack it.
    [[nodiscard]] QByteArray emailId(qint64 message); ///< empty: the server gives none
    [[nodiscard]] QList<MessageRow> withoutWholeBody(AccountId account, const QByteArray& emailId);

  private:
    /// What the body knows (References) goes before what the headers alone told.
    /// What the message itself says, where a server's ENVELOPE said something else.
    void correctHeaders(qint64 id, const PreparedMessage& prepared);
    void setConversation(const MessageRow& known, qint64 conversation);

    Connection& m_connection;
    RawTable m_raw;
    qint64 m_nowMs;
};

} // namespace tributary::store::detail
