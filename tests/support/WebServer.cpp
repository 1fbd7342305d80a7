// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/WebServer.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cstdio>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ; // NOLINT(readability-redundant-declaration)

namespace tributary::tests {

using namespace Qt::Literals::StringLiterals;

namespace {

bool write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// The first line that comes.
QByteArray lineFrom(int pipe) {
    QByteArray line;
    char c = 0;
    while (::read(pipe, &c, 1) == 1 && c != '\n')
        line += c;
    return line;
}

} // namespace

std::unique_ptr<WebServer> WebServer::start(const std::optional<ServerCertificate>& certificate, const QString& address) {
    std::unique_ptr<WebServer> server(new WebServer);
    return server->launch(certificate, address) ? std::move(server) : nullptr;
}

std::unique_ptr<WebServer> WebServer::startAt(const QString& address, quint16 port, const std::optional<ServerCertificate>& certificate,
                                              const QByteArray& greeting) {
    std::unique_ptr<WebServer> server(new WebServer);
    server->setAnswers({});
    QList<QByteArray> more{"--port", QByteArray::number(port), "--answers", server->m_directory.filePath(u"answers"_s).toUtf8()};
    if (!greeting.isEmpty())
        more << "--greeting" << greeting;
    return server->launch(certificate, address, more) ? std::move(server) : nullptr;
}

void WebServer::setAnswers(const QJsonObject& answers) const {
    const QString path = m_directory.filePath(u"answers"_s);
    if (write(path + u".new"_s, QJsonDocument(answers).toJson()))
        ::rename(qPrintable(path + u".new"_s), qPrintable(path));
}

/// posix_spawn: no event loop, and no moment in which a half-made child holds what ThreadSanitizer watches.
bool WebServer::launch(const std::optional<ServerCertificate>& certificate, const QString& address, const QList<QByteArray>& more) {
    QList<QByteArray> words{"python3", TRIBUTARY_SOURCE_DIR "/tests/servers/webserver.py", "--log",
                            m_directory.filePath(u"log"_s).toUtf8(), "--address", address.toUtf8()};
    words << more;
    if (certificate) {
        m_isTls = true;
        if (!write(m_directory.filePath(u"cert.pem"_s), certificate->certificate) || !write(m_directory.filePath(u"key.pem"_s), certificate->key))
            return false;
        words << "--cert" << m_directory.filePath(u"cert.pem"_s).toUtf8() << "--key" << m_directory.filePath(u"key.pem"_s).toUtf8();
    }
    std::vector<char*> arguments;
    for (QByteArray& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> input{}, output{};
    if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0)
        return false;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, "python3", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(input[0]);
    ::close(output[1]);
    m_input = input[1];
    m_process = failed ? 0 : child;
    m_port = lineFrom(output[0]).toUShort();
    ::close(output[0]);
    return m_port != 0;
}

WebServer::~WebServer() {
    if (m_input >= 0)
        ::close(m_input);
    if (m_process > 0)
        ::waitpid(static_cast<pid_t>(m_process), nullptr, 0);
}

QUrl WebServer::url(const QString& path, const QString& host) const {
    return QUrl(u"%1://%2:%3%4"_s.arg(m_isTls ? u"https"_s : u"http"_s, host).arg(m_port).arg(path));
}

QList<WebServer::Request> WebServer::requests() const {
    QFile log(m_directory.filePath(u"log"_s));
    QList<Request> requests;
    if (!log.open(QIODevice::ReadOnly))
        return requests;
    for (const QByteArray& line : log.readAll().split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (object.isEmpty())
            continue;
        Request request{object["method"_L1].toString().toLatin1(), object["path"_L1].toString().toLatin1(), {}, object["body"_L1].toString().toLatin1()};
        const QJsonObject headers = object["headers"_L1].toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it)
            request.headers.insert(it.key(), it->toString());
        requests.append(request);
    }
    return requests;
}

} // namespace tributary::tests
