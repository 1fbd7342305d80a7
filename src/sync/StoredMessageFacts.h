// SPDX-License-Identifier: GPL-3.0-or-later
// What filters and the vacation reply look at in a message that is in the cache (S4, S5): from its row, or from its bytes.
#pragma once

#include "base/CrashMarks.h"
#include "mime/Message.h"
#include "model/Account.h"
#include "model/Mailbox.h"
#include "rules/MessageFacts.h"
#include "store/Reader.h"

namespace tributary::sync {

/// Without its bytes. Bcc, other fields but List-Id where the row has it, the text are not known; of a message whose body is not here nor is whether it has attachments.
[[nodiscard]] rules::MessageFacts factsOfRow(const store::StoredFacts& row, const model::Account& account, const model::Mailbox& mailbox);

struct ReadMessage {
    QByteArray raw;
    mime::ParsedMessage parsed;
    rules::MessageFacts facts;     ///< all is known
    std::optional<QString> listId; ///< as store::NewMessage has it
};

/// With its bytes. Of what crashes the program (marks, may be null) only the row is known, and parsed is empty. Of a POP3 account the
/// time at which it came to the server is that of the uppermost Received field (RFC 5321 4.4), where that can be read: the row has when it was
/// fetched. InvalidInput/NotFound: its bytes are not here; Storage.
[[nodiscard]] Result<ReadMessage> readMessage(store::Reader& reader, const store::StoredFacts& row, const model::Account& account,
                                              const model::Mailbox& mailbox, CrashMarks* marks);

} // namespace tributary::sync
