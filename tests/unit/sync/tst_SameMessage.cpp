// SPDX-License-Identifier: GPL-3.0-or-later
// One message that a server shows in several mailboxes (Gmail's labels and All Mail by X-GM-MSGID, RFC 8474's EMAILID) is
// fetched once and stored once, whichever mailbox has it first (S31).
#include "Fixture.h"

namespace tributary::sync::tst_SameMessage {
namespace {

constexpr const char* kAllMail = "[Gmail]/All Mail";

struct Provider {
    const char* name;
    QByteArrayList (*capabilities)();
};
void PrintTo(const Provider& provider, std::ostream* out) { *out << provider.name; }

class SameMessage : public SyncTest, public ::testing::WithParamInterface<Provider> {
  protected:
    void SetUp() override {
        serve(GetParam().capabilities());
        server().change([](ServedMail& mail) { mail.create(kAllMail, "\\All"); });
    }
    /// As the provider files mail: what is in INBOX is in All Mail too.
    void fileAlso(const QByteArray& word) {
        server().change([&](ServedMail& mail) {
            for (const tests::ServedMessage& message : mail.at("INBOX").messages) {
                if (message.uid == mail.uidOf("INBOX", word))
                    mail.append(mail.at(kAllMail), tests::ServedMessage(message));
            }
        });
    }
    void fileAll() {
        for (const char* word : {"m1", "m2", "m3", "m4", "m5"})
            fileAlso(word);
    }
};
INSTANTIATE_TEST_SUITE_P(S31, SameMessage,
                         ::testing::Values(Provider{"Gmail", &LyingServer::gmail}, Provider{"Objectid", &LyingServer::full}),
                         [](const auto& instance) { return std::string(instance.param.name); });

TEST_P(SameMessage, isFetchedOnceWhenBothMailboxesAreNew) {
    start();
    server().change([](ServedMail& mail) {
        mail.create("Receipts");
        mail.fill("Receipts", "n", 3);
        for (const tests::ServedMessage& message : mail.at("Receipts").messages)
            mail.append(mail.at(kAllMail), tests::ServedMessage(message));
    });
    server().forget();
    expectMended(); // the text of each is here in both
    for (const char* word : {"n1", "n2", "n3"})
        EXPECT_EQ(server().bodiesFetched(word), 1) << word;
    EXPECT_EQ(words(QString::fromLatin1(kAllMail)), (QStringList{u"n1"_s, u"n2"_s, u"n3"_s}));
}

TEST_P(SameMessage, isNotFetchedAgainWhenItComesToAnotherMailbox) {
    start();
    server().forget();
    fileAll();
    expectMended();
    expectBodiesNotFetchedAgain();
    EXPECT_EQ(words(QString::fromLatin1(kAllMail)).size(), 5);
}

TEST_P(SameMessage, isThereWholeInOneWhenItGoesFromTheOther) {
    start();
    fileAll();
    (void)sync();
    server().forget();
    server().change([](ServedMail& mail) { mail.expunge("INBOX", "m3"); }); // archived
    expectMended();
    expectBodiesNotFetchedAgain();
    EXPECT_FALSE(words().contains(u"m3"_s));
}

} // namespace
} // namespace tributary::sync::tst_SameMessage
