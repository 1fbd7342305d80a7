// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of a Session, played by a test. Tags cannot be foretold: T1 stands for that of the first command.
#pragma once

#include "EventText.h"
#include "imap/Session.h"

#include <gtest/gtest.h>

namespace tributary::imap::tests {

class Peer {
  public:
    explicit Peer(bool encrypted = true) : session(encrypted) {}

    /// A session signed in, with what it was told; nothing is left to take.
    static std::unique_ptr<Peer> signedIn(const QByteArray& capabilities = "IMAP4rev1 IDLE ENABLE QRESYNC ESEARCH") {
        auto peer = std::make_unique<Peer>();
        EXPECT_TRUE(peer->say("* OK ready\r\n"));
        EXPECT_TRUE(peer->send(command::login(QStringLiteral("a"), Secret("b"))));
        (void)peer->heard();
        EXPECT_TRUE(peer->say("T1 OK [CAPABILITY " + capabilities + "] in\r\n"));
        (void)peer->events();
        return peer;
    }
    /// The same in a mailbox; the next command is T3.
    static std::unique_ptr<Peer> selected(const QByteArray& capabilities = "IMAP4rev1 IDLE ENABLE QRESYNC ESEARCH") {
        auto peer = signedIn(capabilities);
        EXPECT_TRUE(peer->send(command::examine("INBOX")));
        (void)peer->heard();
        EXPECT_TRUE(peer->say("T2 OK [READ-ONLY] open\r\n"));
        (void)peer->events();
        EXPECT_EQ(peer->session.state(), State::Selected);
        return peer;
    }

    [[nodiscard]] bool send(Command command) { return session.send(std::move(command)).has_value(); }
    /// Lines of the server; "T1 " at the start of one is a tag.
    [[nodiscard]] Status say(const QByteArray& lines) { return session.feed(tagged(lines)); }
    [[nodiscard]] QByteArray tagged(const QByteArray& lines) const {
        QByteArrayList out = lines.split('\n');
        for (QByteArray& line : out) {
            if (line.size() > 1 && line[0] == 'T' && line[1] >= '0' && line[1] <= '9')
                line.replace(0, 1, m_prefix);
        }
        return out.join('\n');
    }
    /// What the session sends now, tags as T1, T2 ...
    QByteArray heard() {
        QByteArray out = session.takeOutput();
        if (m_prefix == "T" && out.size() > 4)
            m_prefix = out.left(4);
        return m_prefix == "T" ? out : out.replace(m_prefix, "T");
    }
    /// What came since the last call, one event a line.
    QByteArray events() {
        QByteArrayList lines;
        while (const auto event = session.nextEvent())
            lines.append(textOf(*event));
        return lines.join('\n');
    }

    Session session;

  private:
    QByteArray m_prefix = "T";
};

/// The code of an error, None where there is none.
template <typename T> ErrorCode codeOf(const Result<T>& result) {
    if (result)
        return ErrorCode::None;
    return result.error().code;
}

} // namespace tributary::imap::tests
