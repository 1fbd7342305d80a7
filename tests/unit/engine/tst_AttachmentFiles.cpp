// SPDX-License-Identifier: GPL-3.0-or-later
// Attachments are saved and opened under safe names, never over what is there, and copies for other programs do not stay (S1).
#include "ReadingFixture.h"

#include <QDir>
#include <QFileInfo>

namespace tributary::engine::tst_AttachmentFiles {
namespace {

using namespace Qt::Literals::StringLiterals;

class AttachmentFilesTest : public ReadingTest {
  protected:
    Result<QString> open(MessageId id, const QString& section) {
        return wait<QString>([&](auto done) { engine().openAttachment(id, section, &m_context, done); });
    }
    static QByteArray bytesOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }
};

TEST_F(AttachmentFilesTest, anOpenedOneIsAPrivateReadOnlyCopyThatGoesWithTheEngine) {
    const MessageId id = put(mixedMail({attached("../../report.pdf", "pdf bytes")}));
    const QString path = open(id, u"2"_s).value_or(QString());
    const QFileInfo file(path);
    EXPECT_TRUE(path.startsWith(engine().profileDirectory())) << path.toStdString();
    EXPECT_EQ(file.fileName(), u"report.pdf"_s);
    EXPECT_EQ(bytesOf(path), "pdf bytes");
    EXPECT_EQ(file.permissions() & ~(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser), QFile::ReadOwner);
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    EXPECT_FALSE(QFileInfo(file.path()).permissions() & others);
    EXPECT_FALSE(QFileInfo(QFileInfo(file.path()).path()).permissions() & others);
    const QString again = open(id, u"2"_s).value_or(QString());
    EXPECT_NE(again, path);
    m_engine.reset();
    EXPECT_FALSE(QFile::exists(path) || QFile::exists(again));
}

TEST_F(AttachmentFilesTest, whatACrashLeftBehindGoesAtTheNextStart) {
    const MessageId id = put(mixedMail({attached("a.txt", "x")}));
    const QString left = m_options.profileDirectory + u"/opened/abc"_s;
    ASSERT_TRUE(QDir().mkpath(left));
    writeFile(left + u"/old.txt"_s, "x");
    QFile::setPermissions(left + u"/old.txt"_s, QFile::ReadOwner);
    EXPECT_TRUE(open(id, u"2"_s));
    EXPECT_FALSE(QFile::exists(left));
}

TEST_F(AttachmentFilesTest, manyAreSavedSideBySideAndNothingIsOverwritten) {
    const MessageId id = put(mixedMail({attached("a.txt", "one"), attached("a.txt", "two"), attached("run.sh", "#!/bin/sh")}));
    const QString folder = m_dir.filePath(u"folder"_s);
    ASSERT_TRUE(QDir().mkpath(folder));
    writeFile(folder + u"/a.txt"_s, "mine");
    const auto paths = wait<QStringList>([&](auto done) { engine().saveAttachments(id, {u"2"_s, u"3"_s, u"4"_s}, folder, &m_context, done); });
    ASSERT_TRUE(paths);
    EXPECT_EQ(*paths, (QStringList{folder + u"/a (2).txt"_s, folder + u"/a (3).txt"_s, folder + u"/run.sh"_s}));
    EXPECT_EQ(bytesOf(folder + u"/a.txt"_s), "mine");
    EXPECT_EQ(bytesOf(paths->at(1)), "two");
    EXPECT_FALSE(QFileInfo(paths->at(2)).isExecutable());
    EXPECT_FALSE(wait<QStringList>([&](auto done) { engine().saveAttachments(id, {u"2"_s}, folder + u"/none"_s, &m_context, done); }));
}

TEST_F(AttachmentFilesTest, theSourceIsSavedUnderTheSubject) {
    const QByteArray mail = "Subject: ../a/b: \"c\"\r\n\r\nbody";
    const MessageId id = put(mail);
    const QString folder = m_dir.filePath(u"folder"_s);
    ASSERT_TRUE(QDir().mkpath(folder));
    const auto path = wait<QString>([&](auto done) { engine().saveRaw(id, folder, &m_context, done); });
    ASSERT_TRUE(path);
    EXPECT_EQ(QFileInfo(*path).path(), folder);
    EXPECT_TRUE(path->endsWith(u".eml"_s)) << path->toStdString();
    EXPECT_EQ(bytesOf(*path), mail);
}

TEST_F(AttachmentFilesTest, dangerousOnesAreMarked) {
    const MessageContent content = load(put(mixedMail({attached("a.pdf", "x"), attached("invoice.pdf.exe", "MZ"), attached("x.js", "1", "text/plain")})));
    ASSERT_EQ(content.attachments.size(), 3);
    EXPECT_EQ(content.attachments.at(0).danger, model::AttachmentDanger::None);
    EXPECT_EQ(content.attachments.at(1).danger, model::AttachmentDanger::DoubleExtension);
    EXPECT_EQ(content.attachments.at(2).danger, model::AttachmentDanger::Script);
}

} // namespace
} // namespace tributary::engine::tst_AttachmentFiles
