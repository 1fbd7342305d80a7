// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of no bytes, of far too many and of ten thousand parts are read in bounded time and memory (S1, S31).
#include "ReadingFixture.h"

#include <QElapsedTimer>
#include <QFile>

namespace tributary::engine::tst_Bounds {
namespace {

using namespace Qt::Literals::StringLiterals;

class BoundsTest : public ReadingTest {};

qint64 megabytes(const char* field) {
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    return text.mid(text.indexOf(field) + qstrlen(field)).trimmed().split(' ').first().toLongLong() / 1024;
}

/// The most that is held from now on is counted anew.
void forgetPeak() {
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

TEST_F(BoundsTest, emptyHeadlessAndBinaryMessagesAreRead) {
    const QList<QByteArray> mails{"", "\r\n", "no headers at all", QByteArray(10'000, '\0'), QByteArray(3'000'000, 'x'), "Subject: only", "\r\n\r\n\r\n", ":\r\n:\r\n"};
    const QList<MessageId> ids = put(mails);
    ASSERT_EQ(ids.size(), mails.size());
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const auto content = tryLoad(ids.at(i));
        ASSERT_TRUE(content) << i << content.error().detail.toStdString();
        EXPECT_EQ(content->raw, mails.at(i)) << i;
    }
}

TEST_F(BoundsTest, tenThousandPartsAreListedInSeconds) {
    QList<QByteArray> parts;
    for (int i = 0; i < 9'990; ++i)
        parts.append(attached("file" + QByteArray::number(i) + ".txt", "x"));
    const MessageId id = put(mixedMail(parts));
    QElapsedTimer timer;
    timer.start();
    const MessageContent content = load(id);
    EXPECT_EQ(content.attachments.size(), 9'990);
    EXPECT_LT(timer.elapsed(), 20'000);
    timer.restart();
    parts += parts;
    const MessageContent more = load(put(mixedMail(parts)));
    EXPECT_TRUE(more.defects.contains(u"too-many-parts"_s));
    EXPECT_LT(timer.elapsed(), 60'000);
}

/// The attachment of 150 MB is neither decoded for its size nor kept: what is held is the source, and not three times.
TEST_F(BoundsTest, twoHundredMegabytesAreReadWithoutDecodingThem) {
    const QByteArray line = QByteArray(57, 'x').toBase64() + "\r\n";
    QByteArray mail = mixedMail({"Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=large.zip\r\n\r\n" +
                                       line.repeated((200 << 20) / line.size())});
    const qint64 size = mail.size();
    const MessageId id = put(mail);
    mail.clear();
    ASSERT_TRUE(engine().accounts().size() == 1);
    forgetPeak();
    const qint64 before = megabytes("VmRSS:");
    QElapsedTimer timer;
    timer.start();
    const MessageContent content = load(id);
    const qint64 took = timer.elapsed();
    ASSERT_EQ(content.attachments.size(), 1);
    EXPECT_EQ(content.attachments.first().size, qint64((200 << 20) / line.size()) * 57);
    EXPECT_TRUE(content.raw.isEmpty());
    EXPECT_TRUE(content.defects.contains(u"source-too-large"_s));
    EXPECT_LT(took, 30'000);
    EXPECT_LT(megabytes("VmHWM:") - before, 450);
    RecordProperty("ms", static_cast<int>(took));
    const auto raw = wait<RawMessage>([&](auto done) { engine().loadRaw(id, &m_context, done); });
    ASSERT_TRUE(raw);
    EXPECT_EQ(raw->size, size);
    EXPECT_EQ(raw->first.size(), 4 << 20);
}

TEST_F(BoundsTest, anHtmlOfTwentyMegabytesIsReducedAndSaysSo) {
    const MessageId id = put(htmlMail(QByteArray("<div><p>words</p>").repeated(1'200'000)));
    QElapsedTimer timer;
    timer.start();
    const MessageContent content = load(id);
    EXPECT_FALSE(content.defects.isEmpty());
    EXPECT_LT(timer.elapsed(), 60'000);
}

} // namespace
} // namespace tributary::engine::tst_Bounds
