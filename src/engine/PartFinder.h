// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageLoader.h"

namespace tributary::engine {

/// The part of that section, decoded: of the message, of a message that is one of its parts (also an encoded one, which the part tree
/// does not look into), or the file N inside part S ("S/N"). isPartial: of the large ones that were left out there is nothing.
/// InvalidInput/NotFound. Pure.
[[nodiscard]] Result<LoadedPart> findPart(QByteArrayView raw, const QString& section, bool isPartial);

} // namespace tributary::engine
