// SPDX-License-Identifier: GPL-3.0-or-later
// What the outbox's journal costs: 200 messages of 20 KB over one connection to a real server on this machine, by send/OutboxRunner
// from a store, against a sender that says the same and remembers nothing. In turns, in one run.
//   bench_send [MESSAGES [BYTES [ROUNDS]]]
#include "send/OutboxRunner.h"
#include "store/Reader.h"
#include "store/Store.h"
#include "support/MailServer.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace tributary;

namespace {

QByteArray messageOf(int size, int number) {
    QByteArray message = "From: <alice@example.test>\r\nTo: <bob@elsewhere.test>\r\nSubject: " + QByteArray::number(number) + "\r\nMessage-ID: <" +
                         QByteArray::number(number) + "." + QByteArray::number(QCoreApplication::applicationPid()) + "@example.test>\r\n\r\n";
    while (message.size() < size)
        message += "The quick brown fox jumps over the lazy dog, and again, and once more.\r\n";
    return message;
}

QByteArray authority(const tests::MailServer& server) {
    QFile file(server.caFile());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// MAIL, RCPT and DATA in one flight, behind the end of the message before; reads what it must.
class RawSender {
  public:
    explicit RawSender(const tests::MailServer& server) {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromPath(server.caFile()));
        m_socket.setSslConfiguration(configuration);
        m_socket.connectToHostEncrypted(server.host(), server.smtpsPort());
        m_socket.waitForEncrypted(20'000);
        reply();
        say("EHLO [127.0.0.1]\r\n");
        reply();
        say("AUTH PLAIN " + QByteArray(QByteArray(1, '\0') + "alice@example.test" + '\0' + "pw-alice").toBase64() + "\r\n");
        reply();
    }
    bool send(const std::vector<QByteArray>& messages) {
        static const QByteArray envelope = "MAIL FROM:<alice@example.test>\r\nRCPT TO:<bob@elsewhere.test>\r\nDATA\r\n";
        say(envelope);
        for (std::size_t i = 0; i < messages.size(); ++i) {
            if (!reply().startsWith("250") || !reply().startsWith("250") || !reply().startsWith("354"))
                return false;
            say(messages[i] + ".\r\n" + (i + 1 < messages.size() ? envelope : QByteArray("QUIT\r\n")));
            if (!reply().startsWith("250"))
                return false;
        }
        return true;
    }

  private:
    void say(const QByteArray& bytes) {
        m_socket.write(bytes);
        m_socket.flush();
    }
    QByteArray reply() {
        for (;;) {
            while (!m_socket.canReadLine()) {
                if (!m_socket.waitForReadyRead(30'000))
                    return {};
            }
            const QByteArray line = m_socket.readLine();
            if (line.size() < 4 || line[3] != '-')
                return line;
        }
    }
    QSslSocket m_socket;
};

struct Outbox {
    QTemporaryDir directory;
    std::unique_ptr<store::Store> store;
    model::Account account;

    Outbox(const tests::MailServer& server, const std::vector<QByteArray>& messages) {
        store = std::move(*store::Store::open({directory.path()}));
        account.email = QStringLiteral("alice@example.test");
        account.outgoing = {server.host(), server.smtpsPort(), model::Security::Tls, account.email};
        account.id = *store->addAccount(account);
        for (const QByteArray& raw : messages) {
            store::NewOutboxMessage queued;
            queued.message.account = queued.message.via = account.id;
            queued.message.from = account.email;
            queued.message.recipients = {{QStringLiteral("bob@elsewhere.test"), model::RecipientState::Waiting, {}}};
            queued.message.size = raw.size();
            queued.message.saveSent = false;
            queued.rawCompressed = store::compressRaw(raw);
            (void)store->queueMessage(std::move(queued));
        }
    }
    bool send(const tests::MailServer& server, std::size_t count) {
        auto reader = std::move(*store->makeReader());
        CancelSource cancel;
        send::SendContext context{account, *store, *reader, Clock::system(), cancel.token(), {}};
        const auto connector = [&]() -> Result<std::unique_ptr<connect::SmtpConnection>> {
            connect::SmtpTarget target;
            target.server = account.outgoing;
            target.password = Secret("pw-alice");
            target.certificates.extraAuthorities = {authority(server)};
            target.cancel = cancel.token();
            return connect::SmtpConnection::open(target);
        };
        const auto outcome = send::OutboxRunner(context, connector).run();
        return outcome && outcome->submitted == static_cast<int>(count);
    }
};

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const auto number = [&](int at, int otherwise) { return argc > at ? QByteArray(argv[at]).toInt() : otherwise; };
    const int count = number(1, 200), bytes = number(2, 20'000), rounds = number(3, 3);
    tests::MailServer::Options options;
    options.smtp.emplace();
    const auto server = tests::MailServer::start(options);
    if (!server) {
        std::fprintf(stderr, "%s\n", qPrintable(server.error().detail));
        return 77;
    }
    std::vector<QByteArray> messages;
    for (int i = 0; i < count; ++i)
        messages.push_back(messageOf(bytes, i));
    std::vector<double> raw, ours;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        if (!RawSender(**server).send(messages))
            return 1;
        raw.push_back(count * 1e9 / static_cast<double>(timer.nsecsElapsed()));
        Outbox outbox(**server, messages);
        timer.start();
        if (!outbox.send(**server, messages.size()))
            return 1;
        ours.push_back(count * 1e9 / static_cast<double>(timer.nsecsElapsed()));
        std::printf("round %d: raw %.1f/s, outbox %.1f/s, ratio %.2f\n", round + 1, raw.back(), ours.back(), ours.back() / raw.back());
    }
    std::sort(raw.begin(), raw.end());
    std::sort(ours.begin(), ours.end());
    const double a = raw[raw.size() / 2], b = ours[ours.size() / 2];
    std::printf("median: raw %.1f/s, outbox %.1f/s, ratio %.2f\n", a, b, b / a);
    return 0;
}
