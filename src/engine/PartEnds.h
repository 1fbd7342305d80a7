// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AttachmentDanger.h"
#include "mime/Message.h"

namespace tributary::engine {

/// Size and ends of a part as they are decoded, without decoding what lies between: a list of attachments must not cost their bytes.
/// The size is exact for base64 and unencoded parts, and for all others up to a megabyte; above it is a close estimate.
[[nodiscard]] FileEnds endsOf(QByteArrayView raw, const mime::Part& part);

} // namespace tributary::engine
