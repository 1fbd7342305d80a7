// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pop3/Session.h"
#include "pop3/wire/LineReader.h"
#include "pop3/wire/MessageReader.h"

#include <deque>

namespace tributary::pop3 {

class Session::Core {
  public:
    explicit Core(bool isEncrypted) : encrypted(isEncrypted) {}

    [[nodiscard]] Status feed(QByteArrayView bytes);
    [[nodiscard]] QByteArray takeOutput();

    [[nodiscard]] Status startTls();
    [[nodiscard]] Status tlsStarted();
    [[nodiscard]] Status authenticate(std::shared_ptr<sasl::Mechanism> mechanism, FirstResponse first);
    [[nodiscard]] Status signIn(const QString& user, const Secret& password);
    [[nodiscard]] Status apop(const QString& user, const Secret& password);
    /// CAPA, NOOP, QUIT before signing in, one at a time; behind that, any number of any.
    [[nodiscard]] Status say(Verb verb, const QByteArray& line, int number = 0, qint64 maxBytes = 0);

    State state = State::AwaitingGreeting;
    bool encrypted;
    Capabilities capabilities;
    QByteArray timestamp; ///< of the greeting; empty: none that may be used
    std::deque<CommandDone> events;
    [[nodiscard]] int pending() const { return static_cast<int>(m_queue.size() + m_awaited.size()); }

  private:
    struct Command {
        Verb verb = Verb::Noop;
        QByteArray line; ///< with its CRLF; empty once it has left
        int number = 0;
        qint64 maxBytes = 0;
    };

    [[nodiscard]] Status fail(Error error);
    [[nodiscard]] Status takeSome(QByteArrayView& bytes);
    [[nodiscard]] Status takeMessage(QByteArrayView& bytes);
    [[nodiscard]] Status takeLine(const QByteArray& line);
    [[nodiscard]] Status takeGreeting(const QByteArray& line);
    [[nodiscard]] Status takeStatus(const Response& response);
    [[nodiscard]] Status takeListed(const QByteArray& line);
    [[nodiscard]] Status takeStat(const Response& response);
    [[nodiscard]] Status endListing();
    void takeStls(const Response& response);
    void takeUser(const Response& response);
    [[nodiscard]] Status takeAuth(const QByteArray& line);
    [[nodiscard]] Status authStatus(const Response& response) const;
    void answerChallenge(const QByteArray& base64);
    void endSignIn(const Response& response, Status status);
    void done(Response response, Status status);
    [[nodiscard]] bool isIdle() const { return m_queue.empty() && m_awaited.empty(); }
    [[nodiscard]] bool mayLeave() const; ///< the first of m_queue

    LineReader m_lines;
    MessageReader m_messages;
    std::deque<Command> m_queue;   ///< not handed out
    std::deque<Command> m_awaited; ///< handed out, without their answers
    bool m_isInAnswer = false;     ///< the first of m_awaited has its +OK, and lines follow
    CommandDone m_answer;          ///< as far as it has come
    QByteArrayList m_capabilityLines;
    int m_highest = kMaxMessages;  ///< the largest number that a message can have
    bool m_isCounted = false;      ///< m_highest is from STAT
    std::shared_ptr<sasl::Mechanism> m_mechanism;
    std::optional<QByteArray> m_initial; ///< the first response, where it did not go along
    bool m_hasResponded = false;         ///< the server has something of the credentials
    std::optional<Error> m_authError;    ///< why our side gave up
    Secret m_password;                   ///< for PASS, until USER is answered
};

} // namespace tributary::pop3
