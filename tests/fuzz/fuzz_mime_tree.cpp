// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a message: parsed, decoded, chosen from and named without a crash, with all offsets inside.
#include "mime/Message.h"

#include <cstdint>
#include <cstdlib>

using namespace tributary::mime;

namespace {

void require(bool fact) {
    if (!fact)
        std::abort();
}

void checkPart(QByteArrayView raw, const ParsedMessage& message, const Part& part) {
    require(part.headerOffset >= 0 && part.headerSize >= 0 && part.headerOffset + part.headerSize <= raw.size());
    require(part.bodyOffset >= 0 && part.bodySize >= 0 && part.bodyOffset + part.bodySize <= raw.size());
    require(part.parent < message.parts.size());
    (void)decodedBody(raw, part);
    (void)decodedText(raw, part, 64 * 1024);
    const QString name = safeFileName(part);
    require(!name.isEmpty() && !name.contains(u'/') && !name.contains(u'\\') && name.toUtf8().size() <= 255);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArrayView raw(data, static_cast<qsizetype>(size));
    const ParsedMessage message = parseMessage(raw);
    require(!message.parts.isEmpty());
    for (const Part& part : message.parts)
        checkPart(raw, message, part);
    const BodyChoice body = chooseBody(message);
    require(body.plain < message.parts.size() && body.html < message.parts.size());
    for (const int index : attachmentParts(message))
        require(index >= 0 && index < message.parts.size() && index != body.plain && index != body.html);
    // The pieces on their own meet bytes that a header never lets through to them.
    (void)parseAddressList(raw);
    (void)parseDate(raw);
    (void)decodeEncodedWords(raw);
    const qsizetype label = raw.indexOf('\n');
    (void)decodeCharset(raw.sliced(label + 1), raw.first(label < 0 ? 0 : label));
    return 0;
}
