// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ConversationFill.h"

#include "store/detail/ConversationKey.h"

#include <optional>
#include <vector>

namespace tributary::store::detail {

namespace {

constexpr qint64 kStep = 500;

struct Unfilled {
    qint64 id = 0;
    qint64 key = 0;
};

/// The row to go on from, downwards; none: all is done.
std::optional<qint64> begin(Connection& connection) {
    Query fact = connection.query("SELECT value FROM store_fact WHERE name = 'conversations_unfilled'");
    return fact.step() ? std::optional(fact.integer(0)) : std::nullopt;
}

} // namespace

bool fillSomeConversations(Connection& connection) {
    const std::optional<qint64> from = begin(connection);
    if (!from)
        return false;
    std::vector<Unfilled> rows;
    qint64 looked = 0;
    qint64 next = 0;
    {
        Query query = connection.query("SELECT id, conversation, in_reply_to, message_id_header FROM message WHERE id <= ? "
                                       "ORDER BY id DESC LIMIT ?");
        query.add(*from).add(kStep);
        for (; query.step(); ++looked) {
            next = query.integer(0) - 1;
            const qint64 key = conversationKey({}, query.blob(2), query.blob(3));
            if (query.integer(1) == 0 && key != 0) // else its body has come meanwhile, which knows better
                rows.push_back({query.integer(0), key});
        }
    }
    for (const Unfilled& row : rows)
        connection.query("UPDATE message SET conversation = ? WHERE id = ?").add(row.key).add(row.id).run();
    if (looked == kStep && next > 0) {
        connection.query("UPDATE store_fact SET value = ? WHERE name = 'conversations_unfilled'").add(next).run();
        return true;
    }
    connection.query("DELETE FROM store_fact WHERE name = 'conversations_unfilled'").run();
    return false;
}

} // namespace tributary::store::detail
