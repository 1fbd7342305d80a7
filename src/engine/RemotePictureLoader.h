// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageContent.h"
#include "net/HttpClient.h"

namespace tributary::engine {

/// "image/png", "image/jpeg", "image/gif", "image/webp" by the first bytes, whatever a server says; else empty. No SVG: it is a
/// program's text.
[[nodiscard]] QByteArray pictureType(QByteArrayView bytes);

/// Fetches those of the references that are pictures and no trackers: the first 100, 25 MiB in all. Worker threads: it waits for the
/// servers.
[[nodiscard]] RemotePictures fetchPictures(const RemoteReferences& references, const net::HttpOptions& options);

} // namespace tributary::engine
