// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ConversationKey.h"

namespace tributary::store::detail {

qint64 conversationKey(QByteArrayView id) {
    if (id.isEmpty())
        return 0;
    constexpr quint64 kOffset = 14'695'981'039'346'656'037U, kPrime = 1'099'511'628'211U;
    quint64 hash = kOffset;
    for (const char c : id)
        hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
    return hash == 0 ? 1 : static_cast<qint64>(hash);
}

qint64 conversationKey(const QList<QByteArray>& references, QByteArrayView inReplyTo, QByteArrayView messageId) {
    for (const QByteArray& id : references) {
        if (!id.isEmpty())
            return conversationKey(QByteArrayView(id));
    }
    return conversationKey(inReplyTo.isEmpty() ? messageId : inReplyTo);
}

} // namespace tributary::store::detail
