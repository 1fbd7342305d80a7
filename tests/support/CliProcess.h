// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace tributary::tests {

struct CliResult {
    int exitCode = -1;
    QByteArray out, err;
    [[nodiscard]] QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
    [[nodiscard]] QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
    /// The error object of the last JSON line on standard error.
    [[nodiscard]] QJsonObject error() const;
};

/// Runs the real tributary-cli on a throwaway profile with sealed secrets and a policy file of the test.
class CliProcess {
  public:
    /// caFile: trusted besides the system's; empty: none.
    explicit CliProcess(const QString& caFile = {}, bool allowNonStandardPorts = true);

    [[nodiscard]] CliResult run(const QStringList& arguments, const QByteArray& input = {}, int timeoutMs = 60'000) const;
    /// The same, running; the caller waits or kills.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList& arguments, const QByteArray& input = {}) const;
    /// Program and arguments as run() starts them; passphraseFile() must stand in TRIBUTARY_PASSPHRASE_FILE.
    [[nodiscard]] QStringList commandLine(const QStringList& arguments) const;
    [[nodiscard]] QString passphraseFile() const { return path(QStringLiteral("passphrase")); }
    [[nodiscard]] QString profile() const { return m_directory.filePath(QStringLiteral("profile")); }
    [[nodiscard]] QString path(const QString& name) const { return m_directory.filePath(name); }

  private:
    QTemporaryDir m_directory;
};

} // namespace tributary::tests
