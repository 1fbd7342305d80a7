// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Address.h"
#include "model/Mailbox.h"
#include "store/detail/Connection.h"

#include <QHash>

namespace tributary::store::detail {

/// Who wrote the messages that one job brings: one write an address, not one a message. Throws SQLite::Exception.
class SeenSenders {
  public:
    /// In Junk and Trash nobody is found whom one would write to, in Sent and Drafts nobody but the user.
    [[nodiscard]] static bool areFoundIn(model::SpecialUse use);

    void add(const model::AddressList& from, qint64 dateMs);
    /// nowMs: no message is later, whatever its Date says.
    void write(Connection& connection, qint64 nowMs);

  private:
    struct Sender {
        QString name; ///< of the latest message that has one
        qint64 nameMs = 0, lastMs = 0;
        int count = 0;
    };
    QHash<QString, Sender> m_senders; ///< by addr-spec as written
};

} // namespace tributary::store::detail
