// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

#include "store/detail/DatabaseFile.h"
#include "store/detail/Migrations.h"

#include <QDir>
#include <QFile>
#include <QThread>

namespace tributary::store::tst_Migrations {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kSaved = QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/data/databases/");

class MigrationsTest : public StoreTest {
  protected:
    void SetUp() override {
        ASSERT_TRUE(m_dir.isValid());
        m_options.directory = m_dir.path();
        m_path = detail::databasePath(m_dir.path());
    }

    QByteArray bytes() const {
        QFile file(m_path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }
    void write(const QByteArray& content) const {
        QFile file(m_path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    void useSaved(const QString& name = u"v0001.sqlite"_s) {
        QFile file(kSaved + name);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        write(file.readAll());
    }
    void expectDamaged() {
        const QByteArray before = bytes();
        const auto store = Store::open(m_options);
        ASSERT_FALSE(store);
        EXPECT_EQ(store.error().kind, ErrorKind::Storage);
        EXPECT_EQ(store.error().code, ErrorCode::DatabaseDamaged);
        EXPECT_TRUE(store.error().detail.contains(m_path)) << store.error().detail.toStdString();
        EXPECT_EQ(bytes(), before) << "left untouched";
    }

    QString m_path;
};

/// TRIBUTARY_SAVE_DATABASE=1 in the environment writes the newest one anew: once, when a schema is released.
TEST_F(MigrationsTest, everySchemaHasASavedDatabase) {
    const auto nameOf = [](int version) { return QString(kSaved + u"v%1.sqlite"_s.arg(version, 4, 10, QChar(u'0'))); };
    if (qEnvironmentVariableIsSet("TRIBUTARY_SAVE_DATABASE")) {
        StoreTest::SetUp();
        NewMessage message = sampleMessage(1, u"Saved 会議"_s, u"kept from schema one"_s);
        message.flags = model::parseFlags({u"\\Flagged"_s, u"label"_s});
        add(m_inbox, {message, sampleMessage(2, u"Second"_s, u"résumé"_s)});
        m_reader.reset();
        m_store.reset();
        const QString name = nameOf(detail::newestSchemaVersion());
        QFile::remove(name);
        ASSERT_TRUE(QDir().mkpath(kSaved));
        ASSERT_TRUE(QFile::copy(detail::databasePath(m_options.directory), name));
    }
    for (int version = 1; version <= detail::newestSchemaVersion(); ++version)
        EXPECT_TRUE(QFile::exists(nameOf(version))) << version;
}

TEST_F(MigrationsTest, opensADatabaseOfSchemaOne) {
    useSaved();
    m_store = must(Store::open(m_options));
    ASSERT_TRUE(m_store);
    m_reader = must(m_store->makeReader());
    EXPECT_EQ(must(m_reader->accounts())[0].email, u"ann@mail.example"_s);
    EXPECT_EQ(found(u"会議"_s), QStringList{u"Saved 会議"_s});
    EXPECT_EQ(found(u"resume"_s), QStringList{u"Second"_s});
    const auto first = page({}).messages.last();
    EXPECT_EQ(first.flags, model::parseFlags({u"\\Flagged"_s, u"label"_s}));
    EXPECT_TRUE(must(m_reader->rawMessage(first.id)).contains("kept from schema one"));
    expectIntegrity();
}

TEST_F(MigrationsTest, schemaTwoKeepsWhatSchemaOneKnew) {
    useSaved();
    {
        detail::Connection connection(m_path, detail::Connection::Mode::ReadWrite);
        connection.execute("UPDATE mailbox SET synced = 1; UPDATE message SET body_cached = 0, raw_size = 0 WHERE uid = 2;"
                           "DELETE FROM message_raw WHERE message_id = (SELECT id FROM message WHERE uid = 2)");
    }
    m_store = must(Store::open(m_options));
    ASSERT_TRUE(m_store);
    m_reader = must(m_store->makeReader());
    const auto all = page({}).messages;
    ASSERT_EQ(all.size(), 2);
    EXPECT_EQ(all[0].body, model::BodyState::None);
    EXPECT_EQ(all[1].body, model::BodyState::Whole);
    EXPECT_FALSE(all[1].isPending);
    EXPECT_TRUE(must(m_reader->mailbox(all[0].mailbox)).listComplete);
    EXPECT_TRUE(must(m_reader->bodyBacklog(all[0].account)).isEmpty());
    model::LocalChange change;
    change.flags = {{all[0].id, u"\\Seen"_s, true}};
    must(m_store->change(change));
    EXPECT_EQ(must(m_reader->pushesWaiting(all[0].account)), 1);
    expectIntegrity();
}

TEST_F(MigrationsTest, schemaFourKnowsNoSendersAndTakesSome) {
    useSaved(u"v0003.sqlite"_s);
    m_store = must(Store::open(m_options));
    ASSERT_TRUE(m_store);
    m_reader = must(m_store->makeReader());
    EXPECT_EQ(found(u"会議"_s), QStringList{u"Saved 会議"_s});
    EXPECT_TRUE(must(m_reader->senderChoices()).isEmpty());
    must(m_store->changeSender(u"jane@sender.example"_s, {true, {}, {}}));
    EXPECT_TRUE(must(m_reader->senderChoice(u"jane@sender.example"_s)).pictures);
    expectIntegrity();
}

TEST_F(MigrationsTest, schemaFiveFindsTheConversationsOfSchemaFour) {
    useSaved(u"v0004.sqlite"_s);
    {
        detail::Connection connection(m_path, detail::Connection::Mode::ReadWrite);
        connection.execute("UPDATE message SET message_id_header = x'61' WHERE uid = 1;"
                           "UPDATE message SET message_id_header = x'62', in_reply_to = x'61' WHERE uid = 2");
    }
    m_store = must(Store::open(m_options));
    ASSERT_TRUE(m_store);
    m_reader = must(m_store->makeReader());
    const auto all = page({}).messages;
    ASSERT_EQ(all.size(), 2);
    std::size_t together = 0;
    for (int i = 0; i < 3000 && together != 2; ++i) { // it happens when the writer has nothing else to do
        together = static_cast<std::size_t>(must(m_reader->conversation(all.last().id, 500)).size());
        QThread::msleep(10);
    }
    EXPECT_EQ(together, 2U);
    expectIntegrity();
}

TEST_F(MigrationsTest, schemaTwelveHasNoBudgetAndNoQuotaAndTakesBoth) {
    useSaved(u"v0011.sqlite"_s);
    m_store = must(Store::open(m_options));
    ASSERT_TRUE(m_store);
    m_reader = must(m_store->makeReader());
    const CacheUse before = must(m_reader->cacheUse());
    EXPECT_EQ(before.budget, 0);
    EXPECT_TRUE(before.quotas.isEmpty());
    EXPECT_EQ(must(m_store->keepBudget({})).messages, 0);
    const AccountId account = must(m_reader->accounts())[0].id;
    const model::ServerQuota quota{1024, 4096, {}, {}, 1};
    must(m_store->setQuota(account, quota));
    must(m_store->setBudget(1LL << 30));
    EXPECT_EQ(must(m_reader->cacheUse()).budget, 1LL << 30);
    EXPECT_EQ(must(m_reader->quota(account)), quota);
    EXPECT_EQ(found(u"会議"_s), QStringList{u"Saved 会議"_s});
    expectIntegrity();
}

TEST_F(MigrationsTest, schemaThirteenHasNoFiltersAndTakesSome) {
    useSaved(u"v0012.sqlite"_s);
    m_store = must(Store::open(m_options));
    ASSERT_TRUE(m_store);
    m_reader = must(m_store->makeReader());
    const AccountId account = must(m_reader->accounts()).value(0).id;
    EXPECT_TRUE(must(m_reader->filters(account)).isEmpty());
    EXPECT_EQ(must(m_reader->arrivalsWaiting(account)), 0) << "what is there has not come just now";
    for (const StoredFacts& row : must(m_reader->facts({account, {}, {}, 10})))
        EXPECT_FALSE(row.listId) << "of old mail it is not known";
    EXPECT_FALSE(must(m_reader->vacation(account)).on);
    EXPECT_EQ(must(m_reader->sieveState(account)).offer, SieveOffer::Unknown);
    model::Filter filter;
    filter.account = account;
    filter.name = u"kept"_s;
    filter.join = model::FilterJoin::EveryMail;
    filter.actions = {{model::FilterVerb::Flag, {}}};
    filter.id = must(m_store->saveFilter(filter));
    EXPECT_EQ(must(m_reader->filters(account)).value(0).filter, filter);
    expectIntegrity();
}

TEST_F(MigrationsTest, schemaFourteenKnowsWhomTheUserOfSchemaThirteenWroteTo_S4) {
    useSaved(u"v0013.sqlite"_s);
    {
        detail::Connection connection(m_path, detail::Connection::Mode::ReadWrite);
        connection.execute("UPDATE mailbox SET special_use = 'sent'; INSERT INTO contact (address, sent_count) VALUES ('bob@other.example', 1)");
    }
    m_store = must(Store::open(m_options));
    ASSERT_TRUE(m_store);
    m_reader = must(m_store->makeReader());
    EXPECT_TRUE(must(m_reader->hasWrittenTo(u"Bob@other.example"_s))) << "from here";
    bool isKnown = false;
    for (int i = 0; i < 3000 && !isKnown; ++i) { // it happens when the writer has nothing else to do
        isKnown = must(m_reader->hasWrittenTo(u"ann@mail.example"_s));
        QThread::msleep(10);
    }
    EXPECT_TRUE(isKnown) << "from elsewhere: it lies in Sent";
    EXPECT_FALSE(must(m_reader->hasWrittenTo(u"jane@sender.example"_s))) << "she wrote";
    expectIntegrity();
}

TEST_F(MigrationsTest, schemaSixGivesTheAccountsOfSchemaFiveTheirIdentities) {
    useSaved(u"v0005.sqlite"_s);
    {
        detail::Connection connection(m_path, detail::Connection::Mode::ReadWrite);
        connection.execute("UPDATE account SET display_name = 'Ann', reply_to = 'BOB@other.example';"
                           "INSERT INTO account (email, from_address, reply_to, position) VALUES "
                           "('bob@other.example', 'sales@shop.example', 'desk@shop.example', 1);"
                           "INSERT INTO account (email, from_address, position) VALUES ('cid@other.example', 'Cid@Other.example', 2);"
                           "INSERT INTO account (email, doomed) VALUES ('gone@other.example', 1)");
    }
    m_store = must(Store::open(m_options));
    ASSERT_TRUE(m_store);
    m_reader = must(m_store->makeReader());
    const auto identities = must(m_reader->identities());
    ASSERT_EQ(identities.size(), 3);
    EXPECT_EQ(identities[0].address, u"ann@mail.example"_s);
    EXPECT_EQ(identities[0].displayName, u"Ann"_s);
    EXPECT_EQ(identities[0].addressProof, model::Proof::Own);
    EXPECT_EQ(identities[0].replyToProof, model::Proof::Own) << "another account of the user's";
    EXPECT_EQ(identities[1].address, u"sales@shop.example"_s);
    EXPECT_EQ(identities[1].replyTo, u"desk@shop.example"_s);
    EXPECT_EQ(identities[1].addressProof, model::Proof::Unproven);
    EXPECT_EQ(identities[1].replyToProof, model::Proof::Unproven);
    EXPECT_EQ(identities[2].addressProof, model::Proof::Own) << "in any case";
    for (const model::Identity& identity : identities)
        EXPECT_TRUE(identity.isDefault);
    EXPECT_TRUE(must(m_reader->outbox()).isEmpty());
    EXPECT_TRUE(must(m_reader->drafts()).isEmpty());
    must(m_store->removeAccount(identities[1].account)); // and with it the doomed one
    expectIntegrity();
}

TEST_F(MigrationsTest, schemaSixCountsWhoWroteTheMailOfSchemaFive) {
    useSaved(u"v0005.sqlite"_s);
    m_store = must(Store::open(m_options));
    ASSERT_TRUE(m_store);
    m_reader = must(m_store->makeReader());
    QList<model::Contact> contacts;
    for (int i = 0; i < 3000 && contacts.isEmpty(); ++i) { // it happens when the writer has nothing else to do
        contacts = must(m_reader->contacts(u"doe"_s, 10));
        QThread::msleep(10);
    }
    ASSERT_EQ(contacts.size(), 1);
    EXPECT_EQ(contacts[0].address, u"jane@sender.example"_s);
    EXPECT_EQ(contacts[0].seenCount, 2);
    m_reader.reset();
    m_store.reset();
    m_store = must(Store::open(m_options));
    m_reader = must(m_store->makeReader());
    EXPECT_EQ(must(m_reader->contacts(u"doe"_s, 10)).value(0).seenCount, 2) << "once";
    expectIntegrity();
}

TEST_F(MigrationsTest, schemaSevenGivesTheDraftsOfSchemaSixTheirFirstCopy) {
    useSaved(u"v0006.sqlite"_s);
    {
        detail::Connection connection(m_path, detail::Connection::Mode::ReadWrite);
        connection.execute("INSERT INTO draft (id, account_id, subject) SELECT 5, id, 'kept' FROM account; INSERT INTO draft_body (draft_id) VALUES (5)");
    }
    m_store = must(Store::open(m_options));
    ASSERT_TRUE(m_store);
    m_reader = must(m_store->makeReader());
    const auto toKeep = must(m_reader->draftsToKeep());
    ASSERT_EQ(toKeep.size(), 1);
    EXPECT_EQ(toKeep[0].subject, u"kept"_s);
    const MailboxId inbox = page({}).messages.value(0).mailbox;
    must(m_store->putDraftCopy(DraftId(5), must(m_reader->draftCopy(DraftId(5))).contentHash, inbox, sampleMessage(0, u"kept"_s)));
    EXPECT_TRUE(must(m_reader->draftsToKeep()).isEmpty()) << "once";
    expectIntegrity();
}

TEST_F(MigrationsTest, anEmptyFileWithALogIsNoNewProfile) {
    write({});
    QFile wal(m_path + u"-wal"_s);
    ASSERT_TRUE(wal.open(QIODevice::WriteOnly));
    wal.write("something");
    wal.close();
    expectDamaged();
    ASSERT_TRUE(QFile::remove(m_path + u"-wal"_s));
    EXPECT_TRUE(Store::open(m_options));
}

TEST_F(MigrationsTest, anEmptyFileWhereAccountsWereIsNoNewProfile) {
    useSaved();
    ASSERT_TRUE(Store::open(m_options));
    write({});
    expectDamaged();
    ASSERT_TRUE(QFile::remove(m_path)) << "as the advice says";
    EXPECT_TRUE(Store::open(m_options));
    write({});
    QFile::remove(m_path + u"-wal"_s);
    EXPECT_TRUE(Store::open(m_options)) << "nothing has been in it since";
}

TEST_F(MigrationsTest, refusesANewerSchemaAndLeavesItAlone) {
    useSaved();
    {
        detail::Connection connection(m_path, detail::Connection::Mode::ReadWrite);
        connection.execute("PRAGMA user_version = 99");
    }
    const QByteArray before = bytes();
    const auto store = Store::open(m_options);
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::DatabaseNewer);
    EXPECT_TRUE(store.error().detail.contains(u"99"_s));
    EXPECT_EQ(bytes(), before);
}

TEST_F(MigrationsTest, numbersItsStepsWithoutGaps) {
    for (std::size_t i = 0; i < detail::migrations().size(); ++i) {
        const QByteArray number = QByteArray::number(qulonglong(i + 1)).rightJustified(4, '0');
        EXPECT_EQ(QByteArray(detail::migrations()[i].name).left(5), QByteArray(number + '_'));
    }
}

TEST_F(MigrationsTest, refusesGarbageAndLeavesItAlone) {
    write(QByteArray("this is no database at all").repeated(500));
    expectDamaged();
    write("short");
    expectDamaged();
    QByteArray half("SQLite format 3");
    half.append('\0');
    half.append(QByteArray(5000, '\x5A'));
    write(half);
    expectDamaged();
}

TEST_F(MigrationsTest, refusesATruncatedDatabase) {
    useSaved();
    const QByteArray whole = bytes();
    for (const qsizetype size : {whole.size() / 2, whole.size() - 4096, qsizetype(4096), qsizetype(100)}) {
        write(whole.first(size));
        expectDamaged();
    }
}

TEST_F(MigrationsTest, schemaNineKeepsWhoKeepsTheCopies_S14) {
    useSaved(u"v0008.sqlite"_s);
    {
        detail::Connection connection(m_path, detail::Connection::Mode::ReadWrite);
        connection.execute("UPDATE account SET sent_copy = 2");
    }
    m_store = must(Store::open(m_options));
    ASSERT_TRUE(m_store);
    m_reader = must(m_store->makeReader());
    const AccountId account = must(m_reader->accounts()).value(0).id;
    EXPECT_EQ(must(m_reader->sentCopyKnowledge(account)), SentCopyKnowledge::WeAppend);
    EXPECT_EQ(must(m_reader->sentCopyDelayMs(account)), 0);
    EXPECT_TRUE(must(m_reader->doubledSentCopies(account, 0)).isEmpty());
    must(m_store->noteSentCopyLate(account, 1));
    EXPECT_EQ(must(m_reader->sentCopyKnowledge(account)), SentCopyKnowledge::ServerKeeps);
    expectIntegrity();
}

TEST_F(MigrationsTest, refusesAnotherProgramsDatabase) {
    {
        detail::Connection connection(m_path, detail::Connection::Mode::ReadWrite);
        connection.execute("CREATE TABLE notes (text TEXT)");
    }
    expectDamaged();
}

TEST_F(MigrationsTest, noFlippedPageCrashesOrPassesTheIntegrityCheckUnseen) {
    useSaved();
    const QByteArray whole = bytes();
    for (qsizetype page = 0; page < whole.size() / 4096; ++page) {
        QByteArray flipped = whole;
        for (qsizetype i = page * 4096; i < page * 4096 + 4096; ++i)
            flipped[i] = static_cast<char>(~flipped[i]);
        QFile::remove(m_path + u"-wal"_s);
        QFile::remove(m_path + u"-shm"_s);
        write(flipped);
        const auto store = Store::open(m_options);
        if (!store) {
            EXPECT_EQ(store.error().code, ErrorCode::DatabaseDamaged) << page << store.error().detail.toStdString();
            continue;
        }
        const auto reader = must((*store)->makeReader());
        const auto faults = reader->checkIntegrity();
        EXPECT_TRUE(!faults || !faults->isEmpty()) << "page " << page;
        if (!faults) {
            EXPECT_EQ(faults.error().code, ErrorCode::DatabaseDamaged);
        }
        (void)reader->messages({});
    }
}

TEST_F(MigrationsTest, theDailyLookFindsADamagedTable) {
    useSaved();
    const auto lookAtAll = [](Store& store) {
        Status status;
        for (int i = 0; i < 100 && status; ++i)
            status = store.checkSome();
        return status;
    };
    EXPECT_TRUE(lookAtAll(*must(Store::open(m_options))));
    const QByteArray whole = bytes();
    int found = 0;
    for (qsizetype page = 1; page < whole.size() / 4096; ++page) {
        QByteArray flipped = whole;
        for (qsizetype i = page * 4096; i < page * 4096 + 4096; ++i)
            flipped[i] = static_cast<char>(~flipped[i]);
        write(flipped);
        const auto store = Store::open(m_options);
        const Status status = store ? lookAtAll(**store) : Status();
        if (status)
            continue; // seen by open(), or a page that no table has
        ++found;
        EXPECT_EQ(status.error().code, ErrorCode::DatabaseDamaged) << page;
        EXPECT_TRUE(status.error().detail.contains(m_path));
        EXPECT_FALSE((*store)->checkSome()) << "it stays so";
    }
    EXPECT_GT(found, 0);
}

TEST_F(MigrationsTest, reportsADirectoryThatCannotBeMade) {
    QFile file(m_dir.filePath(u"file"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    m_options.directory = m_dir.filePath(u"file/profile"_s);
    EXPECT_EQ(codeOf(Store::open(m_options)), ErrorCode::NotWritable);
}

} // namespace
} // namespace tributary::store::tst_Migrations
