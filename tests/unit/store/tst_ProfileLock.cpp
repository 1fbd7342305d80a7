// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ProfileLock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace tributary::store::tst_ProfileLock {
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

TEST(ProfileLock, ofAKilledProcessIsFreeAtOnce) {
    const QTemporaryDir dir;
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = ProfileLock::acquire(dir.path());
        const char answer = lock ? 'y' : 'n';
        if (::write(ready[1], &answer, 1) == 1)
            ::pause();
        ::_exit(1);
    }
    char answer = 0;
    ASSERT_EQ(::read(ready[0], &answer, 1), 1);
    EXPECT_EQ(answer, 'y');
    const auto taken = ProfileLock::acquire(dir.path());
    ASSERT_FALSE(taken);
    EXPECT_TRUE(taken.error().detail.contains(QString::number(child)));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    EXPECT_TRUE(ProfileLock::acquire(dir.path()));
}

TEST(ProfileLock, isNotWhatStandsInTheFile) {
    const QTemporaryDir dir;
    // Nothing: killed before it wrote. Process 1: a number that another program has by now.
    for (const char* left : {"", "1\ntributary\n", "garbage"}) {
        QFile file(dir.filePath(QStringLiteral("lock")));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(left);
        file.close();
        EXPECT_TRUE(ProfileLock::acquire(dir.path())) << left;
    }
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
} // namespace tributary::store::tst_ProfileLock
