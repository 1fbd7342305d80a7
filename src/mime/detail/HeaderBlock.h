// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mime/Limits.h"
#include "mime/Message.h"

namespace tributary::mime::detail {

/// A header block (RFC 5322 2.2 with the obsolete syntax of 4.5): its fields, and where the body begins.
struct HeaderBlock {
    QList<HeaderField> fields;
    qsizetype bodyOffset = 0;
    // Limits that bit: something was not kept; the body offset is right nonetheless.
    bool tooLarge = false;      ///< the budget of the message
    bool fieldTooLong = false;
    bool tooManyFields = false;
    bool broken = false;   ///< a line was no field
};

/// Reads the block that begins at offset. budget: header bytes that may still be kept of this message; it is lowered.
/// A line that is no field ends the block (the empty line was forgotten) unless a well-known field follows it.
[[nodiscard]] HeaderBlock parseHeaderBlock(QByteArrayView raw, qsizetype offset, qsizetype& budget);

/// First field of that name in any case; nullptr: none.
[[nodiscard]] const HeaderField* findField(const QList<HeaderField>& fields, QByteArrayView name);

/// Message-IDs of a field (RFC 5322 3.6.4), without <>; blanks inside are dropped. A value without any < counts as
/// bare ones.
[[nodiscard]] QList<QByteArray> parseMessageIds(QByteArrayView value);

} // namespace tributary::mime::detail
