// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageContent.h"
#include "mime/Message.h"

namespace tributary::engine {

/// What mime reads of reports and protection, as far as the reader shows it. Pure.
[[nodiscard]] std::optional<Report> reportOf(QByteArrayView raw, const mime::ParsedMessage& message);
[[nodiscard]] Protection protectionOf(QByteArrayView raw, const mime::ParsedMessage& message);

} // namespace tributary::engine
