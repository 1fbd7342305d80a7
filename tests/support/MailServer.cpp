// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/MailServer.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSaveFile>

#include <chrono>
#include <thread>

namespace tributary::tests {
namespace {

constexpr int kScriptTimeoutMs = 120'000;

Result<QByteArray> runHere(const QStringList& arguments, const QByteArray& input) {
    QProcess script;
    script.start(QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/servers/mailserver"), arguments);
    script.write(input);
    script.closeWriteChannel();
    const bool ended = script.waitForFinished(kScriptTimeoutMs);
    if (!ended || script.exitStatus() != QProcess::NormalExit || script.exitCode() != 0) {
        QString words = QString::fromUtf8(script.readAllStandardError());
        if (words.isEmpty())
            words = script.errorString();
        return failure(ErrorKind::Internal, ErrorCode::Bug, std::move(words));
    }
    return script.readAllStandardOutput();
}

/// On a thread of its own, which ends with it: a child that shares its parent's memory until it is another program leaves
/// ThreadSanitizer blind for the thread that started it.
Result<QByteArray> runScript(const QStringList& arguments, const QByteArray& input = {}) {
    Result<QByteArray> output;
    std::thread([&] { output = runHere(arguments, input); }).join();
    return output;
}

Status statusOf(const Result<QByteArray>& output) {
    if (!output)
        return failure(output.error());
    return {};
}

QStringList smtpArguments(const MailServer::Smtp& smtp) {
    QStringList arguments{QStringLiteral("--smtp-size"), QString::number(smtp.size)};
    if (smtp.strictSender)
        arguments << QStringLiteral("--smtp-strict-sender");
    if (!smtp.offFor.isEmpty())
        arguments << QStringLiteral("--smtp-off-for") << smtp.offFor.join(QLatin1Char(','));
    if (smtp.ownSent)
        arguments << QStringLiteral("--own-sent-delay") << QString::number(smtp.ownSentDelaySeconds);
    return arguments;
}

} // namespace

Result<std::unique_ptr<MailServer>> MailServer::start(const Options& options) {
    QStringList arguments{QStringLiteral("start"), QStringLiteral("--json"), QStringLiteral("--watch-pid"),
                          QString::number(QCoreApplication::applicationPid()), QStringLiteral("--caps"),
                          options.capabilities == Capabilities::Full ? QStringLiteral("full") : QStringLiteral("basic"),
                          QStringLiteral("--server"), options.server};
    if (!options.capabilitySet.isEmpty())
        arguments << QStringLiteral("--caps") << options.capabilitySet; // the later one counts
    if (!options.without.isEmpty())
        arguments << QStringLiteral("--without") << options.without.join(QLatin1Char(','));
    if (options.maxConnections > 0)
        arguments << QStringLiteral("--max-connections") << QString::number(options.maxConnections);
    if (options.generatedUsers > 0)
        arguments << QStringLiteral("--users") << QString::number(options.generatedUsers);
    if (options.smtp)
        arguments << smtpArguments(*options.smtp);
    if (!options.quota.isEmpty())
        arguments << QStringLiteral("--quota") << options.quota;
    if (options.pop3)
        arguments << QStringLiteral("--pop3");
    if (options.sieve)
        arguments << QStringLiteral("--sieve");
    if (options.oauth) {
        arguments << QStringLiteral("--oauth") << QStringLiteral("--oauth-ttl") << QString::number(options.oauth->tokenSeconds);
        if (!options.oauth->only.isEmpty())
            arguments << QStringLiteral("--oauth-only") << options.oauth->only.join(QLatin1Char(','));
    }
    TRY(const QByteArray output, runScript(arguments));
    const QJsonObject facts = QJsonDocument::fromJson(output).object();
    const auto port = [&facts](QLatin1StringView name) { return static_cast<quint16>(facts[name].toInt()); };
    std::unique_ptr<MailServer> server(new MailServer);
    server->m_directory = facts[QLatin1StringView("dir")].toString();
    server->m_host = facts[QLatin1StringView("host")].toString();
    server->m_caFile = facts[QLatin1StringView("ca")].toString();
    server->m_oauthAuthority = facts[QLatin1StringView("oauthAuthority")].toString();
    server->m_oauthClientId = facts[QLatin1StringView("oauthClientId")].toString();
    server->m_userForm = facts[QLatin1StringView("userForm")].toString();
    server->m_imapPort = port(QLatin1StringView("imap"));
    server->m_imapsPort = port(QLatin1StringView("imaps"));
    server->m_lmtpPort = port(QLatin1StringView("lmtp"));
    server->m_submissionPort = port(QLatin1StringView("submission"));
    server->m_smtpsPort = port(QLatin1StringView("smtps"));
    server->m_pop3Port = port(QLatin1StringView("pop3"));
    server->m_pop3sPort = port(QLatin1StringView("pop3s"));
    server->m_sievePort = port(QLatin1StringView("sieve"));
    server->m_sievesPort = port(QLatin1StringView("sieves"));
    if (server->m_directory.isEmpty() || server->m_imapPort == 0)
        return failure(ErrorKind::Internal, ErrorCode::Bug, QString::fromUtf8(output));
    return server;
}

MailServer::~MailServer() { stop(); }

bool MailServer::isMissing(const Error& error) { return error.detail.startsWith(QStringLiteral("fetch-servers: ")); }

QString MailServer::loginName(const QString& name) const {
    return m_userForm == QStringLiteral("{name}") ? name : user(name);
}

QString MailServer::user(const QString& name) { return name + QStringLiteral("@example.test"); }

QString MailServer::password(const QString& name) { return QStringLiteral("pw-") + name; }

Status MailServer::deliver(const QString& name, const QByteArray& message, const QString& mailbox, QDate received) {
    QStringList arguments{QStringLiteral("deliver"), QStringLiteral("--dir"), m_directory, name, QStringLiteral("-"), mailbox};
    if (received.isValid())
        arguments << QStringLiteral("--received") << received.toString(Qt::ISODate);
    return statusOf(runScript(arguments, message));
}

Status MailServer::deliverByLmtp(const QString& from, const QString& name, const QByteArray& message) {
    return statusOf(runScript({QStringLiteral("deliver"), QStringLiteral("--dir"), m_directory, QStringLiteral("--lmtp"), from, name, QStringLiteral("-")}, message));
}

Result<QByteArray> MailServer::oauth(const QStringList& command) {
    return runScript(QStringList{QStringLiteral("oauth"), QStringLiteral("--dir"), m_directory} + command);
}

Status MailServer::change(const QString& name, int count, int seed) {
    return statusOf(runScript({QStringLiteral("change"), QStringLiteral("--dir"), m_directory, name,
                               QString::number(count), QString::number(seed)}));
}

Status MailServer::fill(const QString& name, int count, int mailboxes, int seed) {
    return statusOf(runScript({QStringLiteral("fill"), QStringLiteral("--dir"), m_directory,
                               QStringLiteral("--mailboxes"), QString::number(mailboxes), QStringLiteral("--seed"),
                               QString::number(seed), name, QString::number(count)}));
}

Status MailServer::share(const QString& owner, const QString& mailbox, const QString& reader, const QString& rights) {
    return statusOf(runScript({QStringLiteral("share"), QStringLiteral("--dir"), m_directory, owner, mailbox, reader, rights}));
}

Status MailServer::changePassword(const QString& name, const QString& password) {
    const QString path = m_directory + QStringLiteral("/users");
    QFile old(path);
    QSaveFile users(path);
    if (!old.open(QIODevice::ReadOnly) || !users.open(QIODevice::WriteOnly))
        return failure(ErrorKind::Internal, ErrorCode::Bug, path);
    const QByteArray start = user(name).toUtf8() + ":{PLAIN}";
    bool found = false;
    for (const QByteArray& line : old.readAll().split('\n')) {
        if (line.isEmpty())
            continue;
        const bool mine = line.startsWith(start);
        found = found || mine;
        users.write(mine ? QByteArray(start + password.toUtf8() + "::::::\n") : QByteArray(line + '\n'));
    }
    // Dovecot compares size and time in whole seconds: a change within the second that it read the file in, to a password
    // of the same length, would never be seen.
    users.flush(); // before the time is set, not after
    users.setFileTime(QFileInfo(path).lastModified().addSecs(2), QFileDevice::FileModificationTime);
    if (!found || !users.commit())
        return failure(ErrorKind::Internal, ErrorCode::Bug, path);
    std::this_thread::sleep_for(std::chrono::milliseconds(1100)); // and it looks at the file once in a second of its clock
    return {};
}

Result<std::vector<MailServer::SentMessage>> MailServer::sent() const {
    TRY(const QByteArray output, runScript({QStringLiteral("sent"), QStringLiteral("--dir"), m_directory}));
    std::vector<SentMessage> messages;
    for (const QByteArray& line : output.split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        const auto word = [&object](QLatin1StringView name) { return object[name].toString(); };
        messages.push_back({word(QLatin1StringView("user")), word(QLatin1StringView("reversePath")),
                            object[QLatin1StringView("recipients")].toVariant().toStringList(),
                            word(QLatin1StringView("messageId")), object[QLatin1StringView("size")].toInteger()});
    }
    return messages;
}

QList<QByteArray> MailServer::undelivered() const {
    QList<QByteArray> messages;
    const QDir folder(m_directory + QStringLiteral("/undelivered/new"));
    for (const QFileInfo& file : folder.entryInfoList(QDir::Files, QDir::Name)) {
        QFile message(file.filePath());
        if (message.open(QIODevice::ReadOnly))
            messages << message.readAll();
    }
    return messages;
}

QByteArray MailServer::log() const {
    QFile file(m_directory + QStringLiteral("/server.log"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void MailServer::stop() {
    if (m_directory.isEmpty())
        return;
    static_cast<void>(runScript({QStringLiteral("stop"), QStringLiteral("--dir"), m_directory}));
    m_directory.clear();
}

} // namespace tributary::tests
