// SPDX-License-Identifier: GPL-3.0-or-later
// What has become of a mail with a code (S26, S27): where it has arrived, and where it only stands because it was sent.
#include "engine/Verifying.h"

#include "accounts/Verification.h"
#include "engine/CodeMailText.h"
#include "unit/store/SendingFixture.h"

namespace tributary::engine::tst_Verifying {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace store;
using model::VerificationPurpose;
using model::VerificationTarget;

class VerifyingTest : public SendingTest {
  protected:
    void SetUp() override {
        SendingTest::SetUp();
        model::Identity identity = must(m_reader->identities(m_account)).first();
        identity.replyTo = u"desk@team.example"_s;
        must(m_store->updateIdentity(identity));
        const OutboxId mail = must(accounts::Verification(*m_store, *m_secrets).start(m_target(), [&](const QByteArray& code) -> Result<accounts::CodeMail> {
            m_code = QString::fromLatin1(code);
            accounts::CodeMail built;
            built.mail = sampleSending({u"desk@team.example"_s});
            built.mail.message.messageIdHeader = "code@mail.example";
            built.raw = "Message-ID: <code@mail.example>\r\nSubject: Confirm\r\n\r\nType it:\r\n\r\n" + code + "\r\n";
            m_raw = built.raw;
            return built;
        }));
        toSubmitted(mail, none(), {{u"desk@team.example"_s, RecipientState::Accepted, {}}});
    }
    VerificationTarget m_target() const { return {m_account, u"desk@team.example"_s, VerificationPurpose::ReplyTo}; }
    void arrives(MailboxId mailbox) {
        NewMessage message = sampleMessage(41, u"Confirm"_s);
        message.messageIdHeader = "code@mail.example";
        message.dateMs = m_clock.utcNowMs();
        message.rawCompressed = compressRaw(m_raw);
        message.body = model::BodyState::Whole;
        add(mailbox, {message});
    }
    QString arrived() {
        CrashMarks marks(m_dir.path());
        return must(arrivedCode({*m_reader, marks}, m_target(), m_clock));
    }

    std::unique_ptr<auth::SecretStore> m_secrets = auth::makeMemorySecretStore();
    QString m_code;
    QByteArray m_raw;
};

TEST_F(VerifyingTest, S27_whatComesToAMailboxOfTheProfileIsOffered) {
    EXPECT_EQ(arrived(), QString());
    arrives(addMailbox(u"Lists"_s));
    EXPECT_EQ(arrived(), m_code);
}

TEST_F(VerifyingTest, S26_aCopyThatTheServerKeepsOfWhatWasSentIsNoArrival) {
    arrives(m_sent);
    EXPECT_EQ(arrived(), QString()) << "else every address were proven by a click";
    arrives(addMailbox(u"All"_s, model::SpecialUse::All));
    EXPECT_EQ(arrived(), QString());
}

TEST(CodeMailText, theCodeIsFoundOnALineOfItsOwn) {
    EXPECT_EQ(codeIn(u"Call 123456 or 654321.\n\n  271828 \n\nGood for 15 minutes.\n"_s), u"271828"_s);
    EXPECT_EQ(codeIn(u"271828\n314159\n"_s), QString()) << "which?";
    EXPECT_EQ(codeIn(u"2718281\n27182\n"_s), QString());
    CodeMailWords words;
    words.subject = u"Confirm %1"_s;
    words.replyToReason = u"<%1> asks for %2."_s;
    const CodeMailText text = codeMailText(words, {AccountId(1), u"desk@team.example"_s, VerificationPurpose::ReplyTo}, u"ann@mail.example"_s, "271828");
    EXPECT_EQ(codeIn(text.plain), u"271828"_s);
    EXPECT_TRUE(text.html.contains(u"271828"_s));
    EXPECT_TRUE(text.html.contains(u"&lt;ann@mail.example&gt; asks for desk@team.example."_s)) << qPrintable(text.html);
    EXPECT_EQ(text.subject, u"Confirm desk@team.example"_s);
}

} // namespace
} // namespace tributary::engine::tst_Verifying
