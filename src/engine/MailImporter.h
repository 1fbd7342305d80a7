// SPDX-License-Identifier: GPL-3.0-or-later
// Mail of files into a mailbox of the profile. One message in memory, batches into the store. Worker threads.
#pragma once

#include "base/CancelToken.h"
#include "base/CrashMarks.h"
#include "engine/TransferTypes.h"
#include "store/Importing.h"
#include "store/Reader.h"
#include "transfer/MailFile.h"

#include <QHash>

namespace tributary::engine {

/// "mbox" begins with From_, a Maildir has cur or new, a folder of *.eml; another file is one message. InvalidInput/NotFound, BadValue.
[[nodiscard]] Result<MailFormat> formatOf(const QString& path);

/// One import. What came before an error or a cancel stays, as the one change that the user can undo; run again, it goes on.
class MailImporter {
  public:
    MailImporter(store::Store& store, store::Reader& reader, CrashMarks* marks, TransferObserver told, CancelToken cancel)
        : m_store(store), m_reader(reader), m_marks(marks), m_told(std::move(told)), m_cancel(std::move(cancel)) {}

    /// InvalidInput/NotFound, BadValue (the files); Refused/ServerRefused: no right to put mail there; Storage; Cancelled.
    [[nodiscard]] Result<MailImported> run(const MailImport& order);

  private:
    [[nodiscard]] Result<MailboxId> mailboxFor(const MailImport& order);
    [[nodiscard]] Status readMbox(const QString& path);
    [[nodiscard]] Status readFiles(const QStringList& paths, MailFormat format);
    void readOne(const QString& path, MailFormat format);
    void take(transfer::FileMessage message);
    [[nodiscard]] bool isKnown(const store::NewMessage& message);
    [[nodiscard]] Status flush();

    store::Store& m_store;
    store::Reader& m_reader;
    CrashMarks* m_marks;
    TransferObserver m_told;
    CancelToken m_cancel;
    MailboxId m_mailbox;
    QList<store::NewMessage> m_batch;
    qint64 m_batchBytes = 0;
    QHash<QByteArray, bool> m_looked; ///< Message-ID and size -> it was in the mailbox before
    Status m_failed;                  ///< of a batch, until it is asked for
    MailImported m_done;
};

} // namespace tributary::engine
