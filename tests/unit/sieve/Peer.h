// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of a Session, played by a test; events as text.
#pragma once

#include "sieve/Session.h"

#include <gtest/gtest.h>

namespace tributary::sieve::tests {

inline QByteArray nameOf(Verb verb) {
    static const QByteArrayList kNames{"connect",   "capability", "starttls",    "authenticate", "noop",      "logout",       "listscripts",
                                       "getscript", "putscript",  "checkscript", "setactive",    "renamescript", "deletescript", "havespace"};
    return kNames.value(static_cast<int>(verb));
}

inline QByteArray textOf(const Error& error) {
    return '[' + QByteArray(kindName(error.kind).data()) + '/' + QByteArray(codeName(error.code).data()) + ']';
}

/// "listscripts OK words a *b {script} [kind/code]"
inline QByteArray textOf(const CommandDone& done) {
    QByteArray out = nameOf(done.verb) + ' ' + done.response.words();
    for (const ListedScript& listed : done.scripts)
        out += (listed.isActive ? " *" : " ") + listed.name;
    if (!done.script.isEmpty())
        out += " {" + done.script + '}';
    return done.status ? out : out + ' ' + textOf(done.status.error());
}

/// The code of an error, None where there is none.
template <typename T> ErrorCode codeOf(const Result<T>& result) { return result ? ErrorCode::None : result.error().code; }

/// Says "first", if so, and then what it is asked for; "x..." is not believed.
class Echo : public sasl::Mechanism {
  public:
    explicit Echo(std::optional<QByteArray> first = std::nullopt, bool isSure = true) : m_first(std::move(first)), m_isSure(isSure) {}
    QByteArray name() const override { return "ECHO"; }
    std::optional<QByteArray> initialResponse() override { return m_first; }
    Result<QByteArray> respond(const QByteArray& challenge) override {
        if (challenge.startsWith('x'))
            return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected);
        m_isSure = m_isSure || challenge == "proof";
        return challenge;
    }
    bool isComplete() const override { return m_isSure; }

  private:
    std::optional<QByteArray> m_first;
    bool m_isSure;
};

class Peer {
  public:
    explicit Peer(bool encrypted = true) : session(encrypted) {}

    static QByteArray greeting(const QByteArrayList& more = {}) {
        return "\"IMPLEMENTATION\" \"model\"\r\n\"SIEVE\" \"fileinto include\"\r\n\"VERSION\" \"1.0\"\r\n" + more.join("\r\n") + (more.isEmpty() ? "" : "\r\n") + "OK \"ready\"\r\n";
    }
    static std::unique_ptr<Peer> greeted(const QByteArrayList& more = {"\"SASL\" \"ECHO\""}, bool encrypted = true) {
        auto peer = std::make_unique<Peer>(encrypted);
        EXPECT_TRUE(peer->say(greeting(more)));
        EXPECT_EQ(peer->events(), "connect OK ready");
        EXPECT_EQ(peer->session.state(), State::NonAuthenticated);
        return peer;
    }
    /// One that is signed in.
    static std::unique_ptr<Peer> ready() {
        auto peer = greeted();
        EXPECT_TRUE(peer->session.authenticate(std::make_shared<Echo>("first")));
        EXPECT_EQ(peer->heard(), "AUTHENTICATE \"ECHO\" \"Zmlyc3Q=\"\r\n");
        EXPECT_TRUE(peer->say("OK\r\n"));
        EXPECT_EQ(peer->events(), "authenticate OK");
        EXPECT_EQ(peer->session.state(), State::Authenticated);
        return peer;
    }

    /// In pieces of that many bytes; 0: at once.
    [[nodiscard]] Status say(const QByteArray& lines, qsizetype piece = 0) {
        if (piece == 0)
            return session.feed(lines);
        for (qsizetype at = 0; at < lines.size(); at += piece)
            TRY_STATUS(session.feed(QByteArrayView(lines).sliced(at, std::min(piece, lines.size() - at))));
        return {};
    }
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
};

} // namespace tributary::sieve::tests
