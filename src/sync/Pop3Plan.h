// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/Pop3Connection.h"
#include "store/Pop3Message.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <optional>

namespace tributary::sync {

/// Which of the messages that a POP3 server lists are known here (RFC 1939 UIDL), whatever it does with its unique-ids: none, the same for
/// two messages, other ones than yesterday. A message is fetched twice rather than taken for another one, which would be lost. Pure.
class Pop3Plan {
  public:
    using Listed = connect::Pop3Connection::Listed;
    struct Item {
        int number = 0;
        qint64 size = 0;
        QByteArray uniqueId;   ///< what it is kept under
        QByteArray headerHash; ///< empty: not seen
        std::optional<store::Pop3Message> known;
        bool isSure = true;    ///< false: another message may have that unique-id; it is never deleted at the server
    };

    Pop3Plan(const QList<Listed>& listed, const QList<store::Pop3Message>& known);
    /// Whose header fields (TOP) tell which message they are.
    [[nodiscard]] QList<int> undecided() const;
    void identify(int number, const QByteArray& headerHash);
    /// Once, after that; what was not identified is decided by what there is.
    void decide();

    /// All, in the order of the numbers.
    [[nodiscard]] const QList<Item>& items() const { return m_items; }
    /// Known, and listed no more.
    [[nodiscard]] QList<store::Pop3Message> missing() const;
    /// Known under the first one until now.
    [[nodiscard]] QList<std::pair<QByteArray, store::Pop3Message>> renamed() const { return m_renamed; }

  private:
    [[nodiscard]] bool isPlain(const Listed& listed) const;
    [[nodiscard]] bool mayBeRenamed(qint64 size) const;
    [[nodiscard]] std::optional<store::Pop3Message> take(const QByteArray& serversId, const QByteArray& headerHash);
    [[nodiscard]] std::optional<store::Pop3Message> takeRenamed(qint64 size, const QByteArray& headerHash);
    [[nodiscard]] QByteArray freeId(const QByteArray& serversId, const QByteArray& headerHash) const;
    void decideOne(Item& item, const QByteArray& serversId);

    QList<Item> m_items;
    QHash<int, qsizetype> m_byNumber;
    QHash<int, QByteArray> m_open;               ///< number -> the server's unique-id
    QHash<QByteArray, store::Pop3Message> m_left; ///< known and not found yet
    QHash<QByteArray, int> m_listings;           ///< of each of the server's unique-ids
    QHash<QByteArray, int> m_knownUnder;         ///< how many are kept under it, alone or with more behind it
    QSet<QByteArray> m_taken;                    ///< what is kept of items
    QList<std::pair<QByteArray, store::Pop3Message>> m_renamed;
};

/// Of the fields that no server changes between RETR and TOP.
[[nodiscard]] QByteArray headerHashOf(QByteArrayView message);

} // namespace tributary::sync
