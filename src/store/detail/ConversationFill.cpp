// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ConversationFill.h"

#include "store/detail/ConversationKey.h"
#include "store/detail/FillProgress.h"

#include <optional>
#include <vector>

namespace tributary::store::detail {

namespace {

struct Unfilled {
    qint64 id = 0;
    qint64 key = 0;
};

} // namespace

bool fillSomeConversations(Connection& connection) {
    FillProgress progress(connection, "conversations_unfilled");
    const std::optional<qint64> from = progress.from();
    if (!from)
        return false;
    std::vector<Unfilled> rows;
    qint64 looked = 0;
    qint64 next = 0;
    {
        Query query = connection.query("SELECT id, conversation, in_reply_to, message_id_header FROM message WHERE id <= ? "
                                       "ORDER BY id DESC LIMIT ?");
        query.add(*from).add(FillProgress::kStep);
        for (; query.step(); ++looked) {
            next = query.integer(0) - 1;
            const qint64 key = conversationKey({}, query.blob(2), query.blob(3));
            if (query.integer(1) == 0 && key != 0) // else its body has come meanwhile, which knows better
                rows.push_back({query.integer(0), key});
        }
    }
    for (const Unfilled& row : rows)
        connection.query("UPDATE message SET conversation = ? WHERE id = ?").add(row.key).add(row.id).run();
    return progress.stepped(looked, next);
}

} // namespace tributary::store::detail
