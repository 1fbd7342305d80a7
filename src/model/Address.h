// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace tributary::model {

/// A mailbox of RFC 5322 3.4: the addr-spec is what is trusted and shown, the name is decoration.
struct Address {
    QString name;     ///< display name, decoded; may be empty
    QString addrSpec; ///< local-part@domain; empty for a group's name

    bool operator==(const Address&) const = default;
};
using AddressList = QList<Address>;

/// "Name <a@b>" or "a@b", for people.
[[nodiscard]] QString displayText(const Address& address);
[[nodiscard]] QString displayText(const AddressList& addresses);
/// Cheap check of what a user typed: one '@' (more only in a quoted local part), a local part, a domain with no blanks.
/// Not full RFC 5322.
[[nodiscard]] bool looksLikeAddress(const QString& text);
/// What a person typed, between commas that are no part of a quoted string, a comment or an angle address; not trimmed.
[[nodiscard]] QStringList addressEntries(const QString& text);
/// The part after the last '@', lower case; empty without one.
[[nodiscard]] QString domainOf(const QString& addrSpec);
/// One spelling for all of an address that lead to the same mailbox: the local part without needless quotes, the domain as the wire has
/// it (RFC 5322 3.4.1, RFC 5890), lower case. To compare, not to show or send.
[[nodiscard]] QString mailboxKey(const QString& addrSpec);

} // namespace tributary::model
