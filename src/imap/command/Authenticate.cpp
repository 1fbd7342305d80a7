// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.2.2. The initial response (RFC 4959) is added by the session, which knows whether SASL-IR is there.
Command authenticate(std::shared_ptr<sasl::Mechanism> mechanism) {
    const QByteArray text = "AUTHENTICATE " + mechanism->name();
    return {Command::Kind::Authenticate, "AUTHENTICATE", {Command::Text{text}}, std::move(mechanism)};
}

} // namespace tributary::imap::command
