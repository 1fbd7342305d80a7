// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace tributary::content::detail {

struct DecodedEntity {
    char32_t character = 0;
    qsizetype length = 0; ///< of the source; 0: no entity, the '&' is text
};
/// text begins with '&'.
[[nodiscard]] DecodedEntity decodeEntity(QStringView text);

} // namespace tributary::content::detail
