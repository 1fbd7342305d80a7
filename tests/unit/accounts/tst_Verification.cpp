// SPDX-License-Identifier: GPL-3.0-or-later
// Codes that prove addresses (S20, S26, S27): whom they prove, when they end, what can be guessed, and what of them is kept.
#include "accounts/Verification.h"
#include "auth/Sealing.h"
#include "unit/store/SendingFixture.h"

#include <QDirIterator>
#include <QFile>

#include <set>

namespace tributary::accounts::tst_Verification {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace store;
using model::CodeOutcome;
using model::Identity;
using model::Proof;
using model::VerificationPurpose;
using model::VerificationTarget;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class VerificationTest : public SendingTest {
  protected:
    void SetUp() override {
        SendingTest::SetUp();
        Identity identity = identityOf(m_identity);
        identity.replyTo = u"desk@Team.example"_s;
        must(m_store->updateIdentity(identity));
        m_target = {m_account, u"desk@team.example"_s, VerificationPurpose::ReplyTo};
    }
    Identity identityOf(IdentityId id) {
        for (const Identity& one : must(m_reader->identities()))
            if (one.id == id)
                return one;
        return {};
    }
    /// The code is what the mail was given.
    Result<OutboxId> tryStart(const VerificationTarget& target) {
        return Verification(*m_store, *m_secrets).start(target, [&](const QByteArray& code) -> Result<CodeMail> {
            m_code = QString::fromLatin1(code);
            m_codes.insert(m_code);
            CodeMail mail;
            mail.mail = sampleSending({target.address});
            mail.mail.message.messageIdHeader = "code-" + QByteArray::number(m_codes.size()) + "@mail.example";
            mail.raw = "Subject: Confirm\r\n\r\n" + code + "\r\n";
            return mail;
        });
    }
    OutboxId start(const VerificationTarget& target) { return must(tryStart(target)); }
    OutboxId start() { return start(m_target); }
    OutboxId startAndSend(const VerificationTarget& target) {
        const OutboxId mail = start(target);
        leave(mail, target.address);
        return mail;
    }
    OutboxId startAndSend() { return startAndSend(m_target); }
    void leave(OutboxId mail, const QString& address) { toSubmitted(mail, none(), {{address, RecipientState::Accepted, {}}}); }

    CheckedCode check(const QString& typed, const VerificationTarget& target) { return must(Verification(*m_store, *m_secrets).check(target, typed)); }
    CheckedCode check(const QString& typed) { return check(typed, m_target); }
    /// Six digits that are not the code.
    QString wrong() const { return m_code == u"000000"_s ? u"000001"_s : u"000000"_s; }
    VerificationFacts facts() { return must(m_reader->verification(m_target, m_clock.utcNowMs(), m_clock.sinceBoot())); }
    Proof proof() { return identityOf(m_identity).replyToProof; }
    void restart() { openStore(); }

    std::unique_ptr<auth::SecretStore> m_secrets = auth::makeMemorySecretStore();
    VerificationTarget m_target;
    QString m_code;
    std::set<QString> m_codes;
};

TEST_F(VerificationTest, theCodeProvesTheAddressOnce_S26) {
    ASSERT_EQ(proof(), Proof::Unproven);
    startAndSend();
    EXPECT_EQ(m_code.size(), 6);
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Right);
    EXPECT_EQ(proof(), Proof::Verified);
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::None) << "used is used";
    EXPECT_EQ(codeOf(tryStart(m_target)), ErrorCode::AlreadyExists);
    Identity identity = identityOf(m_identity);
    identity.replyTo = u"other@team.example"_s;
    must(m_store->updateIdentity(identity));
    identity.replyTo = u"desk@team.example"_s;
    must(m_store->updateIdentity(identity));
    EXPECT_EQ(proof(), Proof::Unproven) << "another address voids the proof (S27)";
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::None);
    EXPECT_EQ(proof(), Proof::Unproven);
}

TEST_F(VerificationTest, asItIsTypedOrPasted) {
    startAndSend();
    QString fullWidth;
    for (const QChar c : m_code)
        fullWidth += QChar(c.unicode() - u'0' + 0xFF10);
    EXPECT_EQ(model::codeFromTyped(u" \u3000"_s + fullWidth.left(3) + u" "_s + fullWidth.mid(3)), m_code.toLatin1());
    EXPECT_EQ(model::codeFromTyped(m_code.left(3) + u"-"_s + m_code.mid(3) + u"\n"_s), m_code.toLatin1());
    for (const QString& bad : QStringList{QString(), u"   "_s, u"12345"_s, u"1234567"_s, u"12a456"_s, QString(100, u'1'), m_code + u'1'})
        EXPECT_EQ(codeOf(Verification(*m_store, *m_secrets).check(m_target, bad)), ErrorCode::BadValue) << qPrintable(bad);
    EXPECT_EQ(facts().code->triesLeft, model::kCodeTries) << "what is no code uses no try up";
    EXPECT_EQ(check(fullWidth).outcome, CodeOutcome::Right);
}

TEST_F(VerificationTest, fiveTriesThenNoneEvenTheRightOneAndOverRestarts) {
    startAndSend();
    for (int left = model::kCodeTries - 1; left >= 0; --left) {
        const CheckedCode checked = check(wrong());
        EXPECT_EQ(checked.outcome, CodeOutcome::Wrong);
        EXPECT_EQ(checked.triesLeft, left);
        restart();
    }
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::UsedUp) << "the sixth, and it is the right one";
    EXPECT_EQ(proof(), Proof::Unproven);
}

TEST_F(VerificationTest, aCodeEndsAfterFifteenMinutes) {
    startAndSend();
    m_clock.advance(minutes(15) - seconds(1));
    EXPECT_FALSE(facts().code->isOver);
    m_clock.advance(seconds(1));
    EXPECT_TRUE(facts().code->isOver);
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Expired);
    EXPECT_EQ(check(wrong()).outcome, CodeOutcome::Expired) << "wrong and too old: too old";
    startAndSend();
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Right);
}

TEST_F(VerificationTest, theTimeRunsFromWhenTheMailLeaves) {
    const OutboxId mail = start();
    m_clock.advance(hours(5)); // the outgoing server is down
    EXPECT_FALSE(facts().code->isOver);
    EXPECT_EQ(facts().code->expiresMs, 0);
    must(m_store->postponeOutbox(mail, m_clock.utcNowMs(), {ErrorKind::Network, ErrorCode::ConnectionRefused, {}, u"smtp"_s}, {}));
    EXPECT_EQ(facts().nextMailMs, 0) << "what has not left does not count";
    leave(mail, m_target.address);
    EXPECT_EQ(facts().code->expiresMs, m_clock.utcNowMs() + std::chrono::milliseconds(model::kCodeLife).count());
    m_clock.advance(minutes(14));
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Right);
}

TEST_F(VerificationTest, aClockThatIsSetBackLengthensNothing) {
    startAndSend();
    m_clock.advance(minutes(14));
    m_clock.setUtc(m_clock.utcNow().addSecs(-13 * 60));
    restart();
    m_clock.advance(minutes(2)); // sixteen have passed
    EXPECT_TRUE(facts().code->isOver) << "by the time since the machine was started";
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Expired);

    startAndSend();
    m_clock.setUtc(m_clock.utcNow().addSecs(-2 * 3600));
    m_clock.reboot();
    EXPECT_TRUE(facts().code->isOver) << "it was made later than now";
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Expired);
    m_clock.setUtc(m_clock.utcNow().addSecs(2 * 3600 + 30));
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Expired) << "and forward again";
    EXPECT_EQ(proof(), Proof::Unproven);
}

TEST_F(VerificationTest, aClockThatIsSetForwardEndsIt) {
    startAndSend();
    m_clock.setUtc(m_clock.utcNow().addSecs(20 * 60));
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Expired);
}

TEST_F(VerificationTest, aSecondOfCorrectionIsNoFraud) {
    startAndSend();
    m_clock.setUtc(m_clock.utcNow().addSecs(-5));
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Right);
}

TEST_F(VerificationTest, aNewCodeVoidsTheOldAndItsWaitingMail) {
    const OutboxId first = start();
    const QString old = m_code;
    const OutboxId second = start();
    EXPECT_FALSE(isInOutbox(first)) << "it had not left";
    EXPECT_TRUE(isInOutbox(second));
    leave(second, m_target.address);
    if (old != m_code) {
        EXPECT_EQ(check(old).outcome, CodeOutcome::Wrong);
    }
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Right);
}

TEST_F(VerificationTest, threeMailsAnHourAndTenADay_alsoOverRestartsAccountsAndASetClock) {
    for (int i = 0; i < model::kCodeMailsAnHour; ++i) {
        startAndSend();
        restart();
    }
    const auto refused = tryStart(m_target);
    ASSERT_EQ(codeOf(refused), ErrorCode::Throttled);
    EXPECT_EQ(refused.error().kind, ErrorKind::TemporaryRefusal);
    EXPECT_EQ(refused.error().detail, u"3600000"_s) << "how long to wait";
    EXPECT_EQ(facts().nextMailMs, m_clock.utcNowMs() + 3'600'000);
    const AccountId other = must(m_store->addAccount(sampleAccount(u"ann@other.example"_s)));
    Identity identity = must(m_reader->identities(other)).first();
    identity.replyTo = u"Desk@team.example"_s;
    must(m_store->updateIdentity(identity));
    EXPECT_EQ(codeOf(tryStart({other, u"desk@team.example"_s, VerificationPurpose::ReplyTo})), ErrorCode::Throttled) << "the same person gets them";
    must(m_store->removeAccount(other));
    m_clock.setUtc(m_clock.utcNow().addDays(-1));
    EXPECT_EQ(codeOf(tryStart(m_target)), ErrorCode::Throttled) << "set back: they count as of now";
    int mails = model::kCodeMailsAnHour;
    for (int hour = 0; hour < 12; ++hour) {
        m_clock.advance(hours(1));
        for (int i = 0; i < 4; ++i) {
            const auto mail = tryStart(m_target);
            if (!mail)
                break;
            leave(*mail, m_target.address);
            ++mails;
        }
    }
    EXPECT_EQ(mails, model::kCodeMailsADay);
}

TEST_F(VerificationTest, tenThousandGuessesNeverPassTheLimits) {
    int compared = 0;
    for (int guess = 0; guess < 10'000; ++guess) {
        if (const auto mail = tryStart(m_target); mail)
            leave(*mail, m_target.address);
        const CheckedCode checked = check(wrong());
        ASSERT_NE(checked.outcome, CodeOutcome::Right);
        if (checked.outcome == CodeOutcome::Wrong)
            ++compared;
    }
    EXPECT_EQ(compared, model::kCodeMailsAnHour - 1 + model::kCodeTries) << "a new code each time as long as there is one: one guess at each, five at the last";
    EXPECT_EQ(proof(), Proof::Unproven);
}

TEST_F(VerificationTest, codesThatDoNotLeaveAreNoWayAroundTheLimits) {
    // The outgoing server is down, on purpose: each new code would give five more guesses at something that nobody has seen.
    for (int i = 0; i < 50; ++i) {
        start();
        EXPECT_EQ(check(wrong()).outcome, CodeOutcome::None) << "not compared";
        EXPECT_EQ(check(m_code).outcome, CodeOutcome::None) << "nobody can have read it";
    }
    EXPECT_EQ(number("SELECT count(*) FROM verification"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM outbox"), 1) << "one mail, not fifty";
    EXPECT_EQ(proof(), Proof::Unproven);
}

TEST_F(VerificationTest, aCodeIsOfItsTargetAlone) {
    Identity second;
    second.account = m_account;
    second.address = u"desk@team.example"_s;
    const IdentityId id = must(m_store->addIdentity(second));
    const VerificationTarget sender{m_account, u"desk@team.example"_s, VerificationPurpose::Sender};
    startAndSend(sender);
    const QString forSender = m_code;
    startAndSend();
    if (forSender != m_code) {
        EXPECT_EQ(check(forSender).outcome, CodeOutcome::Wrong) << "somebody else's, costs a try";
    }
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Right);
    EXPECT_EQ(identityOf(id).addressProof, Proof::Unproven);
    EXPECT_EQ(check(forSender, sender).outcome, CodeOutcome::Right);
    EXPECT_EQ(identityOf(id).addressProof, Proof::Verified);
}

TEST_F(VerificationTest, allIdentitiesOfTheAccountWithThatReplyToAreProven) {
    Identity second;
    second.account = m_account;
    second.address = u"sales@team.example"_s;
    second.replyTo = u"DESK@team.example"_s;
    const IdentityId id = must(m_store->addIdentity(second));
    startAndSend();
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Right);
    EXPECT_EQ(identityOf(id).replyToProof, Proof::Verified);
    EXPECT_EQ(proof(), Proof::Verified);
}

TEST_F(VerificationTest, anIdentityThatIsAddedLaterNeedsNoSecondCode) {
    startAndSend();
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Right);
    Identity second;
    second.account = m_account;
    second.address = u"sales@team.example"_s;
    second.replyTo = u"Desk@Team.example"_s;
    EXPECT_EQ(identityOf(must(m_store->addIdentity(second))).replyToProof, Proof::Verified) << "the proof is the account's";
    const AccountId other = must(m_store->addAccount(sampleAccount(u"ann@other.example"_s)));
    Identity foreign = must(m_reader->identities(other)).first();
    foreign.replyTo = u"desk@team.example"_s;
    must(m_store->updateIdentity(foreign));
    EXPECT_EQ(identityOf(foreign.id).replyToProof, Proof::Unproven) << "and no other's";
}

TEST_F(VerificationTest, onlyAnAddressThatIsItselfProvenNeedsNoCodeAsReplyTo_S20) {
    model::Account boss = sampleAccount(u"boss@corp.example"_s);
    boss.relay = m_account;
    const AccountId relayed = must(m_store->addAccount(boss));
    model::Account borrowed = sampleAccount(u"ceo@bank.example"_s);
    borrowed.incoming.user = u"dave@mail.example"_s;
    must(m_store->addAccount(borrowed));
    must(m_store->addAccount(sampleAccount(u"ann@home.example"_s)));
    const auto proofOf = [this](const QString& replyTo) {
        Identity identity = identityOf(m_identity);
        identity.replyTo = replyTo;
        must(m_store->updateIdentity(identity));
        return proof();
    };
    EXPECT_EQ(proofOf(u"ann@home.example"_s), Proof::Own) << "its sign-in proves it";
    EXPECT_EQ(proofOf(u"ceo@bank.example"_s), Proof::Unproven) << "dave's sign-in proves dave";
    EXPECT_EQ(proofOf(u"boss@corp.example"_s), Proof::Unproven) << "nothing has proven it";
    const VerificationTarget sender{relayed, u"boss@corp.example"_s, VerificationPurpose::Sender};
    startAndSend(sender);
    EXPECT_EQ(check(m_code, sender).outcome, CodeOutcome::Right);
    EXPECT_EQ(proof(), Proof::Own) << "a code has, now";
}

TEST_F(VerificationTest, theLimitsCountMailboxesNotSpellings) {
    EXPECT_EQ(model::mailboxKey(u" \"de\\sk\"@TEAM.example"_s), u"desk@team.example"_s);
    EXPECT_EQ(model::mailboxKey(u"x@bücher.example"_s), model::mailboxKey(u"X@xn--bcher-kva.example"_s));
    EXPECT_NE(model::mailboxKey(u"a.b@team.example"_s), model::mailboxKey(u"ab@team.example"_s));
    for (const QString& spelling : {u"desk@team.example"_s, u"\"desk\"@team.example"_s, u"\"d\\esk\"@team.example"_s}) {
        Identity identity = identityOf(m_identity);
        identity.replyTo = spelling;
        must(m_store->updateIdentity(identity));
        startAndSend({m_account, spelling, VerificationPurpose::ReplyTo});
    }
    EXPECT_EQ(codeOf(tryStart({m_account, u"\"d\\esk\"@team.example"_s, VerificationPurpose::ReplyTo})), ErrorCode::Throttled);
}

TEST_F(VerificationTest, aCodeWhoseMailCameBackIsVoid) {
    startAndSend();
    must(m_store->voidCode(m_target));
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::None);
    EXPECT_EQ(proof(), Proof::Unproven);
}

TEST_F(VerificationTest, whatIsNotNeededAnyMoreGoesWithItsMail) {
    const OutboxId mail = start();
    Identity identity = identityOf(m_identity);
    identity.replyTo.clear();
    must(m_store->updateIdentity(identity));
    EXPECT_FALSE(isInOutbox(mail));
    EXPECT_EQ(number("SELECT count(*) FROM verification"), 0);
    EXPECT_EQ(codeOf(tryStart(m_target)), ErrorCode::NotFound) << "no identity has it";
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::None);
}

TEST_F(VerificationTest, whoTakesTheMailBackTakesTheCodeBack) {
    const OutboxId mail = start();
    must(m_store->cancelOutbox(mail));
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::None);
    EXPECT_TRUE(drafts().isEmpty()) << "no draft of it";
}

TEST_F(VerificationTest, aMailThatIsRefusedDoesNotBurnTheCode) {
    const OutboxId mail = start();
    toSending(mail);
    must(m_store->markFailed(mail, refusal(), {}));
    EXPECT_FALSE(facts().code->isOver);
    EXPECT_EQ(facts().code->mail->state, State::Failed);
    EXPECT_EQ(facts().nextMailMs, 0);
    must(m_store->retryOutbox(mail, m_clock.utcNowMs()));
    leave(mail, m_target.address);
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Right);
}

TEST_F(VerificationTest, theMailLeavesNoContactAndNoCopy) {
    startAndSend();
    EXPECT_TRUE(must(m_reader->contacts(u"desk"_s, 10)).isEmpty()) << "a code is no letter";
    EXPECT_EQ(number("SELECT count(*) FROM outbox"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM append_push"), 0);
}

TEST_F(VerificationTest, nobodyWhoReadsTheProfileFindsACode) {
    const OutboxId waiting = start();
    const QString code = m_code;
    const QByteArray sealed = must(m_reader->outboxRaw(waiting));
    EXPECT_FALSE(sealed.contains(code.toLatin1()));
    EXPECT_TRUE(must(unsealedMail(*m_secrets, sealed)).contains(code.toLatin1()));
    EXPECT_EQ(codeOf(unsealedMail(*auth::makeMemorySecretStore(), sealed)), ErrorCode::WrongPassphrase);
    QByteArray changed = sealed;
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
    EXPECT_EQ(codeOf(unsealedMail(*m_secrets, changed)), ErrorCode::WrongPassphrase);
    EXPECT_EQ(codeOf(unsealedMail(*m_secrets, "short")), ErrorCode::WrongPassphrase);
    m_reader.reset();
    m_store.reset();
    int files = 0;
    for (QDirIterator it(m_options.directory, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();) {
        QFile file(it.next());
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_FALSE(file.readAll().contains(code.toLatin1())) << qPrintable(file.fileName());
        ++files;
    }
    EXPECT_GT(files, 0);
    openStore(); // the fixture looks into it at the end
}

TEST_F(VerificationTest, withAnotherKeyNothingIsProven) {
    startAndSend();
    m_secrets = auth::makeMemorySecretStore();
    EXPECT_EQ(check(m_code).outcome, CodeOutcome::Wrong);
    EXPECT_EQ(proof(), Proof::Unproven);
}

TEST_F(VerificationTest, codesAreSpread) {
    std::set<QByteArray> seen;
    int zeroes = 0;
    for (int i = 0; i < 2'000; ++i) {
        const QByteArray digits = must(auth::randomDigits(6));
        ASSERT_EQ(digits.size(), 6);
        seen.insert(digits);
        zeroes += digits.startsWith('0') ? 1 : 0;
    }
    EXPECT_GT(seen.size(), 1'950U);
    EXPECT_GT(zeroes, 120) << "they begin with a nought, too";
    EXPECT_LT(zeroes, 290);
}

TEST_F(VerificationTest, twoAtOnceHaveFiveTriesTogether) {
    startAndSend();
    const auto guess = [this] {
        int compared = 0;
        for (int i = 0; i < 20; ++i)
            compared += check(wrong()).outcome == CodeOutcome::Wrong ? 1 : 0;
        return compared;
    };
    auto other = std::async(std::launch::async, guess);
    const int mine = guess();
    EXPECT_EQ(mine + other.get(), model::kCodeTries);
}

} // namespace
} // namespace tributary::accounts::tst_Verification
