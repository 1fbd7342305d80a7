// SPDX-License-Identifier: GPL-3.0-or-later
#include "Cases.h"

#include "../CorpusMail.h"

namespace tributary::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto kOriginal = ReadingForm::Original;
constexpr auto kSimple = ReadingForm::Simple;
constexpr auto kPlain = ReadingForm::Plain;

struct Row {
    const char* name;
    const char* path;
    ReadingForm form;
    bool dark = false;
};

constexpr Row kScripts[] = {
    {"ja-utf-8", "mime/mikel-mail/emails/multi_charset/japanese.eml", kPlain},
    {"ja-iso-2022-jp", "mime/mikel-mail/emails/multi_charset/japanese_iso_2022.eml", kPlain},
    {"ja-shift-jis", "mime/mikel-mail/emails/multi_charset/japanese_shift_jis.eml", kPlain},
    {"ja-iso-2022-jp-2", "mime/mimekit/messages/japanese.txt", kPlain},
    {"ja-service", "mime/libetpan/plaintext-rendering/4925-japanese.eml", kPlain},
    {"ja-service-dark", "mime/libetpan/plaintext-rendering/4925-japanese.eml", kPlain, true},
    {"ja-letter", "mime/libetpan/plaintext-rendering/6094-japanese-1.eml", kPlain},
    {"ja-phone-emoji", "mime/libetpan/plaintext-rendering/5231-emoji.eml", kPlain},
    {"ja-no-label", "mime/libetpan/plaintext-rendering/1460-no-charset.eml", kPlain},
    {"ja-two-charsets", "mime/spamassassin/nice/cjk/iso-2022-jp.1", kPlain},
    {"ja-long-attachment-name", "mime/mikel-mail/emails/multi_charset/japanese_attachment_long_name.eml", kPlain},
    {"zh-gb18030", "mime/libetpan/plaintext-rendering/1021-chinese.eml", kOriginal},
    {"zh-gb2312-simple", "mime/libetpan/plaintext-rendering/4851-chinese.eml", kSimple},
    {"zh-gb2312-plain", "mime/spamassassin/nice/cjk/gb2312.1", kPlain},
    {"zh-big5", "mime/spamassassin/nice/cjk/big5-base64.1", kOriginal},
    {"zh-utf-8", "mime/libetpan/plaintext-rendering/4489-to-field-chinese.eml", kSimple},
    {"ko-euc-kr", "mime/libetpan/plaintext-rendering/1640-no-charset.eml", kOriginal},
    {"ko-euc-kr-2", "mime/libetpan/plaintext-rendering/2135-korean.eml", kOriginal},
    {"ko-ks-c-5601", "mime/mikel-mail/emails/multi_charset/ks_c_5601-1987.eml", kPlain},
    {"ko-ks-c-5601-html", "mime/libetpan/plaintext-rendering/989-encoding-2.eml", kSimple},
    {"ru-windows-1251", "mime/libetpan/plaintext-rendering/4850-russian.eml", kSimple},
    {"ru-koi8-r", "mime/libetpan/plaintext-rendering/989-encoding-4.eml", kOriginal},
    {"el-utf-8", "mime/libetpan/plaintext-rendering/2195-greek.eml", kOriginal},
    {"th-windows-874", "mime/libetpan/plaintext-rendering/5230-thai-chinese.eml", kSimple},
    {"broken-utf-8", "mime/libetpan/plaintext-rendering/broken-utf8.eml", kPlain},
    {"utf-16", "mime/mail-parser/eml/thirdparty/005.eml", kPlain},
    {"eai", "mime/kmime/data/eai-addresses.mbox", kPlain},
};

constexpr Row kLetters[] = {
    {"plain", "mime/geary/data/basic-text-plain.eml", kPlain},
    {"flowed", "mime/horde-mime/fixtures/flowed_msg.txt", kPlain},
    {"flowed-2", "mime/chatmail-core/message/text_plain_flowed.eml", kPlain},
    {"long-lines", "mime/mime4j/testmsgs/basic-plain-very-long-lines.msg", kPlain},
    {"alternative", "mime/geary/data/basic-multipart-alternative.eml", kOriginal},
    {"html-only", "mime/kde-sink/testdata/htmlonly.mbox", kOriginal},
    {"newsletter-gym", "html/mimekit/text/planet-fitness.html", kOriginal},
    {"newsletter-gym-dark", "html/mimekit/text/planet-fitness.html", kOriginal, true},
    {"newsletter-gym-simple", "html/mimekit/text/planet-fitness.html", kSimple},
    {"newsletter-shop", "html/mimekit/text/homedepot-check-inside-now.html", kOriginal},
    {"page", "html/mimekit/text/mimekit.net.html", kOriginal},
    {"newsletter-tool", "html/mimekit/html/papercut-4.4.html", kOriginal},
    {"newsletter-tool-2", "html/mimekit/html/xamarin3.html", kOriginal},
    {"newsletter-tool-2-dark", "html/mimekit/html/xamarin3.html", kSimple, true},
    {"newsletter-long", "html/mailspring/emails/email_1.html", kOriginal},
    {"newsletter-nested", "html/mailspring/emails/email_16.html", kOriginal},
    {"newsletter-list", "mime/chatmail-core/message/mailinglist_xing.eml", kOriginal},
    {"newsletter-list-2", "mime/chatmail-core/message/mailinglist_dhl.eml", kOriginal},
    {"newsletter-trade", "mime/libetpan/plaintext-rendering/1944-rendering.eml", kOriginal},
    {"html-quoted", "html/mailspring/emails/email_18.html", kOriginal},
    {"html-list", "html/mailspring/emails/email_14.html", kSimple},
    {"cid-picture", "mime/chatmail-core/message/apple_cid_jpg.eml", kOriginal},
    {"cid-links", "mime/kde-sink/testdata/cid-links.mbox", kOriginal},
    {"attached-message", "mime/chatmail-core/message/attached-eml.eml", kPlain},
};

constexpr Row kKinds[] = {
    {"winmail", "mime/libetpan/plaintext-rendering/1808-winmail-dat.eml", kPlain},
    {"winmail-2", "mime/geary/data/basic-multipart-tnef.eml", kPlain},
    {"uuencode", "mime/mime4j/mimetools-testmsgs/uu-zeegee.msg", kPlain},
    {"uuencode-2", "mime/kmime/data/uuencode-simple.mbox", kPlain},
    {"yenc", "mime/mimekit/yenc/simple.msg", kPlain},
    {"report-gmail", "mime/chatmail-core/message/gmail_ndn.eml", kPlain},
    {"report-office", "mime/flanker/messages/bounce/office365.eml", kPlain},
    {"report-delivery", "mime/mimekit/messages/delivery-status.txt", kPlain},
    {"report-read", "mime/mimekit/messages/disposition-notification.txt", kPlain},
    {"report-abuse", "mime/postal-mime/fixtures/arf.eml", kPlain},
    {"calendar", "mime/postal-mime/fixtures/calendar-event.eml", kPlain},
    {"calendar-2", "mime/james-eml/store/calendar.eml", kPlain},
    {"calendar-google", "mime/kde-sink/testdata/gmail-invitation.mbox", kOriginal},
    {"openpgp-encrypted", "mime/chatmail-core/message/thunderbird_encrypted_signed.eml", kPlain},
    {"openpgp-signed", "mime/chatmail-core/message/thunderbird_signed_unencrypted.eml", kPlain},
    {"openpgp-inline", "mime/kde-sink/testdata/openpgp-inline-signed.mbox", kPlain},
    {"smime-encrypted", "mime/kde-sink/testdata/smime-encrypted.mbox", kPlain},
    {"smime-opaque", "mime/kde-sink/testdata/smime-opaque-sign.mbox", kPlain},
    {"broken-inner-boundary", "mime/mime4j/testmsgs/missing-inner-boundary.msg", kPlain},
    {"broken-no-header", "mime/mime4j/testmsgs/malformedHeader-noheader.msg", kPlain},
    {"broken-no-end", "mime/flanker/messages/missing-final-boundary.eml", kPlain},
    {"broken-subject", "mime/mikel-mail/emails/error_emails/bad_encoded_subject.eml", kPlain},
    {"broken-encoding", "mime/mikel-mail/emails/error_emails/encoding_madness.eml", kPlain},
    {"broken-nul", "mime/kmime/data/headers-with-nullbytes.mbox", kPlain},
    {"broken-deep", "mime/mimekit/messages/stack-overflow.txt", kPlain},
    {"broken-torture", "mime/postal-mime/fixtures/mimetorture.eml", kPlain},
    {"broken-memory", "mime/nodemailer-mailparser/fixtures/outofmemory.eml", kPlain},
    {"poison-words", "poison/gmime-bword-second-lost.eml", kPlain},
    {"poison-base64", "poison/gmime-chunked-base64-cut.eml", kPlain},
    {"poison-parameter", "poison/gmime-param72-endless-alloc.eml", kPlain},
    {"poison-group", "poison/gmime-group-nesting-60000.eml", kPlain},
};

QByteArray plainIn(const char* charset, const QByteArray& subject, const QByteArray& body) {
    return "From: Ann Example <ann@mail.example>\r\nTo: jane@mail.example\r\nDate: Wed, 20 May 2026 10:42:00 +0000\r\nSubject: " + subject +
           "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=" + charset + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body;
}

QList<GoldenCase> made() {
    return {
        // 日本語のメールです。 会議の時間を変更します。 カタカナとひらがな
        {u"made-euc-jp"_s, {}, plainIn("EUC-JP", "=?EUC-JP?B?xvzL3Ljs?=",
                                       "\xc6\xfc\xcb\xdc\xb8\xec\xa4\xce\xa5\xe1\xa1\xbc\xa5\xeb\xa4\xc7\xa4\xb9\xa1\xa3\r\n\r\n"
                                       "\xb2\xf1\xb5\xc4\xa4\xce\xbb\xfe\xb4\xd6\xa4\xf2\xca\xd1\xb9\xb9\xa4\xb7\xa4\xde\xa4\xb9\xa1\xa3\r\n"
                                       "\xa5\xab\xa5\xbf\xa5\xab\xa5\xca\xa4\xc8\xa4\xd2\xa4\xe9\xa4\xac\xa4\xca\r\n")},
        // Half-width kana are no part of ISO-2022-JP and are sent in it all the same (ESC ( I); in Shift_JIS they are bytes of their own.
        {u"made-half-width-kana"_s, {}, plainIn("ISO-2022-JP", "kana", "JIS: \x1b(IJ]68 6E 3<J]\x1b(B end of the line\r\n")},
        {u"made-half-width-kana-sjis"_s, {}, plainIn("Shift_JIS", "kana", "SJIS: \xca\xdd\xb6\xb8 \xb6\xc5 \xb3\xbc\xca\xdd end of the line\r\n")},
        // שלום לכולם, זו הודעה בעברית / English inside / סוף
        {u"made-hebrew-windows-1255"_s, {}, plainIn("windows-1255", "=?windows-1255?B?+ezl7Q==?=",
                                                    "\xf9\xec\xe5\xed \xec\xeb\xe5\xec\xed, \xe6\xe5 \xe4\xe5\xe3\xf2\xe4 \xe1\xf2\xe1\xf8\xe9\xfa 123.\r\n\r\n"
                                                    "An English line between.\r\n\r\n\xf1\xe5\xf3 \xe4\xe4\xe5\xe3\xf2\xe4.\r\n")},
        // مرحبا بكم في الرسالة
        {u"made-arabic-windows-1256"_s, {}, plainIn("windows-1256", "=?windows-1256?B?49HNyMc=?=",
                                                    "\xe3\xd1\xcd\xc8\xc7 \xc8\xdf\xe3 \xdd\xed \xc7\xe1\xd1\xd3\xc7\xe1\xc9 123.\r\n\r\nAn English line between.\r\n")},
        {u"made-hebrew-html"_s, {}, asHtmlMessage(u"html"_s, reinterpret_cast<const char*>(u8"<div dir=rtl><h2>שלום לכולם</h2><p>זו הודעה <b>בעברית</b> עם English באמצע.</p><ul><li>אחת<li>שתיים</ul></div>")), kOriginal},
        {u"made-no-headers"_s, {}, "\r\nOnly a body, and nothing says what it is.\r\n"},
        {u"made-no-blank-line"_s, {}, "Just one line of words without any header at all\r\nand a second one\r\n"},
        {u"made-empty"_s, {}, QByteArray("")},
    };
}

} // namespace

QList<GoldenCase> goldenCases() {
    QList<GoldenCase> cases;
    const auto take = [&cases](const auto& rows) {
        for (const Row& row : rows)
            cases.append({QString::fromLatin1(row.name), QString::fromLatin1(row.path), {}, row.form, row.dark});
    };
    take(kScripts);
    take(kLetters);
    take(kKinds);
    return cases + made();
}

} // namespace tributary::ui
