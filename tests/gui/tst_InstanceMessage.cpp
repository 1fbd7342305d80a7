// SPDX-License-Identifier: GPL-3.0-or-later
// What one start of the program hands to another (S3: a mailto: link begins a message): nothing but mailto: links, whoever writes it.
#include "ui/app/InstanceMessage.h"

#include <gtest/gtest.h>

namespace tributary::ui::tst_InstanceMessage {
namespace {

using namespace Qt::Literals::StringLiterals;

InstanceReading readingOf(const QByteArray& bytes) {
    InstanceMessage message;
    return readInstanceMessage(bytes, message);
}

TEST(InstanceMessage, isReadAsItWasWritten) {
    for (const InstanceMessage& message : {InstanceMessage{}, InstanceMessage{{u"mailto:bob@example.test?subject=x"_s}, {}},
                                           InstanceMessage{{u"MAILTO:会議@例え.jp?body=a%0D%0Ab"_s, u"mailto:"_s}, "gnome-1-2_TIME3"}}) {
        const QByteArray bytes = writeInstanceMessage(message);
        InstanceMessage read;
        EXPECT_EQ(readInstanceMessage(bytes, read), InstanceReading::Whole);
        EXPECT_EQ(read, message);
        for (qsizetype cut = 0; cut < bytes.size(); ++cut)
            EXPECT_EQ(readingOf(bytes.first(cut)), InstanceReading::Unfinished) << cut;
    }
}

TEST(InstanceMessage, aTokenThatCannotBeWrittenIsLeftOut) {
    for (const QByteArray& token : {QByteArray("a b"), QByteArray("a\nmailto:x"), QByteArray(257, 'a')}) {
        InstanceMessage read;
        EXPECT_EQ(readInstanceMessage(writeInstanceMessage({{u"mailto:a@b"_s}, token}), read), InstanceReading::Whole);
        EXPECT_EQ(read, (InstanceMessage{{u"mailto:a@b"_s}, {}}));
    }
}

TEST(InstanceMessage, nothingElseIsTaken) {
    const QByteArray links = QByteArray("mailto:a@b\n").repeated(kMostLinks + 1);
    for (const QByteArray& bytes : {QByteArray("GET / HTTP/1.1\r\n"), QByteArray("\n"), QByteArray("tributary 2\n\n"), QByteArray("tributary 1\r\n\r\n"),
                                    QByteArray("tributary 1\nhttp://example.test/\n\n"), QByteArray("tributary 1\nfile:///etc/passwd\n\n"),
                                    QByteArray("tributary 1\n--profile\n"), QByteArray("tributary 1\n mailto:a@b\n"), QByteArray("tributary 1\nmailto:a@b\tc\n"),
                                    QByteArray("tributary 1\nmailto:a\0b\n", 23), QByteArray("tributary 1\nmailto:\xff\xfe\n"), QByteArray("tributary 1\nmailto:\xed\xa0\x80\n"),
                                    QByteArray("tributary 1\nactivate \n"), QByteArray("tributary 1\nactivate a b\n"), QByteArray("tributary 1\nactivate a\nactivate b\n"),
                                    QByteArray("tributary 1\n\nmailto:a@b\n"), QByteArray("tributary 1\n" + links),
                                    QByteArray("tributary 1\nmailto:" + QByteArray(kLongestLink, 'a') + '\n')})
        EXPECT_EQ(readingOf(bytes), InstanceReading::Malformed) << bytes.left(80).constData();
}

TEST(InstanceMessage, whatNeverEndsIsRefusedAtItsBound) {
    const QByteArray endless = "tributary 1\nmailto:" + QByteArray(kLongestInstanceMessage, 'a');
    EXPECT_EQ(readingOf(endless.first(kLongestInstanceMessage)), InstanceReading::Unfinished);
    EXPECT_EQ(readingOf(endless), InstanceReading::Malformed);
}

TEST(InstanceMessage, aRefusedMessageLeavesNothingBehind) {
    InstanceMessage message{{u"mailto:kept@example.test"_s}, "token"};
    const InstanceMessage before = message;
    EXPECT_EQ(readInstanceMessage("tributary 1\nmailto:a@b\nhttp://x\n\n", message), InstanceReading::Malformed);
    EXPECT_EQ(message, before);
}

} // namespace
} // namespace tributary::ui::tst_InstanceMessage
