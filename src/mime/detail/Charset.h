// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mime/Message.h"

#include <optional>

namespace tributary::mime::detail {

/// Can the label be decoded by name?
[[nodiscard]] bool isKnownCharset(QByteArrayView label);
/// decodeCharset() whose text may have been cut anywhere: an incomplete UTF-8 character at the end is dropped first.
[[nodiscard]] QByteArrayView withoutCutCharacter(QByteArrayView bytes);
/// What <meta charset=...> or its http-equiv form in the first bytes of an HTML text says; empty: nothing.
[[nodiscard]] QByteArray charsetOfHtml(QByteArrayView html);

/// A text and the table that it was decoded by.
struct CharsetText {
    QString text;
    QByteArray charset;
};
[[nodiscard]] CharsetText decodeNaming(QByteArrayView bytes, QByteArrayView label, QByteArrayView hint);
/// By that table and no other; nothing: there is no such table.
[[nodiscard]] std::optional<CharsetText> decodeForced(QByteArrayView bytes, QByteArrayView label);
[[nodiscard]] qsizetype badCharacters(QStringView text);

} // namespace tributary::mime::detail
