// SPDX-License-Identifier: GPL-3.0-or-later
// Names of files and folders that mail is written to. Pure.
#pragma once

#include "model/Flags.h"

#include <QSet>
#include <QString>

namespace tributary::transfer {

/// "2,FRS": the info of a Maildir name (https://cr.yp.to/proto/maildir.html), with Dovecot's and everybody's P for forwarded.
[[nodiscard]] QString maildirInfo(const model::Flags& flags);
/// From a file's name: what stands behind the last ":2,".
[[nodiscard]] model::Flags flagsOfMaildirName(const QString& fileName);
/// "1793613600.M12.tributary:2,S"; number: distinct in the folder.
[[nodiscard]] QString maildirName(qint64 dateMs, qint64 number, const model::Flags& flags);
/// The time that stands at the beginning of such a name, UTC ms; 0: none.
[[nodiscard]] qint64 dateOfMaildirName(const QString& fileName);

/// A mailbox's name as a relative path: each level safe as a file's name, and no two mailboxes the same path in a file system that does not
/// tell letters by their case. Levels "cur", "new", "tmp" are those of a Maildir alone.
class FolderNames {
  public:
    [[nodiscard]] QString pathOf(const QString& mailbox);

  private:
    QSet<QString> m_taken;
};

} // namespace tributary::transfer
