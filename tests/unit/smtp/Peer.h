// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of a Session, played by a test; events as text.
#pragma once

#include "smtp/Session.h"

#include <gtest/gtest.h>

namespace tributary::smtp::tests {

inline QByteArray nameOf(Verb verb) {
    switch (verb) {
    case Verb::Connect: return "connect";
    case Verb::Hello: return "hello";
    case Verb::StartTls: return "starttls";
    case Verb::Auth: return "auth";
    case Verb::Mail: return "mail";
    case Verb::Rcpt: return "rcpt";
    case Verb::Data: return "data";
    case Verb::Message: return "message";
    case Verb::Reset: return "reset";
    case Verb::Noop: return "noop";
    case Verb::Quit: return "quit";
    }
    return "?";
}

inline QByteArray nameOf(Outcome outcome) {
    switch (outcome) {
    case Outcome::Accepted: return "accepted";
    case Outcome::RefusedForNow: return "for-now";
    case Outcome::RefusedForGood: return "for-good";
    case Outcome::Unknown: return "unknown";
    }
    return "?";
}

inline QByteArray textOf(const Error& error) {
    return '[' + QByteArray(kindName(error.kind).data()) + '/' + QByteArray(codeName(error.code).data()) + ']';
}

/// "hello 250 words [kind/code]"
inline QByteArray textOf(const CommandDone& done) {
    return nameOf(done.verb) + ' ' + done.reply.words() + (done.status ? QByteArray() : ' ' + textOf(done.status.error()));
}

/// "accepted 250 words [kind/code]; a@b accepted 250 words; ..."
inline QByteArray textOf(const Submission& submission) {
    QByteArrayList parts{nameOf(submission.outcome) + ' ' + submission.reply.words() + (submission.error ? ' ' + textOf(*submission.error) : QByteArray())};
    for (const RecipientOutcome& recipient : submission.recipients)
        parts.append(recipient.address + ' ' + nameOf(recipient.outcome) + ' ' + recipient.reply.words());
    return parts.join("; ");
}

inline QByteArray textOf(const Event& event) {
    return std::visit([](const auto& e) { return textOf(e); }, event);
}

/// The code of an error, None where there is none.
template <typename T> ErrorCode codeOf(const Result<T>& result) {
    if (result)
        return ErrorCode::None;
    return result.error().code;
}

inline Envelope envelopeTo(const QByteArrayList& addresses, const QByteArray& from = "alice@example.test") {
    Envelope envelope;
    envelope.reversePath = from;
    for (const QByteArray& address : addresses)
        envelope.recipients.append({address, {}, {}});
    return envelope;
}

class Peer {
  public:
    explicit Peer(bool encrypted = true) : session(encrypted) {}

    /// A session that was greeted and has said EHLO; capabilities: lines of its answer.
    static std::unique_ptr<Peer> ready(const QByteArrayList& capabilities = {}, bool encrypted = true) {
        auto peer = std::make_unique<Peer>(encrypted);
        EXPECT_TRUE(peer->say("220 mail.example.test ESMTP\r\n"));
        EXPECT_TRUE(peer->session.hello("[127.0.0.1]"));
        EXPECT_EQ(peer->heard(), "EHLO [127.0.0.1]\r\n");
        EXPECT_TRUE(peer->say(helloAnswer(capabilities)));
        (void)peer->events();
        EXPECT_EQ(peer->session.state(), State::Ready);
        return peer;
    }
    static QByteArray helloAnswer(const QByteArrayList& capabilities) {
        QByteArray out;
        for (const QByteArray& line : QByteArrayList{"mail.example.test"} + capabilities)
            out += "250-" + line + "\r\n";
        out[out.lastIndexOf("250-") + 3] = ' ';
        return out;
    }

    [[nodiscard]] Status say(const QByteArray& lines) { return piece > 0 ? sayInPieces(lines) : session.feed(lines); }
    /// All that the session sends now.
    QByteArray heard() {
        QByteArray all;
        for (QByteArray out = session.takeOutput(); !out.isEmpty(); out = session.takeOutput())
            all += out;
        return all;
    }
    /// What came since the last call, one event a line.
    QByteArray events() {
        QByteArrayList lines;
        while (const auto event = session.nextEvent())
            lines.append(textOf(*event));
        return lines.join('\n');
    }

    Session session;
    qsizetype piece = 0; ///< say() feeds so many bytes at a time; 0: all

  private:
    Status sayInPieces(const QByteArray& lines) {
        for (qsizetype at = 0; at < lines.size(); at += piece)
            TRY_STATUS(session.feed(QByteArrayView(lines).sliced(at, std::min(piece, lines.size() - at))));
        return {};
    }
};

} // namespace tributary::smtp::tests
