// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tributary::engine {

/// The words of the mail with a code, in the user's language, from ui and cli (S26). %1, %2 as said; none of them is HTML.
struct CodeMailWords {
    QString language = QStringLiteral("en"); ///< BCP 47
    QString subject;       ///< %1: the address that is to be proven. Never has the code
    QString replyToReason; ///< %1: the account's address, %2: the address: answers are to go there
    QString senderReason;  ///< %1: the account's address, %2: the address: mail is to be sent as it
    QString typeIt;        ///< stands above the code
    QString holds;         ///< how long, and that it is good once
    QString ignore;        ///< for whoever did not ask
};

} // namespace tributary::engine
