// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus, read by Python's email package too (MIM3): where it and ours differ is listed, with reasons.
#include "Reading.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>

#include <gtest/gtest.h>

namespace tributary::mime::tst_PythonOracle {

using namespace tributary::test;

namespace {

QStringList list(const QJsonValue& value) {
    QStringList all;
    for (const QJsonValue& entry : value.toArray())
        all.append(squeezed(entry.toString()));
    all.removeIf([](const QString& address) { return address.endsWith(u"<>"); });
    return all;
}

Reading fromJson(const QJsonObject& object) {
    Reading reading;
    reading.subject = squeezed(object.value(u"subject").toString());
    reading.from = list(object.value(u"from"));
    reading.to = list(object.value(u"to"));
    if (object.value(u"date").isDouble())
        reading.date = object.value(u"date").toInteger();
    reading.tree = object.value(u"tree").toString();
    reading.text = squeezed(object.value(u"text").toString());
    return reading;
}

} // namespace

TEST(PythonOracle, differencesAreTheListedOnes) {
    if (corpusFolder().isEmpty())
        GTEST_SKIP() << "no corpus beside the sources";
    const QString python = QFile::exists(QStringLiteral("/usr/bin/python3")) ? QStringLiteral("/usr/bin/python3")
                                                                              : QStandardPaths::findExecutable(QStringLiteral("python3"));
    if (python.isEmpty())
        GTEST_SKIP() << "no python3";
    QProcess process;
    process.start(python, {QStringLiteral("-I"), QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/unit/mime/python_oracle.py"), corpusFolder()});
    ASSERT_TRUE(process.waitForFinished(280'000)) << process.errorString().toStdString();
    ASSERT_EQ(process.exitCode(), 0) << process.readAllStandardError().toStdString();
    DifferenceList list("python");
    int count = 0;
    for (const QByteArray& line : process.readAllStandardOutput().split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        const QString file = object.value(u"file").toString();
        if (file.isEmpty())
            continue;
        list.add(file, readByOurs(corpusFile(file)), fromJson(object));
        ++count;
    }
    EXPECT_GT(count, 1'000);
    list.check();
}

} // namespace tributary::mime::tst_PythonOracle
