// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "sync/SelectedMailbox.h"
#include "sync/SyncContext.h"

namespace tributary::sync {

/// Large messages in pieces: no answer is larger than a slice, so memory is bounded whatever the server says the size is.
class PartialFetch {
  public:
    PartialFetch(connect::ImapConnection& connection, SelectedMailbox& selected)
        : m_connection(connection), m_selected(selected) {}

    /// The message with its large attachments left out: the header, the MIME headers of all parts and the bytes of the small
    /// and readable ones, rebuilt with the sender's boundaries. A part left out is empty and says so in
    /// X-Tributary-Omitted. nullopt: the server does not give it, or it is gone.
    [[nodiscard]] Result<std::optional<QByteArray>> fetchText(Uid uid, qint64 size);

    /// All of it, slice by slice (BODY[]<n.m>, RFC 9051 6.4.5). nullopt as above, also when it is larger than
    /// kMaxAskedBody.
    [[nodiscard]] Result<std::optional<QByteArray>> fetchWhole(Uid uid, qint64 size);

  private:
    using Sections = QHash<QByteArray, QByteArray>;
    /// The items of that message, each with its section's name; a slice's name is that of its section.
    [[nodiscard]] Result<bool> fetchItems(Uid uid, const QByteArrayList& items, Sections& sections,
                                          QList<imap::BodyPart>* structure);

    connect::ImapConnection& m_connection;
    SelectedMailbox& m_selected;
};

/// Puts the pieces together (pure). sections: "HEADER", "1.2.MIME", "1.2" ... as fetched.
[[nodiscard]] QByteArray rebuildMessage(const QList<imap::BodyPart>& structure, const QHash<QByteArray, QByteArray>& sections);

/// Whether a part is worth fetching with the text: what is read, and what is small (pure).
[[nodiscard]] bool belongsToText(const imap::BodyPart& part);

} // namespace tributary::sync
