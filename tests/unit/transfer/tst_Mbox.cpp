// SPDX-License-Identifier: GPL-3.0-or-later
// mbox files of every make are read, and what is written comes back as it was (RFC 4155).
#include "transfer/Mbox.h"

#include <gtest/gtest.h>

namespace tributary::transfer::tst_Mbox {
namespace {

using model::Flag;

std::vector<FileMessage> readAll(const QByteArray& bytes, qsizetype step = 0, int* tooLong = nullptr, qint64 most = kMaxMessageBytes) {
    std::vector<FileMessage> messages;
    MboxReader reader([&](FileMessage message) { messages.push_back(std::move(message)); }, most);
    for (qsizetype at = 0; at < bytes.size(); at += step > 0 ? step : bytes.size())
        reader.feed(QByteArrayView(bytes).sliced(at, std::min(step > 0 ? step : bytes.size(), bytes.size() - at)));
    reader.finish();
    if (tooLong)
        *tooLong = reader.tooLong();
    return messages;
}

const QByteArray kMessage = "From: a@example.test\r\nSubject: one\r\n\r\nFrom here on\r\n>From there\r\n\r\nFrom me\r\nlast\r\n";

TEST(Mbox, whatIsWrittenComesBackAsItWas) {
    FileMessage message{kMessage, {}, 1'793'613'600'000};
    message.flags.set(Flag::Seen);
    message.flags.set(Flag::Flagged);
    message.flags.set(Flag::Forwarded);
    message.flags.keywords = {QStringLiteral("Work")};
    const QByteArray two = mboxEntry(message, "a@example.test") + mboxEntry({"Subject: two\r\n\r\n\r\n\r\n", {}, 1000}, {});
    EXPECT_TRUE(two.startsWith("From a@example.test Mon Nov  2 10:00:00 2026\nStatus: RO\nX-Status: F\n")) << two.left(200).constData();
    EXPECT_FALSE(two.contains('\r'));
    for (const qsizetype step : {0, 1, 7, 100}) {
        const auto back = readAll(two, step);
        ASSERT_EQ(back.size(), 2U);
        EXPECT_EQ(back[0].bytes, kMessage);
        EXPECT_EQ(back[0].flags, message.flags);
        EXPECT_EQ(back[0].dateMs, message.dateMs);
        EXPECT_EQ(back[1].bytes, QByteArray("Subject: two\r\n\r\n\r\n\r\n"));
        EXPECT_EQ(mboxEntry(back[0], "a@example.test") + mboxEntry(back[1], {}), two);
    }
}

TEST(Mbox, aMessagesOwnStatusFieldIsKept) {
    const QByteArray own = "Status: mine\r\nX-Status: mine\r\n\r\nx\r\n";
    const auto back = readAll(mboxEntry({own, {}, 1000}, {}));
    ASSERT_EQ(back.size(), 1U);
    EXPECT_TRUE(back[0].bytes.startsWith("Status: mine\r\n")) << back[0].bytes.constData();
}

TEST(Mbox, lineEndsAreAnyOnes) {
    for (const bool isCrLf : {false, true}) {
        QByteArray mbox = "From x Mon Nov  2 10:00:00 2026\nSubject: a\n\nbody\n\nFrom y Tue Nov 03 11:00 2026\nSubject: b\n\nbody\n";
        if (isCrLf)
            mbox = withCrLf(mbox);
        const auto back = readAll(mbox, 5);
        ASSERT_EQ(back.size(), 2U) << isCrLf;
        EXPECT_EQ(back[0].bytes, QByteArray("Subject: a\r\n\r\nbody\r\n"));
        EXPECT_EQ(back[1].bytes, QByteArray("Subject: b\r\n\r\nbody\r\n"));
    }
}

TEST(Mbox, textThatBeginsAsFromDoesIsText) {
    const auto back = readAll("From x Mon Nov  2 10:00:00 2026\nSubject: a\n\n\nFrom here we go on to 2026\n\nFrom 10:00 on\n");
    ASSERT_EQ(back.size(), 1U);
    EXPECT_TRUE(back[0].bytes.contains("\r\nFrom here we go"));
}

TEST(Mbox, whatHasNoFromIsNone) {
    MboxReader reader([](const FileMessage&) { FAIL(); });
    reader.feed("Subject: a\n\nbody\n\nFrom y Tue Nov 03 11:00:00 2026\n\n");
    reader.finish();
    EXPECT_FALSE(reader.isMbox());
}

TEST(Mbox, aCutOffLastMessageIsTakenAsFarAsItGoes) {
    const auto back = readAll("From x Mon Nov  2 10:00:00 2026\nSubject: a\n\nbo");
    ASSERT_EQ(back.size(), 1U);
    EXPECT_EQ(back[0].bytes, QByteArray("Subject: a\r\n\r\nbo"));
}

TEST(Mbox, emptyOnesAreNoMessages) {
    EXPECT_TRUE(readAll("").empty());
    EXPECT_TRUE(readAll("From x Mon Nov  2 10:00:00 2026\n\n\nFrom x Mon Nov  2 10:00:00 2026\n").empty());
}

TEST(Mbox, oneThatIsTooLongIsCountedAndTheOthersCome) {
    const QByteArray mbox = "From x Mon Nov  2 10:00:00 2026\nSubject: a\n\n" + QByteArray(3 << 20, 'x') + "\n\nFrom y Tue Nov 03 11:00:00 2026\nSubject: b\n\nbody\n";
    int tooLong = 0;
    const auto back = readAll(mbox, 4096, &tooLong, 1 << 20);
    ASSERT_EQ(back.size(), 1U);
    EXPECT_EQ(tooLong, 1);
    EXPECT_EQ(readAll(mbox).size(), 2U) << "a line of 3 MiB";
}

TEST(Mbox, flagsOfOtherProgramsAreRead) {
    const auto back = readAll("From x Mon Nov  2 10:00:00 2026\nSubject: a\nX-Mozilla-Status: 1003\nStatus: O\nX-Keywords: Work \\Seen bad(word)\n\nbody\n");
    ASSERT_EQ(back.size(), 1U);
    EXPECT_TRUE(back[0].flags.has(Flag::Seen) && back[0].flags.has(Flag::Answered) && back[0].flags.has(Flag::Forwarded));
    EXPECT_EQ(back[0].flags.keywords, QStringList{QStringLiteral("Work")});
    EXPECT_TRUE(back[0].bytes.contains("X-Mozilla-Status")) << "what is not at the top stays";
}

TEST(Mbox, fromLines) {
    EXPECT_EQ(parseFromLine("From a@b Mon Nov  2 10:00:00 2026", false), 1'793'613'600'000);
    EXPECT_EQ(parseFromLine("From a@b Mon Nov  2 10:00 2026 +0100", false), 1'793'610'000'000);
    EXPECT_EQ(parseFromLine("From a@b Mon Nov  2 10:00:00 EST 2026", false), 1'793'613'600'000);
    EXPECT_EQ(parseFromLine("From - Mon Nov 02 10:00:00 2026\r\n", false), 1'793'613'600'000);
    EXPECT_EQ(parseFromLine("From a@b Mon Nov  2 10:00:00 2026 remote from host", false), 1'793'613'600'000);
    EXPECT_EQ(parseFromLine("From ???@???", true), 0);
    EXPECT_FALSE(parseFromLine("From ???@???", false));
    EXPECT_FALSE(parseFromLine("From a Mon Nov 99 10:00:00 2026", false));
    EXPECT_FALSE(parseFromLine(QByteArray("From " + QByteArray(5000, 'x') + " Mon Nov  2 10:00:00 2026"), false));
}

} // namespace
} // namespace tributary::transfer::tst_Mbox
