// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/rules/SieveProgram.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

#include <sys/stat.h>
#include <unistd.h>

namespace tributary::rules::testing {
namespace {

QString program(const char* name) {
    return QStandardPaths::findExecutable(QString::fromLatin1(name), {QStringLiteral("/usr/bin"), QStringLiteral("/usr/local/bin")});
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        file.write(bytes);
    file.close();
    ::chmod(QFile::encodeName(path).constData(), 0644);
}

/// Dovecot never works on mail as root.
QByteArray configuration(const QString& dir) {
    const bool isRoot = ::geteuid() == 0;
    const QByteArray user = isRoot ? "nobody" : QByteArray::number(::geteuid()), group = isRoot ? "nogroup" : QByteArray::number(::getegid());
    const QByteArray place = QFile::encodeName(dir);
    return "mail_location = maildir:" + place + "/home/mail\nmail_home = " + place + "/home\nmail_uid = " + user + "\nmail_gid = " + group +
           "\nfirst_valid_uid = 0\nfirst_valid_gid = 0\nlog_path = /dev/stderr\nbase_dir = " + place + "/run\nssl = no\n";
}

Delivered readReport(const QString& report) {
    Delivered delivered;
    QString last;
    for (const QString& line : report.split(u'\n')) {
        const QString text = line.trimmed();
        const auto after = [&text](const char* head) { return text.sliced(QLatin1StringView(head).size()); };
        if (text.startsWith(QLatin1StringView("* store message in folder: "))) {
            last = after("* store message in folder: ");
            delivered.stored[last];
        } else if (text.startsWith(QLatin1StringView("+ add IMAP flags: "))) {
            for (const QString& flag : after("+ add IMAP flags: ").split(u' ', Qt::SkipEmptyParts))
                delivered.stored[last].insert(flag.toLower());
        } else if (text.startsWith(QLatin1StringView("* redirect message to: <"))) {
            delivered.forwardedTo.insert(after("* redirect message to: <").chopped(1));
        } else if (text.startsWith(QLatin1StringView("* send vacation message"))) {
            delivered.answered.append(text);
        }
    }
    return delivered;
}

} // namespace

std::string words(const Delivered& delivered) {
    QStringList all;
    for (auto it = delivered.stored.begin(); it != delivered.stored.end(); ++it) {
        QStringList flags(it.value().begin(), it.value().end());
        flags.sort();
        all.append(it.key() + u'(' + flags.join(u' ') + u')');
    }
    QStringList forwarded(delivered.forwardedTo.begin(), delivered.forwardedTo.end());
    forwarded.sort();
    return QString(all.join(u' ') + QLatin1StringView(" > ") + forwarded.join(u' ') + delivered.failure).toStdString();
}

bool SieveProgram::isThere() { return !program("sieve-test").isEmpty() && !program("sievec").isEmpty(); }

SieveProgram::SieveProgram() {
    const QString dir = m_dir.path();
    QDir().mkpath(dir + QStringLiteral("/home"));
    ::chmod(QFile::encodeName(dir).constData(), 0755);
    ::chmod(QFile::encodeName(dir + QStringLiteral("/home")).constData(), 0777);
    write(dir + QStringLiteral("/dovecot.conf"), configuration(dir));
}

QString SieveProgram::setScript(const QByteArray& script) {
    const QString path = m_dir.filePath(QStringLiteral("script.sieve"));
    write(path, script);
    QProcess compiler;
    compiler.setProcessChannelMode(QProcess::MergedChannels);
    compiler.start(program("sievec"), {QStringLiteral("-c"), m_dir.filePath(QStringLiteral("dovecot.conf")), path, m_dir.filePath(QStringLiteral("script.svbin"))});
    compiler.waitForFinished();
    return compiler.exitCode() == 0 ? QString() : QString::fromUtf8(compiler.readAll());
}

Delivered SieveProgram::deliver(const QByteArray& message, const QString& envelopeFrom) {
    const QString path = m_dir.filePath(QStringLiteral("message-%1.eml").arg(++m_count));
    write(path, message);
    QProcess run;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), m_dir.filePath(QStringLiteral("home")));
    run.setProcessEnvironment(environment);
    run.start(program("sieve-test"), {QStringLiteral("-c"), m_dir.filePath(QStringLiteral("dovecot.conf")), QStringLiteral("-f"), envelopeFrom,
                                      QStringLiteral("-r"), QStringLiteral("me@home.example"), QStringLiteral("-a"), QStringLiteral("me@home.example"),
                                      m_dir.filePath(QStringLiteral("script.sieve")), path});
    run.waitForFinished();
    Delivered delivered = readReport(QString::fromUtf8(run.readAllStandardOutput()));
    if (run.exitCode() != 0)
        delivered.failure = QString::fromUtf8(run.readAllStandardError());
    QFile::remove(path);
    return delivered;
}

} // namespace tributary::rules::testing
