// SPDX-License-Identifier: GPL-3.0-or-later
// What MessageBuilder makes of 500 odd messages, read back by GMime. A failure names the seed.
#include <gmime/gmime.h> // before Qt: GLib has a member named signals

#include "GeneratedMail.h"

#include "mime/MessageBuilder.h"
#include "mime/detail/TransferDecoding.h"

#include <gtest/gtest.h>

#include <memory>

namespace tributary::mime::tst_BuiltMailGMime {

using namespace tributary::test;

namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};

QByteArray streamed(GMimeStream* stream) {
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    return {reinterpret_cast<const char*>(bytes->data), static_cast<qsizetype>(bytes->len)};
}

QByteArray contentOf(GMimeObject* part) {
    const std::unique_ptr<GMimeStream, Unref> stream(g_mime_stream_mem_new());
    if (GMIME_IS_MESSAGE_PART(part)) {
        GMimeFormatOptions* const options = g_mime_format_options_new();
        g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
        g_mime_object_write_to_stream(GMIME_OBJECT(g_mime_message_part_get_message(GMIME_MESSAGE_PART(part))), options, stream.get());
        g_mime_format_options_free(options);
    } else
        g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), stream.get());
    return streamed(stream.get());
}

QString textOf(GMimeObject* part) {
    const char* const charset = g_mime_object_get_content_type_parameter(part, "charset");
    QString text = decodeCharset(contentOf(part), charset);
    mime::detail::makeLineEndsPlain(text);
    const char* const format = g_mime_object_get_content_type_parameter(part, "format");
    return format ? mime::detail::unflow(text, false) : text;
}

void addLeaves(GMimeObject* part, QStringList& lines) {
    if (GMIME_IS_MULTIPART(part)) {
        for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(part)); ++i)
            addLeaves(g_mime_multipart_get_part(GMIME_MULTIPART(part), i), lines);
        return;
    }
    const GMimeContentType* type = g_mime_object_get_content_type(part);
    if (!g_mime_object_get_content_disposition(part)) {
        lines.append(QString::fromUtf8(g_mime_content_type_get_media_subtype(const_cast<GMimeContentType*>(type))) + u'=' + textOf(part));
        return;
    }
    const char* const name = g_mime_object_get_content_disposition_parameter(part, "filename");
    const std::unique_ptr<char, decltype(&g_free)> kind(g_mime_content_type_get_mime_type(const_cast<GMimeContentType*>(type)), g_free);
    lines.append(fileLine(QString::fromUtf8(name), kind.get(), g_mime_object_get_content_id(part), contentOf(part)));
}

void addHeaders(GMimeObject* object, QStringList& lines) {
    GMimeHeaderList* const headers = g_mime_object_get_header_list(object);
    for (int i = 0; i < g_mime_header_list_get_count(headers); ++i)
        lines.append(QStringLiteral("header=") + QString::fromUtf8(g_mime_header_get_name(g_mime_header_list_get_header_at(headers, i))));
}

void addAddresses(const char* field, InternetAddressList* list, QStringList& lines) {
    for (int i = 0; list && i < internet_address_list_length(list); ++i) {
        InternetAddress* const address = internet_address_list_get_address(list, i);
        lines.append(addressLine(field, QString::fromUtf8(internet_address_get_name(address)),
                                 QString::fromUtf8(internet_address_mailbox_get_idn_addr(INTERNET_ADDRESS_MAILBOX(address)))));
    }
}

void addIds(const char* field, GMimeMessage* message, QStringList& lines) {
    const char* const value = g_mime_object_get_header(GMIME_OBJECT(message), field);
    QByteArrayList ids;
    if (GMimeReferences* const references = value ? g_mime_references_parse(nullptr, value) : nullptr) {
        for (int i = 0; i < g_mime_references_length(references); ++i)
            ids.append(g_mime_references_get_message_id(references, i));
        g_mime_references_free(references);
    }
    lines.append(QString::fromLatin1(QByteArray(field).toLower()) + u'=' + QString::fromLatin1(ids.join(' ')));
}

void addExtraFields(GMimeMessage* message, QStringList& lines) {
    GMimeHeaderList* const headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
    for (int i = 0; i < g_mime_header_list_get_count(headers); ++i) {
        GMimeHeader* const header = g_mime_header_list_get_header_at(headers, i);
        const QByteArray name = g_mime_header_get_name(header);
        if (name.startsWith("X-") || name == "Auto-Submitted")
            lines.append(QString::fromLatin1(name) + u'=' + QString::fromUtf8(g_mime_header_get_value(header)));
    }
}

/// GMime 3.2.13 puts encoded words in base64 that stand side by side together before it decodes them, and stops at the first
/// padding: "=?UTF-8?B?SGVsbG8=?= =?UTF-8?B?IHdvcmxk?=" is "Hello" to it (docs/mime.md, `padded-words`; each word is a text of
/// its own by RFC 2047 2). The same word in "Q" it reads: so the padded ones that another follows are given in that.
QByteArray withoutInnerPadding(QByteArray raw) {
    static const QByteArray words("=?UTF-8?B?");
    const qsizetype headerEnd = raw.indexOf("\r\n\r\n");
    QByteArray header = raw.left(headerEnd);
    for (const char* between : {"=?= =?", "=?=\r\n =?"}) {
        for (qsizetype at = header.indexOf(between); at >= 0; at = header.indexOf(between, at + 1)) {
            const qsizetype begin = header.lastIndexOf(words, at);
            const QByteArray bytes = QByteArray::fromBase64(header.mid(begin + words.size(), at + 1 - begin - words.size()));
            header.replace(begin, at + 1 - begin, QByteArray("=?UTF-8?Q?" + bytes.toPercentEncoding({}, {}, '=')));
            at = begin;
        }
    }
    return header + raw.mid(headerEnd);
}

QStringList readByGMime(const QByteArray& raw) {
    const std::unique_ptr<GMimeStream, Unref> stream(g_mime_stream_mem_new_with_buffer(raw.constData(), static_cast<size_t>(raw.size())));
    const std::unique_ptr<GMimeParser, Unref> parser(g_mime_parser_new_with_stream(stream.get()));
    const std::unique_ptr<GMimeMessage, Unref> message(g_mime_parser_construct_message(parser.get(), nullptr));
    QStringList lines;
    addHeaders(GMIME_OBJECT(message.get()), lines);
    addHeaders(g_mime_message_get_mime_part(message.get()), lines);
    addAddresses("from", g_mime_message_get_from(message.get()), lines);
    addAddresses("sender", g_mime_message_get_sender(message.get()), lines);
    addAddresses("reply-to", g_mime_message_get_reply_to(message.get()), lines);
    addAddresses("to", g_mime_message_get_to(message.get()), lines);
    addAddresses("cc", g_mime_message_get_cc(message.get()), lines);
    lines.append(u"subject=" + QString::fromUtf8(g_mime_message_get_subject(message.get())));
    addExtraFields(message.get(), lines);
    if (GDateTime* const date = g_mime_message_get_date(message.get()))
        lines.append(QStringLiteral("date=%1 %2").arg(g_date_time_to_unix(date)).arg(g_date_time_get_utc_offset(date) / G_TIME_SPAN_SECOND));
    lines.append(QStringLiteral("id=") + QString::fromUtf8(g_mime_message_get_message_id(message.get())));
    addIds("In-Reply-To", message.get(), lines);
    addIds("References", message.get(), lines);
    addLeaves(g_mime_message_get_mime_part(message.get()), lines);
    return lines;
}

} // namespace

TEST(BuiltMailGMime, readsWhatWasMeant) {
    g_mime_init();
    for (int seed = 1; seed <= kGeneratedMessages; ++seed) {
        const OutgoingMessage message = generatedMail(seed, LocalParts::Utf8Too);
        const auto built = buildMessage(message);
        ASSERT_TRUE(built) << seed << ' ' << built.error().detail.toStdString();
        const bool japanese = !message.charset.isEmpty() && !built->charsetFellBack;
        const QStringList read = readByGMime(withoutInnerPadding(built->bytes));
        EXPECT_EQ(firstDifference(meantBy(message, japanese, {}), japanese ? withoutTwins(read) : read).toStdString(), "") << "seed " << seed;
    }
    g_mime_shutdown();
}

} // namespace tributary::mime::tst_BuiltMailGMime
