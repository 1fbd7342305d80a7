// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the cache when it is larger than it may be, and what never does (S7).
#include "StoreFixture.h"

#include <QRandomGenerator>

namespace tributary::store::tst_CacheBudget {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype kBody = 100'000;

NewMessage noisy(quint32 uid, const QString& subject) {
    NewMessage message = sampleMessage(uid, subject, u"word%1"_s.arg(uid));
    QByteArray noise(kBody, '\0');
    QRandomGenerator random(uid);
    for (char& c : noise)
        c = static_cast<char>(random.bounded(256));
    message.rawCompressed = compressRaw(noise);
    message.internalDateMs = message.dateMs;
    return message;
}

class CacheBudgetTest : public StoreTest {
  protected:
    void fill(MailboxId mailbox, int count) {
        QList<NewMessage> messages;
        for (int i = 1; i <= count; ++i)
            messages.append(noisy(static_cast<quint32>(i), u"m%1"_s.arg(i)));
        add(mailbox, messages);
    }
    [[nodiscard]] qint64 total() { return must(m_reader->cacheUse()).total; }
    DroppedBodies keep(qint64 budget) {
        must(m_store->setBudget(budget));
        return must(m_store->keepBudget({}));
    }
    /// As little as can be: all that may go goes.
    DroppedBodies keepNothing() { return keep(1); }
    [[nodiscard]] model::MessageSummary summary(MailboxId mailbox, quint32 uid) {
        return must(m_reader->summaries(must(m_reader->messageIds(mailbox, {Uid(uid)}))))[0];
    }
    [[nodiscard]] bool hasBody(quint32 uid) { return hasBody(m_inbox, uid); }
    [[nodiscard]] bool hasBody(MailboxId mailbox, quint32 uid) { return summary(mailbox, uid).body == model::BodyState::Whole; }
    [[nodiscard]] QList<quint32> wanted(MailboxId mailbox) {
        QList<quint32> uids;
        for (const WantedBody& body : must(m_reader->wantedBodies(mailbox, model::BodyState::None, Uid(), 1000)))
            uids.append(body.uid.value);
        return uids;
    }
    /// A body that comes for a row that is there.
    void bring(quint32 uid) {
        NewMessage message = noisy(uid, u"m%1"_s.arg(uid));
        message.flagsKnown = false;
        add(m_inbox, {message});
    }
    [[nodiscard]] MessageId idOf(quint32 uid) { return summary(m_inbox, uid).id; }
};

TEST_F(CacheBudgetTest, S7_withinTheBudgetNothingGoes) {
    fill(m_inbox, 5);
    EXPECT_EQ(must(m_store->keepBudget({})).messages, 0);
    EXPECT_EQ(keep(100LL << 20).messages, 0);
    EXPECT_TRUE(hasBody(1));
    EXPECT_EQ(codeOf(m_store->setBudget(-1)), ErrorCode::BadValue);
}

TEST_F(CacheBudgetTest, S7_theOldestBodiesGoUntilATwentiethIsFree) {
    fill(m_inbox, 40);
    const qint64 budget = total() - 10 * kBody;
    const DroppedBodies dropped = keep(budget);
    EXPECT_FALSE(dropped.isOver);
    EXPECT_GE(dropped.messages, 10);
    EXPECT_LE(dropped.messages, 14);
    EXPECT_LE(total(), budget - budget / 20);
    for (quint32 uid = 1; uid <= 40; ++uid)
        EXPECT_EQ(hasBody(uid), uid > dropped.messages) << uid;
    EXPECT_EQ(must(m_store->keepBudget({})).messages, 0) << "once";
    expectIntegrity();
}

TEST_F(CacheBudgetTest, S7_whatWasDroppedIsStillFoundAndListed) {
    fill(m_inbox, 3);
    EXPECT_EQ(keepNothing().messages, 3);
    EXPECT_EQ(found(u"word2"_s), QStringList{u"m2"_s});
    EXPECT_EQ(summary(m_inbox, 2).snippet, u"word2"_s);
    EXPECT_EQ(codeOf(m_reader->rawMessage(idOf(2))), ErrorCode::NotFound);
    EXPECT_EQ(must(m_reader->mailbox(m_inbox)).total, 3);
    expectIntegrity();
}

TEST_F(CacheBudgetTest, S7_whatWasDroppedIsNotFetchedByItselfAndComesWhenItIsAskedFor) {
    fill(m_inbox, 3);
    (void)keepNothing();
    EXPECT_TRUE(wanted(m_inbox).isEmpty());
    EXPECT_TRUE(must(m_reader->bodyBacklog(m_account)).isEmpty());
    must(m_store->wantBody(idOf(2)));
    ASSERT_EQ(must(m_reader->askedBodies(m_account)).size(), 1);
    bring(2);
    EXPECT_TRUE(hasBody(2));
    EXPECT_TRUE(must(m_reader->askedBodies(m_account)).isEmpty());
    EXPECT_FALSE(must(m_reader->rawMessage(idOf(2))).isEmpty());
    EXPECT_EQ(found(u"word2"_s), QStringList{u"m2"_s});
    expectIntegrity();
}

TEST_F(CacheBudgetTest, S7_whatIsReadIsNotTakenAway) {
    fill(m_inbox, 10);
    m_store->noteOpened(idOf(1));
    EXPECT_EQ(keepNothing().messages, 9);
    EXPECT_TRUE(hasBody(1)) << "the oldest, but the user has it open";
}

TEST_F(CacheBudgetTest, S7_flaggedBodiesGoLast) {
    QList<NewMessage> messages;
    for (quint32 uid = 1; uid <= 20; ++uid) {
        messages.append(noisy(uid, u"m%1"_s.arg(uid)));
        if (uid <= 5)
            messages.last().flags = model::parseFlags({u"\\Flagged"_s});
    }
    add(m_inbox, messages);
    const DroppedBodies dropped = keep(total() - 6 * kBody);
    EXPECT_GE(dropped.messages, 6);
    for (quint32 uid = 1; uid <= 5; ++uid)
        EXPECT_TRUE(hasBody(uid)) << uid;
    EXPECT_FALSE(hasBody(6));
    (void)keepNothing();
    EXPECT_FALSE(hasBody(1)) << "but they do";
}

TEST_F(CacheBudgetTest, S7_pop3MailNeverGoes) {
    model::Account pop3 = sampleAccount(u"pop@mail.example"_s);
    pop3.protocol = model::Protocol::Pop3;
    const AccountId account = must(m_store->addAccount(pop3));
    MailboxDelta delta;
    for (const model::Mailbox& mailbox : must(m_reader->mailboxes(account))) {
        if (mailbox.specialUse == model::SpecialUse::Inbox)
            delta = MailboxDelta{.mailbox = mailbox.id, .uidValidity = mailbox.uidValidity};
    }
    delta.isLocal = true;
    for (quint32 uid = 1; uid <= 10; ++uid)
        delta.added.append(noisy(uid, u"p%1"_s.arg(uid)));
    must(m_store->apply(delta));
    const DroppedBodies dropped = keepNothing();
    EXPECT_EQ(dropped.messages, 0);
    EXPECT_TRUE(dropped.isOver);
    for (quint32 uid = 1; uid <= 10; ++uid)
        EXPECT_TRUE(hasBody(delta.mailbox, uid)) << uid;
}

TEST_F(CacheBudgetTest, S7_draftsAndWhatWaitsToBePushedStay) {
    const MailboxId drafts = addMailbox(u"Drafts"_s, model::SpecialUse::Drafts);
    const MailboxId archive = addMailbox(u"Archive"_s);
    add(drafts, {noisy(1, u"draft"_s)});
    fill(m_inbox, 4);
    model::LocalChange change;
    change.moves = {{idOf(1), archive}};
    const MessageId moved = idOf(1);
    (void)must(m_store->change(change));
    model::LocalChange copy;
    copy.copies = {{idOf(2), archive}};
    (void)must(m_store->change(copy));
    model::LocalChange expunge;
    const MessageId expunged = idOf(3);
    expunge.expunges = {expunged};
    const ChangeId gone = must(m_store->change(expunge));
    EXPECT_EQ(keepNothing().messages, 1) << "the one that nothing is about";
    EXPECT_TRUE(hasBody(drafts, 1));
    EXPECT_FALSE(must(m_reader->rawMessage(moved)).isEmpty());
    EXPECT_TRUE(hasBody(2)) << "its copy shares the body";
    EXPECT_FALSE(hasBody(4));
    must(m_store->undo(gone));
    EXPECT_FALSE(must(m_reader->rawMessage(expunged)).isEmpty()) << "undo needs it";
}

TEST_F(CacheBudgetTest, S7_whatADraftIsBuiltFromStays) {
    fill(m_inbox, 3);
    model::Draft answer;
    answer.account = m_account;
    answer.subject = u"Re: m1"_s;
    answer.source = idOf(1);
    (void)must(m_store->saveDraft(answer));
    EXPECT_EQ(keepNothing().messages, 2);
    EXPECT_TRUE(hasBody(1));
}

TEST_F(CacheBudgetTest, S7_accountsThatCannotSignInKeepTheirMail) { // S17, and those that were switched off for good
    fill(m_inbox, 3);
    model::AccountState refused;
    refused.activity = model::AccountActivity::Disabled;
    refused.reason = Error{ErrorKind::Auth, ErrorCode::CredentialsRejected, {}, {}};
    must(m_store->setAccountState(m_account, refused));
    EXPECT_EQ(keepNothing().messages, 0);
    must(m_store->setAccountState(m_account, {model::AccountActivity::Ready, {}, 0, 0}));
    model::Account off = must(m_reader->accounts())[0];
    off.enabled = false;
    must(m_store->updateAccount(off));
    EXPECT_EQ(keepNothing().messages, 0);
    off.enabled = true;
    must(m_store->updateAccount(off));
    EXPECT_EQ(keepNothing().messages, 3);
}

TEST_F(CacheBudgetTest, S7_aSharedBodyGoesWithAllOfItsRowsOrNotAtAll) {
    const MailboxId label = addMailbox(u"Label"_s);
    const MailboxId drafts = addMailbox(u"Drafts"_s, model::SpecialUse::Drafts);
    const auto twins = [&](quint32 uid, const QByteArray& id, MailboxId other) {
        NewMessage first = noisy(uid, u"m%1"_s.arg(uid));
        first.emailId = id;
        add(m_inbox, {first});
        NewMessage twin = first;
        twin.body = model::BodyState::None;
        twin.bodyWanted = true;
        twin.rawCompressed.clear();
        add(other, {twin});
    };
    twins(1, "one", label);
    twins(2, "two", drafts);
    EXPECT_EQ(keepNothing().messages, 2) << "two rows, one body";
    EXPECT_FALSE(hasBody(m_inbox, 1));
    EXPECT_FALSE(hasBody(label, 1));
    EXPECT_TRUE(hasBody(m_inbox, 2));
    EXPECT_TRUE(hasBody(drafts, 2));
    expectIntegrity();
}

TEST_F(CacheBudgetTest, S7_olderMailThatIsListedLaterLeavesItsBodyAtTheServer) {
    QList<NewMessage> messages;
    for (quint32 uid = 11; uid <= 30; ++uid)
        messages.append(noisy(uid, u"m%1"_s.arg(uid)));
    add(m_inbox, messages);
    NewMessage waiting = noisy(12, u"waits"_s);
    waiting.uid = Uid(40);
    waiting.body = model::BodyState::None;
    waiting.bodyWanted = true;
    waiting.rawCompressed.clear();
    waiting.text = {};
    add(m_inbox, {waiting});
    EXPECT_EQ(wanted(m_inbox), QList<quint32>{40});
    EXPECT_TRUE(found(u"waits"_s).isEmpty()) << "indexed with its body";
    const DroppedBodies dropped = keep(total() - 5 * kBody);
    ASSERT_GE(dropped.messages, 5);
    EXPECT_TRUE(wanted(m_inbox).isEmpty()) << "it would only be dropped again";
    EXPECT_EQ(found(u"waits"_s), QStringList{u"waits"_s}) << "its headers are found";

    NewMessage old = waiting;
    old.uid = Uid(41);
    old.subject = u"listed later"_s;
    old.internalDateMs = old.dateMs = sampleMessage(1, {}).dateMs;
    NewMessage fresh = waiting;
    fresh.uid = Uid(42);
    fresh.subject = u"fresh"_s;
    fresh.internalDateMs = fresh.dateMs = sampleMessage(50, {}).dateMs;
    openStore(); // it is remembered
    add(m_inbox, {old, fresh});
    EXPECT_EQ(wanted(m_inbox), QList<quint32>{42});
    EXPECT_EQ(found(u"listed"_s), QStringList{u"listed later"_s});
    expectIntegrity();
}

TEST_F(CacheBudgetTest, S7_withALargerBudgetWhatWasLeftComesAgain) {
    fill(m_inbox, 20);
    const qint64 all = total();
    const DroppedBodies dropped = keep(all - 5 * kBody);
    ASSERT_GE(dropped.messages, 5);
    EXPECT_TRUE(wanted(m_inbox).isEmpty());
    const DroppedBodies more = keep(all * 2);
    EXPECT_TRUE(more.isReturning);
    EXPECT_EQ(wanted(m_inbox).size(), dropped.messages);
    EXPECT_FALSE(must(m_store->keepBudget({})).isReturning);
    (void)keep(all - 5 * kBody);
    EXPECT_EQ(keep(0).budget, 0);
    NewMessage old = noisy(0, u"old"_s);
    old.uid = Uid(60);
    old.body = model::BodyState::None;
    old.bodyWanted = true;
    old.rawCompressed.clear();
    add(m_inbox, {old});
    EXPECT_TRUE(wanted(m_inbox).contains(60)) << "no limit";
}

TEST_F(CacheBudgetTest, S7_whatReturnsKeepsToTheDaysThatAnAccountKeeps) { // S32
    fill(m_inbox, 3);
    (void)keepNothing();
    model::Account account = must(m_reader->accounts())[0];
    account.fetch.bodyDays = 30; // all of them are older
    must(m_store->updateAccount(account));
    (void)keep(0);
    EXPECT_TRUE(wanted(m_inbox).isEmpty());
    account.fetch.bodyDays = 0;
    must(m_store->updateAccount(account));
    EXPECT_EQ(wanted(m_inbox).size(), 3);
}

TEST_F(CacheBudgetTest, S7_theFloorHoldsWhereTheDaysAreChanged) {
    fill(m_inbox, 3);
    (void)keepNothing();
    model::Account account = must(m_reader->accounts())[0];
    account.fetch.bodyDays = 36500;
    must(m_store->updateAccount(account));
    EXPECT_TRUE(wanted(m_inbox).isEmpty());
}

TEST_F(CacheBudgetTest, S7_freePagesAreUsedAgain) {
    fill(m_inbox, 30);
    (void)keepNothing();
    const CacheUse before = must(m_reader->cacheUse());
    EXPECT_GE(before.free, 29 * kBody);
    for (quint32 uid = 1; uid <= 10; ++uid)
        bring(uid);
    const CacheUse after = must(m_reader->cacheUse());
    EXPECT_LE(after.total + after.free, before.total + before.free + kBody) << "the file has not grown";
    EXPECT_LT(after.free, before.free);
}

TEST_F(CacheBudgetTest, S7_itCanBeStoppedBetweenTwoSteps) {
    fill(m_inbox, 3);
    const CancelSource stop;
    stop.cancel();
    must(m_store->setBudget(1));
    EXPECT_EQ(m_store->keepBudget(stop.token()).error().kind, ErrorKind::Cancelled);
    EXPECT_TRUE(hasBody(1));
    EXPECT_EQ(must(m_store->keepBudget({})).messages, 3);
}

TEST_F(CacheBudgetTest, S7_viewsHearOfWhatWasDropped) {
    fill(m_inbox, 3);
    QList<MessageId> changed;
    const auto subscription = m_store->subscribe([&](const QList<model::StoreChange>& changes) {
        for (const model::StoreChange& change : changes) {
            if (const auto* messages = std::get_if<model::MessagesChanged>(&change))
                changed += messages->ids;
        }
    });
    (void)keepNothing();
    openStore(); // the writer has announced all
    EXPECT_EQ(changed.size(), 3);
}

} // namespace
} // namespace tributary::store::tst_CacheBudget
