// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mime/Message.h"

namespace tributary::mime::detail {

/// "type/subtype; name=value ..." or "attachment; filename=..." (RFC 2045 5.1, RFC 2183, RFC 2231; RFC 2047 words and
/// raw 8-bit bytes, both forbidden there, are read as well).
struct StructuredValue {
    QByteArray value; ///< lower case, without blanks and comments
    QList<Parameter> parameters;
    QByteArray boundary;  ///< the boundary parameter's bytes, undecoded: it is compared with bytes
    bool tooMany = false; ///< a limit bit: not all parameters were kept
    bool tooLong = false; ///< a limit bit: one was cut
};
[[nodiscard]] StructuredValue parseStructured(QByteArrayView value, QByteArrayView hint = {});

} // namespace tributary::mime::detail
