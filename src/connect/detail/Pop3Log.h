// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pop3/wire/MessageReader.h"

#include <QByteArray>
#include <QByteArrayView>

#include <deque>
#include <functional>

namespace tributary::connect::detail {

/// Tells the lines of a POP3 connection, without secrets: of AUTH the mechanism only, nothing of the lines of its exchange, nothing of
/// PASS and APOP, and of a message the size. Long lines are cut.
class Pop3Log {
  public:
    using Sink = std::function<void(bool sent, const QByteArray& line)>;

    void setSink(Sink sink);
    [[nodiscard]] bool isOn() const { return m_sink != nullptr; }
    void sent(QByteArrayView bytes);
    void received(QByteArrayView bytes);

  private:
    /// What follows the +OK to a command.
    enum class Answer { Nothing, Lines, Message, SignIn };
    /// Cuts the next line off bytes; false: it has not ended.
    [[nodiscard]] static bool takeLine(QByteArray& held, QByteArrayView& bytes, QByteArray& line);
    [[nodiscard]] QByteArray sentWithoutSecrets(const QByteArray& line);
    [[nodiscard]] QByteArray receivedWithoutSecrets(const QByteArray& line);
    void tell(bool isSent, QByteArray line) const;

    Sink m_sink;
    QByteArray m_sent, m_received; ///< lines that have not ended
    std::deque<Answer> m_due;      ///< of what was said, without its answer
    bool m_isSigningIn = false;    ///< AUTH is under way
    Answer m_within = Answer::Nothing; ///< behind a +OK
    pop3::MessageReader m_messages;
    qint64 m_messageSize = 0;
};

} // namespace tributary::connect::detail
