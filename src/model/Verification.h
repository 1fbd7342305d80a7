// SPDX-License-Identifier: GPL-3.0-or-later
// Proving that an address is the user's (S20, S26, S27): a code is mailed to it, and whoever can type it reads what comes there.
#pragma once

#include "base/Error.h"
#include "base/Ids.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace tributary::model {

/// What the address is to be proven for: answers go there (S26), or mail is sent as it through another account's server (S20).
enum class VerificationPurpose { ReplyTo, Sender };

/// What one code is about. Codes of two targets have nothing to do with each other.
struct VerificationTarget {
    AccountId account; ///< whose identities have the address
    QString address;   ///< addr-spec, in any case
    VerificationPurpose purpose = VerificationPurpose::ReplyTo;

    bool operator==(const VerificationTarget&) const = default;
};

// The rules, which hold over restarts and over a clock that is set back.
inline constexpr int kCodeDigits = 6;
inline constexpr int kCodeTries = 5;
inline constexpr std::chrono::minutes kCodeLife{15};      ///< from when its mail has left
inline constexpr int kCodeMailsAnHour = 3;                ///< to an address, however it is spelled
inline constexpr int kCodeMailsADay = 10;
/// A window asks for another mail no sooner after one has left: most come within that.
inline constexpr std::chrono::seconds kCodeMailPause{30};

/// None: no code is out (never asked for, used, or void). Waiting: its mail has not left. Valid: can be typed.
/// Failed: its mail was refused or came back. Expired, UsedUp: another code is needed.
enum class CodeState { None, Waiting, Valid, Failed, Expired, UsedUp };

/// How it stands with a target.
struct Verification {
    VerificationTarget target;
    bool isProven = false; ///< nothing is left to do
    CodeState state = CodeState::None;
    int triesLeft = 0;
    qint64 expiresMs = 0;  ///< UTC; 0: not known yet, the time runs when the mail has left
    qint64 nextMailMs = 0; ///< UTC; before that no other mail is sent to the address; 0: one can be sent now
    AccountId via;         ///< whose outgoing server carries the mail
    OutboxId outbox;       ///< the mail, while it stands there
    QByteArray messageIdHeader;         ///< the mail's, without <>
    std::optional<Error> mailError;     ///< why it waits, or why it did not arrive, with the server's words

    bool operator==(const Verification&) const = default;
};

/// What became of a code that was typed.
enum class CodeOutcome { Right, Wrong, Expired, UsedUp, None };

struct CodeCheck {
    CodeOutcome outcome = CodeOutcome::None;
    Verification now; ///< after it
};

/// "none", "waiting", "valid", "failed", "expired", "used-up": cli, log.
[[nodiscard]] QLatin1StringView codeStateName(CodeState state);
/// "reply-to", "sender".
[[nodiscard]] QLatin1StringView purposeName(VerificationPurpose purpose);
/// The six digits of what was typed or pasted: blanks, dashes and full-width digits are taken; empty for anything else.
[[nodiscard]] QByteArray codeFromTyped(const QString& typed);

} // namespace tributary::model
