// SPDX-License-Identifier: GPL-3.0-or-later
// What MessageBuilder makes of 500 odd messages, read back by our parser and by Python's email package (S2: nothing that is
// written is lost or changed on its way). A failure names the seed.
#include "GeneratedMail.h"

#include "mime/MessageBuilder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace tributary::mime::tst_BuiltMailReaders {

using namespace tributary::test;

namespace {

bool isJapanese(const OutgoingMessage& message, const BuiltMessage& built) { return !message.charset.isEmpty() && !built.charsetFellBack; }

QStringList readByPython(const QByteArray& json, bool japanese) {
    QStringList lines;
    for (const QJsonValue& line : QJsonDocument::fromJson(json).array())
        lines.append(line.toString());
    return japanese ? withoutTwins(lines) : lines;
}

} // namespace

TEST(BuiltMailReaders, ourParserReadsWhatWasMeant) {
    int fellBack = 0, japanese = 0, utf8 = 0;
    for (int seed = 1; seed <= kGeneratedMessages; ++seed) {
        SCOPED_TRACE(seed);
        const OutgoingMessage message = generatedMail(seed, LocalParts::Utf8Too);
        const auto built = buildMessage(message);
        ASSERT_TRUE(built) << built.error().detail.toStdString();
        EXPECT_EQ(lineFaults(built->bytes).toStdString(), "");
        const bool inJapanese = isJapanese(message, *built);
        const QStringList read = readByOurParser(built->bytes);
        const QString difference = firstDifference(meantBy(message, inJapanese, {.namesSimplified = true}), inJapanese ? withoutTwins(read) : read);
        EXPECT_EQ(difference.toStdString(), "") << built->bytes.toStdString();
        fellBack += built->charsetFellBack ? 1 : 0;
        japanese += inJapanese ? 1 : 0;
        utf8 += built->needsSmtpUtf8 ? 1 : 0;
        if (HasFailure())
            return;
    }
    // The seeds reach what they are for.
    EXPECT_GT(fellBack, 20);
    EXPECT_GT(japanese, 20);
    EXPECT_GT(utf8, 20);
}

TEST(BuiltMailReaders, pythonReadsWhatWasMeant) {
    const QString python = QFile::exists(QStringLiteral("/usr/bin/python3")) ? QStringLiteral("/usr/bin/python3")
                                                                              : QStandardPaths::findExecutable(QStringLiteral("python3"));
    if (python.isEmpty())
        GTEST_SKIP() << "no python3";
    const QTemporaryDir folder;
    QList<QStringList> meant;
    QList<bool> japanese;
    for (int seed = 1; seed <= kGeneratedMessages; ++seed) {
        const OutgoingMessage message = generatedMail(seed, LocalParts::Ascii);
        const auto built = buildMessage(message);
        ASSERT_TRUE(built) << seed << ' ' << built.error().detail.toStdString();
        QFile file(folder.filePath(QStringLiteral("%1.eml").arg(seed, 4, 10, QChar(u'0'))));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(built->bytes);
        japanese.append(isJapanese(message, *built));
        meant.append(meantBy(message, japanese.last(), {}));
    }
    QProcess process;
    process.start(python, {QStringLiteral("-I"), QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/unit/mime/python_builder.py"), folder.path()});
    ASSERT_TRUE(process.waitForFinished(280'000)) << process.errorString().toStdString();
    ASSERT_EQ(process.exitCode(), 0) << process.readAllStandardError().toStdString();
    const QByteArrayList answers = process.readAllStandardOutput().trimmed().split('\n');
    ASSERT_EQ(answers.size(), kGeneratedMessages);
    for (int i = 0; i < kGeneratedMessages; ++i)
        EXPECT_EQ(firstDifference(meant[i], readByPython(answers[i], japanese[i])).toStdString(), "") << "seed " << i + 1;
}

} // namespace tributary::mime::tst_BuiltMailReaders
