// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mime/Embedded.h"

namespace tributary::mime::detail {

/// Appends the attachments of a TNEF stream (MS-OXTNEF: attributes, of attachments their MAPI properties), those of
/// messages inside included. budget: bytes that may still be unpacked of this message; properties: how many may still be
/// read; both are lowered. damaged of a file: a checksum differs or the stream ends early.
void unpackTnef(QByteArrayView stream, EmbeddedFiles& into, qsizetype& budget, int& properties);

} // namespace tributary::mime::detail
