// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mime/Message.h"

#include <QString>

namespace tributary::engine {

/// "too-many-parts": for --json and logs.
[[nodiscard]] QString defectWords(mime::Defect defect);

} // namespace tributary::engine
