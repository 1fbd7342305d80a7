// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Cli.h"

#include <QFile>

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kMaxSecret = 8192;

/// Echo off while it lives.
class SilentTerminal {
  public:
    SilentTerminal() {
        tcgetattr(STDIN_FILENO, &m_before);
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~SilentTerminal() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before); }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;

  private:
    termios m_before{};
};

Result<Secret> firstLine(QFile& file, const QString& what) {
    QByteArray line = file.readLine(kMaxSecret);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    Secret secret(line);
    Secret::wipe(line);
    if (secret.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, what);
    return secret;
}

Result<Secret> ask(const QString& prompt, const QString& what) {
    std::fprintf(stderr, "%s: ", qPrintable(prompt));
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, what);
    const SilentTerminal silent;
    auto secret = firstLine(input, what);
    std::fputc('\n', stderr);
    return secret;
}

} // namespace

Result<Secret> readPassword(bool fromStdin, const QString& prompt) {
    if (!fromStdin && isatty(STDIN_FILENO) != 0)
        return ask(prompt, u"password"_s);
    QFile input;
    if (!fromStdin || !input.open(stdin, QIODevice::ReadOnly))
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"password (use --password-stdin)"_s);
    return firstLine(input, u"password"_s);
}

Result<Secret> readPassphrase() {
    const QString name = qEnvironmentVariable("TRIBUTARY_PASSPHRASE_FILE");
    if (name.isEmpty()) {
        if (isatty(STDIN_FILENO) != 0)
            return ask(u"Passphrase of the sealed secrets"_s, u"passphrase"_s);
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"passphrase (name its file in TRIBUTARY_PASSPHRASE_FILE)"_s);
    }
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, name + u": "_s + file.errorString());
    return firstLine(file, u"passphrase"_s);
}

Result<Secret> readBackupPassphrase(const QString& file, bool isNew) {
    const QString name = file.isEmpty() ? qEnvironmentVariable("TRIBUTARY_BACKUP_PASSPHRASE_FILE") : file;
    if (!name.isEmpty()) {
        QFile source(name);
        if (!source.open(QIODevice::ReadOnly))
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, name + u": "_s + source.errorString());
        return firstLine(source, u"passphrase of the backup"_s);
    }
    if (isatty(STDIN_FILENO) == 0)
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"passphrase of the backup (use --passphrase-file, or name its file in TRIBUTARY_BACKUP_PASSPHRASE_FILE)"_s);
    TRY(Secret passphrase, ask(u"Passphrase of the backup"_s, u"passphrase of the backup"_s));
    if (!isNew)
        return passphrase;
    TRY(const Secret again, ask(u"The same once more"_s, u"passphrase of the backup"_s));
    if (!(passphrase == again))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"the two passphrases are not the same"_s);
    return passphrase;
}

} // namespace tributary::cli
