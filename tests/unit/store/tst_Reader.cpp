// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

#include <atomic>
#include <thread>

namespace tributary::store::tst_Reader {
namespace {

using namespace Qt::Literals::StringLiterals;

QStringList subjects(const model::MessagePage& page) {
    QStringList all;
    for (const auto& summary : page.messages)
        all.append(summary.subject);
    return all;
}

model::MessageQuery view(model::View which) {
    model::MessageQuery query;
    query.view = which;
    return query;
}

TEST_F(StoreTest, keepsEveryFieldOfAMessage) {
    NewMessage message = sampleMessage(4'000'000'000U, u"Grüße 会議"_s, u"text"_s);
    message.from = {{u"Do\x1F" u"e"_s, u"doe@x.example"_s}, {QString(), u"y@x.example"_s}};
    message.cc = {{u"C"_s, u"c@x.example"_s}};
    message.replyTo = {{u"R"_s, u"r@x.example"_s}};
    message.messageIdHeader = "id@x.example";
    message.flags = model::parseFlags({u"\\Flagged"_s, u"$label1"_s});
    message.hasAttachment = true;
    message.size = 5'000'000'000;
    add(message);
    const auto list = page({}).messages;
    ASSERT_EQ(list.size(), 1);
    const auto stored = must(m_reader->message(list[0].id));
    EXPECT_EQ(stored.summary, list[0]);
    EXPECT_EQ(must(m_reader->summaries({MessageId(77), list[0].id})), list);
    EXPECT_EQ(list[0].uid, Uid(4'000'000'000U));
    EXPECT_EQ(list[0].subject, message.subject);
    EXPECT_EQ(list[0].mailboxName, u"INBOX"_s);
    EXPECT_EQ(list[0].account, m_account);
    EXPECT_EQ(list[0].from[0].name, u"Do e"_s);
    EXPECT_EQ(list[0].from[1].addrSpec, u"y@x.example"_s);
    EXPECT_EQ(list[0].to, message.to);
    EXPECT_EQ(list[0].flags, message.flags);
    EXPECT_EQ(list[0].size, message.size);
    EXPECT_TRUE(list[0].hasAttachment);
    EXPECT_EQ(stored.cc, message.cc);
    EXPECT_EQ(stored.replyTo, message.replyTo);
    EXPECT_EQ(stored.messageIdHeader, message.messageIdHeader);
    EXPECT_EQ(must(m_reader->rawMessage(list[0].id)), must(decompressRaw(message.rawCompressed)));
}

TEST_F(StoreTest, pagesNewestFirstWithoutGapsOrRepeats) {
    QList<NewMessage> messages;
    for (quint32 uid = 1; uid <= 95; ++uid) {
        messages.append(sampleMessage(uid, QString::number(uid), u"page"_s));
        messages.last().dateMs = 1'700'000'000'000 + qint64(uid / 10) * 1000; // ten share a date
    }
    add(m_inbox, messages);
    for (const QString& search : {QString(), u"page"_s}) {
        model::MessageQuery query;
        query.limit = 10;
        query.search = search;
        QList<model::MessageSummary> all;
        int pages = 0;
        do {
            const auto one = page(query);
            all += one.messages;
            query.after = one.next;
            ++pages;
            EXPECT_LE(one.messages.size(), 10);
        } while (!query.after.isEmpty() && pages < 20);
        ASSERT_EQ(all.size(), 95);
        EXPECT_EQ(pages, 10);
        for (qsizetype i = 1; i < all.size(); ++i) {
            EXPECT_TRUE(all[i - 1].dateMs > all[i].dateMs ||
                        (all[i - 1].dateMs == all[i].dateMs && all[i - 1].id > all[i].id));
        }
    }
    model::MessageQuery bad;
    bad.after = u"nonsense"_s;
    EXPECT_EQ(codeOf(m_reader->messages(bad)), ErrorCode::BadValue);
}

TEST_F(StoreTest, viewsShowWhatTheySay) {
    const MailboxId archive = addMailbox(u"Archive"_s, model::SpecialUse::Archive);
    const MailboxId junk = addMailbox(u"Junk"_s, model::SpecialUse::Junk);
    const MailboxId trash = addMailbox(u"Trash"_s, model::SpecialUse::Trash);
    const auto flagged = [](NewMessage message, const QStringList& flags) {
        message.flags = model::parseFlags(flags);
        return message;
    };
    add(m_inbox, {sampleMessage(1, u"inbox unread"_s), flagged(sampleMessage(2, u"inbox flagged"_s), {u"\\Seen"_s, u"\\Flagged"_s})});
    add(archive, {flagged(sampleMessage(3, u"archived"_s), {u"\\Seen"_s})});
    add(junk, {flagged(sampleMessage(4, u"junk"_s, u"offer"_s), {u"\\Flagged"_s})});
    add(trash, {sampleMessage(5, u"trash"_s, u"offer"_s)});
    EXPECT_EQ(subjects(page(view(model::View::Inbox))), (QStringList{u"inbox flagged"_s, u"inbox unread"_s}));
    EXPECT_EQ(subjects(page(view(model::View::Unread))), QStringList{u"inbox unread"_s});
    EXPECT_EQ(subjects(page(view(model::View::Flagged))), QStringList{u"inbox flagged"_s});
    EXPECT_EQ(subjects(page(view(model::View::All))),
              (QStringList{u"archived"_s, u"inbox flagged"_s, u"inbox unread"_s}));
    auto query = view(model::View::Mailbox);
    query.mailbox = junk;
    EXPECT_EQ(subjects(page(query)), QStringList{u"junk"_s});
    EXPECT_EQ(page(query).total, 1);
    query = view(model::View::Inbox);
    query.unreadOnly = true;
    EXPECT_EQ(subjects(page(query)), QStringList{u"inbox unread"_s});
    EXPECT_TRUE(found(u"offer"_s).isEmpty());
    EXPECT_EQ(found(u"offer in:trash"_s), QStringList{u"trash"_s});
    EXPECT_EQ(found(u"in:junk"_s), QStringList{u"junk"_s});
}

TEST_F(StoreTest, accountsAreKeptApart) {
    const AccountId other = must(m_store->addAccount(sampleAccount(u"b@mail.example"_s)));
    const auto boxes = must(m_store->applyMailboxList(other, {sampleMailbox(u"INBOX"_s, model::SpecialUse::Inbox)}, {}));
    MailboxDelta delta = deltaFor(boxes[0].id);
    delta.reset = true;
    delta.added = {sampleMessage(10, u"theirs"_s)};
    must(m_store->apply(delta));
    add(sampleMessage(1, u"mine"_s));
    EXPECT_EQ(subjects(page(view(model::View::Inbox))), (QStringList{u"theirs"_s, u"mine"_s}));
    for (const auto which : {model::View::Inbox, model::View::All, model::View::Unread}) {
        auto query = view(which);
        query.account = m_account;
        EXPECT_EQ(subjects(page(query)), QStringList{u"mine"_s});
    }
    EXPECT_EQ(must(m_reader->mailbox(other, u"inbox"_s)).value().id, boxes[0].id);
    EXPECT_EQ(must(m_reader->mailbox(other, u"none"_s)), std::nullopt);
}

TEST_F(StoreTest, tellsTheBytesOfEachMailbox) {
    const NewMessage message = sampleMessage(1, u"s"_s, u"b"_s);
    add(message);
    const auto all = must(m_reader->cacheUse()).mailboxes;
    ASSERT_EQ(all.size(), 1);
    EXPECT_EQ(all[0].messages, 1);
    EXPECT_EQ(all[0].bytes, message.rawCompressed.size());
}

TEST_F(StoreTest, seesTheCommitsOfLater) {
    EXPECT_TRUE(page({}).messages.isEmpty());
    add(sampleMessage(1, u"s"_s));
    EXPECT_EQ(page({}).messages.size(), 1);
    EXPECT_EQ(must(m_reader->mailboxes(m_account))[0].oldestMs, page({}).messages[0].dateMs);
}

TEST_F(StoreTest, interruptEndsALongQuery) {
    QList<NewMessage> messages;
    for (quint32 uid = 1; uid <= 3000; ++uid)
        messages.append(sampleMessage(uid, u"s"_s, u"some words %1"_s.arg(uid)));
    add(m_inbox, messages);
    std::atomic<bool> done = false;
    std::thread interrupting([&] {
        while (!done) {
            m_reader->interrupt();
            std::this_thread::yield();
        }
    });
    ErrorCode code = ErrorCode::None;
    for (int round = 0; round < 2000 && code == ErrorCode::None; ++round) {
        auto query = view(model::View::All);
        query.limit = 5000;
        query.search = u"w* OR subject:s OR -nothing"_s;
        code = codeOf(m_reader->messages(query));
    }
    done = true;
    interrupting.join();
    EXPECT_EQ(code, ErrorCode::Cancelled);
    EXPECT_EQ(page(view(model::View::All)).messages.size(), 200) << "usable afterwards";
}

} // namespace
} // namespace tributary::store::tst_Reader
