// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

#include "store/detail/DatabaseFile.h"

#include <QDateTime>

namespace tributary::store::tst_SearchIndex {
namespace {

using namespace Qt::Literals::StringLiterals;

class SearchIndexTest : public StoreTest {
  protected:
    void give(const QString& subject, const QString& body) { add(sampleMessage(++m_uid, subject, body)); }
    quint32 m_uid = 0;
};

TEST_F(SearchIndexTest, findsJapaneseWordsOfTwoCharacters) {
    give(u"a"_s, u"明日の会議は15時からです"_s);
    give(u"b"_s, u"会社の議事録"_s);
    give(u"c"_s, u"ガイドブックを送ります"_s);
    EXPECT_EQ(found(u"会議"_s), QStringList{u"a"_s});
    EXPECT_EQ(found(u"議事録"_s), QStringList{u"b"_s});
    EXPECT_EQ(found(u"議"_s), (QStringList{u"b"_s, u"a"_s})) << "one character, wherever it stands";
    EXPECT_EQ(found(u"録"_s), QStringList{u"b"_s});
    EXPECT_EQ(found(u"ｶﾞｲﾄﾞ"_s), QStringList{u"c"_s}) << "half-width kana";
    EXPECT_EQ(found(u"会議は15時"_s), QStringList{u"a"_s});
    EXPECT_TRUE(found(u"会録"_s).isEmpty());
    EXPECT_EQ(found(u"会 -会議"_s), QStringList{u"b"_s});
}

TEST_F(SearchIndexTest, foldsCaseWidthAndAccents) {
    give(u"a"_s, u"Résumé of the ＡＢＣ project"_s);
    for (const QString& text : {u"resume"_s, u"RÉSUMÉ"_s, u"abc"_s, u"ＡＢＣ Project"_s})
        EXPECT_EQ(found(text), QStringList{u"a"_s}) << text.toStdString();
}

TEST_F(SearchIndexTest, tellsPhrasesFromWords) {
    give(u"a"_s, u"the quick brown fox"_s);
    give(u"b"_s, u"brown and quick"_s);
    EXPECT_EQ(found(u"quick brown"_s).size(), 2);
    EXPECT_EQ(found(u"\"quick brown\""_s), QStringList{u"a"_s});
    EXPECT_EQ(found(u"quick -fox"_s), QStringList{u"b"_s});
    EXPECT_EQ(found(u"fox OR and"_s).size(), 2);
    EXPECT_EQ(found(u"-fox"_s), QStringList{u"b"_s});
    EXPECT_TRUE(found(u"qui"_s).isEmpty());
    EXPECT_EQ(found(u"qui"_s, true).size(), 2) << "while it is typed";
}

TEST_F(SearchIndexTest, keepsSendersRecipientsAndSubjectsApart) {
    NewMessage message = sampleMessage(1, u"jane in the subject"_s, u"nobody"_s);
    message.from = {{u"Bob"_s, u"bob.r@mail.example"_s}};
    message.cc = {{u"Carol 山田"_s, u"carol@c.example"_s}};
    add(message);
    message = sampleMessage(2, u"other"_s, u"bob"_s);
    message.text.attachments = u"report.pdf"_s;
    add(message);
    EXPECT_EQ(found(u"from:bob"_s), QStringList{u"jane in the subject"_s});
    EXPECT_EQ(found(u"from:bob.r@mail.example"_s), QStringList{u"jane in the subject"_s});
    EXPECT_EQ(found(u"from:jane"_s), QStringList{u"other"_s});
    EXPECT_EQ(found(u"to:carol"_s), QStringList{u"jane in the subject"_s});
    EXPECT_EQ(found(u"to:山田"_s), QStringList{u"jane in the subject"_s});
    EXPECT_EQ(found(u"subject:jane"_s), QStringList{u"jane in the subject"_s});
    EXPECT_EQ(found(u"report.pdf"_s), QStringList{u"other"_s});
    EXPECT_EQ(found(u"bob"_s).size(), 2);
    EXPECT_EQ(found(u"from:(bob OR jane) -subject:other"_s), QStringList{u"jane in the subject"_s});
}

TEST_F(SearchIndexTest, mixesTextWithDatesStatesAndMailboxes) {
    const MailboxId work = addMailbox(u"Projects/Work"_s);
    NewMessage old = sampleMessage(1, u"old"_s, u"plan"_s);
    old.dateMs = QDateTime(QDate(2024, 1, 10), QTime(12, 0)).toMSecsSinceEpoch();
    old.flags = model::parseFlags({u"\\Seen"_s, u"\\Answered"_s});
    NewMessage fresh = sampleMessage(2, u"new"_s, u"plan"_s);
    fresh.dateMs = QDateTime(QDate(2024, 1, 11), QTime(0, 0)).toMSecsSinceEpoch();
    fresh.hasAttachment = true;
    fresh.flags = model::parseFlags({u"\\Flagged"_s});
    add(m_inbox, {old});
    add(work, {fresh});
    EXPECT_EQ(found(u"plan before:2024-01-11"_s), QStringList{u"old"_s});
    EXPECT_EQ(found(u"plan after:2024-01-11"_s), QStringList{u"new"_s});
    EXPECT_EQ(found(u"after:2024-01-10"_s).size(), 2);
    EXPECT_EQ(found(u"is:unread plan"_s), QStringList{u"new"_s});
    EXPECT_EQ(found(u"is:read"_s), QStringList{u"old"_s});
    EXPECT_EQ(found(u"is:flagged"_s), QStringList{u"new"_s});
    EXPECT_EQ(found(u"is:unflagged"_s), QStringList{u"old"_s});
    EXPECT_EQ(found(u"is:answered"_s), QStringList{u"old"_s});
    EXPECT_EQ(found(u"is:unanswered"_s), QStringList{u"new"_s});
    EXPECT_EQ(found(u"has:attachment"_s), QStringList{u"new"_s});
    EXPECT_EQ(found(u"in:work plan"_s), QStringList{u"new"_s});
    EXPECT_EQ(found(u"in:inbox"_s), QStringList{u"old"_s});
    EXPECT_TRUE(found(u"in:nowhere"_s).isEmpty());
    EXPECT_EQ(found(u"(plan is:flagged) OR (plan in:inbox)"_s).size(), 2);
    EXPECT_EQ(found(u"-(plan is:flagged)"_s), QStringList{u"old"_s});
    EXPECT_EQ(found(u"-is:flagged -has:attachment"_s), QStringList{u"old"_s});
    EXPECT_EQ(codeOf(m_reader->messages([] { model::MessageQuery q; q.search = u"is:purple"_s; return q; }())),
              ErrorCode::BadValue);
}

TEST_F(SearchIndexTest, takesAnyTextWithoutHarm) {
    give(u"a"_s, u"x AND y NEAR(z) \"q\""_s);
    for (const QString& text : {u"\""_s, u"\"\"\""_s, u"* ^ { } : + -"_s, u"NEAR(x y)"_s, u"x AND NOT"_s, u"sender : x"_s,
                                u"((("_s, u"'; DROP TABLE message; --"_s, u"a\u0000b"_s, u"---"_s})
        (void)found(text);
    EXPECT_TRUE(found(u"!!!"_s).isEmpty());
    EXPECT_EQ(found(u"x !!!"_s).size(), 1);
    EXPECT_EQ(found(u"  "_s).size(), 1);
    EXPECT_EQ(found(u"x AND y"_s).size(), 1);
}

TEST_F(SearchIndexTest, aCommonWordComesNewestFirstAPageAtATime) {
    QList<NewMessage> messages;
    for (quint32 uid = 1; uid <= 4000; ++uid)
        messages.append(sampleMessage(uid, QString::number(uid), uid % 40 == 0 ? u"common rare"_s : u"common"_s));
    add(m_inbox, messages);
    model::MessageQuery query;
    query.view = model::View::All;
    query.search = u"common"_s;
    query.limit = 3;
    auto one = page(query);
    EXPECT_EQ(one.messages[0].subject, u"4000"_s);
    EXPECT_EQ(one.total, -1);
    query.after = one.next;
    EXPECT_EQ(page(query).messages[0].subject, u"3997"_s);
    query.after.clear();
    query.search = u"common rare"_s;
    query.limit = 200;
    EXPECT_EQ(page(query).messages.size(), 100);
    EXPECT_EQ(page(query).total, 100);
}

TEST_F(SearchIndexTest, isMadeAnewAfterATokenizerChange) {
    give(u"a"_s, u"会議 resume"_s);
    m_reader.reset();
    m_store.reset();
    {
        detail::Connection connection(detail::databasePath(m_options.directory), detail::Connection::Mode::ReadWrite);
        connection.execute("UPDATE store_fact SET value = 0; INSERT INTO message_fts (message_fts) VALUES ('delete-all')");
    }
    openStore();
    EXPECT_EQ(found(u"会議"_s), QStringList{u"a"_s});
    expectIntegrity();
}

TEST_F(SearchIndexTest, S15_whatTheServerFoundStandsAmongWhatTheIndexMatches) {
    const MailboxId archive = addMailbox(u"Archive"_s);
    const MailboxId trash = addMailbox(u"Trash"_s, model::SpecialUse::Trash);
    add(m_inbox, {sampleMessage(1, u"one"_s), sampleMessage(3, u"three"_s, u"apple"_s), sampleMessage(5, u"five"_s, u"apple"_s)});
    NewMessage seen = sampleMessage(4, u"four"_s);
    seen.flags.set(model::Flag::Seen, true);
    add(archive, {sampleMessage(2, u"two"_s), seen});
    add(trash, {sampleMessage(6, u"six"_s)});
    model::MessageQuery query;
    query.view = model::View::All;
    query.search = u"apple"_s;
    // In their order; what is not there is left out, and so is what was not asked for.
    query.foundOnServer = must(m_reader->messageIds(m_inbox, {Uid(5), Uid(1), Uid(77)})) + must(m_reader->messageIds(archive, {Uid(4), Uid(2)})) +
                          must(m_reader->messageIds(trash, {Uid(6)})) + QList<MessageId>{MessageId(12345)};
    ASSERT_EQ(query.foundOnServer.size(), 6);
    const auto subjects = [&](model::MessageQuery asked) {
        QStringList all;
        for (bool first = true; first || !asked.after.isEmpty(); first = false) {
            const model::MessagePage read = page(asked);
            EXPECT_LE(read.messages.size(), asked.limit);
            for (const auto& summary : read.messages)
                all.append(summary.subject);
            asked.after = read.next;
        }
        return all;
    };
    const QStringList all{u"five"_s, u"four"_s, u"three"_s, u"two"_s, u"one"_s};
    EXPECT_EQ(subjects(query), all);
    for (const int limit : {1, 2, 3}) {
        query.limit = limit;
        EXPECT_EQ(subjects(query), all) << "a page has " << limit;
    }
    model::MessageQuery other = query;
    other.unreadOnly = true;
    EXPECT_EQ(subjects(other), (QStringList{u"five"_s, u"three"_s, u"two"_s, u"one"_s}));
    other = query;
    other.view = model::View::Inbox;
    EXPECT_EQ(subjects(other), (QStringList{u"five"_s, u"three"_s, u"one"_s}));
    other = query;
    other.search = u"***"_s; // nothing for the index
    EXPECT_EQ(subjects(other), (QStringList{u"five"_s, u"four"_s, u"two"_s, u"one"_s}));
    other.search.clear();
    other.view = model::View::Inbox;
    EXPECT_EQ(subjects(other), (QStringList{u"five"_s, u"three"_s, u"one"_s})) << "without a search they say nothing";
}

TEST_F(SearchIndexTest, aPageIsReadThroughAnIndexWithoutSorting) {
    detail::Connection connection(detail::databasePath(m_options.directory), detail::Connection::Mode::ReadOnly);
    for (const char* sql : {
             "SELECT m.subject FROM message m WHERE m.mailbox_id = 1 AND (m.date_ms, m.id) < (5, 5) ORDER BY m.date_ms DESC, m.id DESC LIMIT 9",
             "SELECT m.subject FROM message m WHERE m.mailbox_id = 1 AND (m.flag_bits & 1) = 0 ORDER BY m.date_ms DESC, m.id DESC LIMIT 9",
             "SELECT m.subject FROM message m WHERE +m.mailbox_id IN (1, 2) ORDER BY m.date_ms DESC, m.id DESC LIMIT 9",
             "SELECT m.subject FROM message m WHERE +m.mailbox_id IN (1, 2) AND (m.flag_bits & 1) = 0 ORDER BY m.date_ms DESC, m.id DESC LIMIT 9",
             "SELECT m.subject FROM message m WHERE +m.mailbox_id IN (1, 2) AND (m.flag_bits & 4) = 4 ORDER BY m.date_ms DESC, m.id DESC LIMIT 9",
             "SELECT m.subject FROM message m WHERE +m.mailbox_id IN (1, 2) AND m.account_id = 1 ORDER BY m.date_ms DESC, m.id DESC LIMIT 9"}) {
        QString plan;
        auto query = connection.query(std::string("EXPLAIN QUERY PLAN ") + sql);
        while (query.step())
            plan += query.text(3) + u'\n';
        EXPECT_FALSE(plan.contains(u"TEMP B-TREE"_s)) << sql << '\n' << plan.toStdString();
        EXPECT_TRUE(plan.contains(u"USING INDEX"_s)) << sql << '\n' << plan.toStdString();
    }
}

} // namespace
} // namespace tributary::store::tst_SearchIndex
