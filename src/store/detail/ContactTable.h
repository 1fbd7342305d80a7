// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"
#include "model/Address.h"
#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Tables contact and contact_word, for writing. Throws SQLite::Exception.
class ContactTable {
  public:
    explicit ContactTable(Connection& connection) : m_connection(connection) {}

    /// A message goes to them, each once, from that identity.
    void noteSent(const model::AddressList& addressees, IdentityId identity, qint64 nowMs);
    /// `count` messages came from there, the latest of them at lastMs. key: addr-spec, lower case.
    void noteSeen(const QString& key, const QString& name, int count, qint64 lastMs);

  private:
    struct Note {
        QString key, name;
        int sent = 0, seen = 0;
        qint64 lastMs = 0;
    };
    void write(const Note& note);
    void rename(qint64 id, const Note& note, const QString& before);
    void insertWords(qint64 id, const QStringList& words);

    Connection& m_connection;
};

/// Of an addr-spec; empty for what is none that anybody could be written to.
[[nodiscard]] QString contactKey(const QString& address);

} // namespace tributary::store::detail
