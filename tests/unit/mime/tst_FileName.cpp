// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"

#include <QDir>

#include <gtest/gtest.h>

namespace tributary::mime::tst_FileName {

namespace {

QString safe(const QString& name, const QByteArray& type = "application", const QByteArray& subtype = "pdf") {
    Part part;
    part.type = type;
    part.subtype = subtype;
    part.fileName = name;
    return safeFileName(part);
}

std::string text(const char16_t* name) { return safe(QString::fromUtf16(name)).toStdString(); }

} // namespace

TEST(SafeFileName, harmlessNamesStay) {
    EXPECT_EQ(text(u"Report 2026 (final).pdf"), "Report 2026 (final).pdf");
    EXPECT_EQ(text(u"会議の資料.pdf"), "会議の資料.pdf");
    EXPECT_EQ(text(u"e\u0301te\u0301.txt"), "été.txt"); // composed
    EXPECT_EQ(text(u"😀.png"), "😀.png");
}

TEST(SafeFileName, onlyTheLastSegmentOfAPathCounts) {
    EXPECT_EQ(text(u"../../etc/passwd"), "passwd");
    EXPECT_EQ(text(u"C:\\Users\\x\\evil.exe"), "evil.exe");
    EXPECT_EQ(text(u"/etc/passwd"), "passwd");
    EXPECT_EQ(text(u"a/b/"), "b");
    EXPECT_EQ(text(u"file:stream"), "file_stream");
}

TEST(SafeFileName, badEndsAreCut) {
    EXPECT_EQ(text(u".bashrc"), "bashrc");
    EXPECT_EQ(text(u"~root"), "root");
    EXPECT_EQ(text(u"-rf"), "rf");
    EXPECT_EQ(text(u"a.txt. . "), "a.txt");
}

TEST(SafeFileName, controlAndBidiCharactersGo) {
    EXPECT_EQ(text(u"photo\u202Egnp.exe"), "photognp.exe");
    EXPECT_EQ(text(u"a\r\nb\tc\u0000"), "abc");
    EXPECT_EQ(safe(QString(QStringLiteral("a") + QChar(u'\0') + QStringLiteral(".txt"))).toStdString(), "a.txt");
    EXPECT_EQ(text(u"a\u200B\u2066\u2028.txt"), "a.txt");
    EXPECT_EQ(safe(QString(QStringLiteral("a") + QChar(0xD800) + QStringLiteral(".txt"))).toStdString(), "a.txt");
}

TEST(SafeFileName, blanksCannotPushTheExtensionAway) {
    EXPECT_EQ(text(u"a.pdf                         .exe"), "a.pdf .exe");
    EXPECT_EQ(text(u"a.pdf\u3000\u00A0\u2003.exe"), "a.pdf .exe");
}

TEST(SafeFileName, namesOfDevicesAreNoDevices) {
    EXPECT_EQ(text(u"CON"), "_CON");
    EXPECT_EQ(text(u"nul.txt"), "_nul.txt");
    EXPECT_EQ(text(u"com1 .txt"), "_com1 .txt");
    EXPECT_EQ(text(u"LPT\u00B9.txt"), "_LPT¹.txt");
    EXPECT_EQ(text(u"console.txt"), "console.txt");
}

TEST(SafeFileName, anEmptyNameIsMadeOfTheType) {
    EXPECT_EQ(text(u""), "attachment.pdf");
    EXPECT_EQ(text(u"..."), "attachment.pdf");
    EXPECT_EQ(text(u"/"), "attachment.pdf");
    EXPECT_EQ(safe({}, "image", "jpeg").toStdString(), "attachment.jpg");
    EXPECT_EQ(safe({}, "message", "rfc822").toStdString(), "attachment.eml");
    EXPECT_EQ(safe({}, "../x", "y").toStdString(), "attachment.dat");
    // Texts: a name of ours does not make a program of them.
    EXPECT_EQ(safe({}, "message", "disposition-notification").toStdString(), "attachment.txt");
    EXPECT_EQ(safe({}, "message", "feedback-report").toStdString(), "attachment.txt");
    EXPECT_EQ(safe({}, "application", "pgp-encrypted").toStdString(), "attachment.txt");
}

TEST(SafeFileName, longNamesKeepTheirExtension) {
    const QString name = safe(QString(QString(5000, QChar(u'会')) + QStringLiteral(".pdf")));
    EXPECT_LE(name.toUtf8().size(), 200);
    EXPECT_TRUE(name.endsWith(QStringLiteral("会.pdf")));
    EXPECT_LE(safe(QString(300, QChar(u'a'))).size(), 200);
    EXPECT_LE(safe(QString(QStringLiteral("a.") + QString(300, QChar(u'b')))).size(), 200);
}

TEST(SafeFileName, anyNameStaysInItsFolder) {
    const QStringList pieces{QStringLiteral(".."), QStringLiteral("/"), QStringLiteral("\\"), QStringLiteral("."),  QStringLiteral(" "),
                             QStringLiteral("a"),  QStringLiteral("~"), QStringLiteral(":"),  QStringLiteral("\n"), QStringLiteral("\u202E")};
    for (int i = 0; i < 10'000; ++i) {
        QString name;
        for (int rest = i; rest > 0; rest /= 10)
            name += pieces[rest % 10];
        const QString made = safe(name);
        ASSERT_FALSE(made.isEmpty());
        ASSERT_FALSE(made.contains(u'/') || made.contains(u'\\') || made.startsWith(u'.') || made.endsWith(u'.'));
        ASSERT_EQ(QDir::cleanPath(QString(QStringLiteral("/f/") + made)), QString(QStringLiteral("/f/") + made));
    }
}

TEST(SafeFileName, S1_aMessageWithoutANameIsCalledByItsSubject) {
    const auto nameOf = [](const QByteArray& inner, const QByteArray& fields = {}) {
        const QByteArray raw = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n--b\r\nContent-Type: message/rfc822\r\n" + fields + "\r\n" + inner + "\r\n--b--\r\n";
        const ParsedMessage message = parseMessage(raw);
        const QList<int> attached = attachmentParts(message);
        return attached.isEmpty() ? std::string("none") : safeFileName(raw, message.parts.at(attached.constFirst())).toStdString();
    };
    EXPECT_EQ(nameOf("Subject: Minutes 1/2\r\n\r\nx"), "Minutes 1-2.eml");
    EXPECT_EQ(nameOf("From: a@b\r\nSubject: =?utf-8?B?5Lya6K2w?=\r\n\r\nx"), "会議.eml");
    EXPECT_EQ(nameOf("Subject: =?utf-8?Q?a=E2=80=AEb=0D=0A?=\r\n\r\nx"), "ab.eml") << "nothing that turns or breaks the line";
    EXPECT_EQ(nameOf("Subject: .. \r\n\r\nx"), "attachment.eml");
    EXPECT_EQ(nameOf("From: a@b\r\n\r\nSubject: of the text"), "attachment.eml");
    EXPECT_EQ(nameOf("Subject: S\r\n\r\nx", "Content-Disposition: attachment; filename=own.eml\r\n"), "own.eml");
    EXPECT_LE(nameOf("Subject: " + QByteArray("長").repeated(5000) + "\r\n\r\nx").size(), 200U);
}

} // namespace tributary::mime::tst_FileName
