// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"

#include <QString>

namespace tributary::model {

/// Whether an address is known to be the user's (S20, S26). Own: the account's own address, proven by its sign-in.
enum class Proof { Unproven, Own, Verified };

/// An address that an account sends as (S3): who is shown as the sender, where answers go, how mail is signed.
struct Identity {
    IdentityId id;
    AccountId account;
    QString address;       ///< addr-spec of From
    QString displayName;
    QString replyTo;       ///< addr-spec; empty: answers go to address
    QString signatureHtml; ///< as ui writes it: a subset of HTML; empty: none
    QString signatureText; ///< the same for plain mail
    bool signatureAboveQuote = false;
    bool isDefault = false; ///< of its account: exactly one has it
    Proof addressProof = Proof::Unproven;
    Proof replyToProof = Proof::Unproven; ///< means something only where replyTo is not empty
    int position = 0;                     ///< the user's order within the account

    bool operator==(const Identity&) const = default;
};

/// "own", "verified", "unproven": cli, log.
[[nodiscard]] QLatin1StringView proofName(Proof proof);

} // namespace tributary::model
