// SPDX-License-Identifier: GPL-3.0-or-later
// "label LF hint LF text": any label and hint with any bytes give a text; what is ASCII is not lost.
#include "fuzz/Require.h"

#include "mime/detail/Charset.h"

using namespace tributary::mime;

namespace {

QByteArrayView cutLine(QByteArrayView& rest) {
    const qsizetype end = rest.indexOf('\n');
    const QByteArrayView line = end < 0 ? QByteArrayView() : rest.first(end);
    rest = rest.sliced(end + 1);
    return line;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    QByteArrayView rest(data, static_cast<qsizetype>(size));
    const QByteArrayView label = cutLine(rest), hint = cutLine(rest);
    const auto named = detail::decodeNaming(rest, label, hint);
    require(rest.isEmpty() || named.charset.size() > 0);
    require(detail::badCharacters(named.text) <= named.text.size());
    if (const auto forced = detail::decodeForced(rest, label))
        require(!forced->charset.isEmpty());
    (void)detail::withoutCutCharacter(rest);
    (void)detail::charsetOfHtml(rest);
    return 0;
}
