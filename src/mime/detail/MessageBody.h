// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "mime/OutgoingMessage.h"
#include "mime/detail/OutgoingText.h"

#include <functional>
#include <vector>

namespace tributary::mime::detail {

enum class BodyCoding { Identity, QuotedPrintable, Base64 };

/// A node of the message to be. Bytes are shared with what was given: encoded only when they are appended to the whole.
struct BodyPart {
    QByteArray header; ///< its Content-* fields, whole lines
    BodyCoding coding = BodyCoding::Identity;
    QByteArray bytes;  ///< of a leaf, before coding
    QByteArray boundary;
    std::vector<BodyPart> children; ///< not empty: a multipart
    bool has8Bit = false;
};

/// text/plain, multipart/alternative, multipart/related and multipart/mixed as there are things to put in. Errors:
/// InvalidInput, BadValue (a contentId, a file name).
[[nodiscard]] Result<BodyPart> makeBody(const OutgoingMessage& message, TextCharset charset);

/// Bytes that appendBody() will add.
[[nodiscard]] qsizetype bodySize(const BodyPart& part);
void appendBody(QByteArray& out, const BodyPart& part);

/// The first candidate that stands in no part as it is (RFC 2046 5.1.1).
[[nodiscard]] QByteArray boundaryFor(const std::vector<BodyPart>& parts, const std::function<QByteArray()>& candidate);

} // namespace tributary::mime::detail
