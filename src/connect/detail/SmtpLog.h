// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace tributary::connect::detail {

/// Tells the lines of an SMTP connection, without secrets: of AUTH the mechanism only, nothing of the lines of its exchange,
/// and of a message the size. Long lines are cut.
class SmtpLog {
  public:
    using Sink = std::function<void(bool sent, const QByteArray& line)>;

    void setSink(Sink sink);
    [[nodiscard]] bool isOn() const { return m_sink != nullptr; }
    void sentCommands(QByteArrayView bytes);
    /// A piece of a message; isEnd: the last one.
    void sentMessage(qsizetype size, bool isEnd);
    void received(QByteArrayView bytes);

  private:
    void take(QByteArray& line, bool isSent, QByteArrayView bytes);
    [[nodiscard]] QByteArray withoutSecrets(const QByteArray& line, bool isSent);

    Sink m_sink;
    QByteArray m_sent, m_received; ///< lines that have not ended
    qint64 m_message = 0;          ///< bytes of the message being given
    bool m_isSigningIn = false;    ///< AUTH is under way
};

} // namespace tributary::connect::detail
