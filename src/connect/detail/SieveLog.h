// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace tributary::connect::detail {

/// Tells the lines of a ManageSieve connection, without secrets: of AUTHENTICATE the mechanism only, nothing of the lines of its
/// exchange, and of literals (scripts, mostly) the size. Long lines are cut.
class SieveLog {
  public:
    using Sink = std::function<void(bool sent, const QByteArray& line)>;

    void setSink(Sink sink);
    [[nodiscard]] bool isOn() const { return m_sink != nullptr; }
    void sent(QByteArrayView bytes);
    void received(QByteArrayView bytes);

  private:
    struct Side {
        QByteArray line;           ///< that has not ended
        qint64 literal = 0;        ///< octets of one that are still to come
        bool isBehindLiteral = false;
    };
    void take(Side& side, bool isSent, QByteArrayView bytes);
    void takeLine(Side& side, bool isSent);
    [[nodiscard]] QByteArray sentWithoutSecrets(const QByteArray& line);
    [[nodiscard]] QByteArray receivedWithoutSecrets(const QByteArray& line);
    void tell(bool isSent, QByteArray line) const;

    Sink m_sink;
    Side m_sent, m_received;
    bool m_isSigningIn = false; ///< AUTHENTICATE is under way
};

} // namespace tributary::connect::detail
