// SPDX-License-Identifier: GPL-3.0-or-later
// Mail of files in the cache and on its way to the server; a database is copied while it is written to.
#include "IntentFixture.h"

#include "store/Importing.h"
#include "store/ProfileSnapshot.h"

#include <QDir>
#include <QFile>

namespace tributary::store::tst_MailImport {
namespace {

using namespace Qt::Literals::StringLiterals;

class MailImportTest : public IntentTest {};

TEST_F(MailImportTest, isQueuedForTheServerAsOneChangeThatCanBeUndone) {
    const ChangeId first = must(importMessages(*m_store, m_archive, {mail(1, u"one"_s), mail(2, u"two"_s)}));
    const ChangeId second = must(importMessages(*m_store, m_archive, {mail(3, u"three"_s)}, first));
    EXPECT_EQ(first, second);
    EXPECT_EQ(list(m_archive).size(), 3);
    EXPECT_EQ(found(u"two"_s), QStringList{u"two"_s}) << "it is in the index";
    const PushQueue queue = must(m_reader->pushQueue(m_account, 100));
    EXPECT_EQ(queue.appends.size(), 3);
    const auto changes = must(m_reader->changes(10));
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(changes.first().messages, 3);
    EXPECT_EQ(changes.first().detail, u"Archive"_s);
    must(m_store->undo(first));
    EXPECT_EQ(list(m_archive).size(), 0);
    EXPECT_TRUE(must(m_reader->pushQueue(m_account, 100)).isEmpty()) << "the server never hears of it";
    const ChangeId third = must(importMessages(*m_store, m_archive, {mail(4, u"four"_s)}, first));
    EXPECT_NE(third, first) << "what was undone takes nothing more";
    EXPECT_EQ(list(m_archive).size(), 1);
}

TEST_F(MailImportTest, whereThisMachineIsTheServerItIsThere) {
    model::Account pop = sampleAccount(u"pop@mail.example"_s);
    pop.protocol = model::Protocol::Pop3;
    const AccountId account = must(m_store->addAccount(pop));
    const auto inbox = must(m_reader->mailbox(account, u"INBOX"_s));
    ASSERT_TRUE(inbox);
    must(importMessages(*m_store, inbox->id, {mail(1, u"one"_s), mail(2, u"two"_s)}));
    EXPECT_TRUE(must(m_reader->pushQueue(account, 100)).isEmpty());
    const auto rows = list(inbox->id);
    ASSERT_EQ(rows.size(), 2);
    for (const auto& row : rows)
        EXPECT_TRUE(row.uid.isValid() && !row.isPending);
}

TEST_F(MailImportTest, aMailboxThatIsNotThereIsToldAndNothingHappens) {
    EXPECT_EQ(codeOf(importMessages(*m_store, MailboxId(9999), {mail(1, u"one"_s)})), ErrorCode::NotFound);
    EXPECT_TRUE(must(m_reader->changes(10)).isEmpty());
}

TEST_F(MailImportTest, aSnapshotHasWhatWasCommittedAndLeavesNothingBehind) {
    add(m_inbox, {mail(1, u"before"_s)});
    const QStringList files = QDir(m_options.directory).entryList(QDir::Files | QDir::Hidden);
    const auto snapshot = must(ProfileSnapshot::take(m_options.directory, {}));
    ASSERT_TRUE(snapshot);
    add(m_inbox, {mail(2, u"after"_s)}); // the owner writes on
    EXPECT_EQ(QDir(m_options.directory).entryList(QDir::Files | QDir::Hidden), files) << "the copy has no name";
    QDir().mkpath(m_dir.filePath(u"copy"_s));
    QFile copy(m_dir.filePath(u"copy/mail.sqlite"_s));
    ASSERT_TRUE(copy.open(QIODevice::WriteOnly));
    copy.write(snapshot->file().readAll());
    copy.close();
    StoreOptions options;
    options.directory = m_dir.filePath(u"copy"_s);
    const auto store = must(Store::open(options));
    ASSERT_TRUE(store);
    const auto reader = must(store->makeReader());
    model::MessageQuery query;
    query.view = model::View::All;
    const auto page = must(reader->messages(query));
    ASSERT_EQ(page.messages.size(), 1);
    EXPECT_EQ(page.messages.first().subject, u"before"_s);
    EXPECT_EQ(must(reader->checkIntegrity()), QStringList());
}

TEST_F(MailImportTest, aSnapshotIsStopped) {
    CancelSource source;
    source.cancel();
    const auto snapshot = ProfileSnapshot::take(m_options.directory, source.token());
    ASSERT_FALSE(snapshot);
    EXPECT_EQ(snapshot.error().kind, ErrorKind::Cancelled);
}

TEST_F(MailImportTest, anotherProfileIsReadAndNotWrittenTo) {
    EXPECT_EQ(must(must(readOtherProfile(m_options.directory))->accounts()).size(), 1) << "while it is in use";
    m_reader.reset();
    m_store.reset();
    const auto state = [this] {
        QStringList all;
        for (const QFileInfo& info : QDir(m_options.directory).entryInfoList(QDir::Files | QDir::Hidden))
            all.append(u"%1 %2 %3"_s.arg(info.fileName()).arg(info.size()).arg(info.lastModified().toMSecsSinceEpoch()));
        return all;
    };
    const QStringList before = state();
    {
        const auto reader = must(readOtherProfile(m_options.directory));
        EXPECT_EQ(must(reader->accounts()).size(), 1);
        EXPECT_EQ(must(reader->identities()).size(), 1);
    }
    EXPECT_EQ(state(), before);
    EXPECT_EQ(codeOf(readOtherProfile(m_dir.filePath(u"nowhere"_s))), ErrorCode::NotFound);
    openStore();
}

} // namespace
} // namespace tributary::store::tst_MailImport
