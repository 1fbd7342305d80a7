// SPDX-License-Identifier: GPL-3.0-or-later
// The vacation reply to a message, ready for mime::buildMessage() (RFC 3834 3, RFC 5230 4.7 and 5). Pure. It is sent with a null
// reverse-path by the caller (RFC 3834 3.3), who has asked VacationDecision.h before.
#pragma once

#include "base/Result.h"
#include "mime/OutgoingMessage.h"
#include "model/Vacation.h"
#include "rules/MessageFacts.h"

namespace tributary::rules {

struct VacationSender {
    mime::ParsedAddress from;  ///< the account's own address
    QString domain;            ///< whose people get Vacation::insideReply, "example.org"; empty: from's
    QDateTime date;            ///< of the reply, with its offset
    QByteArray messageId;      ///< of the reply, without <>
};

/// To vacationRecipient(); Auto-Submitted: auto-replied; In-Reply-To and References by the message. Inside of the domain is who the
/// reply goes to, not who the message says it is from. Errors: InvalidInput, FieldMissing ("To": nobody to answer; "text": it is empty).
[[nodiscard]] Result<mime::OutgoingMessage> makeVacationReply(const mime::ParsedMessage& message, const MessageFacts& facts,
                                                              const model::Vacation& vacation, const VacationSender& sender);

/// Which text somebody gets: insideReply for addresses of that domain (without its subdomains), where there is one.
[[nodiscard]] const model::VacationText& vacationText(const model::Vacation& vacation, const QString& recipient, const QString& domain);

} // namespace tributary::rules
