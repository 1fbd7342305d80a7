// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smtp/Reply.h"

#include <QByteArrayView>
#include <QHash>

namespace tributary::smtp {

/// What a server said to EHLO (RFC 5321 4.1.1.1); empty: nothing is known, or HELO was all it understood.
class Capabilities {
  public:
    Capabilities() = default;
    explicit Capabilities(const Reply& reply);

    [[nodiscard]] bool has(QByteArrayView keyword) const; ///< in any case
    /// Of AUTH (RFC 4954), also as "AUTH=" of servers before it; upper case.
    [[nodiscard]] QByteArrayList authMechanisms() const;
    /// The largest message, in octets (RFC 1870); 0: it names none.
    [[nodiscard]] qint64 sizeLimit() const;

  private:
    QHash<QByteArray, QByteArrayList> m_keywords; ///< upper case, with their parameters
};

} // namespace tributary::smtp
