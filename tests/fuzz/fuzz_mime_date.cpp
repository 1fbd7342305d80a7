// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a date or none: never one outside the calendar, never a zone that is no zone.
#include "fuzz/Require.h"

#include "mime/Message.h"

using namespace tributary::mime;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QDateTime date = parseDate(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (date.isValid()) {
        require(date.date().year() >= 1900 && date.date().year() <= 9999);
        require(std::abs(date.offsetFromUtc()) <= 14 * 3600);
        require(date.toUTC().isValid());
    }
    return 0;
}
