// SPDX-License-Identifier: GPL-3.0-or-later
// Attachments that would run something are asked about twice (S1).
#include "engine/AttachmentDanger.h"
#include "engine/PartEnds.h"

#include <QtEndian>

#include <gtest/gtest.h>

namespace tributary::engine::tst_AttachmentDanger {
namespace {

using namespace Qt::Literals::StringLiterals;
using enum model::AttachmentDanger;

model::AttachmentDanger dangerOf(const QString& name, const QByteArray& bytes = "harmless", const QString& type = u"application/octet-stream"_s) {
    return attachmentDanger(name, type, {bytes.left(kFirstBytes), bytes.right(kLastBytes), bytes.size()});
}

void append16(QByteArray& to, quint16 value) { to.append(char(value & 0xFF)).append(char(value >> 8)); }
void append32(QByteArray& to, quint32 value) {
    append16(to, quint16(value & 0xFFFF));
    append16(to, quint16(value >> 16));
}

/// A ZIP of stored files, each of these bytes.
QByteArray zipOf(const QList<QByteArray>& names, const QByteArray& content = "x", bool withDirectory = true) {
    QByteArray files, directory;
    for (const QByteArray& name : names) {
        const auto at = static_cast<quint32>(files.size());
        files += QByteArray("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0", 18);
        append32(files, quint32(content.size()));
        append32(files, quint32(content.size()));
        append16(files, quint16(name.size()));
        append16(files, 0);
        files += name + content;
        directory += QByteArray("PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
        append32(directory, quint32(content.size()));
        append32(directory, quint32(content.size()));
        append16(directory, quint16(name.size()));
        directory += QByteArray(12, '\0');
        append32(directory, at);
        directory += name;
    }
    if (!withDirectory)
        return files;
    QByteArray end("PK\x05\x06\0\0\0\0", 8);
    append16(end, quint16(names.size()));
    append16(end, quint16(names.size()));
    append32(end, quint32(directory.size()));
    append32(end, quint32(files.size()));
    append16(end, 0);
    return files + directory + end;
}

TEST(AttachmentDanger, whatPeopleSendIsNoDanger) {
    for (const char* name : {"report.pdf", "photo.JPG", "text.txt", "table.xlsx", "letter.docx", "notes", "archive.zip", "mail.eml", "v1.2 final.pdf", "a.b.c.png"})
        EXPECT_EQ(dangerOf(QString::fromLatin1(name)), None) << name;
}

TEST(AttachmentDanger, programsAndScriptsAreKnownByTheirNames) {
    for (const char* name : {"a.exe", "A.EXE", "setup.msi", "x.scr", "x.lnk", "x.jar", "x.desktop", "x.AppImage", "disk.iso", "x.dmg", "x.apk", "x.exe ", "x.exe."})
        EXPECT_EQ(dangerOf(QString::fromLatin1(name)), Executable) << name;
    for (const char* name : {"a.js", "a.vbs", "a.ps1", "a.bat", "a.sh", "a.hta", "a.py", "a.wsf"})
        EXPECT_EQ(dangerOf(QString::fromLatin1(name)), Script) << name;
    for (const char* name : {"a.docm", "a.XLSM", "a.xlsb", "a.pptm", "a.slk"})
        EXPECT_EQ(dangerOf(QString::fromLatin1(name)), Macro) << name;
}

TEST(AttachmentDanger, aNameThatPretendsIsToldApart) {
    for (const char* name : {"invoice.pdf.exe", "invoice.PDF .exe", "photo.jpg.js", "x.docx.scr", "a.b.txt.lnk"})
        EXPECT_EQ(dangerOf(QString::fromLatin1(name)), DoubleExtension) << name;
    EXPECT_EQ(dangerOf(u"v1.2.exe"_s), Executable);
}

TEST(AttachmentDanger, typesAndFirstBytesCountToo) {
    EXPECT_EQ(dangerOf(u"a"_s, "x", u"application/x-msdownload"_s), Executable);
    EXPECT_EQ(dangerOf(u"a"_s, "x", u"Text/JavaScript"_s), Script);
    EXPECT_EQ(dangerOf(u"a"_s, "x", u"application/vnd.ms-excel.sheet.macroEnabled.12"_s), Macro);
    EXPECT_EQ(dangerOf(u"picture.jpg"_s, QByteArray("MZ\x90\0\3", 5)), Executable);
    EXPECT_EQ(dangerOf(u"readme.txt"_s, "\x7F" "ELF..."), Executable);
    EXPECT_EQ(dangerOf(u"readme.txt"_s, "#!/bin/sh\n"), Script);
    EXPECT_EQ(dangerOf(u"readme"_s, "[Desktop Entry]\nExec=x"), Script);
}

TEST(AttachmentDanger, anArchiveIsLookedInto) {
    EXPECT_EQ(dangerOf(u"a.zip"_s, zipOf({"a.pdf", "dir/b.txt"})), None);
    EXPECT_EQ(dangerOf(u"a.zip"_s, zipOf({"a.pdf", "dir/b.EXE"})), HoldsExecutable);
    EXPECT_EQ(dangerOf(u"a.zip"_s, zipOf({"dir\\photo.jpg.js"})), HoldsExecutable);
    EXPECT_EQ(dangerOf(u"a.dat"_s, zipOf({"x.lnk"})), HoldsExecutable);
    EXPECT_EQ(dangerOf(u"a.zip"_s, "junk in front" + zipOf({"x.exe"})), HoldsExecutable);
    EXPECT_EQ(dangerOf(u"a.zip"_s, zipOf({"x.exe"}, "x", false)), HoldsExecutable) << "without a directory";
    EXPECT_EQ(dangerOf(u"a.docx"_s, zipOf({"word/document.xml", "word/vbaProject.bin"})), Macro);
    EXPECT_EQ(dangerOf(u"a.docx"_s, zipOf({"word/document.xml", "word/printerSettings1.bin"})), None);
}

TEST(AttachmentDanger, oldOfficeDocumentsWithMacrosAreKnown) {
    const QByteArray ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    EXPECT_EQ(dangerOf(u"a.doc"_s, ole + QByteArray(1000, 'x')), None);
    EXPECT_EQ(dangerOf(u"a.doc"_s, ole + QByteArray("_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0", 24)), Macro);
}

TEST(AttachmentDanger, aBrokenArchiveIsReadWithinItsBytes) {
    const QByteArray good = zipOf({"a.txt", "b.exe"});
    for (qsizetype size = 0; size < good.size(); ++size)
        (void)dangerOf(u"a.zip"_s, good.first(size));
    for (qsizetype at = 0; at < good.size(); ++at) {
        QByteArray bad = good;
        bad[at] = '\xFF';
        (void)dangerOf(u"a.zip"_s, bad);
    }
    QList<QByteArray> many(20'000, "a.txt");
    EXPECT_LE(zipNames({zipOf(many).left(kFirstBytes), zipOf(many).right(kLastBytes), 1 << 21}).size(), 10'000);
}

mime::Part partOf(const QByteArray& raw, mime::TransferEncoding encoding) {
    mime::Part part;
    part.encoding = encoding;
    part.bodySize = raw.size();
    return part;
}

QByteArray base64Lines(const QByteArray& bytes) {
    QByteArray lines;
    const QByteArray code = bytes.toBase64();
    for (qsizetype at = 0; at < code.size(); at += 76)
        lines += code.mid(at, 76) + "\r\n";
    return lines;
}

TEST(PartEnds, sizeAndEndsAreThoseOfTheDecodedBytes) {
    for (const qsizetype size : {0, 1, 2, 3, 1000, 700'000, 3'000'000, 3'000'001, 3'000'002}) {
        QByteArray bytes = zipOf({"inside.exe"}, QByteArray(size, 'x'));
        for (const auto encoding : {mime::TransferEncoding::Base64, mime::TransferEncoding::Identity}) {
            const QByteArray raw = encoding == mime::TransferEncoding::Base64 ? base64Lines(bytes) : bytes;
            const FileEnds ends = endsOf(raw, partOf(raw, encoding));
            EXPECT_EQ(ends.size, bytes.size());
            EXPECT_EQ(ends.first, bytes.left(kFirstBytes));
            EXPECT_TRUE(bytes.endsWith(ends.last));
            EXPECT_EQ(attachmentDanger(u"a.zip"_s, {}, ends), HoldsExecutable) << size;
        }
    }
}

TEST(PartEnds, aLargeQuotedPrintablePartIsCountedClosely) {
    const QByteArray raw = QByteArray("caf=C3=A9 and more words so that it is a line=\r\n").repeated(60'000);
    const FileEnds ends = endsOf(raw, partOf(raw, mime::TransferEncoding::QuotedPrintable));
    EXPECT_EQ(ends.size, mime::decodedBody(raw, partOf(raw, mime::TransferEncoding::QuotedPrintable)).size());
}

} // namespace
} // namespace tributary::engine::tst_AttachmentDanger
