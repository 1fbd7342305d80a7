// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/MessageBuilder.h"

#include "mime/detail/MessageBody.h"

#include <QTimeZone>

#include <gtest/gtest.h>

namespace tributary::mime::tst_MessageBuilder {

namespace {

const QString kKaigi = QStringLiteral("\u4f1a\u8b70\u306e\u8cc7\u6599\u306b\u3064\u3044\u3066");

OutgoingMessage mail() {
    OutgoingMessage message;
    message.from = {{QStringLiteral("Jane Doe"), QStringLiteral("jane@example.org")}};
    message.to = {{QString(), QStringLiteral("bob@example.org")}};
    message.subject = QStringLiteral("Lunch");
    message.date = QDateTime(QDate(2026, 11, 5), QTime(9, 8, 7), QTimeZone(9 * 3600));
    message.messageId = "m1@example.org";
    message.plain = QStringLiteral("At noon.\nJane\n");
    return message;
}

QByteArray built(const OutgoingMessage& message) {
    const auto result = buildMessage(message);
    EXPECT_TRUE(result) << result.error().detail.toStdString();
    return result ? result->bytes : QByteArray();
}

QByteArray header(const QByteArray& raw) { return raw.left(raw.indexOf("\r\n\r\n") + 2); }

/// The lines of the field as they are written.
QByteArray field(const QByteArray& raw, const QByteArray& name) {
    const QByteArray lines = "\r\n" + header(raw);
    const qsizetype begin = lines.indexOf(QByteArray("\r\n" + name + ":"));
    if (begin < 0)
        return {};
    qsizetype end = lines.indexOf("\r\n", begin + 2);
    while (end + 2 < lines.size() && lines[end + 2] == ' ')
        end = lines.indexOf("\r\n", end + 2);
    return lines.mid(begin + 2, end - begin - 2);
}

Error refusal(const OutgoingMessage& message) {
    const auto result = buildMessage(message);
    EXPECT_FALSE(result) << result->bytes.toStdString();
    return result ? Error() : result.error();
}

QString tree(const ParsedMessage& message, int index = 0) {
    const Part& part = message.parts[index];
    QStringList inside;
    for (const int child : part.children)
        inside.append(tree(message, child));
    return QString::fromLatin1(part.type + '/' + part.subtype) + (inside.isEmpty() ? QString() : QString(u'(' + inside.join(u' ') + u')'));
}

OutgoingFile file(const QString& name, const QByteArray& type, const QByteArray& bytes) { return {name, type, {}, bytes}; }

} // namespace

TEST(MessageBuilder, aPlainMessageIsTheseBytes) {
    OutgoingMessage message = mail();
    message.sender = ParsedAddress{QString(), QStringLiteral("secretary@example.org")};
    message.replyTo = {{QString(), QStringLiteral("answers@example.org")}};
    message.cc = {{QStringLiteral("Doe, Joe"), QStringLiteral("joe@example.org")}, {QString(), QStringLiteral("x@example.org")}};
    message.bcc = {{QString(), QStringLiteral("hidden@example.org")}};
    message.inReplyTo = {"p@example.org"};
    message.references = {"o@example.org", "p@example.org"};
    message.fields = {{"Importance", QStringLiteral("high")}};
    EXPECT_EQ(built(message), "From: Jane Doe <jane@example.org>\r\nSender: secretary@example.org\r\nReply-To: answers@example.org\r\n"
                              "To: bob@example.org\r\nCc: \"Doe, Joe\" <joe@example.org>, x@example.org\r\nSubject: Lunch\r\n"
                              "Date: Thu, 5 Nov 2026 09:08:07 +0900\r\nMessage-ID: <m1@example.org>\r\nIn-Reply-To: <p@example.org>\r\n"
                              "References: <o@example.org> <p@example.org>\r\nImportance: high\r\nMIME-Version: 1.0\r\n"
                              "Content-Type: text/plain; charset=UTF-8; format=flowed\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
                              "At noon.\r\nJane\r\n");
}

TEST(MessageBuilder, bccIsWrittenInDraftsOnly) {
    OutgoingMessage message = mail();
    message.bcc = {{QString(), QStringLiteral("hidden@example.org")}};
    EXPECT_FALSE(built(message).contains("hidden"));
    message.keepBcc = true;
    EXPECT_EQ(field(built(message), "Bcc"), "Bcc: hidden@example.org");
}

TEST(MessageBuilder, partsStandInThePlacesThatTheirReadersExpect) {
    OutgoingMessage message = mail();
    const auto shape = [&message] { return tree(parseMessage(built(message))); };
    message.html = QStringLiteral("<p>At noon.</p>");
    EXPECT_EQ(shape(), u"multipart/alternative(text/plain text/html)");
    message.files = {{QStringLiteral("a.png"), "image/png", "a@x", "png"}};
    EXPECT_EQ(shape(), u"multipart/alternative(text/plain multipart/related(text/html image/png))");
    message.files.append(file(QStringLiteral("a.pdf"), "application/pdf", "pdf"));
    EXPECT_EQ(shape(), u"multipart/mixed(multipart/alternative(text/plain multipart/related(text/html image/png)) application/pdf)");
    message.plain.clear();
    EXPECT_EQ(shape(), u"multipart/mixed(multipart/related(text/html image/png) application/pdf)");
    message.html.clear();
    EXPECT_EQ(shape(), u"multipart/mixed(text/plain image/png application/pdf)"); // nothing shows the picture now
}

TEST(MessageBuilder, aRelatedSaysWhatItsRootIs) { // RFC 2387 3.1
    OutgoingMessage message = mail();
    message.plain.clear();
    message.html = QStringLiteral("<img src=\"cid:a@x\">");
    message.files = {{QStringLiteral("a.png"), "image/png", "a@x", "png"}};
    const QByteArray raw = built(message);
    EXPECT_TRUE(field(raw, "Content-Type").startsWith("Content-Type: multipart/related; type=\"text/html\";")) << raw.toStdString();
    EXPECT_TRUE(raw.contains("Content-Disposition: inline; filename=\"a.png\"\r\nContent-ID: <a@x>\r\n")) << raw.toStdString();
}

// RFC 2045 2.7, 6
TEST(MessageBuilder, theShortestEncodingThatFitsIsTaken) {
    OutgoingMessage message = mail();
    const auto encoding = [&message] { return field(built(message), "Content-Transfer-Encoding").mid(27); };
    EXPECT_EQ(encoding(), "7bit");
    message.plain = QStringLiteral("Gr\u00fc\u00dfe und ein langer Satz in fast nur ASCII");
    EXPECT_EQ(encoding(), "quoted-printable");
    message.plain = kKaigi;
    EXPECT_EQ(encoding(), "base64");
    message.plain = QString(998, u'x');
    EXPECT_EQ(encoding(), "7bit");
    message.plain = QString(999, u'x');
    EXPECT_EQ(encoding(), "quoted-printable");
    message.plain = QStringLiteral("a\0b");
    EXPECT_EQ(encoding(), "quoted-printable");
}

TEST(MessageBuilder, quotedPrintableKeepsBlanksAtLineEnds) { // RFC 2045 6.7 (3)
    OutgoingMessage message = mail();
    message.flowed = false;
    message.plain = QStringLiteral("a caf\u00e9 in town = \nb\t\nend of it");
    EXPECT_TRUE(built(message).endsWith("\r\n\r\na caf=C3=A9 in town =3D=20\r\nb=09\r\nend of it\r\n")) << built(message).toStdString();
    message.plain = QString(74, u'x') + u"\u00e9\n" + QString(76, u'y') + u'\n';
    EXPECT_TRUE(built(message).endsWith(QByteArray("\r\n" + QByteArray(74, 'x') + "=\r\n=C3=A9\r\n" + QByteArray(76, 'y') + "\r\n"))) << built(message).toStdString();
}

TEST(MessageBuilder, flowedTextIsMarkedAndJapaneseNeverIs) {
    OutgoingMessage message = mail();
    message.plain = QStringLiteral("word ").repeated(30) + u"\n-- \nJane\n";
    EXPECT_TRUE(built(message).contains("word \r\nword ")) << built(message).toStdString();
    EXPECT_TRUE(built(message).endsWith("\r\n-- \r\nJane\r\n"));
    message.flowed = false;
    EXPECT_FALSE(built(message).contains("format=flowed"));
    EXPECT_FALSE(built(message).contains("word \r\nword "));
    message.flowed = true;
    message.charset = "iso-2022-jp";
    EXPECT_FALSE(built(message).contains("format=flowed"));
    EXPECT_FALSE(built(message).contains("word \r\nword "));
}

// RFC 1468
TEST(MessageBuilder, japaneseIsSevenBitFromEndToEnd) {
    OutgoingMessage message = mail();
    message.charset = "ISO-2022-JP";
    message.subject = kKaigi.repeated(6);
    message.from = {{QStringLiteral("\u5c71\u7530\u592a\u90ce"), QStringLiteral("yamada@example.jp")}};
    message.plain = kKaigi + u"\nABC\n";
    const auto result = buildMessage(message);
    ASSERT_TRUE(result);
    EXPECT_FALSE(result->charsetFellBack);
    const QByteArray raw = result->bytes;
    EXPECT_TRUE(raw.contains("Content-Type: text/plain; charset=ISO-2022-JP\r\nContent-Transfer-Encoding: 7bit\r\n")) << raw.toStdString();
    EXPECT_TRUE(raw.endsWith("\x1b(B\r\nABC\r\n"));
    EXPECT_EQ(field(raw, "From"), "From: =?ISO-2022-JP?B?GyRCOzNFREJATzobKEI=?= <yamada@example.jp>");
    int words = 0;
    for (const QByteArray& word : field(raw, "Subject").mid(9).split(' ')) {
        const QByteArray bytes = QByteArray::fromBase64(word.trimmed().mid(16).chopped(2));
        EXPECT_LE(word.trimmed().size(), 75);
        EXPECT_TRUE(bytes.startsWith("\x1b$B") && bytes.endsWith("\x1b(B")) << word.toStdString();
        ++words;
    }
    EXPECT_GT(words, 2);
}

TEST(MessageBuilder, whatJapaneseLacksMakesAllOfItUtf8) {
    const auto fellBack = [](auto change) {
        OutgoingMessage message = mail();
        message.charset = "iso-2022-jp";
        change(message);
        const auto result = buildMessage(message);
        const bool utf8 = result && result->bytes.contains("charset=UTF-8") && !result->bytes.contains("ISO-2022-JP");
        return result && result->charsetFellBack && utf8;
    };
    EXPECT_FALSE(fellBack([](OutgoingMessage& m) { m.plain = kKaigi; }));
    EXPECT_TRUE(fellBack([](OutgoingMessage& m) { m.plain = kKaigi + u"\u2460"; }));
    EXPECT_TRUE(fellBack([](OutgoingMessage& m) { m.html = QStringLiteral("<p>\U0001F600</p>"); }));
    EXPECT_TRUE(fellBack([](OutgoingMessage& m) { m.subject = QStringLiteral("\ud68c\uc758"); }));
    EXPECT_TRUE(fellBack([](OutgoingMessage& m) { m.to[0].name = QStringLiteral("\uff76\uff80\uff76\uff85"); }));
    EXPECT_TRUE(fellBack([](OutgoingMessage& m) { m.fields = {{"X-Note", QStringLiteral("caf\u00e9")}}; }));
    EXPECT_FALSE(fellBack([](OutgoingMessage& m) { m.files = {file(QStringLiteral("caf\u00e9.txt"), "text/plain", "x")}; })); // has a charset of its own
}

// RFC 2047 2, 5
TEST(MessageBuilder, subjectsAreEncodedWhereTheyMustBe) {
    OutgoingMessage message = mail();
    const auto subject = [&message](const QString& text) {
        message.subject = text;
        return field(built(message), "Subject");
    };
    EXPECT_EQ(subject(QStringLiteral("Re: J\u00f6rgensens B\u00fccher bis bald")), "Subject: Re: =?UTF-8?Q?J=C3=B6rgensens_B=C3=BCcher?= bis bald");
    EXPECT_EQ(subject(kKaigi), "Subject: =?UTF-8?B?5Lya6K2w44Gu6LOH5paZ44Gr44Gk44GE44Gm?=");
    EXPECT_EQ(subject(QStringLiteral("what =?utf-8?q?x?= means")), "Subject: what =?UTF-8?B?PT91dGYtOD9xP3g/PQ==?= means");
    EXPECT_EQ(subject(QString()), "Subject:");
    EXPECT_EQ(subject(QStringLiteral(" a\tb ")), "Subject: a b");
}

TEST(MessageBuilder, noCharacterIsCut) {
    const QString family = QStringLiteral("\U0001F468\u200D\U0001F469\u200D\U0001F467");
    OutgoingMessage message = mail();
    message.subject = QString(family + u"e\u0301").repeated(30);
    for (const QByteArray& word : field(built(message), "Subject").mid(9).split(' ')) {
        EXPECT_LE(word.trimmed().size(), 75);
        const QString text = QString::fromUtf8(QByteArray::fromBase64(word.trimmed().mid(10).chopped(2)));
        EXPECT_FALSE(text.contains(QChar(QChar::ReplacementCharacter)) || text.startsWith(QChar(0x200d)) || text.startsWith(QChar(0x301))) << text.toStdString();
    }
    // More than one word holds is cut between code points.
    message.subject = u"e" + QString(500, QChar(0x301));
    EXPECT_EQ(parseMessage(built(message)).subject, message.subject);
}

TEST(MessageBuilder, longFieldsAreFoldedBetweenWords) { // RFC 5322 2.1.1
    OutgoingMessage message = mail();
    message.subject = QStringLiteral("word ").repeated(60) + u"end";
    for (int i = 0; i < 100; ++i)
        message.to.append({QStringLiteral("Somebody Number %1").arg(i), QStringLiteral("somebody-%1@example.org").arg(i)});
    const QByteArray raw = built(message);
    for (const QByteArray& line : header(raw).split('\n'))
        EXPECT_LE(line.size(), 77) << line.toStdString(); // the CR
    EXPECT_EQ(parseMessage(raw).subject, message.subject);
    EXPECT_EQ(parseMessage(raw).to, message.to);
}

TEST(MessageBuilder, namesAreAtomsQuotedOrEncoded) { // RFC 5322 3.2.3 to 3.2.5
    OutgoingMessage message = mail();
    const auto from = [&message](const QString& name) {
        message.from[0].name = name;
        return field(built(message), "From");
    };
    EXPECT_EQ(from(QString()), "From: jane@example.org");
    EXPECT_EQ(from(QStringLiteral("Jane O'Doe")), "From: Jane O'Doe <jane@example.org>");
    EXPECT_EQ(from(QStringLiteral("Jane Q. Doe")), "From: \"Jane Q. Doe\" <jane@example.org>");
    EXPECT_EQ(from(QStringLiteral("Jane \"J\" \\ Doe")), "From: \"Jane \\\"J\\\" \\\\ Doe\" <jane@example.org>");
    EXPECT_EQ(from(QStringLiteral("J\u00f6rgensen, M")), "From: =?UTF-8?Q?J=C3=B6rgensen=2C_M?= <jane@example.org>");
    EXPECT_EQ(from(QStringLiteral("Jane\r\nBcc: x@y")), "From: \"Jane  Bcc: x@y\" <jane@example.org>");
}

// RFC 5890, UTS 46 without its transition; RFC 6532
TEST(MessageBuilder, addressesGoAsTheWireTakesThem) {
    const auto wire = [](const QString& address, bool smtpUtf8 = false) {
        const auto result = wireAddress(address, smtpUtf8);
        return result ? QByteArray(result->addrSpec + (result->needsSmtpUtf8 ? " utf8" : "")) : QByteArray("refused: " + result.error().detail.toUtf8());
    };
    EXPECT_EQ(wire(QStringLiteral("a@stra\u00dfe.DE")), "a@xn--strae-oqa.de");
    EXPECT_EQ(wire(QStringLiteral("a@\u4f8b\u3048.jp")), "a@xn--r8jz45g.jp");
    EXPECT_EQ(wire(QStringLiteral("a..b@docomo.example")), "\"a..b\"@docomo.example");
    EXPECT_EQ(wire(QStringLiteral("\"a b\\\"@c\"@x.org")), "\"a b\\\"@c\"@x.org");
    EXPECT_EQ(wire(QStringLiteral("a@[IPv6:2001:db8::1]")), "a@[IPv6:2001:db8::1]");
    EXPECT_EQ(wire(QStringLiteral("\u5c71@x.org"), true), "\u5c71@x.org utf8");
    for (const QString& unseen : {QStringLiteral("\u5c71\u3000@x.org"), QStringLiteral("\u5c71\u202e@x.org"), QStringLiteral("\"\u5c71\u2028\"@x.org")})
        EXPECT_EQ(wire(unseen, true), "refused: " + unseen.toUtf8());
    for (const QString& bad : {QStringLiteral("\u5c71@x.org"), QStringLiteral("a"), QStringLiteral("@x.org"), QStringLiteral("a@"), QStringLiteral("a b@x.org"), QStringLiteral("a@b@x.org"),
                               QStringLiteral("a@x..org"), QStringLiteral("a@x.org."), QStringLiteral("a@x y.org"), QStringLiteral("<a@x.org>"), QStringLiteral("a@x.org\r\nBcc: b"),
                               QStringLiteral("\"a\"b\"@x.org"), QStringLiteral("\"a\\\"@x.org"), QStringLiteral("a\0b@x.org"), QStringLiteral("a,b@x.org"), QStringLiteral("a@[1.2.3.4"),
                               QStringLiteral("a@\u200b.org"), QString(QString(400, u'a') + u"@x.org"), QStringLiteral("\"a\r\nb\"@x.org")})
        EXPECT_EQ(wire(bad), "refused: " + bad.toUtf8());
}

TEST(MessageBuilder, anAddressThatCannotBeWrittenIsNamed) {
    OutgoingMessage message = mail();
    message.to.append({QString(), QStringLiteral("\u5c71\u7530@example.jp")});
    EXPECT_EQ(refusal(message), (Error{ErrorKind::InvalidInput, ErrorCode::NotAnAddress, {}, message.to[1].addrSpec}));
    message.smtpUtf8 = true;
    const auto result = buildMessage(message);
    ASSERT_TRUE(result);
    EXPECT_TRUE(result->needsSmtpUtf8);
    EXPECT_EQ(field(result->bytes, "To"), "To: bob@example.org, \u5c71\u7530@example.jp");
    message.to.removeLast();
    EXPECT_FALSE(buildMessage(message)->needsSmtpUtf8);
    message.bcc = {{QStringLiteral("undisclosed-recipients"), QString()}};
    EXPECT_EQ(refusal(message), (Error{ErrorKind::InvalidInput, ErrorCode::NotAnAddress, {}, QStringLiteral("undisclosed-recipients")}));
    message.bcc = {{}};
    EXPECT_EQ(refusal(message), (Error{ErrorKind::InvalidInput, ErrorCode::NotAnAddress, {}, QStringLiteral("Bcc")}));
}

TEST(MessageBuilder, lineEndsAreRefusedWhereAProgramGivesThem) {
    using Change = void (*)(OutgoingMessage&);
    const QList<std::pair<QString, Change>> changes{
        {QStringLiteral("Message-ID"), [](OutgoingMessage& m) { m.messageId = "a@b\r\nX: y"; }},
        {QStringLiteral("In-Reply-To"), [](OutgoingMessage& m) { m.inReplyTo = {"a@b>\r\nX: <y"}; }},
        {QStringLiteral("References"), [](OutgoingMessage& m) { m.references = {"a@b", QByteArray("c\0@d", 4)}; }},
        {QStringLiteral("X-Note"), [](OutgoingMessage& m) { m.fields = {{"X-Note", QStringLiteral("a\nBcc: b")}}; }},
        {QStringLiteral("X-Note"), [](OutgoingMessage& m) { m.fields = {{"X-Note", QStringLiteral("a\rb")}}; }},
        {QStringLiteral("X: y"), [](OutgoingMessage& m) { m.fields = {{"X: y", QStringLiteral("a")}}; }},
        {QStringLiteral("bcc"), [](OutgoingMessage& m) { m.fields = {{"bcc", QStringLiteral("a@b")}}; }},
        {QStringLiteral("Content-Type"), [](OutgoingMessage& m) { m.fields = {{"Content-Type", QStringLiteral("a/b")}}; }},
        {QStringLiteral("Content-ID"), [](OutgoingMessage& m) { m.files = {{QString(), "image/png", "a\r\nb", {}}}; }},
        {QStringLiteral("charset"), [](OutgoingMessage& m) { m.charset = "koi8-r"; }},
    };
    for (const auto& [name, change] : changes) {
        OutgoingMessage message = mail();
        change(message);
        const Error error = refusal(message);
        EXPECT_EQ(error.code, ErrorCode::BadValue);
        EXPECT_TRUE(error.detail.startsWith(name + u": ")) << error.detail.toStdString();
    }
}

TEST(MessageBuilder, whatIsMissingIsNamed) { // RFC 5322 3.6
    const auto missing = [](auto change) {
        OutgoingMessage message = mail();
        change(message);
        const Error error = refusal(message);
        return error.code == ErrorCode::FieldMissing ? error.detail : QString();
    };
    EXPECT_EQ(missing([](OutgoingMessage& m) { m.from.clear(); }), u"From");
    EXPECT_EQ(missing([](OutgoingMessage& m) { m.from.append(m.to[0]); }), u"Sender");
    EXPECT_EQ(missing([](OutgoingMessage& m) { m.date = QDateTime(); }), u"Date");
    EXPECT_EQ(missing([](OutgoingMessage& m) { m.messageId.clear(); }), u"Message-ID");
}

TEST(MessageBuilder, theDateHasTheOffsetOfItsClock) { // RFC 5322 3.3
    OutgoingMessage message = mail();
    const auto date = [&message](int offset) {
        message.date = QDateTime(QDate(2027, 1, 1), QTime(0, 0, 30), QTimeZone(offset));
        return field(built(message), "Date");
    };
    EXPECT_EQ(date(0), "Date: Fri, 1 Jan 2027 00:00:30 +0000");
    EXPECT_EQ(date(-(3 * 60 + 30) * 60), "Date: Fri, 1 Jan 2027 00:00:30 -0330");
    EXPECT_EQ(date(-30 * 60), "Date: Fri, 1 Jan 2027 00:00:30 -0030");
}

TEST(MessageBuilder, longThreadsKeepTheirEnds) {
    OutgoingMessage message = mail();
    for (int i = 0; i < 100; ++i)
        message.references.append(QByteArray::number(i) + "@x");
    const QList<QByteArray> kept = parseMessage(built(message)).references;
    EXPECT_EQ(kept, message.references.first(20) + message.references.last(20));
}

TEST(MessageBuilder, fieldsOfAddressesAreEncodedAsSuch) {
    OutgoingMessage message = mail();
    message.fields = {{"Disposition-Notification-To", QStringLiteral("\"J\u00f6rgensen, M\" <j@b\u00fccher.example>")}};
    EXPECT_EQ(field(built(message), "Disposition-Notification-To"), "Disposition-Notification-To: =?UTF-8?Q?J=C3=B6rgensen=2C_M?=\r\n <j@xn--bcher-kva.example>");
}

// RFC 2183, 2231
TEST(MessageBuilder, fileNamesAreWrittenInOneForm) {
    OutgoingMessage message = mail();
    const auto disposition = [&message](const QString& name) {
        message.files = {file(name, "application/pdf", "x")};
        const QByteArray raw = built(message);
        EXPECT_FALSE(raw.contains(" name")) << raw.toStdString();
        const qsizetype begin = raw.indexOf("Content-Disposition: attachment") + 31;
        return raw.mid(begin, raw.indexOf("\r\n\r\n", begin) - begin);
    };
    EXPECT_EQ(disposition(QStringLiteral("a (1).pdf")), "; filename=\"a (1).pdf\"");
    EXPECT_EQ(disposition(QStringLiteral("a\"b.pdf")), "; filename*=UTF-8''a%22b.pdf");
    EXPECT_EQ(disposition(QStringLiteral("caf\u00e9.pdf")), "; filename*=UTF-8''caf%C3%A9.pdf");
    EXPECT_EQ(disposition(QString()), "");
    EXPECT_EQ(disposition(QStringLiteral("\u8cc7\u6599").repeated(5)),
              ";\r\n filename*0*=UTF-8''%E8%B3%87%E6%96%99%E8%B3%87%E6%96%99%E8%B3%87%E6%96%99;\r\n"
              " filename*1*=%E8%B3%87%E6%96%99%E8%B3%87%E6%96%99");
    message.files = {file(QString(513, u'a'), "application/pdf", "x")};
    EXPECT_EQ(refusal(message).code, ErrorCode::BadValue);
}

TEST(MessageBuilder, filesKeepTheirBytes) {
    OutgoingMessage message = mail();
    for (int size = 0; size < 200; ++size) {
        const QByteArray bytes = QByteArray("\x00\xff\r\n.=", 6).repeated(40).left(size);
        message.files = {file(QStringLiteral("f"), "text/plain", bytes)};
        const QByteArray raw = built(message);
        const ParsedMessage read = parseMessage(raw);
        ASSERT_EQ(read.parts.size(), 3);
        ASSERT_EQ(decodedBody(raw, read.parts[2]), bytes) << size;
    }
}

TEST(MessageBuilder, typesThatMayNotBeEncodedAreBytes) { // RFC 2046 5.1, 5.2
    OutgoingMessage message = mail();
    for (const char* type : {"multipart/mixed", "message/partial", "message/delivery-status", "", "text", "a b/c", "text/plain; x=y\r\nX: y", "/", "text/"}) {
        message.files = {file(QStringLiteral("f"), type, "x")};
        EXPECT_TRUE(parseMessage(built(message)).parts.value(2).is("application", "octet-stream")) << type;
    }
}

TEST(MessageBuilder, textFilesSayThatTheyAreUtf8WhereTheyAre) {
    OutgoingMessage message = mail();
    message.files = {file(QStringLiteral("a"), "text/csv", "caf\xc3\xa9"), file(QStringLiteral("b"), "text/csv", "caf\xe9"), file(QStringLiteral("c"), "text/csv", "cafe")};
    const ParsedMessage read = parseMessage(built(message));
    EXPECT_EQ(read.parts[2].parameter("charset"), u"UTF-8");
    EXPECT_EQ(read.parts[3].parameter("charset"), u"");
    EXPECT_EQ(read.parts[4].parameter("charset"), u"");
}

// RFC 2046 5.2.1
TEST(MessageBuilder, aForwardedMessageGoesAsItIs) {
    OutgoingMessage message = mail();
    const QByteArray inner = "From: a@b\r\nSubject: x\r\n\r\n--=_x\r\n.\r\nFrom y\r\n";
    message.files = {file(QStringLiteral("x.eml"), "message/rfc822", inner)};
    const auto sevenBit = buildMessage(message);
    ASSERT_TRUE(sevenBit);
    EXPECT_FALSE(sevenBit->needs8Bit);
    EXPECT_TRUE(sevenBit->bytes.contains(QByteArray("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 7bit\r\n"
                                         "Content-Disposition: attachment; filename=\"x.eml\"\r\n\r\n" + inner + "\r\n--")));
    message.files[0].bytes = "Subject: x\n\ncaf\xe9\n";
    const auto eightBit = buildMessage(message);
    ASSERT_TRUE(eightBit);
    EXPECT_TRUE(eightBit->needs8Bit);
    EXPECT_TRUE(eightBit->bytes.contains("8bit\r\nContent-Disposition: attachment; filename=\"x.eml\"\r\n\r\nSubject: x\r\n\r\ncaf\xe9\r\n\r\n--"));
    EXPECT_EQ(field(eightBit->bytes, "Content-Transfer-Encoding"), "Content-Transfer-Encoding: 8bit"); // RFC 2045 6.4
}

TEST(MessageBuilder, aMessageThatNoLineHoldsGoesAsAFile) {
    OutgoingMessage message = mail();
    for (const QByteArray& inner : {QByteArray("Subject: x\r\n\r\n" + QByteArray(999, 'x')), QByteArray("Subject: x\r\n\r\na\0b", 17), QByteArray("Subject: x\r\n\r\na\rb")}) {
        message.files = {file(QString(), "message/rfc822", inner)};
        const QByteArray raw = built(message);
        const ParsedMessage read = parseMessage(raw);
        EXPECT_TRUE(read.parts.value(2).is("application", "octet-stream"));
        EXPECT_EQ(read.parts[2].fileName, u"message.eml");
        EXPECT_EQ(decodedBody(raw, read.parts[2]), inner);
    }
}

TEST(MessageBuilder, noPartHoldsTheBoundary) { // RFC 2046 5.1.1
    using detail::BodyPart;
    std::vector<BodyPart> parts(2);
    parts[0].bytes = "text\r\n--b1\r\n";
    BodyPart inside;
    inside.bytes = "--b2x";
    parts[1].children.push_back(inside);
    parts[1].boundary = "b3x";
    int number = 0;
    EXPECT_EQ(detail::boundaryFor(parts, [&number] { return QByteArray("b" + QByteArray::number(++number)); }), "b4");
    const QByteArray one = built([] { OutgoingMessage m = mail(); m.html = QStringLiteral("x"); return m; }());
    const QByteArray other = built([] { OutgoingMessage m = mail(); m.html = QStringLiteral("x"); return m; }());
    EXPECT_NE(field(one, "Content-Type"), field(other, "Content-Type"));
}

TEST(MessageBuilder, messageIdsAreNewAndOfTheDomain) {
    const QByteArray one = makeMessageId(QStringLiteral("b\u00fccher.example")), other = makeMessageId(QStringLiteral("b\u00fccher.example"));
    EXPECT_NE(one, other);
    EXPECT_TRUE(isMessageId(one) && one.endsWith("@xn--bcher-kva.example") && one.size() == 32 + 22) << one.toStdString();
    EXPECT_TRUE(makeMessageId(QStringLiteral("no domain\r\n")).endsWith("@localhost"));
}

TEST(MessageBuilder, aLargeFileIsCopiedOnce) {
    OutgoingMessage message = mail();
    constexpr qsizetype kSize = 100 << 20;
    message.files = {file(QStringLiteral("large.bin"), "application/octet-stream", QByteArray(kSize, 'x'))};
    const auto result = buildMessage(message);
    ASSERT_TRUE(result);
    EXPECT_GT(result->size(), kSize / 3 * 4);
    // Reserved to the byte: it never grew, so no second copy of it was ever there.
    EXPECT_LE(result->bytes.capacity() - result->size(), 64);
}

} // namespace tributary::mime::tst_MessageBuilder
