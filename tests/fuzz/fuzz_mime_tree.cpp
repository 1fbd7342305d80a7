// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a message: parsed, decoded, chosen from and named without a crash, with all offsets inside.
#include "fuzz/Require.h"

#include "mime/Embedded.h"
#include "mime/Limits.h"
#include "mime/Message.h"
#include "mime/Protection.h"
#include "mime/Report.h"

using namespace tributary::mime;

namespace {

void checkPart(QByteArrayView raw, const ParsedMessage& message, int index) {
    const Part& part = message.parts[index];
    require(part.headerOffset >= 0 && part.headerSize >= 0 && part.headerOffset + part.headerSize <= raw.size());
    require(part.bodyOffset >= 0 && part.bodySize >= 0 && part.bodyOffset + part.bodySize <= raw.size());
    require(part.parent < index);
    (void)decodedBody(raw, part);
    (void)decodedText(raw, part, 64 * 1024);
    const QString name = safeFileName(part);
    require(!name.isEmpty() && !name.contains(u'/') && !name.contains(u'\\') && name.toUtf8().size() <= 255);
}

void checkProtection(QByteArrayView raw, const ParsedMessage& message) {
    for (const ProtectedPart& found : protectedParts(raw, message)) {
        require(found.part >= 0 && found.part < message.parts.size());
        require(found.content < message.parts.size() && found.signature < message.parts.size());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArrayView raw(data, static_cast<qsizetype>(size));
    const ParsedMessage message = parseMessage(raw);
    require(!message.parts.isEmpty() && message.parts.size() <= limits::kParts);
    for (int i = 0; i < message.parts.size(); ++i)
        checkPart(raw, message, i);
    const BodyChoice body = chooseBody(message);
    require(body.plain < message.parts.size() && body.html < message.parts.size());
    for (const int index : attachmentParts(message))
        require(index >= 0 && index < message.parts.size() && index != body.plain && index != body.html);
    checkProtection(raw, message);
    if (const auto report = deliveryReport(raw, message))
        require(report->recipients.size() <= limits::kReportRecipients + 1);
    (void)dispositionReport(raw, message);
    require(embeddedFiles(raw, message).files.size() <= limits::kFiles);
    return 0;
}
