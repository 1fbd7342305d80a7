// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may be in winmail.dat: bounded files come out, none larger than what went in.
#include "fuzz/Require.h"

#include "mime/Limits.h"
#include "mime/detail/Tnef.h"

using namespace tributary::mime;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArrayView raw(data, static_cast<qsizetype>(size));
    EmbeddedFiles found;
    qsizetype budget = limits::kFileBytes;
    int properties = limits::kTnefProperties;
    detail::unpackTnef(raw, found, budget, properties);
    require(found.files.size() <= limits::kFiles && budget >= 0);
    for (const EmbeddedFile& file : found.files)
        require(file.bytes.size() <= raw.size() && !safeFileName(file).isEmpty());
    return 0;
}
