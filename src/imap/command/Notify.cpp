// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 5465 3.1, 5. FlagChange needs MessageNew and MessageExpunge beside it, and MessageNew MessageExpunge.
Command notifySet(const QByteArrayList& newMessageItems, bool withStatus) {
    const QByteArray items = newMessageItems.isEmpty() ? QByteArray() : " (" + newMessageItems.join(' ') + ')';
    return {Command::Kind::Notify, "NOTIFY",
            {Command::Text{"NOTIFY SET " + QByteArray(withStatus ? "STATUS " : "") + "(selected (MessageNew" + items +
                           " MessageExpunge FlagChange)) (personal (MessageNew MessageExpunge FlagChange MailboxName "
                           "SubscriptionChange))"}}, {}, {}};
}

// RFC 5465 3.1
Command notifyNone() { return {Command::Kind::Notify, "NOTIFY", {Command::Text{"NOTIFY NONE"}}, {}, {}}; }

} // namespace tributary::imap::command
