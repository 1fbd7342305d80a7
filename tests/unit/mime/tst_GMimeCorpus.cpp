// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus, read by GMime too (MIM3): where it and ours differ is listed, with reasons. The mails that break GMime lie in
// another folder and are left to tst_MimeCorpus.
#include <gmime/gmime.h> // before Qt: GLib has a member named signals

#include "Reading.h"

#include <gtest/gtest.h>

#include <memory>

namespace tributary::mime::tst_GMimeCorpus {

using namespace tributary::test;

namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};

QString shown(const char* text) { return squeezed(QString::fromUtf8(text ? text : "")); }

void addAddresses(InternetAddressList* list, QStringList& to) {
    for (int i = 0; list && i < internet_address_list_length(list); ++i) {
        InternetAddress* address = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(address)) {
            addAddresses(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)), to);
            continue;
        }
        const QString spec = shown(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)));
        if (!spec.isEmpty())
            to.append(squeezed(shown(internet_address_get_name(address)) + u" <" + spec + u'>'));
    }
}

QString treeOf(GMimeObject* part, QString& text) {
    GMimeContentType* type = g_mime_object_get_content_type(part);
    const QString name = (shown(g_mime_content_type_get_media_type(type)) + u'/' + shown(g_mime_content_type_get_media_subtype(type))).toLower();
    QStringList inside;
    if (GMIME_IS_MULTIPART(part)) {
        for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(part)); ++i)
            inside.append(treeOf(g_mime_multipart_get_part(GMIME_MULTIPART(part), i), text));
    } else if (GMIME_IS_MESSAGE_PART(part)) {
        if (GMimeMessage* message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part)); message && g_mime_message_get_mime_part(message))
            inside.append(treeOf(g_mime_message_get_mime_part(message), text));
    } else if (GMIME_IS_TEXT_PART(part)) {
        char* decoded = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
        text += QString::fromUtf8(decoded ? decoded : "") + u' ';
        g_free(decoded);
    }
    return inside.isEmpty() ? name : QString(name + u'(' + inside.join(u' ') + u')');
}

Reading readByGMime(const QByteArray& raw) {
    const std::unique_ptr<GMimeStream, Unref> stream(g_mime_stream_mem_new_with_buffer(raw.constData(), static_cast<size_t>(raw.size())));
    const std::unique_ptr<GMimeParser, Unref> parser(g_mime_parser_new_with_stream(stream.get()));
    GMimeMessage* made = g_mime_parser_construct_message(parser.get(), nullptr);
    Reading reading;
    if (!made)
        return reading;
    const std::unique_ptr<GMimeMessage, Unref> message(made);
    reading.subject = shown(g_mime_message_get_subject(made));
    addAddresses(g_mime_message_get_from(made), reading.from);
    addAddresses(g_mime_message_get_to(made), reading.to);
    addAddresses(g_mime_message_get_cc(made), reading.to);
    if (GDateTime* date = g_mime_message_get_date(made))
        reading.date = g_date_time_to_unix(date);
    QString text;
    if (GMimeObject* root = g_mime_message_get_mime_part(made))
        reading.tree = treeOf(root, text);
    reading.text = squeezed(text);
    return reading;
}

} // namespace

TEST(GMimeCorpus, differencesAreTheListedOnes) {
    if (corpusFolder().isEmpty())
        GTEST_SKIP() << "no corpus beside the sources";
    g_mime_init();
    DifferenceList list("gmime");
    for (const QString& file : corpusFiles()) {
        const QByteArray raw = corpusFile(file);
        list.add(file, readByOurs(raw), readByGMime(raw));
    }
    g_mime_shutdown();
    list.check();
}

} // namespace tributary::mime::tst_GMimeCorpus
