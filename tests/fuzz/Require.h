// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

/// A fact that must hold whatever the bytes are; a fuzzer sees an abort as a finding.
inline void require(bool fact) {
    if (!fact)
        std::abort();
}

/// No character that ends a line or draws elsewhere on it: what was one header line stays one.
inline bool isOneLine(const QString& text) {
    return std::none_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f || c.unicode() == 0x2028 || c.unicode() == 0x2029; });
}
