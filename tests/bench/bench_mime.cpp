// SPDX-License-Identifier: GPL-3.0-or-later
// Messages a second, ours and GMime's, on the same bytes in one run: 20,000 generated messages and, where it lies beside
// the sources, the corpus. "parse" is what a first sync asks of each message: the part tree with its types and names,
// subject, addresses, date, Message-ID and references. "text" decodes every text part to Unicode as well.
#include <gmime/gmime.h> // before Qt: GLib has a member named signals

#include "mime/Message.h"

#include <QDirIterator>
#include <QFile>

#include <benchmark/benchmark.h>

#include <memory>
#include <random>
#include <vector>

using namespace tributary::mime;

namespace {

constexpr int kGenerated = 20'000;

using Mails = std::vector<QByteArray>;

QByteArray words(std::mt19937& random, int bytes) {
    static const char* const kWords[]{"the",   "meeting", "is",     "moved",  "to",      "Thursday", "please", "find",
                                      "below", "what",    "we",     "agreed", "on",      "budget",   "and",    "the",
                                      "next",  "release", "kernel", "patch",  "applies", "cleanly",  "thanks", "regards"};
    QByteArray text;
    qsizetype line = 0;
    while (text.size() < bytes) {
        const char* word = kWords[random() % std::size(kWords)];
        text += word;
        line += static_cast<qsizetype>(strlen(word)) + 1;
        text += line > 70 ? "\r\n" : " ";
        line = line > 70 ? 0 : line;
    }
    return text + "\r\n";
}

QByteArray folded(const QByteArray& base64) {
    QByteArray lines;
    for (qsizetype at = 0; at < base64.size(); at += 76)
        lines += base64.mid(at, 76) + "\r\n";
    return lines;
}

QByteArray japanese(std::mt19937& random, int characters) {
    QString text;
    for (int i = 0; i < characters; ++i)
        text += random() % 3 != 0 ? QChar(0x3041 + static_cast<char16_t>(random() % 80)) : QChar(0x4E00 + static_cast<char16_t>(random() % 3000));
    return text.toUtf8();
}

/// What stands above every delivered mail.
QByteArray header(std::mt19937& random, int number, const QByteArray& subject) {
    const QByteArray n = QByteArray::number(number);
    QByteArray fields = "Return-Path: <bounce-" + n + "@lists.example.org>\r\n";
    for (int hop = 0; hop < 4; ++hop) {
        fields += "Received: from mx" + QByteArray::number(hop) + ".example.org (mx.example.org [192.0.2.7])\r\n\tby relay.example.net (Postfix) with ESMTPS id " +
                  n + "\r\n\tfor <user@example.net>; Thu, 5 Nov 2026 09:08:07 +0900 (JST)\r\n";
    }
    fields += "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=k1;\r\n\th=from:to:subject:date; bh=" +
              QByteArray(44, 'A') + ";\r\n\tb=" + QByteArray(172, 'B') + "\r\n";
    fields += "Message-ID: <" + n + ".1762300000@example.org>\r\nDate: Thu, 5 Nov 2026 09:08:07 +0900\r\n"
              "From: =?UTF-8?B?5bGx55Sw5aSq6YOO?= <yamada" + n + "@example.jp>\r\nTo: user@example.net, \"Doe, Jane\" <jane@example.org>\r\n"
              "Cc: list@lists.example.org\r\nSubject: " + subject + "\r\nMIME-Version: 1.0\r\n"
              "In-Reply-To: <" + QByteArray::number(number - 1) + ".1762300000@example.org>\r\nReferences:";
    for (int i = static_cast<int>(random() % 6); i >= 0; --i)
        fields += " <" + QByteArray::number(number - i) + ".1762300000@example.org>";
    return fields + "\r\nList-Id: <list.lists.example.org>\r\nX-Mailer: Generated 1.0\r\n";
}

QByteArray generated(std::mt19937& random, int number) {
    const QByteArray plain = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
    const QByteArray alternative = "Content-Type: text/plain; charset=\"UTF-8\"; format=flowed\r\n\r\n" + words(random, 1'500) +
                                   "\r\n--b1\r\nContent-Type: text/html; charset=\"UTF-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E3=81=82 " +
                                   words(random, 3'000).replace("\r\n", "=\r\n") + "</p>\r\n--b1--\r\n";
    switch (random() % 4) {
    case 0: return header(random, number, "Re: [list] the next release") + plain + words(random, 3'000);
    case 1:
        return header(random, number, "=?UTF-8?B?" + japanese(random, 12).toBase64() + "?=\r\n =?UTF-8?B?" + japanese(random, 8).toBase64() + "?=") +
               "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + folded(japanese(random, 900).toBase64());
    case 2: return header(random, number, "newsletter") + "Content-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n--b1\r\n" + alternative;
    default:
        return header(random, number, "a file") + "Content-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n--outer\r\n"
               "Content-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n--b1\r\n" + alternative +
               "\r\n--outer\r\nContent-Type: application/pdf; name=\"report.pdf\"\r\nContent-Disposition: attachment; filename=\"report.pdf\"\r\n"
               "Content-Transfer-Encoding: base64\r\n\r\n" + folded(QByteArray(9'000, '\x5a').toBase64()) + "--outer--\r\n";
    }
}

const Mails& generatedMails() {
    static const Mails mails = [] {
        std::mt19937 random(1);
        Mails all;
        all.reserve(kGenerated);
        for (int i = 0; i < kGenerated; ++i)
            all.push_back(generated(random, i));
        return all;
    }();
    return mails;
}

const Mails& corpusMails() {
    static const Mails mails = [] {
        Mails all;
        for (QDirIterator it(QStringLiteral(TRIBUTARY_SOURCE_DIR "/../shared/corpus/mime"), QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
            QFile file(it.next());
            if (file.open(QIODevice::ReadOnly))
                all.push_back(file.readAll());
        }
        return all;
    }();
    return mails;
}

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using Mail = std::unique_ptr<GMimeMessage, Unref>;

Mail byGMime(const QByteArray& raw) {
    const std::unique_ptr<GMimeStream, Unref> stream(g_mime_stream_mem_new_with_buffer(raw.constData(), static_cast<size_t>(raw.size())));
    const std::unique_ptr<GMimeParser, Unref> parser(g_mime_parser_new_with_stream(stream.get()));
    return Mail(g_mime_parser_construct_message(parser.get(), nullptr));
}

void askPart(GMimeObject*, GMimeObject* part, gpointer data) {
    auto& sum = *static_cast<std::size_t*>(data);
    GMimeContentType* type = g_mime_object_get_content_type(part);
    sum += strlen(g_mime_content_type_get_media_type(type)) + strlen(g_mime_content_type_get_media_subtype(type));
    if (const char* disposition = g_mime_object_get_disposition(part))
        sum += strlen(disposition);
    if (GMIME_IS_MESSAGE_PART(part)) {
        if (GMimeMessage* inside = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part)))
            g_mime_message_foreach(inside, askPart, data);
    } else if (GMIME_IS_PART(part)) {
        const char* name = g_mime_part_get_filename(GMIME_PART(part));
        sum += name ? strlen(name) : 0;
    }
}

/// The values that a ParsedMessage has: GMime decodes them when it is asked.
std::size_t ask(GMimeMessage* message) {
    const auto length = [](const char* text) { return text ? strlen(text) : std::size_t(0); };
    std::size_t sum = length(g_mime_message_get_subject(message)) + length(g_mime_message_get_message_id(message));
    for (const auto kind : {GMIME_ADDRESS_TYPE_FROM, GMIME_ADDRESS_TYPE_SENDER, GMIME_ADDRESS_TYPE_REPLY_TO, GMIME_ADDRESS_TYPE_TO,
                            GMIME_ADDRESS_TYPE_CC, GMIME_ADDRESS_TYPE_BCC}) {
        InternetAddressList* list = g_mime_message_get_addresses(message, kind);
        for (int i = 0; list && i < internet_address_list_length(list); ++i)
            sum += length(internet_address_get_name(internet_address_list_get_address(list, i)));
    }
    if (GDateTime* date = g_mime_message_get_date(message))
        sum += static_cast<std::size_t>(g_date_time_to_unix(date) & 1);
    for (const char* name : {"References", "In-Reply-To"}) {
        if (const char* value = g_mime_object_get_header(GMIME_OBJECT(message), name)) {
            GMimeReferences* ids = g_mime_references_parse(nullptr, value);
            sum += static_cast<std::size_t>(g_mime_references_length(ids));
            g_mime_references_free(ids);
        }
    }
    g_mime_message_foreach(message, askPart, &sum);
    return sum;
}

void addText(GMimeObject*, GMimeObject* part, gpointer data) {
    if (GMIME_IS_MESSAGE_PART(part)) {
        if (GMimeMessage* inside = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part)))
            g_mime_message_foreach(inside, addText, data);
    } else if (GMIME_IS_TEXT_PART(part)) {
        char* text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
        *static_cast<std::size_t*>(data) += text ? strlen(text) : 0;
        g_free(text);
    }
}

using Source = const Mails& (*)();

template <typename Each>
void measure(benchmark::State& state, Source source, Each each) {
    const Mails& mails = source();
    if (mails.empty())
        return state.SkipWithError("no corpus beside the sources");
    std::size_t bytes = 0, sum = 0;
    for (auto _ : state) {
        for (const QByteArray& raw : mails) {
            sum += each(raw);
            bytes += static_cast<std::size_t>(raw.size());
        }
    }
    benchmark::DoNotOptimize(sum);
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(mails.size()));
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

std::size_t parseOurs(const QByteArray& raw) { return static_cast<std::size_t>(parseMessage(raw).subject.size()); }
std::size_t parseTheirs(const QByteArray& raw) {
    const Mail message = byGMime(raw);
    return message ? ask(message.get()) : 0;
}

std::size_t textOurs(const QByteArray& raw) {
    const ParsedMessage message = parseMessage(raw);
    qsizetype sum = 0;
    for (const Part& part : message.parts)
        sum += part.type == "text" ? decodedText(raw, part).size() : 0;
    return static_cast<std::size_t>(sum);
}
std::size_t textTheirs(const QByteArray& raw) {
    const Mail message = byGMime(raw);
    if (!message)
        return 0;
    std::size_t sum = ask(message.get());
    g_mime_message_foreach(message.get(), addText, &sum);
    return sum;
}

void tell(const char* name, Source source, std::size_t (*each)(const QByteArray&)) {
    benchmark::RegisterBenchmark(name, [source, each](benchmark::State& state) { measure(state, source, each); })
        ->Unit(benchmark::kMillisecond);
}

} // namespace

int main(int argc, char** argv) {
    g_mime_init();
    tell("parse/generated/ours", generatedMails, parseOurs);
    tell("parse/generated/gmime", generatedMails, parseTheirs);
    tell("parse/corpus/ours", corpusMails, parseOurs);
    tell("parse/corpus/gmime", corpusMails, parseTheirs);
    tell("text/generated/ours", generatedMails, textOurs);
    tell("text/generated/gmime", generatedMails, textTheirs);
    tell("text/corpus/ours", corpusMails, textOurs);
    tell("text/corpus/gmime", corpusMails, textTheirs);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    g_mime_shutdown();
    return 0;
}
