// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Guarded.h"

#include <QByteArray>
#include <QStringList>

#include <atomic>

namespace tributary::engine {

/// The last lines of an account's protocol, kept only while the user wants them. The connection has cut the secrets out
/// before they come here. add(): worker threads; the rest: any.
class ProtocolRecord {
  public:
    void record(bool on);
    [[nodiscard]] bool isOn() const { return m_on; }
    void add(bool sent, const QByteArray& line, qint64 nowMs);
    [[nodiscard]] QStringList lines() const;

  private:
    std::atomic<bool> m_on{false};
    Guarded<QStringList> m_lines;
};

} // namespace tributary::engine
