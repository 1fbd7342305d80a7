// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/CliProcess.h"

#include <QFile>

namespace tributary::tests {

QJsonObject CliResult::error() const {
    QJsonObject found;
    for (const QByteArray& line : err.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (object.contains(QStringLiteral("error")) && !object.contains(QStringLiteral("event")))
            found = object.value(QStringLiteral("error")).toObject();
    }
    return found;
}

CliProcess::CliProcess(const QString& caFile, bool allowNonStandardPorts) {
    QJsonObject policy{{QStringLiteral("AllowNonStandardPorts"), allowNonStandardPorts}};
    if (!caFile.isEmpty())
        policy.insert(QStringLiteral("ExtraCertificateAuthorities"), QJsonArray{caFile});
    QFile file(path(QStringLiteral("policy.json")));
    if (file.open(QIODevice::WriteOnly))
        file.write(QJsonDocument(policy).toJson());
    QFile passphrase(passphraseFile());
    if (passphrase.open(QIODevice::WriteOnly))
        passphrase.write("key:Y29tbWFuZCBsaW5lIHRlc3RzIG9mIFRyaWJ1dGFyeS4=\n"); // a key, not a passphrase: nothing is to be guessed here
}

QStringList CliProcess::commandLine(const QStringList& arguments) const {
    return QStringList{QStringLiteral(TRIBUTARY_CLI), QStringLiteral("--profile"), profile(), QStringLiteral("--policy"),
                       path(QStringLiteral("policy.json")), QStringLiteral("--secrets"), QStringLiteral("sealed"),
                       QStringLiteral("--json")} + arguments;
}

std::unique_ptr<QProcess> CliProcess::start(const QStringList& arguments, const QByteArray& input) const {
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TRIBUTARY_PASSPHRASE_FILE"), passphraseFile());
    process->setProcessEnvironment(environment);
    QStringList line = commandLine(arguments);
    const QString program = line.takeFirst();
    process->start(program, line);
    process->write(input);
    process->closeWriteChannel();
    return process;
}

CliResult CliProcess::run(const QStringList& arguments, const QByteArray& input, int timeoutMs) const {
    const auto process = start(arguments, input);
    CliResult result;
    if (process->waitForFinished(timeoutMs) && process->exitStatus() == QProcess::NormalExit)
        result.exitCode = process->exitCode();
    result.out = process->readAllStandardOutput();
    result.err = process->readAllStandardError();
    return result;
}

} // namespace tributary::tests
