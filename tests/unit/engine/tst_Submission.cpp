// SPDX-License-Identifier: GPL-3.0-or-later
// From a draft to the outbox: who carries it (S18, S20, S26), what is refused before anything is queued, what the message says (S3).
#include "engine/OutgoingDraft.h"
#include "engine/ReplySource.h"
#include "engine/Submission.h"
#include "mime/Message.h"
#include "store/Reader.h"
#include "store/Store.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace tributary::engine::tst_Submission {
namespace {

using namespace Qt::Literals::StringLiterals;

class SubmissionTest : public testing::Test {
  protected:
    void SetUp() override {
        m_store = std::move(*store::Store::open({m_directory.path(), true}));
        m_reader = std::move(*m_store->makeReader());
        m_work = add(u"ann@work.example"_s);
    }
    AccountId add(const QString& email, std::optional<AccountId> relay = {}) {
        model::Account account;
        account.email = email;
        account.displayName = u"Ann Example"_s;
        account.relay = relay;
        if (!relay)
            account.outgoing = {u"smtp.work.example"_s, 465, model::Security::Tls, email};
        return *m_store->addAccount(account);
    }
    model::Identity identityOf(AccountId account) { return m_reader->identities(account)->constFirst(); }
    model::Draft draft(const QString& to = u"bob@elsewhere.example"_s) {
        model::Draft draft;
        draft.account = m_work;
        draft.identity = identityOf(m_work).id;
        draft.to = to;
        draft.subject = u"会議"_s;
        draft.text = u"Hello.\n"_s;
        return draft;
    }
    Result<OutboxId> queue(const model::Draft& draft, std::chrono::milliseconds delay = {}) {
        return queueDraft(*m_store, {*m_reader, m_marks, false}, draft, {delay}, QDateTime::currentDateTime());
    }
    ErrorCode refused(const model::Draft& draft) {
        const auto queued = queue(draft);
        EXPECT_FALSE(queued);
        EXPECT_TRUE(m_reader->outbox()->isEmpty()) << "nothing is queued";
        return queued ? ErrorCode::None : queued.error().code;
    }
    model::DraftFile file(const QByteArray& bytes) {
        QFile file(m_directory.filePath(u"report.pdf"_s));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
        file.close();
        model::DraftFile attached;
        attached.fileName = u"report.pdf"_s;
        attached.mediaType = "application/pdf";
        attached.path = file.fileName();
        attached.size = bytes.size();
        attached.modifiedMs = QFileInfo(file).lastModified().toMSecsSinceEpoch();
        return attached;
    }
    mime::ParsedMessage queuedMessage(OutboxId id) { return mime::parseMessage(*m_reader->outboxRaw(id)); }

    QTemporaryDir m_directory;
    CrashMarks m_marks{m_directory.path()};
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<store::Reader> m_reader;
    AccountId m_work;
};

TEST_F(SubmissionTest, aDraftIsQueuedAsTheMessageThatItDescribes) {
    model::Draft written = draft(u"Bob <bob@elsewhere.example>, bob@elsewhere.example"_s);
    written.bcc = u"carol@elsewhere.example"_s;
    written.files = {file("%PDF")};
    written.priority = 1;
    const auto id = queue(written);
    ASSERT_TRUE(id) << qPrintable(id.error().detail);
    const model::OutboxMessage message = *m_reader->outboxMessage(*id);
    EXPECT_EQ(message.state, model::OutboxState::Queued);
    EXPECT_EQ(message.from, u"ann@work.example"_s);
    ASSERT_EQ(message.recipients.size(), 2) << "nobody twice";
    EXPECT_EQ(message.recipients[1].address, u"carol@elsewhere.example"_s);
    const mime::ParsedMessage parsed = queuedMessage(*id);
    EXPECT_EQ(parsed.subject, u"会議"_s);
    EXPECT_EQ(parsed.from.value(0).name, u"Ann Example"_s);
    EXPECT_TRUE(parsed.bcc.isEmpty());
    EXPECT_EQ(parsed.messageId, message.messageIdHeader);
    EXPECT_EQ(parsed.header("Importance"), u"high"_s);
    EXPECT_EQ(mime::attachmentParts(parsed).size(), 1);
    EXPECT_TRUE(m_reader->drafts()->isEmpty()) << "it stands in the outbox, not among the drafts";
    const auto back = m_store->cancelOutbox(*id);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->to, written.to) << "taken back as it was typed";
    EXPECT_EQ(back->files.size(), 1);
}

TEST_F(SubmissionTest, htmlHasAPlainTwin) {
    model::Draft written = draft();
    written.isHtml = true;
    written.html = u"<p>Hello <b>Bob</b></p>"_s;
    const auto id = queue(written);
    ASSERT_TRUE(id);
    const QByteArray raw = *m_reader->outboxRaw(*id);
    const mime::ParsedMessage parsed = mime::parseMessage(raw);
    const mime::BodyChoice body = mime::chooseBody(parsed);
    ASSERT_GE(body.plain, 0);
    ASSERT_GE(body.html, 0);
    EXPECT_TRUE(mime::decodedText(raw, parsed.parts[body.plain]).contains(u"Hello Bob"_s));
}

TEST_F(SubmissionTest, whatIsNoAddressIsNamed) {
    EXPECT_EQ(refused(draft(u""_s)), ErrorCode::FieldMissing);
    EXPECT_EQ(refused(draft(u"nobody"_s)), ErrorCode::NotAnAddress);
    EXPECT_EQ(refused(draft(u"a@b.example\r\nBcc: c@d.example"_s)), ErrorCode::NotAnAddress);
    EXPECT_EQ(refused(draft(u"\"never closed <a@b.example>"_s)), ErrorCode::NotAnAddress);
    EXPECT_EQ(refused(draft(u"a@b.example, nobody, c@d.example"_s)), ErrorCode::NotAnAddress);
    EXPECT_EQ(refused(draft(u"a@b.example c@d.example"_s)), ErrorCode::NotAnAddress) << "one would be taken for the other's name";
    EXPECT_EQ(refused(draft(u"A <a@b.example>, bob@ex ample.test"_s)), ErrorCode::NotAnAddress);
    EXPECT_TRUE(queue(draft(u"\"Brown, Alice\" <a@b.example>, c@d.example (Carol, too), Team: e@f.example;"_s)));
}

TEST_F(SubmissionTest, aQuotedLocalPartIsAnAddress) { // RFC 5322 3.4.1
    const auto id = queue(draft(u"\"a b\"@elsewhere.example, Bob <\"x,y\"@elsewhere.example>"_s));
    ASSERT_TRUE(id) << qPrintable(id.error().detail);
    const auto recipients = m_reader->outboxMessage(*id)->recipients;
    ASSERT_EQ(recipients.size(), 2);
    EXPECT_EQ(recipients[0].address, u"\"a b\"@elsewhere.example"_s);
    EXPECT_EQ(recipients[1].address, u"\"x,y\"@elsewhere.example"_s);
    EXPECT_TRUE(m_reader->outboxRaw(*id)->contains("\r\nTo: \"a b\"@elsewhere.example, Bob <\"x,y\"@elsewhere.example>\r\n"));
}

TEST_F(SubmissionTest, aQuotedLocalPartPassesUnchangedOrNotAtAll) {
    const QString odd = uR"("a\" b"@elsewhere.example)"_s, unusual = uR"("very@\\ \"very\".unusual"@strange.example.com)"_s;
    const auto id = queue(draft(odd + u", X <"_s + unusual + u">, \"Y \\\"Z\" <c@d.example>"_s));
    ASSERT_TRUE(id) << qPrintable(id.error().detail);
    const auto recipients = m_reader->outboxMessage(*id)->recipients;
    ASSERT_EQ(recipients.size(), 3);
    EXPECT_EQ(recipients[0].address, odd);
    EXPECT_EQ(recipients[1].address, unusual);
    EXPECT_EQ(recipients[2].address, u"c@d.example"_s);
    const QByteArray raw = *m_reader->outboxRaw(*id);
    EXPECT_TRUE(raw.contains(QByteArray("\r\nTo: " + odd.toUtf8()))) << raw.constData();
    EXPECT_TRUE(raw.contains(QByteArray(" <" + unusual.toUtf8() + ">"))) << raw.constData();
    ASSERT_TRUE(m_store->cancelOutbox(*id));
    for (const QString& one : {u"\"a b\" @x.example"_s, u"\"a \"b@x.example"_s, u"\"x\"a@x.example"_s, u"\"a\tb\"@x.example"_s, u"DOMAIN\\user@x.example"_s,
                               u"< \"a\\\" b\"x@x.example>"_s, u"\"a b\".c@x.example"_s, u"\"bob@x.example\""_s})
        EXPECT_EQ(refused(draft(one)), ErrorCode::NotAnAddress) << qPrintable(one);
}

TEST_F(SubmissionTest, halfABracketIsNoAddress) {
    for (const QString& one : {u"bob@example.test> <x@example.org"_s, u"bob@example.test> <x@example.org>"_s, u"<bob@example.test"_s, u"bob@example.test>"_s,
                               u"<<bob@example.test>>"_s, u"A <a@b.example, c@d.example"_s, u"a@b.example (c, d@e.example"_s, u"<a(>)@b.example>"_s})
        EXPECT_EQ(refused(draft(one)), ErrorCode::NotAnAddress) << qPrintable(one);
    EXPECT_EQ(refused(draft(u"a@b.example, A\r\nB:;"_s)), ErrorCode::NotAnAddress);
    const auto kept = composeMessage({*m_reader, m_marks, false}, draft(u"a@b.example, c d, \"x <e@"_s), identityOf(m_work), ComposeFor::Keeping,
                                     QDateTime::currentDateTime());
    ASSERT_TRUE(kept);
    EXPECT_TRUE(kept->raw.contains("\r\nTo: a@b.example\r\n")) << kept->raw.constData();
    EXPECT_EQ(kept->unfinished.size(), 2) << "what is whole is kept beside what is not";
    EXPECT_TRUE(queue(draft(u"\"1 > 2 <\" <a@b.example>, c@d.example (<3), A <e@f.example>"_s)));
}

TEST_F(SubmissionTest, whatNoServerWouldBeAskedIsNotQueued) {
    for (const QString& one : {u"\"a<b\"@example.org"_s, u"\"a>b\"@example.org"_s, u"\"x <carol@example.test>\"@example.org"_s, u"X <\"a>b\"@example.org>"_s,
                               u"a@[IPv6:x/y]"_s})
        EXPECT_EQ(refused(draft(one)), ErrorCode::NotAnAddress) << qPrintable(one);
}

TEST_F(SubmissionTest, aGroupWithNobodyInItMayStandInTo) { // RFC 5322 3.4
    model::Draft hidden = draft(u"undisclosed-recipients:;"_s);
    EXPECT_EQ(refused(hidden), ErrorCode::FieldMissing) << "nobody would get it";
    EXPECT_EQ(refused(draft(u"Bob"_s)), ErrorCode::NotAnAddress) << "a name alone is no group";
    hidden.bcc = u"bob@elsewhere.example"_s;
    const auto id = queue(hidden);
    ASSERT_TRUE(id) << qPrintable(id.error().detail);
    EXPECT_EQ(m_reader->outboxMessage(*id)->recipients.size(), 1);
    const QByteArray raw = *m_reader->outboxRaw(*id);
    EXPECT_TRUE(raw.contains("\r\nTo: undisclosed-recipients:;\r\n")) << raw.constData();
    EXPECT_FALSE(raw.contains("bob@"));
    const auto mixed = queue(draft(u"Board members:;, bob@elsewhere.example"_s));
    ASSERT_TRUE(mixed) << qPrintable(mixed.error().detail);
    EXPECT_TRUE(m_reader->outboxRaw(*mixed)->contains("\r\nTo: bob@elsewhere.example, Board members :;\r\n")) << m_reader->outboxRaw(*mixed)->constData();
}

TEST_F(SubmissionTest, aDomainThatCannotBeIsToldBeforeItIsQueued) {
    EXPECT_EQ(refused(draft(u"bob@-bad-.test"_s)), ErrorCode::NotAnAddress);
    EXPECT_EQ(refused(draft(u"bob@bad-.test"_s)), ErrorCode::NotAnAddress);
}

TEST_F(SubmissionTest, whoIsNamedTwiceInAnotherCaseGetsItOnce) { // RFC 5321 2.4
    model::Draft twice = draft(u"Bob@elsewhere.example, bob@ELSEWHERE.example"_s);
    twice.cc = u"BOB@ELSEWHERE.EXAMPLE, carol@elsewhere.example"_s;
    const auto id = queue(twice);
    ASSERT_TRUE(id) << qPrintable(id.error().detail);
    const auto recipients = m_reader->outboxMessage(*id)->recipients;
    ASSERT_EQ(recipients.size(), 2);
    EXPECT_EQ(recipients[0].address, u"Bob@elsewhere.example"_s) << "as it was typed first";
    EXPECT_EQ(recipients[1].address, u"carol@elsewhere.example"_s);
}

TEST_F(SubmissionTest, whatACharsetCannotWriteIsNamed) {
    model::Draft japanese = draft();
    japanese.text = u"承知しました。\n"_s;
    EXPECT_EQ(notInCharset(japanese, u"山田"_s), QString());
    japanese.charset = "iso-2022-jp";
    EXPECT_EQ(notInCharset(japanese, u"山田"_s), QString());
    japanese.text = u"①ｶﾅ①\n"_s;
    EXPECT_EQ(notInCharset(japanese, u"山田"_s), u"①ｶﾅ"_s) << "each once, the first three";
    japanese.text = u"x"_s;
    japanese.subject = u"会議😀"_s;
    EXPECT_EQ(notInCharset(japanese, {}), u"😀"_s);
    japanese.subject = u"会議"_s;
    EXPECT_EQ(notInCharset(japanese, u"山﨑"_s), u"﨑"_s) << "in the sender's own name";
    japanese.isHtml = true;
    japanese.html = u"<p>&#9312;</p>"_s;
    EXPECT_EQ(notInCharset(japanese, {}), u"①"_s);
    japanese.charset.clear();
    EXPECT_EQ(notInCharset(japanese, {}), QString());
}

TEST(PlainForward, S3_takesThePicturesOfTheTextAlongAsFiles) {
    ReplySource source;
    source.message = MessageId(7);
    source.text = u"See the picture."_s;
    source.html = u"<p>See the <img src=\"cid:p@x\">.</p>"_s;
    model::DraftFile picture;
    picture.fileName = u"photo.png"_s;
    picture.message = source.message;
    picture.section = u"1.2"_s;
    picture.contentId = "p@x";
    source.pictures = {picture};
    source.files = {model::DraftFile{}};
    const model::Draft plain = startReply(source, model::DraftPurpose::Forward, u"Forwarded"_s, false);
    ASSERT_EQ(plain.files.size(), 2);
    EXPECT_EQ(plain.files[0].fileName, u"photo.png"_s);
    EXPECT_TRUE(plain.files[0].contentId.isEmpty()) << "shown beside the text, where the user sees it";
    EXPECT_EQ(startReply(source, model::DraftPurpose::Forward, u"Forwarded"_s, true).files[0].contentId, "p@x");
    EXPECT_TRUE(startReply(source, model::DraftPurpose::Reply, u"wrote:"_s, false).files.isEmpty()) << "an answer takes nothing along";
}

TEST_F(SubmissionTest, aFileThatIsGoneOrHasChangedIsNotSentAsSomethingElse) {
    model::Draft written = draft();
    written.files = {file("first")};
    (void)file("second, longer");
    EXPECT_EQ(refused(written), ErrorCode::FileChanged);
    ASSERT_TRUE(QFile::remove(written.files[0].path));
    EXPECT_EQ(refused(written), ErrorCode::FileMissing);
}

TEST_F(SubmissionTest, aRelayCarriesOnlyWhatIsVerified) {
    const AccountId home = add(u"ann@home.example"_s, m_work);
    model::Draft written = draft();
    written.identity = identityOf(home).id;
    written.account = home;
    EXPECT_EQ(refused(written), ErrorCode::NotVerified);
    ASSERT_TRUE(m_store->setProof(written.identity, store::IdentityAddress::Address, u"ann@home.example"_s, model::Proof::Verified));
    const auto id = queue(written);
    ASSERT_TRUE(id) << qPrintable(id.error().detail);
    EXPECT_EQ(m_reader->outboxMessage(*id)->via, m_work) << "by the relay's server";
    EXPECT_EQ(m_reader->outboxMessage(*id)->from, u"ann@home.example"_s);
}

TEST_F(SubmissionTest, aReplyToThatIsNotProvenHoldsTheMessage) {
    model::Identity identity = identityOf(m_work);
    identity.replyTo = u"other@elsewhere.example"_s;
    ASSERT_TRUE(m_store->updateIdentity(identity));
    EXPECT_EQ(refused(draft()), ErrorCode::NotVerified);
    ASSERT_TRUE(m_store->setProof(identity.id, store::IdentityAddress::ReplyTo, identity.replyTo, model::Proof::Verified));
    const auto id = queue(draft());
    ASSERT_TRUE(id);
    EXPECT_EQ(queuedMessage(*id).replyTo.value(0).addrSpec, identity.replyTo);
}

TEST_F(SubmissionTest, itLeavesWhenItIsTo) {
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const auto soon = queue(draft(), std::chrono::seconds(10));
    ASSERT_TRUE(soon);
    EXPECT_GE(m_reader->outboxMessage(*soon)->notBeforeMs, before + 10'000);
    model::Draft later = draft();
    later.sendAtMs = before + 3'600'000;
    const auto id = queue(later, std::chrono::seconds(10));
    ASSERT_TRUE(id);
    EXPECT_EQ(m_reader->outboxMessage(*id)->notBeforeMs, later.sendAtMs);
    EXPECT_NEAR(static_cast<double>(queuedMessage(*id).date.toMSecsSinceEpoch()), static_cast<double>(later.sendAtMs), 1000.0) << "dated by when it leaves";
}

TEST_F(SubmissionTest, aKeptDraftHasBccAndWhatIsFinished) {
    model::Draft written = draft(u"bob@elsewhere.example, nobody"_s);
    written.bcc = u"carol@elsewhere.example"_s;
    const auto kept = composeMessage({*m_reader, m_marks, false}, written, identityOf(m_work), ComposeFor::Keeping, QDateTime::currentDateTime());
    ASSERT_TRUE(kept) << qPrintable(kept.error().detail);
    EXPECT_EQ(kept->unfinished, QStringList{u"nobody"_s});
    const mime::ParsedMessage parsed = mime::parseMessage(kept->raw);
    EXPECT_EQ(parsed.to.size(), 1);
    EXPECT_EQ(parsed.bcc.size(), 1);
}

} // namespace
} // namespace tributary::engine::tst_Submission
