// SPDX-License-Identifier: GPL-3.0-or-later
// The Sieve scripts of the corpus, where it is at hand: read without harm, and joined they are the file byte for byte. It lies beside the
// sources and is never part of them.
#include "sieve/ScriptText.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QDirIterator>
#include <QFile>

namespace tributary::sieve::tst_ScriptCorpus {
namespace {

QString corpus() { return QDir::cleanPath(QStringLiteral(TRIBUTARY_SOURCE_DIR "/../shared/corpus/sieve")); }

QByteArray joined(const ScriptText& text) {
    QByteArray all;
    for (const Token& token : text.tokens())
        all += text.textOf(token);
    return all;
}

} // namespace

TEST(ScriptCorpus, everyScriptIsItsTokens) {
    if (!QFile::exists(corpus()))
        GTEST_SKIP() << "no corpus beside the sources";
    int files = 0, requiring = 0, bad = 0, including = 0;
    for (QDirIterator it(corpus(), QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
        const QByteArray bytes = file.readAll();
        const ScriptText text(bytes);
        ASSERT_EQ(joined(text), bytes) << qPrintable(path);
        ++files;
        requiring += text.requiredExtensions().isEmpty() ? 0 : 1;
        including += text.includes().isEmpty() ? 0 : 1;
        bad += text.hasBadTokens() ? 1 : 0;
        for (qsizetype cut = 0; cut < bytes.size(); cut += std::max<qsizetype>(1, bytes.size() / 16)) {
            const ScriptText half(bytes.left(cut));
            ASSERT_EQ(joined(half), bytes.left(cut)) << qPrintable(path);
        }
    }
    RecordProperty("files", files);
    EXPECT_GT(files, 300);
    EXPECT_GT(requiring, files / 2) << "of " << files << ", bad " << bad << ", including " << including;
    EXPECT_GT(including, 0);
    EXPECT_LT(bad, files / 4);
}

} // namespace tributary::sieve::tst_ScriptCorpus
