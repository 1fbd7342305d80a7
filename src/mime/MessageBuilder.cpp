// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/MessageBuilder.h"

#include "mime/detail/MessageBody.h"
#include "mime/detail/MessageHeader.h"
#include "mime/detail/Scan.h"

#include <optional>

namespace tributary::mime {

namespace {

using detail::TextCharset;

std::optional<TextCharset> wishedCharset(QByteArrayView label) {
    if (label.isEmpty() || detail::equalsIgnoringCase(label, "utf-8"))
        return TextCharset::Utf8;
    return detail::equalsIgnoringCase(label, "iso-2022-jp") ? std::optional(TextCharset::Iso2022Jp) : std::nullopt;
}

bool existsInIso2022Jp(const OutgoingMessage& message) {
    return detail::headerExistsInIso2022Jp(message) && detail::existsInIso2022Jp(message.plain) &&
           detail::existsInIso2022Jp(message.html);
}

} // namespace

Result<BuiltMessage> buildMessage(const OutgoingMessage& message) {
    const auto wish = wishedCharset(message.charset);
    if (!wish)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"charset: " + QString::fromLatin1(message.charset));
    BuiltMessage built;
    built.charsetFellBack = *wish == TextCharset::Iso2022Jp && !existsInIso2022Jp(message);
    const TextCharset charset = built.charsetFellBack ? TextCharset::Utf8 : *wish;
    TRY(const detail::MessageHeader header, detail::writeMessageHeader(message, charset));
    TRY(const detail::BodyPart body, detail::makeBody(message, charset));
    built.needsSmtpUtf8 = header.needsSmtpUtf8;
    built.needs8Bit = body.has8Bit;
    constexpr qsizetype kLineEnds = 4; ///< behind the header and, where it has none, behind the body
    built.bytes.reserve(header.bytes.size() + body.header.size() + bodySize(body) + kLineEnds);
    built.bytes.append(header.bytes).append(body.header).append("\r\n");
    appendBody(built.bytes, body);
    if (!built.bytes.endsWith("\r\n"))
        built.bytes.append("\r\n");
    return built;
}

QString notInIso2022Jp(const QString& text, qsizetype most) {
    QStringList found;
    for (qsizetype i = 0; i < text.size() && found.size() < most; ++i) {
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const QStringView character = QStringView(text).sliced(i, isPair ? 2 : 1);
        i += isPair ? 1 : 0;
        if (!detail::existsInIso2022Jp(character) && !found.contains(character))
            found.append(character.toString());
    }
    return found.join(QString());
}

} // namespace tributary::mime
