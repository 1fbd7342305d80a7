// SPDX-License-Identifier: GPL-3.0-or-later
// Every mail of the corpus, where it is at hand: it lies beside the sources and is never part of them.
#include "mime/Message.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>

#include <gtest/gtest.h>

using namespace tributary::mime;

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
    EXPECT_LE(timer.elapsed(), 1000);
}

int checkAll(const QString& folder) {
    int count = 0;
    for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext(); ++count)
        check(it.next());
    return count;
}

} // namespace

TEST(MimeCorpus, everyMailIsReadWithinASecond) {
    if (!QFile::exists(corpus("mime")))
        GTEST_SKIP() << "no corpus beside the sources";
    EXPECT_GT(checkAll(corpus("mime")), 1'000);
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
