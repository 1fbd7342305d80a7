// SPDX-License-Identifier: GPL-3.0-or-later
// The mailboxes of an account: what LIST says, what a server without SPECIAL-USE means, which ones the user wants
// (S32).
#include "support/ScriptedServer.h"
#include "sync/MailboxListSync.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace tributary::sync::tst_MailboxListSync {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using model::SpecialUse;
using tests::ScriptedServer;

TEST(Globs, matchWholeNamesInAnyCase) {
    EXPECT_TRUE(matchesGlobs(u"Work/2026"_s, {}));
    EXPECT_TRUE(matchesGlobs(u"Work/2026"_s, {u"work/*"_s}));
    EXPECT_TRUE(matchesGlobs(u"Work/2026/Q1"_s, {u"Work/*"_s})) << "over '/' too";
    EXPECT_TRUE(matchesGlobs(u"INBOX"_s, {u"Sent"_s, u"inbox"_s}));
    EXPECT_TRUE(matchesGlobs(u"Box7"_s, {u"Box?"_s}));
    EXPECT_TRUE(matchesGlobs(u"会議/七月"_s, {u"会議/*"_s}));
    EXPECT_FALSE(matchesGlobs(u"Work"_s, {u"Work/*"_s}));
    EXPECT_FALSE(matchesGlobs(u"Homework"_s, {u"Work"_s}));
    EXPECT_FALSE(matchesGlobs(u"Works"_s, {u"Work"_s}));
    EXPECT_FALSE(matchesGlobs(u"Box"_s, {u"Box?"_s}));
    EXPECT_FALSE(matchesGlobs(u"Work"_s, {u""_s}));
}

TEST(Globs, haveNoOtherSpecialCharacters) {
    EXPECT_TRUE(matchesGlobs(u"a.b+c(d)[e]^$|{f}"_s, {u"a.b+c(d)[e]^$|{f}"_s}));
    EXPECT_FALSE(matchesGlobs(u"aXb"_s, {u"a.b"_s}));
    EXPECT_FALSE(matchesGlobs(u"b"_s, {u"[ab]"_s}));
    EXPECT_TRUE(matchesGlobs(u"back\\slash"_s, {u"back\\slash"_s}));
    EXPECT_FALSE(matchesGlobs(u"x"_s, {u"("_s})) << "what is no expression matches nothing";
}

TEST(SpecialUseByName, knowsTheNamesThatServersShip) {
    const std::pair<QString, SpecialUse> names[]{
        {u"Sent"_s, SpecialUse::Sent},           {u"INBOX/Sent Items"_s, SpecialUse::Sent},
        {u"Sent Messages"_s, SpecialUse::Sent},  {u"送信済みアイテム"_s, SpecialUse::Sent},
        {u"Envoyés"_s, SpecialUse::Sent},        {u"DRAFTS"_s, SpecialUse::Drafts},
        {u"下書き"_s, SpecialUse::Drafts},       {u"Entwürfe"_s, SpecialUse::Drafts},
        {u"Deleted Items"_s, SpecialUse::Trash}, {u"ゴミ箱"_s, SpecialUse::Trash},
        {u"Bulk Mail"_s, SpecialUse::Junk},      {u"迷惑メール"_s, SpecialUse::Junk},
        {u"Archive"_s, SpecialUse::Archive}};
    for (const auto& [name, use] : names)
        EXPECT_EQ(specialUseByName(name), use) << qPrintable(name);
    for (const auto& name : {u"Sent/2026"_s, u"Sentinel"_s, u""_s, u"/"_s, u"Trashcan"_s, u"INBOX"_s})
        EXPECT_EQ(specialUseByName(name), SpecialUse::None) << qPrintable(name);
}

class MailboxListTest : public ::testing::Test {
  protected:
    void SetUp() override {
        store::StoreOptions options;
        options.directory = m_directory.filePath(u"profile"_s);
        options.fastUnsafe = true;
        m_store = std::move(*store::Store::open(options));
        m_reader = std::move(*m_store->makeReader());
        model::Account account;
        account.email = u"ann@mail.example"_s;
        account.id = *m_store->addAccount(account);
        m_context.emplace(SyncContext{account, *m_store, *m_reader, Clock::system(), {}, {}, {}});
    }

    /// What syncMailboxList makes of these LIST (and STATUS) lines.
    Result<QList<ListedMailbox>> sync(const QByteArray& lines, const QByteArray& capabilities = {},
                                      const QByteArray& command = "LIST \"\" \"*\"") {
        const ScriptedServer server(ScriptedServer::Transport::Tls,
                                    "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE "
                                    "PLAIN *\nS: {tag} OK [CAPABILITY IMAP4rev1 " +
                                        capabilities + "] in\nC: {tag} " + command + "\n" + lines +
                                        "S: {tag} OK\nX: hang\n");
        connect::ImapTarget target;
        target.server = {u"localhost"_s, server.port(), model::Security::Tls, u"ann"_s};
        target.password = Secret("pw");
        target.certificates = *net::loadCertificatePolicy({ScriptedServer::caFile()});
        target.answerTimeout = 3s;
        auto connection = connect::ImapConnection::open(target);
        if (!connection)
            return failure(connection.error());
        auto listed = syncMailboxList(*m_context, **connection);
        EXPECT_EQ(server.failure(), QString());
        return listed;
    }
    /// "INBOX inbox, Sent sent, Work", in the order of the answer.
    QString namesOf(const Result<QList<ListedMailbox>>& listed) {
        if (!listed)
            return QString(codeName(listed.error().code));
        QStringList words;
        for (const ListedMailbox& mailbox : *listed)
            words.append(
                QString(mailbox.mailbox.name + u' ' + model::specialUseName(mailbox.mailbox.specialUse)).trimmed());
        return words.join(u", "_s);
    }

    QTemporaryDir m_directory;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<store::Reader> m_reader;
    std::optional<SyncContext> m_context;
};

TEST_F(MailboxListTest, comeInSyncOrderAndAreStored) {
    const auto listed = sync("S: * LIST (\\HasNoChildren) \".\" work\nS: * LIST (\\Trash) \".\" Bin\nS: * LIST () "
                             "\".\" inbox\nS: * LIST (\\Sent) \".\" Out\n"
                             "S: * LIST (\\Noselect) \".\" Shared\nS: * LIST () \".\" Shared.Team\n");
    EXPECT_EQ(namesOf(listed), u"INBOX inbox, Out sent, Bin trash, Shared, Shared/Team, work"_s);
    const QList<model::Mailbox> stored = *m_reader->mailboxes(m_context->account.id);
    ASSERT_EQ(stored.size(), 6);
    for (const ListedMailbox& mailbox : *listed) {
        EXPECT_TRUE(mailbox.mailbox.id.isValid());
        EXPECT_EQ(mailbox.mailbox.selectable, mailbox.mailbox.name != u"Shared"_s);
        EXPECT_FALSE(mailbox.status) << "no LIST-STATUS here";
    }
    EXPECT_EQ(listed->at(4).mailbox.wireName, "Shared.Team");
    EXPECT_EQ(listed->first().mailbox.wireName, "inbox") << "as the server writes it";
}

TEST_F(MailboxListTest, withoutInboxIsNotBelieved) {
    const auto listed = sync("S: * LIST () \"/\" Sent\n");
    ASSERT_FALSE(listed);
    EXPECT_EQ(listed.error().kind, ErrorKind::Protocol);
    EXPECT_EQ(listed.error().code, ErrorCode::UnexpectedResponse);
    EXPECT_TRUE(m_reader->mailboxes(m_context->account.id)->isEmpty()) << "nothing was taken over";
}

TEST_F(MailboxListTest, whatIsTwiceOrDoesNotExistIsLeftOut) {
    EXPECT_EQ(namesOf(sync("S: * LIST () \"/\" INBOX\nS: * LIST () \"/\" INBOX\nS: * LIST (\\NonExistent) \"/\" "
                           "Ghost\nS: * LIST () \"/\" A\nS: * LIST () \"/\" A\n")),
              u"INBOX inbox, A"_s);
}

TEST_F(MailboxListTest, theServersWordGoesBeforeTheName) {
    EXPECT_EQ(namesOf(sync("S: * LIST () \"/\" INBOX\nS: * LIST () \"/\" Sent\nS: * LIST (\\Sent) \"/\" Gone\nS: * "
                           "LIST () \"/\" Trash\n")),
              u"INBOX inbox, Gone sent, Trash trash, Sent"_s);
}

TEST_F(MailboxListTest, byNameTheOneNearestToTheTopIsMeant) {
    EXPECT_EQ(namesOf(sync("S: * LIST () \"/\" INBOX\nS: * LIST () \"/\" Clients/Sent\nS: * LIST () \"/\" Sent\nS: * "
                           "LIST () \"/\" \"Sent Items\"\n")),
              u"INBOX inbox, Sent sent, Clients/Sent, Sent Items"_s);
}

TEST_F(MailboxListTest, belowInboxIsAsNearToTheTop) {
    EXPECT_EQ(namesOf(sync("S: * LIST () \".\" INBOX\nS: * LIST () \".\" Old.Trash\nS: * LIST () \".\" INBOX.Trash\n")),
              u"INBOX inbox, INBOX/Trash trash, Old/Trash"_s);
}

TEST_F(MailboxListTest, aFolderDeepInTheUsersTreeIsNone) {
    EXPECT_EQ(namesOf(sync("S: * LIST () \"/\" INBOX\nS: * LIST () \"/\" Clients/Acme/Archive\nS: * LIST (\\Noselect) "
                           "\"/\" Drafts\n")),
              u"INBOX inbox, Clients/Acme/Archive, Drafts"_s);
}

TEST_F(MailboxListTest, statusComesInTheSameRoundTrip) { // RFC 5819
    const auto listed = sync("S: * LIST () \"/\" INBOX\nS: * STATUS INBOX (MESSAGES 17 UIDNEXT 99 UIDVALIDITY 7 UNSEEN "
                             "2)\nS: * LIST () \"/\" A\n",
                             "LIST-EXTENDED LIST-STATUS SPECIAL-USE", "LIST \"\" \"*\" RETURN (*");
    ASSERT_TRUE(listed);
    ASSERT_EQ(namesOf(listed), u"INBOX inbox, A"_s);
    ASSERT_TRUE(listed->at(0).status);
    EXPECT_EQ(listed->at(0).status->messages, 17u);
    EXPECT_EQ(listed->at(0).status->uidNext, Uid(99));
    EXPECT_EQ(listed->at(0).status->uidValidity, UidValidity(7));
    EXPECT_FALSE(listed->at(1).status) << "one that the server left out";
}

} // namespace
} // namespace tributary::sync::tst_MailboxListSync
