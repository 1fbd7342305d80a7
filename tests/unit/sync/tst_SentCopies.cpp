// SPDX-License-Identifier: GPL-3.0-or-later
// The copy of a sent message (S14): never two, never none, whenever the provider's comes.
#include "Fixture.h"

namespace tributary::sync::tst_SentCopies {
namespace {

/// The machine's clock, so much later.
class LaterClock final : public Clock {
  public:
    explicit LaterClock(std::chrono::milliseconds by) : m_by(by) {}
    [[nodiscard]] TimePoint now() const override { return system().now() + m_by; }
    [[nodiscard]] QDateTime utcNow() const override { return system().utcNow().addMSecs(m_by.count()); }

  private:
    std::chrono::milliseconds m_by;
};

class SentCopiesTest : public SyncTest {
  protected:
    void SetUp() override {
        server().change([](ServedMail& mail) { mail.create("Sent", "\\Sent"); });
        start(1);
    }
    static QByteArray rawOf(const QByteArray& word) {
        return "From: ann@lies.example\r\nSubject: " + word + "\r\nMessage-ID: <" + word + "@lies.example>\r\n\r\nHello.\r\n";
    }
    /// As the provider files what it is given. Its UID.
    quint32 providerFiles(const QByteArray& word, const QByteArray& bytes = {}, std::optional<QDateTime> date = {}) {
        return server().change([&](ServedMail& mail) {
            const quint32 uid = mail.add("Sent", word, {"\\Seen"}, bytes);
            mail.at("Sent").find(uid)->internalDate = date.value_or(QDateTime::currentDateTimeUtc());
            return uid;
        });
    }
    QDateTime dateOf(const QByteArray& word) {
        return server().look([&](const ServedMail& mail) { return const_cast<ServedMail&>(mail).at("Sent").find(mail.uidOf("Sent", word))->internalDate; });
    }
    /// It is known that we append, and so we have done.
    void appended(const QByteArray& word) {
        must(m_store->setSentCopyKnowledge(m_account.id, store::SentCopyKnowledge::WeAppend));
        const OutboxId id = submitted(word);
        EXPECT_FALSE(sync().error);
        EXPECT_TRUE(isFiled(id));
        ASSERT_EQ(served("Sent", word), 1);
    }
    void syncLater(std::chrono::milliseconds by) {
        const LaterClock clock(by);
        SyncContext own{m_account, *m_store, *m_reader, clock, {}, {}, m_timing};
        AccountSync account(own, [this](const CancelToken& cancel, const auto& wakeUp) { return connect(cancel, wakeUp); }, std::make_shared<WakeUp>());
        EXPECT_FALSE(account.syncOnce({}).error);
    }
    /// Nobody waits any more for what has not come by now.
    void fileNow() {
        SyncContext own = context(*m_reader, {});
        const auto connection = must(connect({}, std::make_shared<WakeUp>()));
        must(SentCopies(own, {0ms, 0ms, 0ms, 0ms}).run(*connection));
    }
    store::SentCopyKnowledge knowledge() { return must(m_reader->sentCopyKnowledge(m_account.id)); }
    /// Of a message, which is on the server so often and the same in the cache.
    void expectCopies(const QByteArray& word, int count) {
        EXPECT_EQ(served("Sent", word), count);
        EXPECT_EQ(words(u"Sent"_s).count(QString::fromLatin1(word)), count);
    }
    /// The SMTP server has taken it.
    OutboxId submitted(const QByteArray& word) {
        const QByteArray raw = rawOf(word);
        store::NewOutboxMessage sending;
        sending.message.account = sending.message.via = m_account.id;
        sending.message.from = u"ann@lies.example"_s;
        sending.message.messageIdHeader = word + "@lies.example";
        sending.message.recipients = {{u"bob@lies.example"_s, {}, {}}};
        sending.message.size = raw.size();
        sending.rawCompressed = store::compressRaw(raw);
        const OutboxId id = must(m_store->queueMessage(std::move(sending)));
        must(m_store->markSending(id));
        must(m_store->markDataGiven(id));
        must(m_store->markSubmitted(id, {{u"bob@lies.example"_s, model::RecipientState::Accepted, {}}}, {store::SentCopy::Way::Look, {}, {}}));
        return id;
    }
    bool isFiled(OutboxId id) { return !m_reader->outboxMessage(id).has_value(); }
};

} // namespace

TEST_F(SentCopiesTest, S14_aCopyOfTheProvidersIsFound) {
    const OutboxId id = submitted("one");
    providerFiles("one");
    EXPECT_FALSE(sync().error);
    EXPECT_TRUE(isFiled(id));
    EXPECT_EQ(must(m_reader->sentCopyKnowledge(m_account.id)), store::SentCopyKnowledge::ServerKeeps);
    EXPECT_EQ(served("Sent", "one"), 1);
}

/// The copy may be in the cache before it is known that the message was taken: a sync goes on beside the sending.
TEST_F(SentCopiesTest, S14_aCopyThatASyncHasBroughtIsFound) {
    providerFiles("one");
    EXPECT_FALSE(sync().error);
    ASSERT_EQ(words(u"Sent"_s), QStringList{u"one"_s});
    const OutboxId id = submitted("one");
    EXPECT_FALSE(sync().error);
    EXPECT_TRUE(isFiled(id));
    EXPECT_EQ(served("Sent", "one"), 1);
}

TEST_F(SentCopiesTest, S14_whereNoneComesItIsAppendedOnce) {
    must(m_store->setSentCopyKnowledge(m_account.id, store::SentCopyKnowledge::WeAppend));
    const OutboxId id = submitted("one");
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(sync().error);
    EXPECT_TRUE(isFiled(id));
    EXPECT_EQ(served("Sent", "one"), 1);
    EXPECT_EQ(server().count("APPEND"), 1);
}

using Knowledge = store::SentCopyKnowledge;

/// 8 seconds, 5 minutes, a day: ours goes, and the next one is not appended.
TEST_F(SentCopiesTest, S14_whereTheProvidersComesLateOursGoesAndTheNextIsNotAppended) {
    appended("one");
    const quint32 uid = providerFiles("one");
    EXPECT_FALSE(sync().error);
    expectCopies("one", 1);
    EXPECT_EQ(servedUid("Sent", "one"), uid) << "the provider's is the one that stays";
    EXPECT_EQ(knowledge(), Knowledge::ServerKeeps);
    const OutboxId id = submitted("two");
    EXPECT_FALSE(sync().error);
    EXPECT_FALSE(isFiled(id)) << "it is waited for";
    providerFiles("two");
    EXPECT_FALSE(sync().error);
    EXPECT_TRUE(isFiled(id));
    EXPECT_FALSE(sync().error);
    expectCopies("two", 1);
    EXPECT_EQ(server().count("APPEND"), 1);
    expectInStep();
}

TEST_F(SentCopiesTest, S14_whatWasAppendedIsRememberedOverARestart) {
    appended("one");
    providerFiles("one");
    m_subscription.reset();
    m_reader.reset();
    m_store.reset();
    store::StoreOptions options;
    options.directory = m_directory.filePath(u"profile"_s);
    options.fastUnsafe = true;
    m_store = must(store::Store::open(options));
    m_reader = must(m_store->makeReader());
    EXPECT_FALSE(sync().error);
    expectCopies("one", 1);
    EXPECT_EQ(knowledge(), Knowledge::ServerKeeps);
}

TEST_F(SentCopiesTest, S14_aLateCopyIsOnceWaitedForLonger) {
    appended("one");
    providerFiles("one", {}, QDateTime::currentDateTimeUtc().addSecs(300));
    EXPECT_FALSE(sync().error);
    EXPECT_EQ(knowledge(), Knowledge::ServerKeeps);
    EXPECT_NEAR(static_cast<double>(must(m_reader->sentCopyDelayMs(m_account.id))), 300'000, 60'000);
}

/// No UIDPLUS: nobody has told which one is ours, but its size tells.
TEST_F(SentCopiesTest, S14_withoutUidplusOursIsKnownBySizeAndDate) {
    serve(LyingServer::without(LyingServer::full(), {"UIDPLUS"}));
    appended("one");
    const quint32 uid = providerFiles("one");
    EXPECT_FALSE(sync().error);
    expectCopies("one", 1);
    EXPECT_EQ(servedUid("Sent", "one"), uid);
    EXPECT_EQ(knowledge(), Knowledge::ServerKeeps);
}

TEST_F(SentCopiesTest, S14_whatCannotBeToldApartStays) {
    serve(LyingServer::without(LyingServer::full(), {"UIDPLUS"}));
    appended("one");
    providerFiles("one", rawOf("one"), dateOf("one").addMSecs(1));
    for (int i = 0; i < 2; ++i)
        EXPECT_FALSE(sync().error);
    expectCopies("one", 2);
    EXPECT_EQ(knowledge(), Knowledge::ServerKeeps) << "there are two all the same";
}

TEST_F(SentCopiesTest, S14_whatTheUserHasMarkedStays) {
    appended("one");
    flag(u"one"_s, u"\\Flagged"_s, true, u"Sent"_s);
    providerFiles("one");
    for (int i = 0; i < 2; ++i)
        EXPECT_FALSE(sync().error);
    expectCopies("one", 2);
    EXPECT_EQ(knowledge(), Knowledge::ServerKeeps);
}

TEST_F(SentCopiesTest, S14_whatAnotherClientHasMarkedStays) {
    appended("one");
    server().change([](ServedMail& mail) { mail.setFlag("Sent", "one", "$Work"); });
    providerFiles("one");
    EXPECT_FALSE(sync().error);
    expectCopies("one", 2);
}

TEST_F(SentCopiesTest, S14_whatTheUserHasMovedStays) {
    appended("one");
    move(u"one"_s, u"Archive"_s, u"Sent"_s);
    providerFiles("one");
    for (int i = 0; i < 2; ++i)
        EXPECT_FALSE(sync().error);
    EXPECT_EQ(served("Archive", "one"), 1);
    expectCopies("one", 1);
}

/// The user throws the provider's away with another program while we are about to remove ours.
TEST_F(SentCopiesTest, S14_oursStaysWhereItIsTheOnlyOne) {
    appended("one");
    const quint32 uid = providerFiles("one");
    server().lie({[&](const ClientCommand& command) -> std::optional<tests::Verdict> {
                      if (command.name == "UID SEARCH" && command.text.contains("one@lies.example"))
                          server().change([&](ServedMail& mail) { mail.expunge(mail.at("Sent"), uid); });
                      return std::nullopt;
                  },
                  {}});
    EXPECT_FALSE(sync().error);
    server().beHonest();
    EXPECT_EQ(served("Sent", "one"), 1);
    EXPECT_NE(servedUid("Sent", "one"), uid);
    EXPECT_FALSE(sync().error);
    expectCopies("one", 1);
}

/// Each append once: what the user then puts there himself stays.
TEST_F(SentCopiesTest, S14_aThirdOneStays) {
    appended("one");
    providerFiles("one");
    EXPECT_FALSE(sync().error);
    expectCopies("one", 1);
    providerFiles("one");
    for (int i = 0; i < 2; ++i)
        EXPECT_FALSE(sync().error);
    expectCopies("one", 2);
}

TEST_F(SentCopiesTest, S14_whatComesAfterAWeekIsNotTheProviders) {
    appended("one");
    providerFiles("one");
    for (int i = 0; i < 2; ++i)
        syncLater(24h * 8);
    expectCopies("one", 2);
    EXPECT_EQ(knowledge(), Knowledge::WeAppend);
}

/// COPY keeps size and INTERNALDATE.
TEST_F(SentCopiesTest, S14_aCopyThatAnotherProgramMadeStays) {
    appended("one");
    providerFiles("one", rawOf("one"), dateOf("one"));
    for (int i = 0; i < 2; ++i)
        syncLater(1h);
    expectCopies("one", 2);
    EXPECT_EQ(knowledge(), Knowledge::WeAppend);
}

TEST_F(SentCopiesTest, S14_aRemovalThatWasCutOffIsFinished) {
    appended("one");
    const quint32 uid = providerFiles("one");
    (void)syncUnder({{[](const ClientCommand& command) -> std::optional<tests::Verdict> {
                          return command.name == "UID EXPUNGE" ? std::optional(tests::Verdict{{}, tests::Verdict::Cut}) : std::nullopt;
                      },
                      {}}});
    EXPECT_FALSE(sync().error);
    expectCopies("one", 1);
    EXPECT_EQ(servedUid("Sent", "one"), uid);
}

/// Our APPEND was cut before the server had it, and the provider's copy has come since: it is taken for the copy, and stays.
TEST_F(SentCopiesTest, S14_theProvidersIsNeverRemovedForOurs) {
    must(m_store->setSentCopyKnowledge(m_account.id, Knowledge::WeAppend));
    const OutboxId id = submitted("one");
    quint32 uid = 0;
    (void)syncUnder({{[&](const ClientCommand& command) -> std::optional<tests::Verdict> {
                          if (command.name != "APPEND" || uid != 0)
                              return std::nullopt;
                          uid = providerFiles("one");
                          return tests::Verdict{{}, tests::Verdict::Cut};
                      },
                      {}}});
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(sync().error);
    EXPECT_TRUE(isFiled(id));
    expectCopies("one", 1);
    EXPECT_EQ(servedUid("Sent", "one"), uid);
}

/// The server had taken it, nobody heard, and the provider's stands beside it: whichever the cache took for its own.
TEST_F(SentCopiesTest, S14_ofAnAppendThatWasCutTheRightOneGoes) {
    must(m_store->setSentCopyKnowledge(m_account.id, Knowledge::WeAppend));
    const OutboxId id = submitted("one");
    quint32 uid = 0;
    (void)syncUnder({{[&](const ClientCommand& command) -> std::optional<tests::Verdict> {
                          if (command.name == "APPEND" && uid == 0)
                              uid = providerFiles("one");
                          return std::nullopt;
                      },
                      [](const ClientCommand& command, const QByteArray& line) -> std::optional<tests::Verdict> {
                          return command.name == "APPEND" && line.contains("APPENDUID") ? std::optional(tests::Verdict{{}, tests::Verdict::Cut}) : std::nullopt;
                      }}});
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(sync().error);
    EXPECT_TRUE(isFiled(id));
    expectCopies("one", 1);
    EXPECT_EQ(servedUid("Sent", "one"), uid);
    EXPECT_EQ(server().count("APPEND"), 1);
}

/// It kept copies once. The first ones that do not come are waited for and then appended; later ones are not waited for any more.
TEST_F(SentCopiesTest, S14_aProviderThatKeepsNoCopiesAnyMoreIsFoundOut) {
    must(m_store->setSentCopyKnowledge(m_account.id, Knowledge::ServerKeeps));
    for (const char* word : {"one", "two", "three"}) {
        EXPECT_EQ(knowledge(), Knowledge::ServerKeeps);
        const OutboxId id = submitted(word);
        fileNow();
        EXPECT_FALSE(sync().error);
        EXPECT_TRUE(isFiled(id));
        expectCopies(word, 1);
    }
    EXPECT_EQ(knowledge(), Knowledge::WeAppend);
    const OutboxId id = submitted("four");
    EXPECT_FALSE(sync().error);
    EXPECT_TRUE(isFiled(id)) << "at once";
    expectCopies("four", 1);
}

TEST_F(SentCopiesTest, S14_oneThatIsLateNowAndThenIsExpectedStill) {
    must(m_store->setSentCopyKnowledge(m_account.id, Knowledge::ServerKeeps));
    for (int i = 0; i < 4; ++i) {
        const QByteArray word = "late" + QByteArray::number(i);
        (void)submitted(word);
        fileNow();
        EXPECT_FALSE(sync().error);
        providerFiles(word);
        EXPECT_FALSE(sync().error);
        expectCopies(word, 1);
        EXPECT_EQ(knowledge(), Knowledge::ServerKeeps);
    }
}

} // namespace tributary::sync::tst_SentCopies
