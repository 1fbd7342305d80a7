// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QByteArrayView>
#include <QHash>

#include <optional>

namespace tributary::pop3 {

/// What a server said to CAPA (RFC 2449 5, 6).
class Capabilities {
  public:
    Capabilities() = default;
    explicit Capabilities(const QByteArrayList& lines);

    /// CAPA was answered. If not, the server is of before 1998, and what it has shows when it is tried.
    [[nodiscard]] bool isKnown() const { return m_isKnown; }
    [[nodiscard]] bool has(QByteArrayView keyword) const; ///< in any case
    [[nodiscard]] QByteArrayList keywords() const;        ///< upper case, sorted
    [[nodiscard]] QByteArrayList saslMechanisms() const;  ///< RFC 5034; upper case
    /// LOGIN-DELAY: how long between two sessions, in seconds; none: it names no time.
    [[nodiscard]] std::optional<int> loginDelay() const;
    /// EXPIRE: for how many days messages stay; 0: they may go once they are read. None: for good, or it does not say.
    [[nodiscard]] std::optional<int> expireDays() const;

  private:
    [[nodiscard]] std::optional<int> numberOf(const QByteArray& keyword) const;

    bool m_isKnown = false;
    QHash<QByteArray, QByteArrayList> m_keywords; ///< upper case, with their parameters
};

} // namespace tributary::pop3
