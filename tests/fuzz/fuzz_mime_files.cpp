// SPDX-License-Identifier: GPL-3.0-or-later
// Any text may hold uuencoded and yEnc files: they stand in order inside it, and what is cut out and what is left are it.
#include "fuzz/Require.h"

#include "mime/Limits.h"
#include "mime/detail/TextFiles.h"

using namespace tributary::mime;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    const QList<detail::TextFile> files = detail::findTextFiles(text);
    require(files.size() <= limits::kFiles + 1);
    qsizetype end = 0, cut = 0;
    for (const detail::TextFile& file : files) {
        require(file.from >= end && file.dataFrom > file.from && file.dataTo > file.dataFrom && file.to >= file.dataTo && file.to <= text.size());
        end = file.to;
        cut += file.to - file.from;
        bool damaged = false;
        require(detail::decodeTextFile(text, file, damaged).size() <= 3 * (file.dataTo - file.dataFrom));
    }
    require(detail::withoutFiles(text, files).size() == text.size() - cut);
    return 0;
}
