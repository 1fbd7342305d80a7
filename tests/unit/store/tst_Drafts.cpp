// SPDX-License-Identifier: GPL-3.0-or-later
// Drafts are kept as they were written, files and all (S14).
#include "SendingFixture.h"

namespace tributary::store::tst_Drafts {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::Draft;

class DraftsTest : public SendingTest {};

TEST_F(DraftsTest, comesBackWholeAfterARestart) {
    Draft draft = sampleDraft();
    draft.id = must(m_store->saveDraft(draft));
    openStore();
    draft.savedMs = nowMs();
    EXPECT_EQ(must(m_reader->draft(draft.id)), draft);
}

TEST_F(DraftsTest, isReplacedUnderItsId) {
    Draft draft = sampleDraft();
    draft.id = must(m_store->saveDraft(draft));
    draft.subject = u"Another"_s;
    draft.files = {path()};
    draft.inReplyTo.clear();
    draft.references.clear();
    m_clock.advance(std::chrono::seconds(5));
    EXPECT_EQ(must(m_store->saveDraft(draft)), draft.id);
    draft.savedMs = nowMs();
    EXPECT_EQ(must(m_reader->draft(draft.id)), draft);
    EXPECT_EQ(drafts().size(), 1);
}

TEST_F(DraftsTest, contentIsNotWrittenAgain) {
    Draft draft = sampleDraft();
    draft.id = must(m_store->saveDraft(draft));
    const qint64 row = number("SELECT max(id) FROM draft_content");
    draft.text = u"more"_s;
    draft.files = {forwarded(), picture("png bytes"), picture("other bytes")};
    draft.files.last().fileName = u"b.png"_s;
    must(m_store->saveDraft(draft));
    EXPECT_EQ(number("SELECT min(id) FROM draft_content"), row);
    EXPECT_EQ(number("SELECT count(*) FROM draft_content"), 2);
    EXPECT_EQ(must(m_reader->draft(draft.id)).files, draft.files);
    draft.files = {draft.files.last()};
    must(m_store->saveDraft(draft));
    EXPECT_EQ(number("SELECT count(*) FROM draft_content"), 1) << "what no file needs goes";
    EXPECT_EQ(must(m_reader->draft(draft.id)).files.value(0).content, QByteArray("other bytes"));
}

TEST_F(DraftsTest, anEmptyFileIsAFile) {
    Draft draft = sampleDraft();
    draft.files = {picture({})};
    draft.id = must(m_store->saveDraft(draft));
    EXPECT_EQ(must(m_reader->draft(draft.id)).files, draft.files);
}

TEST_F(DraftsTest, theListIsNewestFirstByAccount) {
    const AccountId other = must(m_store->addAccount(sampleAccount(u"bob@other.example"_s)));
    Draft draft = sampleDraft();
    const DraftId first = must(m_store->saveDraft(draft));
    m_clock.advance(std::chrono::seconds(1));
    draft.account = other;
    draft.files = {picture("inline")};
    const DraftId second = must(m_store->saveDraft(draft));
    EXPECT_EQ(drafts(), (QList<DraftId>{second, first}));
    const auto mine = must(m_reader->drafts(m_account));
    ASSERT_EQ(mine.size(), 1);
    EXPECT_EQ(mine[0].id, first);
    EXPECT_EQ(mine[0].purpose, model::DraftPurpose::Reply);
    EXPECT_EQ(mine[0].subject, draft.subject);
    EXPECT_EQ(mine[0].to, draft.to);
    EXPECT_EQ(mine[0].snippet, u"Hello Jane, see you at ten."_s);
    EXPECT_TRUE(mine[0].hasFiles);
    EXPECT_FALSE(must(m_reader->drafts(other)).value(0).hasFiles) << "an inline picture is part of the text";
    must(m_store->removeAccount(other));
    EXPECT_EQ(drafts(), QList<DraftId>{first});
    EXPECT_EQ(codeOf(m_reader->draft(second)), ErrorCode::NotFound);
}

TEST_F(DraftsTest, theSnippetOfHtmlIsItsText) {
    Draft draft = sampleDraft();
    draft.isHtml = true;
    draft.text.clear();
    draft.html = u"<html><head><style>p { x }</style></head><body><p>Tea &amp; &lt;cake&gt;</p><p>at&nbsp;ten</p></body></html>"_s;
    must(m_store->saveDraft(draft));
    EXPECT_EQ(must(m_reader->drafts()).value(0).snippet, u"Tea & <cake> at ten"_s);
}

TEST_F(DraftsTest, oneThatIsGoneDoesNotComeBack) {
    Draft draft = sampleDraft();
    draft.id = must(m_store->saveDraft(draft));
    must(m_store->removeDraft(draft.id));
    EXPECT_EQ(codeOf(m_store->saveDraft(draft)), ErrorCode::NotFound) << "a late save of an editor";
    EXPECT_EQ(codeOf(m_store->removeDraft(draft.id)), ErrorCode::NotFound);
    EXPECT_TRUE(drafts().isEmpty());
    EXPECT_EQ(number("SELECT count(*) FROM draft_content"), 0);
    draft.id = {};
    draft.account = AccountId(99);
    EXPECT_EQ(codeOf(m_store->saveDraft(draft)), ErrorCode::NotFound);
}

TEST_F(DraftsTest, anIdentityThatGoesIsNoLongerNamed_S3) {
    model::Identity identity;
    identity.account = m_account;
    identity.address = u"ann@club.example"_s;
    Draft draft = sampleDraft();
    draft.identity = must(m_store->addIdentity(identity));
    draft.id = must(m_store->saveDraft(draft));
    must(m_store->removeIdentity(draft.identity));
    EXPECT_FALSE(must(m_reader->draft(draft.id)).identity.isValid());
}

TEST_F(DraftsTest, savingAndRemovingAreAnnounced) {
    Announced announced(*m_store);
    Draft draft = sampleDraft();
    draft.id = must(m_store->saveDraft(draft));
    must(m_store->removeDraft(draft.id));
    const auto changes = announced.take<model::DraftsChanged>(*m_store);
    ASSERT_EQ(changes.size(), 2);
    EXPECT_EQ(changes[0].draft, draft.id);
    EXPECT_EQ(changes[1].draft, draft.id);
}

} // namespace
} // namespace tributary::store::tst_Drafts
