// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mime/Message.h"

namespace tributary::mime::detail {

/// Can the label be decoded by name?
[[nodiscard]] bool isKnownCharset(QByteArrayView label);
/// decodeCharset() whose text may have been cut anywhere: an incomplete UTF-8 character at the end is dropped first.
[[nodiscard]] QByteArrayView withoutCutCharacter(QByteArrayView bytes);
/// What <meta charset=...> or its http-equiv form in the first bytes of an HTML text says; empty: nothing.
[[nodiscard]] QByteArray charsetOfHtml(QByteArrayView html);

} // namespace tributary::mime::detail
