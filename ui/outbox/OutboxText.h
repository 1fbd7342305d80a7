// SPDX-License-Identifier: GPL-3.0-or-later
// How a message in the outbox stands, in words. Pure.
#pragma once

#include "model/Outbox.h"

namespace tributary::ui {

/// "Leaves at 14:05", "Sending ...", "Sent; the copy is being filed", "Not sent".
[[nodiscard]] QString outboxStateText(const model::OutboxMessage& message, qint64 nowMs);
/// What went wrong and what can be done; empty: nothing did.
[[nodiscard]] QString outboxProblemText(const model::OutboxMessage& message);
/// The server's own words, of the message or of its refused recipients; empty: none.
[[nodiscard]] QString outboxServerWords(const model::OutboxMessage& message);
/// "Sent to alice@x.org": who has it already, where others do not; empty: nobody, or everybody.
[[nodiscard]] QString outboxReachedText(const model::OutboxMessage& message);
/// "to Alice and 2 others".
[[nodiscard]] QString outboxRecipientsText(const model::OutboxMessage& message);
[[nodiscard]] QString outboxIcon(const model::OutboxMessage& message);

/// What the user may do with it now.
struct OutboxChoices {
    bool sendNow = false;   ///< it waits for its time
    bool sendAgain = false; ///< it failed, nobody knows, or some have refused it
    bool fileAgain = false; ///< its copy was not taken
    bool edit = false;      ///< taken back into the composer, for those who do not have it
    bool dismiss = false;   ///< it was sent: no longer shown
    bool cancel = false;    ///< there is no draft of it to go back to: a mail with a code
};
[[nodiscard]] OutboxChoices outboxChoices(const model::OutboxMessage& message);

} // namespace tributary::ui
