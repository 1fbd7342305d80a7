// SPDX-License-Identifier: GPL-3.0-or-later
// Where the space goes (S7).
#include "StoreFixture.h"

#include <QRandomGenerator>

#include <numeric>

namespace tributary::store::tst_CacheUse {
namespace {

using namespace Qt::Literals::StringLiterals;

class CacheUseTest : public StoreTest {
  protected:
    [[nodiscard]] CacheUse use() { return must(m_reader->cacheUse()); }
    [[nodiscard]] MailboxUse of(MailboxId mailbox) {
        for (const MailboxUse& one : use().mailboxes) {
            if (one.mailbox == mailbox)
                return one;
        }
        return {};
    }
    [[nodiscard]] static NewMessage large(quint32 uid, qsizetype bytes) {
        NewMessage message = sampleMessage(uid, u"large %1"_s.arg(uid));
        QByteArray noise(bytes, '\0');
        QRandomGenerator random(uid);
        for (char& c : noise)
            c = static_cast<char>(random.bounded(256));
        message.rawCompressed = compressRaw(noise);
        return message;
    }
};

TEST_F(CacheUseTest, S7_eachMailboxCountsItsRawBytesAndMessages) {
    const MailboxId archive = addMailbox(u"Archive"_s, model::SpecialUse::Archive);
    add(m_inbox, {large(1, 10'000), large(2, 20'000)});
    NewMessage headers = sampleMessage(3, u"headers"_s);
    headers.body = model::BodyState::None;
    headers.bodyWanted = true;
    headers.rawCompressed.clear();
    add(m_inbox, {headers});
    add(archive, {large(1, 5'000)});
    EXPECT_EQ(of(m_inbox).messages, 3);
    EXPECT_GE(of(m_inbox).bytes, 30'000);
    EXPECT_LT(of(m_inbox).bytes, 31'000);
    EXPECT_EQ(of(m_inbox).refetchable, of(m_inbox).bytes) << "its server gives them again";
    EXPECT_EQ(of(archive).messages, 1);
    EXPECT_EQ(of(archive).name, u"Archive"_s);
    const CacheUse all = use();
    EXPECT_GT(all.total, of(m_inbox).bytes + of(archive).bytes) << "headers and index, too";
    EXPECT_EQ(all.budget, 0);
}

TEST_F(CacheUseTest, S7_whatSeveralMailboxesShareCountsOnce) {
    const MailboxId archive = addMailbox(u"Archive"_s);
    NewMessage first = large(1, 50'000);
    first.emailId = "same";
    add(m_inbox, {first});
    NewMessage twin = sampleMessage(1, u"large 1"_s);
    twin.emailId = "same";
    twin.body = model::BodyState::None;
    twin.bodyWanted = true;
    twin.rawCompressed.clear();
    add(archive, {twin});
    EXPECT_GE(of(m_inbox).bytes, 50'000);
    EXPECT_EQ(of(archive).bytes, 0);
    EXPECT_EQ(of(archive).messages, 1);
}

TEST_F(CacheUseTest, S7_draftsAndPop3AndWhatIsPutAsideCannotBeFetchedAgain) {
    const MailboxId drafts = addMailbox(u"Drafts"_s, model::SpecialUse::Drafts);
    add(drafts, {large(1, 5'000)});
    EXPECT_GT(of(drafts).bytes, 0);
    EXPECT_EQ(of(drafts).refetchable, 0);
    model::Account pop3 = sampleAccount(u"pop@mail.example"_s);
    pop3.protocol = model::Protocol::Pop3;
    const AccountId account = must(m_store->addAccount(pop3));
    MailboxDelta delta;
    for (const model::Mailbox& mailbox : must(m_reader->mailboxes(account))) {
        if (mailbox.specialUse == model::SpecialUse::Inbox)
            delta = MailboxDelta{.mailbox = mailbox.id, .uidValidity = mailbox.uidValidity};
    }
    delta.isLocal = true;
    delta.added = {large(0, 7'000)};
    must(m_store->apply(delta));
    EXPECT_GE(of(delta.mailbox).bytes, 7'000);
    EXPECT_EQ(of(delta.mailbox).refetchable, 0);

    add(m_inbox, {large(9, 9'000)});
    MailboxDelta gone = deltaFor(m_inbox);
    gone.gone = {Uid(9)};
    must(m_store->apply(gone));
    EXPECT_EQ(of(m_inbox).bytes, 0);
    EXPECT_GE(of(MailboxId()).bytes, 9'000) << "put aside";
    EXPECT_EQ(of(MailboxId()).refetchable, 0);
}

TEST_F(CacheUseTest, S7_theQuotaOfAnAccountIsKept) {
    EXPECT_FALSE(must(m_reader->quota(m_account)));
    const model::ServerQuota quota{1024, 4096, std::nullopt, 100, 1'700'000'000'000};
    must(m_store->setQuota(m_account, quota));
    openStore();
    EXPECT_EQ(must(m_reader->quota(m_account)), quota);
    EXPECT_EQ(use().quotas.value(m_account.value), quota);
    EXPECT_EQ(codeOf(m_store->setQuota(AccountId(999), quota)), ErrorCode::NotFound);
    must(m_store->removeAccount(m_account));
    EXPECT_TRUE(use().quotas.isEmpty());
}

} // namespace
} // namespace tributary::store::tst_CacheUse
