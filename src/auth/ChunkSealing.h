// SPDX-License-Identifier: GPL-3.0-or-later
// A long file sealed by a passphrase, a piece at a time: AES-256-GCM, the key by scrypt (RFC 7914). Each piece's nonce holds its number
// and whether it is the last one, so that none can be left out, doubled, put elsewhere or cut off unseen (the STREAM construction).
#pragma once

#include "base/Result.h"
#include "base/Secret.h"

#include <QByteArray>

namespace tributary::auth {

/// N = 2^logN. The usual ones cost 128 MiB and some 0.5 s a guess.
struct ScryptCost {
    quint8 logN = 17;
    quint8 r = 8;
    quint8 p = 1;
    bool operator==(const ScryptCost&) const = default;
};

/// Waits. InvalidInput/FieldMissing: no passphrase; BadValue: a cost that is senseless or would take more than 512 MiB.
[[nodiscard]] Result<Secret> keyOfPassphrase(const Secret& passphrase, const QByteArray& salt, const ScryptCost& cost);

/// 16 bytes that show whether a key is the one for this header, without opening anything.
[[nodiscard]] QByteArray keyCheck(const Secret& key, const QByteArray& header);

/// Seals or opens the pieces of one file in their order. header is bound to each of them. The key must be of this file alone.
class ChunkSealing {
  public:
    ChunkSealing(Secret key, QByteArray header) : m_key(std::move(key)), m_header(std::move(header)) {}

    static constexpr qsizetype kMoreBytes = 16; ///< a sealed piece is so much longer

    /// Internal/Bug.
    [[nodiscard]] Result<QByteArray> seal(const QByteArray& plain, bool isLast);
    /// Storage/DatabaseDamaged: it is not the piece that comes next, or bytes were changed.
    [[nodiscard]] Result<QByteArray> open(const QByteArray& sealed, bool isLast);

  private:
    [[nodiscard]] Result<QByteArray> nextNonce(bool isLast);

    Secret m_key;
    QByteArray m_header;
    quint32 m_number = 0;
    bool m_isEnded = false;
};

} // namespace tributary::auth
