// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of a Session, played by a test; events as text.
#pragma once

#include "pop3/Session.h"

#include <gtest/gtest.h>

namespace tributary::pop3::tests {

inline QByteArray nameOf(Verb verb) {
    static const QByteArrayList kNames{"connect", "capa", "stls", "auth", "apop", "user", "pass", "stat",
                                       "list", "uidl", "retr", "top", "dele", "noop", "rset", "quit"};
    return kNames.value(static_cast<int>(verb));
}

inline QByteArray textOf(const Error& error) {
    return '[' + QByteArray(kindName(error.kind).data()) + '/' + QByteArray(codeName(error.code).data()) + ']';
}

/// "retr 3 +OK words {message} 1:120 1=id [kind/code]"
inline QByteArray textOf(const CommandDone& done) {
    QByteArray out = nameOf(done.verb);
    if (done.number > 0)
        out += ' ' + QByteArray::number(done.number);
    out += ' ' + done.response.words();
    if (!done.message.isEmpty())
        out += " {" + done.message + '}';
    for (const ScanLine& scan : done.sizes)
        out += ' ' + QByteArray::number(scan.number) + ':' + QByteArray::number(scan.size);
    for (const UniqueId& id : done.ids)
        out += ' ' + QByteArray::number(id.number) + '=' + id.id;
    return done.status ? out : out + ' ' + textOf(done.status.error());
}

/// The code of an error, None where there is none.
template <typename T> ErrorCode codeOf(const Result<T>& result) {
    if (result)
        return ErrorCode::None;
    return result.error().code;
}

class Peer {
  public:
    explicit Peer(bool encrypted = true) : session(encrypted) {}

    /// A session that was greeted and has said CAPA.
    static std::unique_ptr<Peer> greeted(const QByteArrayList& capabilities = {}, bool encrypted = true,
                                         const QByteArray& greeting = "+OK ready\r\n") {
        auto peer = std::make_unique<Peer>(encrypted);
        EXPECT_TRUE(peer->say(greeting));
        EXPECT_TRUE(peer->session.capa());
        EXPECT_EQ(peer->heard(), "CAPA\r\n");
        EXPECT_TRUE(peer->say(capaAnswer(capabilities)));
        (void)peer->events();
        EXPECT_EQ(peer->session.state(), State::Authorization);
        return peer;
    }
    /// One that is signed in.
    static std::unique_ptr<Peer> ready(const QByteArrayList& capabilities = {"PIPELINING"}) {
        auto peer = greeted(capabilities);
        EXPECT_TRUE(peer->session.signIn(QStringLiteral("alice"), Secret("secret-word")));
        EXPECT_EQ(peer->heard(), "USER alice\r\n");
        EXPECT_TRUE(peer->say("+OK\r\n"));
        EXPECT_EQ(peer->heard(), "PASS secret-word\r\n");
        EXPECT_TRUE(peer->say("+OK in\r\n"));
        EXPECT_EQ(peer->events(), "pass +OK in");
        EXPECT_EQ(peer->session.state(), State::Transaction);
        return peer;
    }
    static QByteArray capaAnswer(const QByteArrayList& capabilities) {
        QByteArray out = "+OK\r\n";
        for (const QByteArray& line : capabilities)
            out += line + "\r\n";
        return out + ".\r\n";
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

} // namespace tributary::pop3::tests
