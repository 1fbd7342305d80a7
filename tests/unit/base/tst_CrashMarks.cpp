// SPDX-License-Identifier: GPL-3.0-or-later
// A message that kills the program does it twice and no more (S31): with processes that are really killed.
#include "base/CrashMarks.h"

#include <QDir>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace tributary::tst_CrashMarks {
namespace {

using namespace Qt::Literals::StringLiterals;

class CrashMarksTest : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(m_dir.isValid());
        start();
    }
    void start() { m_marks = std::make_unique<CrashMarks>(m_dir.path()); }
    void restart() {
        m_marks.reset();
        start();
    }
    /// A process that works on these is killed; the next one starts.
    void crashWhile(const QList<QByteArray>& keys) {
        m_marks.reset();
        const pid_t child = ::fork();
        if (child == 0) {
            CrashMarks marks(m_dir.path());
            std::vector<CrashMarks::Mark> held;
            for (const QByteArray& key : keys)
                held.push_back(std::move(*marks.begin(key)));
            ::kill(::getpid(), SIGKILL);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status));
        start();
    }

    QTemporaryDir m_dir;
    std::unique_ptr<CrashMarks> m_marks;
    const QByteArray m_a = CrashMarks::keyOf("a"), m_b = CrashMarks::keyOf("b");
};

TEST_F(CrashMarksTest, whatEndsWellIsForgotten) {
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(m_marks->begin(m_a));
        restart();
    }
    EXPECT_FALSE(m_marks->isPoison(m_a));
}

TEST_F(CrashMarksTest, whatWasUnderWayAtOneCrashIsTriedAgain) {
    crashWhile({m_a});
    EXPECT_FALSE(m_marks->isPoison(m_a));
    EXPECT_TRUE(m_marks->begin(m_a));
}

TEST_F(CrashMarksTest, whatEndsWellAfterACrashIsAsGoodAsNew) {
    crashWhile({m_a});
    EXPECT_TRUE(m_marks->begin(m_a));
    restart();
    crashWhile({m_a});
    EXPECT_FALSE(m_marks->isPoison(m_a));
}

TEST_F(CrashMarksTest, twoCrashesMakePoisonAlsoOverRestarts) {
    crashWhile({m_a, m_b});
    crashWhile({m_a});
    EXPECT_TRUE(m_marks->isPoison(m_a));
    EXPECT_FALSE(m_marks->begin(m_a));
    EXPECT_TRUE(m_marks->begin(m_b)) << "its neighbour at the first crash";
    restart();
    EXPECT_FALSE(m_marks->begin(m_a));
}

TEST_F(CrashMarksTest, releasedItMayBeTriedAgain) {
    crashWhile({m_a});
    crashWhile({m_a});
    m_marks->release(m_a);
    EXPECT_TRUE(m_marks->begin(m_a));
    restart();
    EXPECT_TRUE(m_marks->begin(m_a));
}

TEST_F(CrashMarksTest, aSuspectIsWorkedOnAlone) {
    crashWhile({m_a});
    auto alone = m_marks->begin(m_a);
    ASSERT_TRUE(alone);
    std::atomic<bool> begun{false};
    std::thread other([&] {
        const auto mark = m_marks->begin(m_b);
        begun = true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_FALSE(begun);
    alone.reset();
    other.join();
    EXPECT_TRUE(begun);
}

TEST_F(CrashMarksTest, manyThreadsMarkSideBySide) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 200; ++i)
                EXPECT_TRUE(m_marks->begin(CrashMarks::keyOf(QByteArray::number(t * 1000 + i))));
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    restart();
    EXPECT_FALSE(QFile::exists(m_dir.filePath(u"crashes"_s)));
}

TEST_F(CrashMarksTest, aKeyTellsInputsApart) {
    const QByteArray large(1 << 20, 'x');
    EXPECT_NE(CrashMarks::keyOf("a"), CrashMarks::keyOf("b"));
    EXPECT_NE(CrashMarks::keyOf(large), CrashMarks::keyOf(QByteArray(large + 'x')));
    EXPECT_NE(CrashMarks::keyOf(large), CrashMarks::keyOf(QByteArray(large.chopped(1) + 'y')));
    EXPECT_EQ(CrashMarks::keyOf(large), CrashMarks::keyOf(QByteArray(large)));
    EXPECT_FALSE(CrashMarks::keyOf({}).isEmpty());
}

TEST(CrashMarks, withoutADirectoryWorkGoesOn) {
    CrashMarks marks(u"/nowhere/at/all"_s);
    EXPECT_TRUE(marks.begin(CrashMarks::keyOf("a")));
}

TEST(CrashMarks, aDamagedFileIsNoReasonToStop) {
    QTemporaryDir dir;
    for (const QString& name : {u"parsing"_s, u"crashes"_s}) {
        QFile file(dir.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("nonsense\n\xFF\0 9", 14).repeated(100));
    }
    CrashMarks marks(dir.path());
    EXPECT_TRUE(marks.begin(CrashMarks::keyOf("a")));
}

} // namespace
} // namespace tributary::tst_CrashMarks
