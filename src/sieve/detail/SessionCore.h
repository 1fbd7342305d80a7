// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sieve/Session.h"
#include "sieve/wire/ResponseReader.h"

#include <deque>

namespace tributary::sieve {

class Session::Core {
  public:
    explicit Core(bool isEncrypted) : encrypted(isEncrypted) {}

    [[nodiscard]] Status feed(QByteArrayView bytes);
    [[nodiscard]] QByteArray takeOutput();

    [[nodiscard]] Status startTls();
    [[nodiscard]] Status tlsStarted();
    [[nodiscard]] Status authenticate(std::shared_ptr<sasl::Mechanism> mechanism);
    /// line: without its CRLF.
    [[nodiscard]] Status say(Verb verb, const QByteArray& line);
    [[nodiscard]] Status sayNew(Verb verb, const QByteArray& line); ///< what RFC 5804 has added

    State state = State::AwaitingGreeting;
    bool encrypted;
    Capabilities capabilities;
    std::deque<CommandDone> events;
    [[nodiscard]] bool isIdle() const { return !m_awaited && state != State::AwaitingGreeting; }

  private:
    [[nodiscard]] Status fail(Error error);
    [[nodiscard]] Status takeSome(QByteArrayView& bytes);
    [[nodiscard]] Status takeLine(const Words& line);
    [[nodiscard]] Status takeUnasked(const Words& line) const;
    [[nodiscard]] Status takeFact(const Words& line);
    [[nodiscard]] Status takeCapability(const Words& line);
    [[nodiscard]] Status takeListed(const Words& line);
    [[nodiscard]] Status takeScript(const Words& line);
    [[nodiscard]] Status takeChallenge(const Words& line);
    [[nodiscard]] Status takeEnd(const Response& response);
    void endSignIn(const Response& response);
    [[nodiscard]] Status authStatus(const Response& response);
    void answerChallenge(const Result<QByteArray>& answer);
    void done(const Response& response, Status status);
    [[nodiscard]] qsizetype longestString() const;

    ResponseReader m_reader;
    QByteArray m_out;               ///< not handed out
    std::optional<Verb> m_awaited;  ///< what an answer is due for
    bool m_isHandedOut = false;     ///< something of it has left
    CommandDone m_answer;           ///< as far as it has come
    Capabilities m_told;            ///< by the answer that comes
    int m_facts = 0;                ///< lines of it
    std::shared_ptr<sasl::Mechanism> m_mechanism;
    std::optional<Error> m_authError;    ///< why our side gave up
};

} // namespace tributary::sieve
