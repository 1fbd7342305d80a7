// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mime/Message.h"

namespace tributary::mime::detail {

/// Fills message.parts (at least one) and the defects found on the way.
void buildPartTree(QByteArrayView raw, ParsedMessage& message, QByteArrayView hint);
void noteDefect(ParsedMessage& message, Defect defect);
/// message/rfc822, or its 8-bit sister message/global (RFC 6532 3.7).
[[nodiscard]] bool isMessage(const Part& part);

} // namespace tributary::mime::detail
