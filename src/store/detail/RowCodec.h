// SPDX-License-Identifier: GPL-3.0-or-later
// Values <-> column contents.
#pragma once

#include "model/Address.h"
#include "model/Flags.h"
#include "store/Store.h"

#include <array>
#include <string>

namespace tributary::store::detail {

/// "name US addr-spec RS ..."; control characters in a name become blanks (the raw message keeps them).
[[nodiscard]] std::string encodeAddresses(const model::AddressList& addresses);
[[nodiscard]] model::AddressList decodeAddresses(const QString& text);
/// Keywords are atoms (RFC 9051), so a blank parts them.
[[nodiscard]] QString encodeKeywords(const QStringList& keywords);
[[nodiscard]] QStringList decodeKeywords(const QString& text);
/// Labels hold blanks, but no line ends.
[[nodiscard]] QString encodeLabels(const QStringList& labels);
[[nodiscard]] QStringList decodeLabels(const QString& text);

/// The columns of message_fts, UTF-8.
struct IndexText {
    enum Column { Subject, Sender, Recipient, Body, Attachment, kColumns };
    std::array<std::string, kColumns> columns;
};

/// Sender and recipients are told apart for from: and to:; text.people serves when the lists are empty.
[[nodiscard]] IndexText indexTextOf(const NewMessage& message);
[[nodiscard]] QByteArray packIndexText(const IndexText& text);
[[nodiscard]] Result<IndexText> unpackIndexText(QByteArrayView packed);

} // namespace tributary::store::detail
