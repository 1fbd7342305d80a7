// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace tributary::cli {

/// "500M", "1.5 GB", "2GiB", "1048576" in bytes; K, M, G, T are 1024 of the one before. None: it is no size, or none below 2^63.
[[nodiscard]] std::optional<qint64> parseByteSize(const QString& text);

/// "1.5 GB"
[[nodiscard]] QString byteSizeText(qint64 bytes);

} // namespace tributary::cli
