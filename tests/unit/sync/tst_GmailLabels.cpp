// SPDX-License-Identifier: GPL-3.0-or-later
// What Gmail calls a message besides the mailbox it is in (X-GM-LABELS), in step with the server (S2).
#include "Fixture.h"

namespace tributary::sync::tst_GmailLabels {
namespace {

class GmailLabels : public SyncTest {
  protected:
    void SetUp() override { serve(LyingServer::gmail()); }
    void label(const char* word, const QByteArrayList& labels) {
        server().change([&](ServedMail& mail) { mail.setLabels("INBOX", word, labels); });
    }
    QStringList labels(const QString& word) {
        const auto message = m_reader->message(id(word));
        return message ? message->labels : QStringList{u"not there"_s};
    }
};

TEST_F(GmailLabels, areTheirNamesWhateverTheWireMakesOfThem) {
    server().change([](ServedMail& mail) { mail.fill("INBOX", "m", 5); });
    label("m1", {"Work", "a \"b\"", "&ZeVnLIqe-", "\\Important"});
    (void)sync();
    EXPECT_EQ(labels(u"m1"_s), (QStringList{u"Work"_s, u"a \"b\""_s, u"日本語"_s, u"\\Important"_s}));
    EXPECT_EQ(labels(u"m2"_s), QStringList());
}

TEST_F(GmailLabels, comeAndGoWithWhatOtherClientsDo) {
    start();
    label("m1", {"Work"});
    (void)sync();
    EXPECT_EQ(labels(u"m1"_s), QStringList{u"Work"_s});
    label("m1", {"Travel", "Work"});
    label("m2", {"Work"});
    (void)sync();
    EXPECT_EQ(labels(u"m1"_s), (QStringList{u"Travel"_s, u"Work"_s}));
    EXPECT_EQ(labels(u"m2"_s), QStringList{u"Work"_s});
    label("m1", {});
    (void)sync();
    EXPECT_EQ(labels(u"m1"_s), QStringList());
    expectInStep();
}

TEST_F(GmailLabels, stayWhenOnlyFlagsAreTold) {
    start();
    label("m1", {"Work"});
    (void)syncUnder({lies::each(u"FETCH"_s, lies::kTagged, [this](const auto&, const QByteArray& tagged) {
        return QByteArrayList{"* 1 FETCH (UID " + QByteArray::number(servedUid("INBOX", "m1")) + " FLAGS (\\Seen) MODSEQ (99))", tagged};
    }, 1)});
    EXPECT_EQ(labels(u"m1"_s), QStringList{u"Work"_s});
}

} // namespace
} // namespace tributary::sync::tst_GmailLabels
