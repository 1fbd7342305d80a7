// SPDX-License-Identifier: GPL-3.0-or-later
#include "OwnInternet.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QStandardPaths>
#include <QUdpSocket>

#include <cerrno>
#include <cstring>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace tributary::tests {

using namespace Qt::Literals::StringLiterals;

namespace {

bool writeFile(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// Root stays root; another user becomes it inside, so that what is started may listen on ports below 1024.
bool unshareAll() {
    const uid_t user = ::getuid();
    const gid_t group = ::getgid();
    if (::unshare(CLONE_NEWNET | CLONE_NEWNS) == 0)
        return true;
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS) != 0)
        return false;
    return writeFile(u"/proc/self/setgroups"_s, "deny") && writeFile(u"/proc/self/uid_map"_s, "0 " + QByteArray::number(user) + " 1")
        && writeFile(u"/proc/self/gid_map"_s, "0 " + QByteArray::number(group) + " 1");
}

/// Whether the name server answers: a question for a name that it has.
bool answers() {
    static constexpr char kQuestion[] = "\0\1\1\0\0\1\0\0\0\0\0\0\5ready\7example\0\0\1\0\1";
    QUdpSocket socket;
    socket.writeDatagram(kQuestion, sizeof kQuestion - 1, QHostAddress(u"127.0.0.1"_s), 53);
    return socket.waitForReadyRead(100);
}

} // namespace

QString OwnInternet::enter() {
    for (const char* program : {"ip", "dnsmasq"}) {
        const QString name = QString::fromLatin1(program);
        if (QStandardPaths::findExecutable(name).isEmpty() && QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/sbin"_s}).isEmpty())
            return u"%1 is missing"_s.arg(name);
    }
    if (!unshareAll())
        return u"no network namespace: %1"_s.arg(QString::fromLocal8Bit(std::strerror(errno)));
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return u"no mounts of its own"_s;
    const std::pair<const char*, QByteArray> files[]{{"/etc/resolv.conf", "nameserver 127.0.0.1\noptions timeout:2 attempts:2\n"},
                                                     {"/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n"}};
    for (const auto& [path, text] : files) {
        const QString own = m_directory.filePath(QString::fromLatin1(path).section(u'/', -1));
        if (!writeFile(own, text) || ::mount(qPrintable(own), path, nullptr, MS_BIND, nullptr) != 0)
            return u"%1 cannot be replaced"_s.arg(QString::fromLatin1(path));
    }
    QStringList commands{u"link set lo up"_s};
    for (const char* address : {kWeb, kMail, kSilent})
        commands.append(u"addr add %1/32 dev lo"_s.arg(QLatin1StringView(address)));
    for (const QString& command : commands) {
        if (QProcess::execute(u"ip"_s, command.split(u' ')) != 0)
            return u"ip "_s + command;
    }
    return {};
}

QString OwnInternet::startNameserver(const QByteArray& records) {
    const QString path = m_directory.filePath(u"dnsmasq.conf"_s);
    if (!writeFile(path, "no-resolv\nno-hosts\nlisten-address=127.0.0.1\nbind-interfaces\nuser=root\ngroup=root\nlocal=/#/\nhost-record=ready.example,45.45.45.1\n" + records))
        return u"no configuration"_s;
    m_nameserver = std::make_unique<QProcess>();
    m_nameserver->setProcessChannelMode(QProcess::MergedChannels);
    const QString program = QStandardPaths::findExecutable(u"dnsmasq"_s);
    m_nameserver->start(program.isEmpty() ? u"/usr/sbin/dnsmasq"_s : program, {u"--keep-in-foreground"_s, u"--pid-file="_s, u"--conf-file="_s + path});
    if (!m_nameserver->waitForStarted())
        return m_nameserver->errorString();
    for (const QDeadlineTimer patience(30'000); !answers();) {
        if (patience.hasExpired() || m_nameserver->state() == QProcess::NotRunning)
            return QString::fromUtf8(m_nameserver->readAll());
    }
    return {};
}

OwnInternet::~OwnInternet() {
    if (!m_nameserver)
        return;
    m_nameserver->kill();
    m_nameserver->waitForFinished();
}

} // namespace tributary::tests
