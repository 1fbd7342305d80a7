// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "imap/Session.h"
#include "imap/wire/Encoder.h"
#include "imap/wire/Fragmenter.h"

#include <QSet>

#include <deque>

namespace tributary::imap {

class Session::Core {
  public:
    explicit Core(bool isEncrypted);

    [[nodiscard]] Status feed(QByteArrayView bytes);
    [[nodiscard]] QByteArray takeOutput();
    [[nodiscard]] Result<CommandId> send(Command command);
    void endIdle();
    [[nodiscard]] Status tlsStarted();
    [[nodiscard]] Result<QByteArray> compressionStarted();

    State state = State::AwaitingGreeting;
    bool encrypted;
    QSet<QByteArray> capabilities;
    std::deque<Event> events;
    std::optional<QByteArray> bye;
    std::optional<Error> authError;
    std::optional<QByteArray> compressed; ///< COMPRESS was accepted: what came behind its OK, no text of ours

    struct Pending {
        CommandId id = 0;
        QByteArray tag;
        Command::Kind kind = Command::Kind::Other;
        std::shared_ptr<sasl::Mechanism> mechanism;
        bool continued = false; ///< IDLE: '+' came
        bool ended = false;     ///< IDLE: DONE is on its way
        bool hasClosed = false; ///< SELECT: [CLOSED] came (RFC 7162 3.2.11)
    };
    std::deque<Pending> pending; ///< in the order sent

  private:
    /// What must happen before a chunk may leave.
    enum class Gate { None, Continuation, IdleStarted };
    struct Chunk {
        QByteArray bytes;
        Gate gate = Gate::None;
        CommandId command = 0;
        bool opens = false; ///< has the tag
    };

    [[nodiscard]] Status fail(Error error);
    [[nodiscard]] Status takeFragment(Fragment fragment);
    [[nodiscard]] Status takeGreeting(const Fragment& fragment);
    [[nodiscard]] Status takeUntagged(const Fragment& fragment);
    [[nodiscard]] Status takeTagged(const QByteArray& line);
    [[nodiscard]] Status takeContinuation(const QByteArray& text);
    [[nodiscard]] Status answerChallenge(Pending& command, const QByteArray& base64);
    void finishCommand(const Pending& command, const StatusResponse& status);
    void takeCapabilities(const QByteArrayList& words);
    void takeStatusCode(const StatusResponse& status);
    [[nodiscard]] Pending* waitingFor(Command::Kind kind);
    [[nodiscard]] bool isSelecting() const;
    [[nodiscard]] bool isOfTheMailboxBefore() const;
    [[nodiscard]] bool hasLeft(const Pending& command) const; ///< its tag has been taken by takeOutput()
    [[nodiscard]] State projected() const;
    [[nodiscard]] bool mayBeQueued(Command::Kind kind); ///< nothing is under way that must stand alone
    [[nodiscard]] LiteralMode literalMode() const;

    Fragmenter m_fragmenter;
    std::deque<Chunk> m_output;
    QByteArray m_tagPrefix;
    CommandId m_nextId = 1;
    bool m_awaitingTls = false;          ///< STARTTLS was accepted: nothing may come any more
    bool m_capabilitiesSinceAuth = false;
    bool m_qresync = false;
    State m_idledFrom = State::Selected;
};

} // namespace tributary::imap
