// SPDX-License-Identifier: GPL-3.0-or-later
// From a part's bytes to the text that a person reads.
#include "mime/Embedded.h"
#include "mime/Limits.h"
#include "mime/detail/Charset.h"
#include "mime/detail/TextFiles.h"
#include "mime/detail/TransferDecoding.h"

#include <algorithm>

namespace tributary::mime {

namespace detail {

void makeLineEndsPlain(QString& text) {
    qsizetype from = text.indexOf(u'\r');
    if (from < 0)
        return;
    QChar* const data = text.data();
    qsizetype to = from;
    for (const qsizetype size = text.size(); from < size; ++from) {
        if (data[from] != u'\r')
            data[to++] = data[from];
        else if (from + 1 >= size || data[from + 1] != u'\n')
            data[to++] = u'\n';
    }
    text.truncate(to);
}

} // namespace detail

namespace {

bool says(const Part& part, const char* name, QStringView wanted) {
    return part.parameter(name).compare(wanted, Qt::CaseInsensitive) == 0;
}

QByteArray charsetOf(const Part& part, QByteArrayView bytes) {
    QByteArray charset = part.parameter("charset").toLatin1();
    return charset.isEmpty() && part.is("text", "html") ? detail::charsetOfHtml(bytes) : charset;
}

/// Characters that the bytes do not have: U+FFFD may have been sent, too.
bool isBroken(const QString& text, QByteArrayView bytes) {
    return text.contains(QChar(QChar::ReplacementCharacter)) && !bytes.contains("\xef\xbf\xbd");
}

} // namespace

DecodedText readText(QByteArrayView raw, const Part& part, const TextOptions& options) {
    DecodedText result;
    QByteArrayView body = detail::encodedBody(raw, part);
    const qsizetype maxBytes = std::max<qsizetype>(options.maxBytes, 0);
    // No encoding makes more than three bytes of one, soft line breaks aside: what cannot be shown is not decoded.
    const bool encodedTooLong = maxBytes < body.size() / 4;
    if (encodedTooLong)
        body = body.first(maxBytes * 4);
    const bool plainBytes = part.encoding == TransferEncoding::Identity;
    QByteArray owned = plainBytes ? QByteArray() : detail::decoded(body, part.encoding);
    QByteArrayView bytes = plainBytes ? body : QByteArrayView(owned);
    if (options.withoutFiles) {
        if (const QList<detail::TextFile> files = detail::findTextFiles(bytes); !files.isEmpty()) {
            owned = detail::withoutFiles(bytes, files);
            bytes = owned;
        }
    }
    if (encodedTooLong || bytes.size() > maxBytes)
        result.defects.append(Defect::TextTooLong);
    if (bytes.size() > maxBytes)
        bytes = detail::withoutCutCharacter(bytes.first(maxBytes));
    const QByteArray label = charsetOf(part, bytes);
    auto decoded = options.forcedCharset.isEmpty() ? std::nullopt : detail::decodeForced(bytes, options.forcedCharset);
    if (!decoded)
        decoded = detail::decodeNaming(bytes, label, options.hint);
    result.text = std::move(decoded->text);
    result.charset = std::move(decoded->charset);
    if (!label.isEmpty() && !detail::isKnownCharset(label))
        result.defects.append(Defect::UnknownCharset);
    if (isBroken(result.text, bytes))
        result.defects.append(Defect::InvalidCharset);
    detail::makeLineEndsPlain(result.text);
    if (part.is("text", "plain") && says(part, "format", u"flowed"))
        result.text = detail::unflow(result.text, says(part, "delsp", u"yes"));
    return result;
}

QString decodedText(QByteArrayView raw, const Part& part, const TextOptions& options) { return readText(raw, part, options).text; }

QString decodedText(QByteArrayView raw, const Part& part, qsizetype maxBytes) {
    TextOptions options;
    options.maxBytes = maxBytes;
    return readText(raw, part, options).text;
}

} // namespace tributary::mime
