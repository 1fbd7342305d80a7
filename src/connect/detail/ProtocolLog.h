// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace tributary::connect::detail {

/// Tells the lines of a connection, without secrets: not what AUTHENTICATE and LOGIN say, no SASL line, and of literals and
/// body sections the size only. Long lines are cut.
class ProtocolLog {
  public:
    using Sink = std::function<void(bool sent, const QByteArray& line)>;

    void setSink(Sink sink);
    [[nodiscard]] bool isOn() const { return m_sink != nullptr; }
    void sent(QByteArrayView bytes);
    void received(QByteArrayView bytes);

  private:
    /// One direction: a line with its literals, as far as it has come.
    struct Side {
        QByteArray line;  ///< since the last line end
        QByteArray shown; ///< what stood before that, literals as their sizes
        qint64 literalLeft = 0;
        bool atStart = true; ///< line is the first of its command or response
        bool mayHaveLiteral = true;
    };
    void take(Side& side, bool isSent, QByteArrayView bytes);
    void endLine(Side& side, bool isSent);
    [[nodiscard]] QByteArray withoutSecrets(const QByteArray& line, bool isSent);

    Sink m_sink;
    Side m_sent, m_received;
    QByteArray m_saslTag; ///< of the AUTHENTICATE under way
    bool m_isLogin = false; ///< the command being sent is LOGIN
};

} // namespace tributary::connect::detail
