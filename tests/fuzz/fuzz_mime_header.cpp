// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a header block: every field is named, what is kept is bounded, and the body begins inside.
#include "fuzz/Require.h"

#include "mime/detail/HeaderBlock.h"

using namespace tributary::mime;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArrayView raw(data, static_cast<qsizetype>(size));
    qsizetype budget = limits::kHeaderBytes;
    const detail::HeaderBlock block = detail::parseHeaderBlock(raw, 0, budget);
    require(block.bodyOffset >= 0 && block.bodyOffset <= raw.size() && budget >= 0);
    for (const HeaderField& field : block.fields) {
        require(!field.name.isEmpty() && !field.value.contains('\n'));
        require(isOneLine(decodeEncodedWords(field.value)));
    }
    require(block.fields.isEmpty() || detail::findField(block.fields, block.fields.last().name) != nullptr);
    for (const QByteArray& id : detail::parseMessageIds(raw))
        require(!id.isEmpty() && !id.contains(' ') && !id.contains('\n'));
    return 0;
}
