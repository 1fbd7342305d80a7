// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tributary {

/// A password or token. It has no formatter and no stream operator, is compared in constant time, and its memory is
/// wiped when it goes. Only sasl/ and auth/ call reveal().
class Secret {
  public:
    Secret() = default;
    explicit Secret(const QByteArray& bytes);
    Secret(const Secret& other);
    Secret(Secret&& other) noexcept;
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    /// The bytes themselves; keep no copy of them.
    [[nodiscard]] const QByteArray& reveal() const { return m_bytes; }
    [[nodiscard]] bool operator==(const Secret& other) const;

    /// Overwrites the bytes in a way the optimiser may not drop.
    static void wipe(QByteArray& bytes);

  private:
    QByteArray m_bytes; // always detached: never shares its buffer
};

} // namespace tributary
