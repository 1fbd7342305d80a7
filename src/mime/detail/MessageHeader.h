// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "mime/OutgoingMessage.h"
#include "mime/detail/OutgoingText.h"

namespace tributary::mime::detail {

/// The fields of RFC 5322 and the extra ones, in the order From, Sender, Reply-To, To, Cc, Bcc, Subject, Date, Message-ID,
/// In-Reply-To, References, others, MIME-Version. Errors: as of buildMessage().
struct MessageHeader {
    QByteArray bytes; ///< whole lines; the Content-* fields follow
    bool needsSmtpUtf8 = false;
};
[[nodiscard]] Result<MessageHeader> writeMessageHeader(const OutgoingMessage& message, TextCharset charset);

/// Is everything that a header says in words in that charset?
[[nodiscard]] bool headerExistsInIso2022Jp(const OutgoingMessage& message);

} // namespace tributary::mime::detail
