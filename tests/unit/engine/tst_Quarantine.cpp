// SPDX-License-Identifier: GPL-3.0-or-later
// A message that crashed the program twice is shown as its source and says so (S31).
#include "ReadingFixture.h"

#include "base/CrashMarks.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace tributary::engine::tst_Quarantine {
namespace {

using namespace Qt::Literals::StringLiterals;

const QByteArray kMail = htmlMail("<p>Poison</p>", "X-Folded: one\r\n two\r\n");

class QuarantineTest : public ReadingTest {
  protected:
    /// A process dies while it parses these bytes.
    void crashOn(const QByteArray& bytes) {
        m_engine.reset();
        const pid_t child = ::fork();
        if (child == 0) {
            CrashMarks marks(m_options.profileDirectory);
            const auto mark = marks.begin(CrashMarks::keyOf(bytes));
            ::kill(::getpid(), SIGKILL);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
    }
};

TEST_F(QuarantineTest, afterOneCrashItIsReadAsEver) {
    const MessageId id = put(kMail);
    crashOn(kMail);
    EXPECT_FALSE(load(id).quarantined);
    EXPECT_FALSE(load(id).html.isEmpty());
}

TEST_F(QuarantineTest, afterTwoItIsShownAsItsSource) {
    const QList<MessageId> ids = put({kMail, htmlMail("<p>Good")});
    const MessageId id = ids.value(0), other = ids.value(1);
    crashOn(kMail);
    crashOn(kMail);
    const MessageContent content = load(id);
    EXPECT_TRUE(content.quarantined);
    EXPECT_TRUE(content.html.isEmpty() && content.htmlOriginal.isEmpty() && content.attachments.isEmpty());
    EXPECT_EQ(content.raw, kMail);
    EXPECT_TRUE(content.text.contains(u"<p>Poison</p>"_s));
    EXPECT_TRUE(content.headers.contains(QPair(u"X-Folded"_s, u"one two"_s)));
    EXPECT_TRUE(content.defects.contains(u"quarantined"_s));
    EXPECT_FALSE(load(other).quarantined);
    const auto part = loadPart(id, u"1"_s);
    ASSERT_FALSE(part);
    EXPECT_EQ(part.error().kind, ErrorKind::Refused);
    EXPECT_EQ(wait<RawMessage>([&](auto done) { engine().loadRaw(id, &m_context, done); }).value_or(RawMessage()).first, kMail);
}

TEST_F(QuarantineTest, releasedItIsReadAgain) {
    const MessageId id = put(kMail);
    crashOn(kMail);
    crashOn(kMail);
    EXPECT_TRUE(load(id).quarantined);
    ASSERT_TRUE(wait<std::monostate>([&](auto done) { engine().releaseQuarantine(id, &m_context, done); }));
    EXPECT_FALSE(load(id).quarantined);
    m_engine.reset();
    EXPECT_FALSE(load(id).quarantined);
}

TEST_F(QuarantineTest, theIntakeStoresItUnparsed) {
    const QString directory = m_dir.path();
    crashOn(kMail); // makes nothing: the profile is not there yet
    ASSERT_TRUE(QDir().mkpath(m_options.profileDirectory));
    crashOn(kMail);
    crashOn(kMail);
    CrashMarks marks(m_options.profileDirectory);
    imap::FetchData fetched;
    fetched.uid = Uid(1);
    const store::NewMessage row = sync::takeIn(fetched, kMail, model::BodyState::Whole, &marks);
    EXPECT_EQ(row.subject, u"Hello"_s);
    EXPECT_EQ(row.from.value(0).addrSpec, u"Jane <jane@sender.example>"_s);
    EXPECT_TRUE(row.snippet.isEmpty() && row.text.body.isEmpty());
    EXPECT_EQ(store::decompressRaw(row.rawCompressed).value_or(QByteArray()), kMail);
    EXPECT_FALSE(sync::takeIn(fetched, htmlMail("<p>Good"), model::BodyState::Whole, &marks).snippet.isEmpty());
}

} // namespace
} // namespace tributary::engine::tst_Quarantine
