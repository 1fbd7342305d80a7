// SPDX-License-Identifier: GPL-3.0-or-later
// Mail of the cache into files: mbox (RFC 4155), Maildir, or a file a message. Worker threads.
#pragma once

#include "base/CancelToken.h"
#include "engine/TransferTypes.h"
#include "model/Mailbox.h"
#include "model/Message.h"
#include "store/Reader.h"
#include "transfer/MailFolder.h"

#include <QHash>

namespace tributary::engine {

/// One export. A file or folder that is there already is never written to (InvalidInput/AlreadyExists); after an error what is whole stays,
/// what is not goes.
class MailExporter {
  public:
    /// Brings the whole texts of these messages here, as far as that goes.
    using Fetch = std::function<Status(const QList<MessageId>& messages)>;
    MailExporter(store::Reader& reader, Fetch fetch, TransferObserver told, CancelToken cancel)
        : m_reader(reader), m_fetch(std::move(fetch)), m_told(std::move(told)), m_cancel(std::move(cancel)) {}

    /// InvalidInput/NotFound: no such mailbox; Storage/DiskFull, NotWritable; Cancelled.
    [[nodiscard]] Result<MailExported> run(const MailExport& order);

  private:
    struct Item {
        MessageId id;
        bool isWhole = false;
    };
    using Sink = std::function<Status(const model::MessageSummary& summary, const QByteArray& raw)>;
    [[nodiscard]] Status exportMailbox(const model::Mailbox& mailbox, const MailExport& order);
    [[nodiscard]] Result<QList<Item>> listed(const model::Mailbox& mailbox); ///< oldest first
    [[nodiscard]] Status fetchMissing(QList<Item>& items);
    [[nodiscard]] Status eachMessage(const model::Mailbox& mailbox, const QList<Item>& items, const Sink& sink);
    [[nodiscard]] Status writeMbox(const model::Mailbox& mailbox, const QList<Item>& items, const QString& path);
    [[nodiscard]] Status writeMaildir(const model::Mailbox& mailbox, const QList<Item>& items, const QString& path);
    [[nodiscard]] Status writeEml(const model::Mailbox& mailbox, const QList<Item>& items, const QString& path);
    [[nodiscard]] Status checkCancelled() const;

    store::Reader& m_reader;
    Fetch m_fetch;
    TransferObserver m_told;
    CancelToken m_cancel;
    transfer::FolderNames m_names;
    MailExported m_done;
};

} // namespace tributary::engine
