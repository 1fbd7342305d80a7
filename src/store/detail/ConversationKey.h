// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace tributary::store::detail {

/// The column message.conversation for an id (without <>): FNV-1a, 64 bits. It stands in databases: it is the same on every
/// machine and for ever. 0 for no id, and for nothing else.
[[nodiscard]] qint64 conversationKey(QByteArrayView id);

/// Of the id that the conversation began with, as far as the message tells: the first of References, else In-Reply-To, else its own.
[[nodiscard]] qint64 conversationKey(const QList<QByteArray>& references, QByteArrayView inReplyTo, QByteArrayView messageId);

} // namespace tributary::store::detail
