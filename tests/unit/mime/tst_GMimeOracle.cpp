// SPDX-License-Identifier: GPL-3.0-or-later
// Common mail, read by another parser too: both must say the same. (Only common mail: on broken mail they differ, and
// where GMime 3.2.13 loses text ours is right. See tst_HostileInput and tst_MimeCorpus.)
#include <gmime/gmime.h> // before Qt: GLib has a member named signals

#include "mime/Message.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>

namespace tributary::mime::tst_GMimeOracle {

namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};

struct Seen {
    std::string subject, fromName, fromAddress, messageId;
    qint64 date = 0;
    int leaves = 0, recipients = 0;
    std::string bytes; ///< of all leaves, decoded, one after the other
    bool operator==(const Seen&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Seen& s) {
    return out << s.subject << " | " << s.fromName << " | " << s.fromAddress << " | " << s.messageId << " | " << s.date << " | "
               << s.leaves << " | " << s.recipients << " | " << s.bytes;
}

std::string orEmpty(const char* text) { return text ? text : ""; }

void countPart(GMimeObject*, GMimeObject* part, gpointer data) {
    Seen& seen = *static_cast<Seen*>(data);
    if (GMIME_IS_MESSAGE_PART(part))
        return g_mime_message_foreach(g_mime_message_part_get_message(GMIME_MESSAGE_PART(part)), countPart, data);
    if (!GMIME_IS_PART(part))
        return;
    ++seen.leaves;
    const std::unique_ptr<GMimeStream, Unref> stream(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), stream.get());
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    seen.bytes.append(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

Seen byGMime(const QByteArray& raw) {
    const std::unique_ptr<GMimeStream, Unref> stream(g_mime_stream_mem_new_with_buffer(raw.constData(), static_cast<size_t>(raw.size())));
    const std::unique_ptr<GMimeParser, Unref> parser(g_mime_parser_new_with_stream(stream.get()));
    const std::unique_ptr<GMimeMessage, Unref> message(g_mime_parser_construct_message(parser.get(), nullptr));
    Seen seen;
    seen.subject = orEmpty(g_mime_message_get_subject(message.get()));
    seen.messageId = orEmpty(g_mime_message_get_message_id(message.get()));
    if (InternetAddress* from = internet_address_list_get_address(g_mime_message_get_from(message.get()), 0)) {
        seen.fromName = orEmpty(internet_address_get_name(from));
        seen.fromAddress = orEmpty(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(from)));
    }
    seen.recipients = internet_address_list_length(g_mime_message_get_to(message.get())) +
                      internet_address_list_length(g_mime_message_get_cc(message.get()));
    if (GDateTime* date = g_mime_message_get_date(message.get()))
        seen.date = g_date_time_to_unix(date);
    g_mime_message_foreach(message.get(), countPart, &seen);
    return seen;
}

Seen byOurs(const QByteArray& raw) {
    const ParsedMessage message = parseMessage(raw);
    Seen seen;
    seen.subject = message.subject.toStdString();
    seen.messageId = message.messageId.toStdString();
    seen.fromName = message.from.value(0).name.toStdString();
    seen.fromAddress = message.from.value(0).addrSpec.toStdString();
    seen.recipients = static_cast<int>(message.to.size() + message.cc.size());
    seen.date = message.date.toSecsSinceEpoch();
    for (const Part& part : message.parts) {
        if (part.isMultipart() || part.type == "message")
            continue;
        ++seen.leaves;
        seen.bytes += decodedBody(raw, part).toStdString();
    }
    return seen;
}

QByteArray mail(const QByteArray& fields, const QByteArray& rest) {
    return "Message-ID: <m1@example.org>\r\nDate: Thu, 5 Nov 2026 09:08:07 +0900\r\nMIME-Version: 1.0\r\n" + fields + rest;
}

const std::array<QByteArray, 11>& messages() {
    static const QByteArray base64 = QByteArray("0123456789abcdefgh\n").repeated(100).toBase64();
    static const std::array<QByteArray, 11> all{
        mail("From: Jane Doe <jane@example.org>\r\nTo: bob@example.org\r\nSubject: Lunch?\r\n", "\r\nAt noon.\r\nJane\r\n"),
        mail("From: \"Doe, Jane\" <jane@example.org>\r\nTo: a@b.c, D <d@e.f>\r\nCc: g@h.i\r\nSubject: A long\r\n subject, folded\r\n",
             "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=C3=A9 =\r\nau lait=20\r\n"),
        mail("From: =?UTF-8?B?5bGx55Sw5aSq6YOO?= <yamada@example.jp>\r\nTo: a@b.c\r\nSubject: =?UTF-8?B?5Lya6K2w?=\r\n",
             "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n5Lya6K2w44Gu6LOH5paZ\r\n"),
        mail("From: =?ISO-2022-JP?B?GyRCO3NFRBsoQg==?= <y@example.jp>\r\nTo: a@b.c\r\nSubject: =?ISO-2022-JP?B?GyRCMnE1RBsoQg==?=\r\n",
             "Content-Type: text/plain; charset=ISO-2022-JP\r\n\r\n\x1b$B2q5D\x1b(B\r\n"),
        mail("From: jane@example.org (Jane Doe)\r\nTo: a@b.c\r\nSubject: =?iso-8859-1?q?Andr=E9?= said\r\n",
             "Content-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nplain\r\n"
             "--b1\r\nContent-Type: text/html\r\n\r\n<p>html</p>\r\n--b1--\r\n"),
        mail("From: A <a@b.c>\r\nTo: d@e.f\r\nSubject: file\r\n",
             "Content-Type: multipart/mixed; boundary=b1\r\n\r\nThis is MIME.\r\n--b1\r\n\r\ntext\r\n--b1\r\nContent-Type: application/pdf; name=a.pdf\r\n"
             "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n" + base64 + "\r\n--b1--\r\n"),
        mail("From: A <a@b.c>\r\nTo: d@e.f\r\nSubject: nested\r\n",
             "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: multipart/related; boundary=oo\r\n\r\n--oo\r\nContent-Type: text/html\r\n\r\n"
             "<img>\r\n--oo\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n--oo--\r\n\r\n--o\r\n\r\nfooter\r\n--o--\r\n"),
        mail("From: A <a@b.c>\r\nTo: d@e.f\r\nSubject: Fwd: inside\r\n",
             "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\r\nsee below\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n"
             "From: X <x@y.z>\r\nSubject: inside\r\n\r\ninner text\r\n--o--\r\n"),
        mail("From: List <list@example.org>\r\nTo: undisclosed@example.org\r\nSubject: [list] Re: patch\r\nReferences: <a@b> <c@d>\r\n",
             "Content-Type: text/plain; charset=us-ascii; format=flowed\r\n\r\n> quoted \r\n> text\r\nanswer\r\n"),
        mail("From: =?UTF-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@example.de>\r\nTo: a@b.c\r\nSubject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= =?UTF-8?Q?_aus_K=C3=B6ln?=\r\n",
             "Content-Type: multipart/signed; boundary=s; protocol=\"application/pgp-signature\"\r\n\r\n--s\r\n\r\nsigned\r\n--s\r\n"
             "Content-Type: application/pgp-signature\r\n\r\nxyz\r\n--s--\r\n"),
        mail("From: News <news@example.org>\r\nTo: a@b.c\r\nSubject: Newsletter\r\n",
             "Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<p>\x93quoted\x94</p>\r\n"),
    };
    return all;
}

} // namespace

TEST(GMimeOracle, commonMailIsReadAlike) {
    g_mime_init();
    for (const QByteArray& raw : messages())
        EXPECT_EQ(byOurs(raw), byGMime(raw)) << raw.toStdString();
    g_mime_shutdown();
}

} // namespace tributary::mime::tst_GMimeOracle
