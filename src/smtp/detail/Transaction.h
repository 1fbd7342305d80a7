// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smtp/detail/EnvelopeCommands.h"
#include "smtp/detail/MessageOutput.h"

#include <optional>

namespace tributary::smtp::detail {

/// A line that is to be said, and what its answer is for.
struct Command {
    Verb verb = Verb::Noop;
    QByteArray line;             ///< with its CRLF
    qsizetype recipient = -1;    ///< RCPT: which
    bool opensMessage = false;   ///< BDAT: the message follows at once, the answer comes behind it
    bool isOwn = false;          ///< RSET that nobody asked for: no event
};

/// One mail transaction (RFC 5321 3.3): MAIL, RCPT, DATA or BDAT, in one flight where the server has PIPELINING (RFC 2920),
/// else step by step. BDAT (RFC 3030) is said once a recipient was accepted, DATA with the recipients. Knows what became of
/// each recipient.
class Transaction {
  public:
    /// The envelope is checked.
    Transaction(Envelope envelope, QByteArray message, const MessageTraits& traits, const Capabilities& server);

    /// What is said first.
    [[nodiscard]] QList<Command> begin();
    /// Takes the answer to a command of this transaction; what is said next. Protocol/UnexpectedResponse: no such answer can be.
    [[nodiscard]] Result<QList<Command>> take(const Command& command, const Reply& reply);
    /// A command that opensMessage has left.
    void openMessage();
    /// A refusal that nothing was asked for: 421 at any moment, or any while the message is being given. It ends the transaction.
    void takeUnasked(const Reply& reply) { refuse(Verb::Message, reply); }

    [[nodiscard]] bool isGiving() const { return m_output && !m_output->isDone(); }
    [[nodiscard]] bool isAtEnd() const { return m_output && m_output->isAtEnd(); }
    [[nodiscard]] QByteArray takeOutput() { return m_output->take(); }
    /// The byte that completes the message was handed out.
    [[nodiscard]] bool isGiven() const { return m_output && m_output->isDone(); }

    [[nodiscard]] const std::optional<Submission>& result() const { return m_result; }
    /// The server still holds something of it: RSET is due.
    [[nodiscard]] bool needsReset() const { return m_needsReset; }
    /// It was given, no answer came, and none will.
    [[nodiscard]] Submission unknown(const Error& why) const;

  private:
    /// Emptying: all were refused and DATA was accepted nevertheless; a lone dot ends it (RFC 2920 3.1).
    enum class Phase { Envelope, Giving, Emptying };

    [[nodiscard]] Command rcpt(qsizetype index) const;
    [[nodiscard]] QList<Command> takeMail(const Reply& reply);
    [[nodiscard]] QList<Command> takeRcpt(qsizetype index, const Reply& reply);
    [[nodiscard]] Result<QList<Command>> takeData(const Reply& reply);
    [[nodiscard]] Outcome outcomeOf(const Reply& reply) const;
    [[nodiscard]] QList<Command> endEnvelope();
    [[nodiscard]] bool hasAccepted() const;
    void refuse(Verb verb, const Reply& reply);
    void refuseRecipients();
    [[nodiscard]] QString addresses() const;

    Envelope m_envelope;
    QByteArray m_message;
    MessageTraits m_traits;
    Capabilities m_server;
    bool m_isPipelined;
    bool m_isChunked;
    Phase m_phase = Phase::Envelope;
    Reply m_mail; ///< the answer to MAIL
    QList<RecipientOutcome> m_recipients;
    std::optional<MessageOutput> m_output;
    std::optional<Submission> m_result;
    bool m_needsReset = false;
};

} // namespace tributary::smtp::detail
