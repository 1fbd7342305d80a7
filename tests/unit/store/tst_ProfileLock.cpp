// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ProfileLock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace tributary::store {
namespace {

TEST(ProfileLock, isHeldByOneAndTellsWhoItIs) {
    const QTemporaryDir dir;
    const QString profile = dir.filePath(QStringLiteral("a/b"));
    auto first = ProfileLock::acquire(profile);
    ASSERT_TRUE(first);
    EXPECT_EQ(QFileInfo(profile).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
    const auto second = ProfileLock::acquire(profile);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::Storage);
    EXPECT_EQ(second.error().code, ErrorCode::ProfileInUse);
    EXPECT_TRUE(second.error().detail.contains(QString::number(QCoreApplication::applicationPid())));
    EXPECT_TRUE(second.error().detail.contains(QCoreApplication::applicationName()));
}

TEST(ProfileLock, isFreeAgainAfterDestruction) {
    const QTemporaryDir dir;
    EXPECT_TRUE(ProfileLock::acquire(dir.path()));
    EXPECT_TRUE(ProfileLock::acquire(dir.path()));
}

TEST(ProfileLock, ofADeadProcessIsTakenOver) {
    const QTemporaryDir dir;
    QString host;
    {
        const auto lock = ProfileLock::acquire(dir.path());
        ASSERT_TRUE(lock);
        QFile file(dir.filePath(QStringLiteral("lock")));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QByteArrayList lines = file.readAll().split('\n');
        QFile stale(dir.filePath(QStringLiteral("saved")));
        ASSERT_TRUE(stale.open(QIODevice::WriteOnly));
        QByteArrayList dead = lines;
        dead[0] = "4194303"; // the largest process number Linux gives; none of ours
        stale.write(dead.join('\n'));
    }
    ASSERT_TRUE(QFile::copy(dir.filePath(QStringLiteral("saved")), dir.filePath(QStringLiteral("lock"))));
    EXPECT_TRUE(ProfileLock::acquire(dir.path()));
}

TEST(ProfileLock, reportsADirectoryThatCannotBeMade) {
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("file")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const auto lock = ProfileLock::acquire(dir.filePath(QStringLiteral("file/profile")));
    ASSERT_FALSE(lock);
    EXPECT_EQ(lock.error().code, ErrorCode::NotWritable);
}

} // namespace
} // namespace tributary::store
