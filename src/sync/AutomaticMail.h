// SPDX-License-Identifier: GPL-3.0-or-later
// Mail that this program writes by itself for an account (S4, S5): what a filter forwards, and the vacation reply. It goes through the
// outbox as the user's mail does; no copy is kept in Sent.
#pragma once

#include "mime/OutgoingMessage.h"
#include "model/Account.h"
#include "model/Identity.h"
#include "store/Reader.h"
#include "store/Sending.h"

namespace tributary::sync {

/// As whom an account writes, and whose outgoing server carries it (S18).
struct MailCarrier {
    model::Account account;
    AccountId via;
    model::Identity identity; ///< the account's default
};

/// InvalidInput: NotFound; FieldMissing "outgoing server"; NotVerified (detail: the address), where another account's server would carry an address that
/// is not proven (S20).
[[nodiscard]] Result<MailCarrier> loadCarrier(store::Reader& reader, AccountId account);

/// Ready to be queued. message: its from is set here, and its date and Message-ID where they are missing. hasNullPath: with the null reverse-path (RFC 3834
/// 3.3). Errors as mime::buildMessage().
[[nodiscard]] Result<store::NewOutboxMessage> makeAutomaticMail(const MailCarrier& carrier, mime::OutgoingMessage message, bool hasNullPath, qint64 nowMs);

/// The field that names the accounts whose filters have forwarded a message: one that stands there already does not forward it again.
inline constexpr char kLoopField[] = "X-Loop";

/// A message that a filter forwards to an address: as it is, attached; from the account. Empty: it has been forwarded by this account before.
[[nodiscard]] Result<std::optional<store::NewOutboxMessage>> makeForward(const MailCarrier& carrier, const QByteArray& raw, const mime::ParsedMessage& parsed,
                                                                         const QString& address, qint64 nowMs);

} // namespace tributary::sync
