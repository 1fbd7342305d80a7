// SPDX-License-Identifier: GPL-3.0-or-later
// S2: drafts reach the server's Drafts without ever multiplying: a line that is cut anywhere leaves the old copy, the new one or both, and
// the next push one.
#include "PushFixture.h"

#include "sync/MessageIntake.h"

namespace tributary::sync::tst_DraftPushes {
namespace {

class DraftPushes : public PushTest, public ::testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override {
        server().change([](ServedMail& mail) { mail.create("Drafts", "\\Drafts"); });
        startOn(GetParam());
    }
    static model::Draft written(const QString& text, DraftId id = {}) {
        model::Draft draft;
        draft.id = id;
        draft.text = text;
        draft.messageIdHeader = "draft@lies.example";
        return draft;
    }
    /// Saves it, and puts the copy that the engine would build.
    DraftId keep(const QString& text, DraftId id = {}) {
        model::Draft draft = written(text, id);
        draft.account = m_account.id;
        const DraftId saved = must(m_store->saveDraft(draft));
        imap::FetchData fetched;
        fetched.internalDate = QDateTime::currentDateTimeUtc();
        const QByteArray raw = "Subject: draft\r\nMessage-ID: <draft@lies.example>\r\n\r\n" + text.toUtf8() + "\r\n";
        fetched.size = raw.size();
        must(m_store->putDraftCopy(saved, must(m_reader->draftCopy(saved)).contentHash, mailbox(u"Drafts"_s).id, takeIn(fetched, raw)));
        return saved;
    }
    /// What the server's Drafts have of it.
    QStringList texts() {
        return server().look([](const ServedMail& mail) {
            QStringList all;
            for (const auto& message : mail.mailboxes().at("Drafts").messages)
                all.append(QString::fromUtf8(message.bytes.mid(message.bytes.indexOf("\r\n\r\n") + 4)).trimmed());
            return all;
        });
    }
    void expectOne(const QString& text) {
        EXPECT_EQ(texts(), QStringList{text});
        EXPECT_EQ(messages(u"Drafts"_s).size(), 1);
        EXPECT_EQ(waiting(), 0);
        EXPECT_TRUE(servedFlags("Drafts", "draft").contains("\\Draft"));
        expectInStep();
    }
    /// The cut run and as many as it needs to be in step again.
    void cutAndMend(const QList<Lie>& lies) {
        (void)syncUnder(lies);
        expectMended(3);
    }
};

INSTANTIATE_TEST_SUITE_P(S2, DraftPushes, ::testing::Values("Qresync", "Office365", "NoMove", "NoUidplus", "Bare"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(DraftPushes, manySavesEndAsOne) {
    DraftId id;
    for (int i = 0; i < 5; ++i) {
        id = keep(u"version %1"_s.arg(i), id);
        if (i % 2 == 0)
            (void)sync();
    }
    expectMended(3);
    expectOne(u"version 4"_s);
}

TEST_P(DraftPushes, aCutAppendIsMadeOnce) {
    for (const auto& cut : {lies::cutBefore(u"APPEND"_s), lies::cutAfter(u"APPEND"_s)}) {
        const DraftId id = keep(u"first"_s);
        cutAndMend({cut});
        expectOne(u"first"_s);
        must(m_store->removeDraft(id));
        expectMended(3);
        EXPECT_EQ(texts(), QStringList());
    }
}

TEST_P(DraftPushes, aCutReplacementLeavesTheOldOneUntilTheNewOneIsThere) {
    DraftId id = keep(u"first"_s);
    expectMended(3);
    int version = 1;
    for (const auto& cut : {lies::cutBefore(u"APPEND"_s), lies::cutAfter(u"APPEND"_s), lies::cutBefore(u"UID EXPUNGE|EXPUNGE"_s),
                            lies::cutAfter(u"UID EXPUNGE|EXPUNGE"_s), lies::cutBefore(u"UID STORE"_s), lies::cutAfter(u"UID STORE"_s)}) {
        const QString text = u"version %1"_s.arg(++version);
        id = keep(text, id);
        (void)syncUnder({cut});
        EXPECT_GE(texts().size(), 1) << "never none";
        EXPECT_LE(texts().size(), 2) << "the old one and the new one";
        expectMended(3);
        expectOne(text);
    }
}

TEST_P(DraftPushes, editedAfterACutItStillEndsAsOne) {
    DraftId id = keep(u"first"_s);
    expectMended(3);
    for (const auto& cut : {lies::cutBefore(u"APPEND"_s), lies::cutAfter(u"APPEND"_s)}) {
        id = keep(u"lost"_s, id);
        (void)syncUnder({cut});
        id = keep(u"last"_s, id);
        expectMended(3);
        expectMended(2);
        expectOne(u"last"_s);
    }
}

TEST_P(DraftPushes, aRemovedDraftLeavesNothingAlsoAfterACut) {
    for (const auto& cut : {lies::cutBefore(u"APPEND"_s), lies::cutAfter(u"APPEND"_s)}) {
        const DraftId id = keep(u"first"_s);
        (void)syncUnder({cut});
        must(m_store->removeDraft(id));
        expectMended(3);
        expectMended(2);
        EXPECT_EQ(texts(), QStringList());
        EXPECT_EQ(waiting(), 0);
    }
}

TEST_P(DraftPushes, oneThatAnotherClientDeletesTakesTheDraftAlong) {
    const DraftId id = keep(u"first"_s);
    expectMended(3);
    server().change([](ServedMail& mail) { mail.expunge("Drafts", "draft"); });
    expectMended(2);
    EXPECT_FALSE(m_reader->draft(id));
    EXPECT_EQ(texts(), QStringList());
}

TEST_P(DraftPushes, anEditBesideAnotherClientsDeletionIsKept) {
    DraftId id = keep(u"first"_s);
    expectMended(3);
    server().change([](ServedMail& mail) { mail.expunge("Drafts", "draft"); });
    id = keep(u"second"_s, id);
    expectMended(3);
    expectOne(u"second"_s);
    EXPECT_TRUE(m_reader->draft(id));
}

TEST_P(DraftPushes, aRefusedReplacementLeavesTheOldOne) {
    DraftId id = keep(u"first"_s);
    expectMended(3);
    id = keep(u"second"_s, id);
    (void)syncUnder({lies::refuse(u"APPEND"_s, "NO [OVERQUOTA] full")});
    expectMended(2);
    EXPECT_EQ(texts(), QStringList{u"first"_s});
    EXPECT_EQ(must(m_reader->draft(id)).text, u"second"_s);
    EXPECT_EQ(waiting(), 0);
    id = keep(u"third"_s, id);
    expectMended(3);
    expectOne(u"third"_s);
}

} // namespace
} // namespace tributary::sync::tst_DraftPushes
