// SPDX-License-Identifier: GPL-3.0-or-later
// Every mail of the corpus, where it is at hand: it lies beside the sources and is never part of them.
#include "mime/Embedded.h"
#include "mime/Message.h"
#include "mime/Protection.h"
#include "mime/Report.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>

#include <gtest/gtest.h>

#include <sys/resource.h>

namespace tributary::mime::tst_MimeCorpus {

namespace {

QString corpus(const char* folder) {
    return QDir::cleanPath(QString(QStringLiteral(TRIBUTARY_SOURCE_DIR "/../shared/corpus/") + QLatin1StringView(folder)));
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Bounded and whole: every offset inside, every part decodes, within a second.
void check(const QString& path) {
    SCOPED_TRACE(path.toStdString());
    const QByteArray raw = contents(path);
    QElapsedTimer timer;
    timer.start();
    const ParsedMessage message = parseMessage(raw);
    ASSERT_FALSE(message.parts.isEmpty());
    for (const Part& part : message.parts) {
        ASSERT_LE(part.headerOffset + part.headerSize, raw.size());
        ASSERT_GE(part.bodySize, 0);
        ASSERT_LE(part.bodyOffset + part.bodySize, raw.size());
        (void)decodedBody(raw, part);
        if (part.type == "text")
            (void)decodedText(raw, part);
        ASSERT_FALSE(safeFileName(part).isEmpty());
    }
    for (const HeaderField& field : message.headers())
        (void)decodeEncodedWords(field.value);
    const BodyChoice body = chooseBody(message);
    const QList<int> attachments = attachmentParts(message);
    ASSERT_FALSE(attachments.contains(body.plain) || attachments.contains(body.html));
    (void)protectedParts(raw, message);
    (void)deliveryReport(raw, message);
    (void)dispositionReport(raw, message);
    for (const EmbeddedFile& file : embeddedFiles(raw, message).files)
        ASSERT_FALSE(safeFileName(file).isEmpty());
    EXPECT_LE(timer.elapsed(), 1000);
}

int checkAll(const QString& folder) {
    int count = 0;
    for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext(); ++count)
        check(it.next());
    return count;
}

} // namespace

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
/// Of the whole process, all mails one after the other.
constexpr long kMostKibibytes = 256 * 1024;
void checkMemory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    EXPECT_LE(usage.ru_maxrss, kMostKibibytes);
}
#else
void checkMemory() {}
#endif

namespace {

/// The files of a bare TNEF stream, as a message carries it.
EmbeddedFiles unpacked(const char* name) {
    const QByteArray stream = contents(corpus("mime/mimekit/tnef/") + QLatin1Char('/') + QLatin1StringView(name));
    const QByteArray raw = "Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n" + stream.toBase64();
    return embeddedFiles(raw, parseMessage(raw));
}

std::string namesOf(const EmbeddedFiles& found) {
    QStringList names;
    for (const EmbeddedFile& file : found.files)
        names.append(file.fileName + u' ' + QString::number(file.bytes.size()));
    return names.join(u", ").toStdString();
}

} // namespace

TEST(MimeCorpus, everyMailIsReadWithinASecondAndAQuarterOfAGigabyte) {
    if (!QFile::exists(corpus("mime")))
        GTEST_SKIP() << "no corpus beside the sources";
    EXPECT_GT(checkAll(corpus("mime")), 1'000);
    checkMemory();
}

TEST(MimeCorpus, winmailDatGivesItsFiles) {
    if (!QFile::exists(corpus("mime/mimekit/tnef")))
        GTEST_SKIP() << "no corpus beside the sources";
    EXPECT_EQ(namesOf(unpacked("one-file.tnef")), "AUTHORS 244");
    EXPECT_EQ(namesOf(unpacked("two-files.tnef")), "AUTHORS 244, README 893");
    EXPECT_EQ(namesOf(unpacked("attachments.tnef")), "zappa_av1.jpg 2937, bookmark.htm 85805");
    EXPECT_EQ(namesOf(unpacked("long-filename.tnef")), "allproductsmar2000.dat 279");
    EXPECT_EQ(namesOf(unpacked("data-before-name.tnef")), "AUTOEXEC.BAT 0, CONFIG.SYS 0, boot.ini 289");
    EXPECT_EQ(namesOf(unpacked("panic.tnef")), "image001.jpg 11250, image002.jpg 9583, image003.png 7147");
    EXPECT_EQ(namesOf(unpacked("multi-value-attribute.tnef")), "208225__5_seconds__Voice_Mail.mp3 10656");
    EXPECT_EQ(namesOf(unpacked("unicode-mapi-attr.tnef")), "example.dat 1024");
    EXPECT_EQ(unpacked("missing-filenames.tnef").files.size(), 4);
    EXPECT_EQ(unpacked("MAPI_ATTACH_DATA_OBJ.tnef").files.size(), 3);
    EXPECT_EQ(unpacked("unicode-mapi-attr-name.tnef").files.size(), 4);
    EXPECT_TRUE(unpacked("rtf.tnef").hiddenText);
    EXPECT_TRUE(unpacked("body.tnef").hiddenText);
}

TEST(MimeCorpus, whatPoisonsAnotherParserIsReadWhole) {
    if (!QFile::exists(corpus("poison")))
        GTEST_SKIP() << "no corpus beside the sources";
    EXPECT_GE(checkAll(corpus("poison")), 4);
    const QString folder = corpus("poison") + QLatin1Char('/');
    EXPECT_EQ(parseMessage(contents(folder + QStringLiteral("gmime-bword-second-lost.eml"))).subject, QStringLiteral("Hello world"));
    const QByteArray chunked = contents(folder + QStringLiteral("gmime-chunked-base64-cut.eml"));
    EXPECT_GT(decodedBody(chunked, parseMessage(chunked).parts.last()).size(), 5);
}

} // namespace tributary::mime::tst_MimeCorpus
