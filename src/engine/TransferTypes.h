// SPDX-License-Identifier: GPL-3.0-or-later
// What import, export and backup speak in: values, for cli and ui.
#pragma once

#include "accounts/Thunderbird.h"
#include "base/Ids.h"
#include "base/Secret.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace tributary::engine {

using accounts::ForeignAccounts;
using accounts::PortableAccount;
using accounts::SkippedAccount;
using accounts::SkipReason;

/// How far a long work is; total 0: not known.
struct TransferProgress {
    QString what; ///< a mailbox's or a file's name; may be empty
    qint64 done = 0;
    qint64 total = 0;
};
using TransferObserver = std::function<void(const TransferProgress&)>;

/// Where accounts come from: a settings file, a profile of Thunderbird, another profile of Tributary's.
enum class AccountOrigin { SettingsFile, Thunderbird, Profile };
struct AccountSource {
    AccountOrigin origin = AccountOrigin::SettingsFile;
    QString path;
};

struct AccountsImported {
    QStringList added; ///< addresses, in their order
    QList<SkippedAccount> skipped;
};

enum class MailFormat { Mbox, Maildir, Eml };
[[nodiscard]] QLatin1StringView formatName(MailFormat format); ///< "mbox" "maildir" "eml"
[[nodiscard]] std::optional<MailFormat> parseFormat(const QString& word);

struct MailExport {
    AccountId account;
    QString mailbox; ///< empty: all of them
    MailFormat format = MailFormat::Mbox;
    QString directory;        ///< made when it is not there
    bool fetchMissing = true; ///< texts that are not here yet come from the server first
};
struct MailExported {
    int mailboxes = 0, messages = 0;
    qint64 bytes = 0;
    int missing = 0;           ///< messages without their whole text here: they are not in the files
    std::optional<Error> why;  ///< what stood in the way of fetching them
    QStringList files;         ///< made: mbox files, or folders
};

struct MailImport {
    AccountId account;
    QString mailbox;                  ///< made when it is not there
    QString path;                     ///< a file, or a folder
    std::optional<MailFormat> format; ///< none: what it looks like
};
struct MailImported {
    int messages = 0;
    qint64 bytes = 0;
    int known = 0;     ///< were in the mailbox already, by Message-ID and size
    int tooLong = 0;   ///< longer than what is held in memory
    QStringList unreadable; ///< files, at most 20
    int unreadableFiles = 0;
    ChangeId change;   ///< not valid: nothing came
};

struct BackupOrder {
    QString profile; ///< directory
    QString file;    ///< must not be there
    Secret passphrase;
    bool withSecrets = false; ///< the sealed file, as it is: its own passphrase opens it
};
struct RestoreOrder {
    QString file;
    QString profile; ///< directory; must not be there, or empty
    Secret passphrase;
};
struct BackupFacts {
    QStringList accounts; ///< addresses
    bool withSecrets = false;
    qint64 bytes = 0;     ///< of the file; restored: of what was in it
    QString made;         ///< RFC 3339
};

} // namespace tributary::engine
