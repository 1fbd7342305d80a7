// SPDX-License-Identifier: GPL-3.0-or-later
// POP3 servers whose listing is wrong, through the command line: no mail twice, none lost (S1, S30; SRV12 of reference/reliability.md); and
// mail with dates that cannot be.
#include "base/Guarded.h"
#include "support/CertificateKinds.h"
#include "support/CliProcess.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace tributary::tests::tst_HostilePop3 {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kAnn = QStringLiteral("ann@mail.example");

/// A mailbox, and what its server makes of it.
struct Drop {
    enum class Ids { Honest, None, OneForAll, OthersEachTime } ids = Ids::Honest;
    QList<QByteArray> messages;
    int session = 0;
    bool echoes = false; ///< it refuses the password, and says it

    [[nodiscard]] QByteArray idOf(qsizetype at) const {
        switch (ids) {
        case Ids::OneForAll: return "same";
        case Ids::OthersEachTime: return "s" + QByteArray::number(session) + '-' + QByteArray::number(at);
        default: return "id" + QByteArray::number(qHash(messages[at]));
        }
    }
    /// One answer, whole; none for QUIT's end.
    [[nodiscard]] QByteArray answer(const QByteArray& line) const {
        const QByteArrayList words = line.split(' ');
        const QByteArray verb = words.first().toUpper();
        if (verb == "CAPA")
            return "+OK\r\nUSER\r\nTOP\r\n" + QByteArray(ids == Ids::None ? "" : "UIDL\r\n") + ".\r\n";
        if (verb == "PASS" && echoes)
            return "-ERR [AUTH] no user with " + words.value(1) + "\r\n";
        if (verb == "STAT")
            return "+OK " + QByteArray::number(messages.size()) + " 1000\r\n";
        if (verb == "UIDL" && ids == Ids::None)
            return "-ERR what?\r\n";
        if (verb == "LIST" || verb == "UIDL") {
            QByteArray lines;
            for (qsizetype i = 0; i < messages.size(); ++i)
                lines += QByteArray::number(i + 1) + ' ' + (verb == "LIST" ? QByteArray::number(messages[i].size()) : idOf(i)) + "\r\n";
            return "+OK\r\n" + lines + ".\r\n";
        }
        const int number = words.value(1).toInt();
        if (verb != "TOP" && verb != "RETR")
            return "+OK\r\n";
        if (number < 1 || number > messages.size())
            return "-ERR no such message\r\n";
        const QByteArray& message = messages[number - 1];
        return "+OK\r\n" + (verb == "TOP" ? message.left(message.indexOf("\r\n\r\n") + 4) : message) + ".\r\n";
    }
};

QByteArray mail(int number, const QByteArray& date = "Mon, 2 Nov 2026 10:00:00 +0000") {
    const QByteArray n = QByteArray::number(number);
    return "From: bob@example.test\r\nSubject: mail " + n + "\r\nMessage-ID: <" + n + "@example.test>\r\n" + (date.isEmpty() ? QByteArray() : QByteArray("Date: " + date + "\r\n")) +
           "\r\nHello " + n + "\r\n";
}

class HostilePop3 : public ::testing::Test {
  protected:
    void SetUp() override {
        m_peer = std::make_unique<WirePeer>(certificateKind("good").identity, [this](WirePeer::Wire& wire) { serve(wire); });
        QFile file(m_directory.filePath(u"ca.pem"_s));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(kindsAuthorityPem());
        file.close();
        m_cli = std::make_unique<CliProcess>(file.fileName());
    }
    void serve(WirePeer::Wire& wire) {
        if (!wire.startTls())
            return;
        m_drop.with([](Drop& drop) { ++drop.session; });
        wire.send("+OK ready\r\n");
        while (const auto line = wire.line()) {
            wire.send(m_drop.with([&](Drop& drop) { return drop.answer(*line); }));
            if (*line == "QUIT")
                return;
        }
    }
    void fill(Drop::Ids ids, int first, int last) {
        m_drop.with([&](Drop& drop) {
            drop.ids = ids;
            for (int i = first; i <= last; ++i)
                drop.messages.append(mail(i));
        });
    }
    [[nodiscard]] CliResult tryToAdd(const QStringList& more = {}) {
        return m_cli->run(QStringList{u"account"_s, u"add"_s, u"--protocol"_s, u"pop3"_s, u"--email"_s, kAnn, u"--in-host"_s, u"localhost"_s, u"--in-port"_s,
                                                       QString::number(m_peer->port()), u"--in-security"_s, u"tls"_s, u"--password-stdin"_s} + more, "secret-word\n");
    }
    void add(const QStringList& more = {}) {
        const CliResult added = tryToAdd(more);
        ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    }
    void sync(int exitCode = 0) {
        const CliResult result = m_cli->run({u"sync"_s, kAnn});
        EXPECT_EQ(result.exitCode, exitCode) << result.err.right(2000).constData();
    }
    [[nodiscard]] QStringList subjects() const {
        QStringList all;
        for (const QJsonValue& value : m_cli->run({u"message"_s, u"list"_s, u"--account"_s, kAnn, u"--mailbox"_s, u"INBOX"_s, u"--limit"_s, u"1000"_s}).array())
            all.append(value.toObject().value(u"subject"_s).toString());
        all.sort();
        return all;
    }
    static QStringList mails(int first, int last) {
        QStringList all;
        for (int i = first; i <= last; ++i)
            all.append(u"mail %1"_s.arg(i));
        return all;
    }

    Guarded<Drop> m_drop;
    QTemporaryDir m_directory;
    std::unique_ptr<WirePeer> m_peer;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_F(HostilePop3, aPasswordThatTheServerSaysBackIsShownNowhere) {
    m_drop.with([](Drop& drop) { drop.echoes = true; });
    const CliResult refused = tryToAdd({u"--verbose"_s});
    EXPECT_EQ(refused.exitCode, 4) << refused.err.constData();
    EXPECT_TRUE(refused.error().value(u"server"_s).toString().contains(u"no user with ***"_s)) << refused.err.constData();
    EXPECT_FALSE(QByteArray(refused.out + refused.err).contains("secret-word"));
}

TEST_F(HostilePop3, SRV12_withoutUniqueIdsNothingComesTwice) {
    fill(Drop::Ids::None, 1, 4);
    add();
    for (int i = 0; i < 3; ++i)
        sync();
    EXPECT_EQ(subjects(), mails(1, 4));
    fill(Drop::Ids::None, 5, 6);
    sync();
    EXPECT_EQ(subjects(), mails(1, 6));
}

TEST_F(HostilePop3, SRV12_oneUniqueIdForAllLosesNothingAndDoublesNothing) {
    fill(Drop::Ids::OneForAll, 1, 4);
    add();
    for (int i = 0; i < 3; ++i)
        sync();
    EXPECT_EQ(subjects(), mails(1, 4));
    fill(Drop::Ids::OneForAll, 5, 5);
    sync();
    EXPECT_EQ(subjects(), mails(1, 5));
}

TEST_F(HostilePop3, SRV12_uniqueIdsThatChangeEachTimeBringNothingAgain) {
    fill(Drop::Ids::OthersEachTime, 1, 4);
    add();
    for (int i = 0; i < 3; ++i)
        sync();
    EXPECT_EQ(subjects(), mails(1, 4));
    fill(Drop::Ids::OthersEachTime, 5, 6);
    sync();
    EXPECT_EQ(subjects(), mails(1, 6));
    EXPECT_EQ(m_cli->run({u"doctor"_s, kAnn}).exitCode, 0);
}

TEST_F(HostilePop3, S15_datesThatCannotBeHideNoMail) {
    const QList<QByteArray> dates{"Thu, 1 Jan 2099 00:00:00 +0000", "Fri, 31 Dec 9999 23:59:59 +0000", "Mon, 1 Jan 99999 00:00:00 +0000", "Fri, 30 Feb 2026 10:00:00 +0000", "tomorrow", "",
                                  "Mon, 2 Nov 2026 10:00:00 +0000"};
    m_drop.with([&](Drop& drop) {
        for (int i = 0; i < dates.size(); ++i)
            drop.messages.append(mail(i + 1, dates[i]));
        drop.messages.append(mail(8, "Wed, 2 Jan 2019 10:00:00 +0000"));
    });
    add({u"--sync-since"_s, u"2026-01-01"_s});
    sync();
    sync();
    EXPECT_EQ(subjects(), mails(1, 7)) << "what has no date, or one to come, is fetched; what is older is not";
    EXPECT_EQ(m_cli->run({u"doctor"_s, kAnn}).exitCode, 0);
    for (const QJsonValue& value : m_cli->run({u"message"_s, u"list"_s, u"--view"_s, u"all"_s}).array()) {
        const QJsonObject message = value.toObject();
        const QString id = QString::number(message.value(u"id"_s).toInteger());
        EXPECT_EQ(m_cli->run({u"message"_s, u"show"_s, id}).exitCode, 0);
        EXPECT_LE(message.value(u"date"_s).toString().size(), 30) << message.value(u"date"_s).toString().toStdString();
    }
}

} // namespace
} // namespace tributary::tests::tst_HostilePop3
