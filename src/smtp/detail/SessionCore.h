// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smtp/Session.h"
#include "smtp/detail/Transaction.h"
#include "smtp/wire/ReplyReader.h"

#include <deque>

namespace tributary::smtp {

class Session::Core {
  public:
    explicit Core(bool isEncrypted) : encrypted(isEncrypted) {}

    [[nodiscard]] Status feed(QByteArrayView bytes);
    [[nodiscard]] Output nextOutput() const;
    [[nodiscard]] QByteArray takeOutput();

    [[nodiscard]] Status hello(const QByteArray& name);
    [[nodiscard]] Status startTls();
    [[nodiscard]] Status tlsStarted();
    [[nodiscard]] Status authenticate(std::shared_ptr<sasl::Mechanism> mechanism);
    [[nodiscard]] Status submit(Envelope envelope, const QByteArray& message);
    [[nodiscard]] Status say(Verb verb, const QByteArray& line); ///< NOOP, RSET, QUIT
    [[nodiscard]] std::optional<Verb> awaited() const;

    State state = State::AwaitingGreeting;
    bool encrypted;
    bool authenticated = false;
    Capabilities capabilities;
    std::deque<Event> events;
    std::optional<detail::Transaction> transaction;
    std::optional<Reply> goodbye;

  private:
    using Command = detail::Command;

    [[nodiscard]] Status fail(Error error);
    [[nodiscard]] Status takeReply(const Reply& reply);
    [[nodiscard]] Status takeGreeting(const Reply& reply);
    [[nodiscard]] Status takeAnswer(const Command& command, const Reply& reply);
    void takeHello(const Reply& reply);
    [[nodiscard]] Status takeAuth(const Reply& reply);
    [[nodiscard]] Status authStatus(const Reply& reply) const;
    void answerChallenge(const QByteArray& base64);
    [[nodiscard]] Status takeOfTransaction(const Command& command, const Reply& reply);
    void endTransaction();
    void takeGoodbye(const Reply& reply);
    void done(Verb verb, const Reply& reply, Status status);
    /// A status of an answer that has nothing but success and refusal.
    [[nodiscard]] Status plainStatus(Verb verb, const Reply& reply) const;
    [[nodiscard]] bool isIdle() const; ///< nothing is under way but an RSET of our own
    [[nodiscard]] bool mayLeave() const; ///< the first of m_queue
    [[nodiscard]] bool mustBe(std::initializer_list<State> allowed) const;

    ReplyReader m_reader;
    std::deque<Command> m_queue;   ///< not handed out
    std::deque<Command> m_awaited; ///< handed out, without their answers
    QByteArray m_helloName;
    bool m_isHelo = false; ///< the Hello under way is HELO
    std::shared_ptr<sasl::Mechanism> m_mechanism;
    std::optional<QByteArray> m_initial; ///< the first response, where it did not go along
    std::optional<Error> m_authError;    ///< why our side gave up
};

} // namespace tributary::smtp
