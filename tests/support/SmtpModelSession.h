// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Guarded.h"
#include "support/SmtpModel.h"

#include <functional>
#include <optional>

namespace tributary::tests {

/// What the connections of a SmtpModel share.
struct SmtpModelState {
    QByteArrayList extensions;
    QList<SmtpFault> faults;
    QList<SmtpModel::Refusal> refusals;
    QList<SmtpModel::Taken> taken;
    QByteArrayList commands;
    int connections = 0;
    int faultsDone = 0;
};

/// One connection of a SmtpModel: octets in, octets out.
class SmtpModelSession {
  public:
    struct Line { ///< the socket
        std::function<void(const QByteArray&)> write;
        std::function<void(const QByteArray&)> writeInPieces;
        std::function<void()> close; ///< behind what was written
        std::function<void()> abort;
    };
    SmtpModelSession(Guarded<SmtpModelState>& state, Line line);

    void greet();
    void receive(const QByteArray& bytes);

  private:
    enum class Phase { Commands, Data, Chunk, Over };

    [[nodiscard]] std::optional<SmtpFault> faultAt(SmtpPlace place);
    [[nodiscard]] QByteArray refusalOf(const QByteArray& address);
    /// Answers at a place, unless a fault does; true: honestly, and the line goes on.
    bool answer(SmtpPlace place, const QByteArray& reply);
    bool passes(SmtpPlace place); ///< of a message; false: the line is cut
    void takeCommand(const QByteArray& line);
    void ehlo();
    void mail(const QByteArray& line);
    void rcpt(const QByteArray& line);
    void bdat(const QByteArray& line);
    [[nodiscard]] bool takeData();
    [[nodiscard]] bool takeChunk();
    [[nodiscard]] bool watchSize(qint64 received);
    void finish(const QByteArray& message); ///< it has come whole
    void reset();

    Guarded<SmtpModelState>& m_state;
    Line m_line;
    QByteArrayList m_extensions;
    Phase m_phase = Phase::Commands;
    QByteArray m_input, m_reversePath;
    QByteArrayList m_recipients;
    bool m_hasSender = false;
    int m_rcpts = 0;
    qint64 m_size = 0;      ///< as MAIL announced it
    qint64 m_chunk = 0;     ///< octets of BDAT LAST
    int m_watched = 0;      ///< places of the message that have been passed
};

} // namespace tributary::tests
