// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/MessageBody.h"

#include "mime/MessageBuilder.h"
#include "mime/detail/FieldWriter.h"
#include "mime/detail/Scan.h"
#include "mime/detail/TransferEncoder.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace tributary::mime::detail {

namespace {

constexpr qsizetype kLongestFileName = 512;
constexpr qsizetype kLongestMediaType = 127; ///< of each half: RFC 6838 4.2
constexpr char kOctetStream[] = "application/octet-stream";

QByteArray encodingField(const BodyPart& part) {
    const char* name = part.has8Bit ? "8bit" : "7bit";
    if (part.coding != BodyCoding::Identity)
        name = part.coding == BodyCoding::Base64 ? "base64" : "quoted-printable";
    return QByteArray("Content-Transfer-Encoding: ") + name + "\r\n";
}

BodyPart textPart(QByteArrayView subtype, const QString& text, TextCharset charset, bool flowed) {
    BodyPart part;
    QString lines = bodyText(text);
    if (flowed)
        lines = flow(lines);
    lines.replace(u'\n', QLatin1StringView("\r\n"));
    part.bytes = encodeText(lines, charset);
    if (const LineFacts facts = lineFacts(part.bytes); !facts.ascii || !facts.lines) {
        const bool quoted = quotedPrintableSize(part.bytes) < base64Size(part.bytes.size());
        part.coding = quoted ? BodyCoding::QuotedPrintable : BodyCoding::Base64;
    }
    FieldWriter type("Content-Type", charset);
    type.piece("text/" + subtype.toByteArray());
    type.parameter("charset", labelOf(charset));
    if (flowed)
        type.parameter("format", "flowed");
    part.header = type.finish() + encodingField(part);
    return part;
}

QByteArray randomBoundary() {
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    QByteArray boundary("=_"); // neither base64 nor quoted-printable can hold it
    for (const quint32 word : random)
        boundary += QByteArray::number(word, 16).rightJustified(8, '0');
    return boundary;
}

BodyPart multipart(QByteArrayView subtype, std::vector<BodyPart> children) {
    BodyPart part;
    part.boundary = boundaryFor(children, randomBoundary);
    part.has8Bit = std::any_of(children.begin(), children.end(), [](const BodyPart& child) { return child.has8Bit; });
    FieldWriter type("Content-Type", TextCharset::Utf8);
    type.piece("multipart/" + subtype.toByteArray());
    if (subtype == "related") // RFC 2387 3.1
        type.parameter("type", "text/html");
    type.parameter("boundary", part.boundary);
    part.header = type.finish() + encodingField(part); // RFC 2045 6.4: 8bit is told on every level
    part.children = std::move(children);
    return part;
}

bool isMediaType(QByteArrayView type) {
    const qsizetype slash = find(type, '/', 0);
    const auto isToken = [](QByteArrayView name) {
        return !name.isEmpty() && name.size() <= kLongestMediaType && std::all_of(name.begin(), name.end(), [](char c) {
            return isLetter(c) || isDigit(c) || QByteArrayView("!#$&-^_.+").contains(c);
        });
    };
    return slash > 0 && isToken(type.first(slash)) && isToken(type.sliced(slash + 1));
}

/// What may be encoded; RFC 2046 5.1 and 5.2: a multipart and most messages may not.
QByteArray fileType(const OutgoingFile& file) {
    const QByteArray type = file.mediaType.trimmed().toLower();
    const bool composite = type.startsWith("multipart/") || type.startsWith("message/");
    return composite || !isMediaType(type) ? QByteArray(kOctetStream) : type;
}

/// Without a charset a text counts as ASCII: where the bytes say which one it is, that is written.
bool isUtf8Text(QByteArrayView type, QByteArrayView bytes) {
    return type.startsWith("text/") && !lineFacts(bytes).ascii && bytes.isValidUtf8();
}

bool isForwardedMessage(const OutgoingFile& file) { return equalsIgnoringCase(file.mediaType.trimmed(), "message/rfc822"); }

class BodyBuilder {
  public:
    BodyBuilder(const OutgoingMessage& message, TextCharset charset) : m_message(message), m_charset(charset) {}

    Result<BodyPart> build() {
        std::vector<BodyPart> pictures, attachments;
        for (const OutgoingFile& file : m_message.files) {
            const bool picture = !m_message.html.isEmpty() && !file.contentId.isEmpty() && !isForwardedMessage(file);
            TRY(BodyPart part, filePart(file, picture));
            (picture ? pictures : attachments).push_back(std::move(part));
        }
        BodyPart body = text(std::move(pictures));
        if (attachments.empty())
            return body;
        attachments.insert(attachments.begin(), std::move(body));
        return multipart("mixed", std::move(attachments));
    }

  private:
    static std::vector<BodyPart> listOf(BodyPart first, std::vector<BodyPart> rest) {
        rest.insert(rest.begin(), std::move(first));
        return rest;
    }

    BodyPart text(std::vector<BodyPart> pictures) const {
        const bool flowed = m_message.flowed && m_charset == TextCharset::Utf8;
        if (m_message.html.isEmpty())
            return textPart("plain", m_message.plain, m_charset, flowed);
        BodyPart html = textPart("html", m_message.html, m_charset, false);
        if (!pictures.empty())
            html = multipart("related", listOf(std::move(html), std::move(pictures)));
        if (m_message.plain.isEmpty())
            return html;
        std::vector<BodyPart> both;
        both.push_back(std::move(html));
        return multipart("alternative", listOf(textPart("plain", m_message.plain, m_charset, flowed), std::move(both)));
    }

    Result<BodyPart> filePart(const OutgoingFile& file, bool picture) const {
        QString name = headerText(file.fileName);
        if (name.size() > kLongestFileName)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("filename: too long"));
        if (!file.contentId.isEmpty() && !isMessageId(file.contentId))
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("Content-ID: no id"));
        BodyPart part;
        part.bytes = file.bytes;
        QByteArray type = fileType(file);
        const bool message = isForwardedMessage(file) && takeMessage(part);
        if (message)
            type = "message/rfc822";
        else if (isForwardedMessage(file) && name.isEmpty())
            name = QStringLiteral("message.eml");
        part.coding = message ? BodyCoding::Identity : BodyCoding::Base64;
        FieldWriter typeField("Content-Type", m_charset), disposition("Content-Disposition", m_charset);
        typeField.piece(type);
        if (isUtf8Text(type, part.bytes))
            typeField.parameter("charset", "UTF-8");
        disposition.piece(picture ? "inline" : "attachment");
        if (!name.isEmpty())
            disposition.fileName(name);
        part.header = typeField.finish() + encodingField(part) + disposition.finish();
        if (!file.contentId.isEmpty())
            part.header += "Content-ID: <" + file.contentId + ">\r\n";
        return part;
    }

    /// RFC 2046 5.2.1: a message may be 7bit or 8bit and nothing else. False: this one fits neither.
    static bool takeMessage(BodyPart& part) {
        LineFacts facts = lineFacts(part.bytes);
        if (!facts.lines)
            return false;
        if (facts.bareLf) { // from a file on a disk
            QByteArray lines;
            lines.reserve(part.bytes.size() + part.bytes.count('\n'));
            for (qsizetype i = 0; i < part.bytes.size(); ++i) {
                if (part.bytes[i] == '\n' && (i == 0 || part.bytes[i - 1] != '\r'))
                    lines.append('\r');
                lines.append(part.bytes[i]);
            }
            part.bytes = std::move(lines);
        }
        part.has8Bit = !facts.ascii;
        return true;
    }

    const OutgoingMessage& m_message;
    TextCharset m_charset;
};

bool contains(const BodyPart& part, QByteArrayView delimiter) {
    if (part.children.empty())
        return part.coding == BodyCoding::Identity && QByteArrayView(part.bytes).contains(delimiter);
    const auto inside = [delimiter](const BodyPart& child) { return contains(child, delimiter); };
    // Three levels at most: mixed, alternative, related.
    return part.boundary.startsWith(delimiter.sliced(2)) || std::any_of(part.children.begin(), part.children.end(), inside);
}

} // namespace

Result<BodyPart> makeBody(const OutgoingMessage& message, TextCharset charset) { return BodyBuilder(message, charset).build(); }

QByteArray boundaryFor(const std::vector<BodyPart>& parts, const std::function<QByteArray()>& candidate) {
    for (;;) {
        QByteArray boundary = candidate();
        const QByteArray delimiter = "--" + boundary;
        if (std::none_of(parts.begin(), parts.end(), [&](const BodyPart& part) { return contains(part, delimiter); }))
            return boundary;
    }
}

qsizetype bodySize(const BodyPart& part) {
    if (part.children.empty()) {
        switch (part.coding) {
        case BodyCoding::Identity: return part.bytes.size();
        case BodyCoding::QuotedPrintable: return quotedPrintableSize(part.bytes);
        case BodyCoding::Base64: return base64Size(part.bytes.size());
        }
    }
    qsizetype size = part.boundary.size() + 4; // "--" twice
    for (const BodyPart& child : part.children)
        size += 2 + part.boundary.size() + 2 + child.header.size() + 2 + bodySize(child) + 2;
    return size;
}

void appendBody(QByteArray& out, const BodyPart& part) {
    if (part.children.empty()) {
        switch (part.coding) {
        case BodyCoding::Identity: out.append(part.bytes); return;
        case BodyCoding::QuotedPrintable: return appendQuotedPrintable(out, part.bytes);
        case BodyCoding::Base64: return appendBase64(out, part.bytes);
        }
    }
    for (const BodyPart& child : part.children) {
        out.append("--").append(part.boundary).append("\r\n").append(child.header).append("\r\n");
        appendBody(out, child);
        out.append("\r\n"); // belongs to the delimiter that follows
    }
    out.append("--").append(part.boundary).append("--");
}

} // namespace tributary::mime::detail
