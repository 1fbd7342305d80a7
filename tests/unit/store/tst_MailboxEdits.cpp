// SPDX-License-Identifier: GPL-3.0-or-later
// S2: names that cannot be are refused before anything is changed; what is queued goes along with a mailbox that another client
// renames; a change that a later one overtakes is done when that one is.
#include "IntentFixture.h"

namespace tributary::store::tst_MailboxEdits {
namespace {

using namespace Qt::Literals::StringLiterals;

class MailboxEditsTest : public IntentTest {
  protected:
    MailboxId make(const QString& name) { return must(m_store->createMailbox(m_account, name, name.toUtf8(), '/')); }
    ErrorCode rename(MailboxId mailbox, const QString& name) { return codeOf(m_store->renameMailbox(mailbox, name, name.toUtf8())); }
    QStringList names() {
        QStringList all;
        for (const model::Mailbox& mailbox : must(m_reader->mailboxes(m_account)))
            all.append(mailbox.name);
        all.sort();
        return all;
    }
    void list(const QList<std::pair<const char*, const char*>>& renamed) {
        QHash<QByteArray, QByteArray> map;
        for (const auto& [from, to] : renamed) {
            map.insert(from, to);
            for (model::Mailbox& mailbox : m_listed) {
                if (mailbox.wireName == from) {
                    mailbox.name = QString::fromUtf8(to);
                    mailbox.wireName = to;
                    break;
                }
            }
        }
        must(m_store->applyMailboxList(m_account, m_listed, map));
    }
    QMap<QString, int> waitingByDetail() {
        QMap<QString, int> waiting;
        for (const model::ChangeRecord& record : must(m_reader->changes(20)))
            waiting[record.detail] += record.waiting;
        return waiting;
    }
};

TEST_F(MailboxEditsTest, aRenameWhoseChildrenWouldCollideChangesNothing) {
    const MailboxId p = make(u"P"_s);
    make(u"P/K"_s);
    make(u"Q/K"_s);
    const QStringList before = names();
    EXPECT_EQ(rename(p, u"Q"_s), ErrorCode::BadValue);
    EXPECT_EQ(names(), before);
}

TEST_F(MailboxEditsTest, aMailboxDoesNotGoIntoItself) {
    const MailboxId p = addMailbox(u"P"_s);
    addMailbox(u"P/K"_s);
    for (const QString& name : {u"P/Sub"_s, u"P/K/Sub"_s, u"P"_s, u"inbox"_s, u"Archive"_s})
        EXPECT_EQ(rename(p, name), ErrorCode::BadValue) << name.toStdString();
    EXPECT_EQ(codeOf(m_store->createMailbox(m_account, u"Inbox"_s, "Inbox", '/')), ErrorCode::BadValue);
    EXPECT_EQ(rename(p, u"Px"_s), ErrorCode::None) << "its name alone is at the beginning";
    EXPECT_TRUE(names().contains(u"Px/K"_s));
}

TEST_F(MailboxEditsTest, namesThatChangeHandsAreFollowed) {
    const MailboxId first = addMailbox(u"One"_s);
    const MailboxId second = addMailbox(u"Two"_s);
    const MessageId id = have(first, mail(1, u"a"_s));
    flag(id, u"\\Flagged"_s);
    m_listed.append(sampleMailbox(u"Three"_s));
    must(m_store->applyMailboxList(m_account, m_listed, {{"One", "Two"}, {"Two", "Three"}}));
    EXPECT_EQ(box(first).name, u"Two"_s);
    EXPECT_EQ(box(second).name, u"Three"_s);
    EXPECT_TRUE(shows(first, id));
    EXPECT_EQ(queue().flags.value(0).mailbox, first);
    EXPECT_TRUE(names().contains(u"One"_s)) << "a new one";
}

TEST_F(MailboxEditsTest, aMailboxWhoseNameIsAnothersAndThatIsNowhereIsPutAside) {
    const MailboxId first = addMailbox(u"One"_s);
    const MailboxId second = addMailbox(u"Two"_s);
    list({{"One", "Two"}});
    EXPECT_EQ(box(first).name, u"Two"_s);
    EXPECT_EQ(codeOf(m_reader->mailbox(second)), ErrorCode::NotFound);
}

TEST_F(MailboxEditsTest, aQueuedDeletionGoesAlong) {
    const MailboxId old = addMailbox(u"Old"_s);
    have(old, mail(1, u"a"_s));
    must(m_store->deleteMailbox(old));
    EXPECT_EQ(must(m_reader->leavingMessages(old)).size(), 1);
    list({{"Old", "Elsewhere"}});
    EXPECT_EQ(queue().mailboxes.value(0).wireName, "Elsewhere");
    EXPECT_FALSE(names().contains(u"Elsewhere"_s)) << "deleted by the user";
}

TEST_F(MailboxEditsTest, aQueuedRenameGoesOnFromTheNewName) {
    const MailboxId old = addMailbox(u"Old"_s);
    const MailboxId child = addMailbox(u"Old/Sub"_s);
    must(m_store->renameMailbox(old, u"Mine"_s, "Mine"));
    list({{"Old", "Theirs"}, {"Old/Sub", "Theirs/Sub"}});
    EXPECT_EQ(box(old).name, u"Mine"_s);
    EXPECT_EQ(box(child).name, u"Mine/Sub"_s);
    const MailboxPush push = queue().mailboxes.value(0);
    EXPECT_EQ(push.wireName, "Theirs");
    EXPECT_EQ(push.newWireName, "Mine");
    must(m_store->refusePush(PushTable::Mailbox, {push.row}, {}));
    EXPECT_EQ(box(child).wireName, "Theirs/Sub");
}

TEST_F(MailboxEditsTest, aRenameThatBothMadeIsDone) {
    const MailboxId old = addMailbox(u"Old"_s);
    must(m_store->renameMailbox(old, u"Same"_s, "Same"));
    list({{"Old", "Same"}});
    EXPECT_EQ(waiting(), 0);
    EXPECT_FALSE(box(old).isPending);
    EXPECT_EQ(names().count(u"Same"_s), 1);
}

TEST_F(MailboxEditsTest, anOvertakenChangeWaitsForTheOneThatCarriesIt) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const MailboxId work = addMailbox(u"Work"_s);
    move(id, m_archive);
    move(id, work);
    EXPECT_EQ(waitingByDetail().value(u"Archive"_s), 1);
    const auto push = queue().moves.value(0);
    must(m_store->refusePush(PushTable::Move, {push.row}, {ErrorKind::Refused, ErrorCode::ServerRefused, "no", {}}));
    for (const model::ChangeRecord& record : must(m_reader->changes(10)))
        EXPECT_TRUE(record.error) << record.detail.toStdString();
}

TEST_F(MailboxEditsTest, aChangeOvertakenTwiceIsDoneWithTheLast) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    move(id, m_trash);
    expunge(id);
    for (const model::ChangeRecord& record : must(m_reader->changes(10)))
        EXPECT_EQ(record.waiting, 1);
    must(m_store->confirmMoves({at(queue().moves.value(0).row, 0)}));
    for (const model::ChangeRecord& record : must(m_reader->changes(10)))
        EXPECT_EQ(record.waiting, 0);
}

TEST_F(MailboxEditsTest, aMoveThatFoundNothingDoesNotSayThatItIsDone) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    must(m_store->dropMoves({queue().moves.value(0).row}));
    const model::ChangeRecord record = must(m_reader->changes(1)).value(0);
    ASSERT_TRUE(record.error);
    EXPECT_EQ(record.error->code, ErrorCode::NotFound);
}

TEST_F(MailboxEditsTest, whatIsFetchedFromALeavingMailboxIsThereForUndo) {
    const MailboxId old = addMailbox(u"Old"_s);
    have(old, headers(mail(1, u"known"_s)));
    const ChangeId change = must(m_store->deleteMailbox(old));
    EXPECT_EQ(codeOf(m_store->keepLeaving(m_archive, {mail(9, u"x"_s)})), ErrorCode::NotFound);
    must(m_store->keepLeaving(old, {mail(1, u"known"_s), mail(2, u"unseen"_s)}));
    must(m_store->keepLeaving(old, {mail(2, u"unseen"_s)})); // harmless twice
    EXPECT_EQ(must(m_reader->leavingMessages(old)).size(), 2);
    EXPECT_EQ(must(m_reader->changes(1)).value(0).messages, 2);
    const qint64 row = queue().mailboxes.value(0).row;
    must(m_store->markSent(PushTable::Mailbox, {row}, {}));
    must(m_store->confirmMailbox(row));
    must(m_store->undo(change));
    EXPECT_EQ(queue().appends.size(), 2);
    EXPECT_FALSE(must(m_reader->changes(1)).value(0).error);
}

TEST_F(MailboxEditsTest, undoSaysWhatOfADeletedMailboxItCannotBringBack) {
    const MailboxId old = addMailbox(u"Old"_s);
    add(old, {headers(mail(1, u"never fetched"_s)), mail(2, u"whole"_s)});
    const ChangeId change = must(m_store->deleteMailbox(old));
    const qint64 row = queue().mailboxes.value(0).row;
    must(m_store->markSent(PushTable::Mailbox, {row}, {}));
    must(m_store->confirmMailbox(row));
    must(m_store->undo(change));
    EXPECT_EQ(queue().appends.size(), 1);
    const auto error = must(m_reader->changes(1)).value(0).error;
    ASSERT_TRUE(error);
    EXPECT_TRUE(error->detail.contains(u"1 of 2"_s));
}

} // namespace
} // namespace tributary::store::tst_MailboxEdits
