// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of an honest server of each protocol, up to somebody who is signed in; and the client's side of it.
#pragma once

#include "connect/ImapConnection.h"
#include "connect/Pop3Connection.h"
#include "connect/SmtpConnection.h"
#include "support/CertificateKinds.h"
#include "support/WirePeer.h"

#include <gtest/gtest.h>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tests::WirePeer;
using Wire = WirePeer::Wire;

inline constexpr char kSecret[] = "secret-word";

enum class Protocol { Imap, Pop3, Smtp };

/// The first word of an IMAP line.
inline QByteArray tagOf(const QByteArray& line) { return line.left(line.indexOf(' ')); }

/// Answers as long as somebody asks; everybody is let in.
inline void serveImap(Wire& wire, const QByteArray& capabilities) {
    while (const auto line = wire.line()) {
        if (line->contains(" CAPABILITY"))
            wire.send("* CAPABILITY " + capabilities + "\r\n");
        else if (line->contains(" AUTHENTICATE ") && line->split(' ').size() < 4) {
            wire.send("+ \r\n");
            (void)wire.line();
        }
        wire.send(tagOf(*line) + " OK done\r\n");
    }
}
inline void servePop3(Wire& wire, const QByteArray& capabilities) {
    while (const auto line = wire.line()) {
        if (*line == "AUTH PLAIN") {
            wire.send("+ \r\n");
            (void)wire.line();
        }
        wire.send("+OK\r\n" + (*line == "CAPA" ? QByteArray(capabilities + ".\r\n") : QByteArray()));
    }
}
inline void serveSmtp(Wire& wire, const QByteArray& capabilities) {
    while (const auto line = wire.line()) {
        const QByteArray verb = line->left(4).toUpper();
        wire.send(verb == "EHLO" ? QByteArray("250-x\r\n" + capabilities) : verb == "AUTH" ? QByteArray("235 in\r\n") : QByteArray("250 done\r\n"));
    }
}

/// Behind TLS, as a server that has it from the first byte says it.
inline void serveSecured(Wire& wire, Protocol protocol, bool withGreeting) {
    switch (protocol) {
    case Protocol::Imap:
        if (withGreeting)
            wire.send("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n");
        return serveImap(wire, "IMAP4rev1 SASL-IR AUTH=PLAIN");
    case Protocol::Pop3:
        if (withGreeting)
            wire.send("+OK ready\r\n");
        return servePop3(wire, "SASL PLAIN\r\nUIDL\r\n");
    case Protocol::Smtp:
        if (withGreeting)
            wire.send("220 mail.example.test ready\r\n");
        return serveSmtp(wire, "250 AUTH PLAIN\r\n");
    }
}

/// In the clear, up to the answer to STARTTLS, which is not given: its IMAP tag. None: the client left.
inline std::optional<QByteArray> untilStartTls(Wire& wire, Protocol protocol) {
    switch (protocol) {
    case Protocol::Imap: {
        wire.send("* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR] ready\r\n");
        const auto line = wire.line();
        return line ? std::optional(tagOf(*line)) : std::nullopt;
    }
    case Protocol::Pop3:
        wire.send("+OK ready\r\n");
        if (!wire.line())
            return std::nullopt;
        wire.send("+OK\r\nSTLS\r\nUSER\r\nSASL PLAIN\r\n.\r\n");
        break;
    case Protocol::Smtp:
        wire.send("220 mail.example.test ready\r\n");
        if (!wire.line())
            return std::nullopt;
        wire.send("250-x\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n");
        break;
    }
    return wire.line() ? std::optional(QByteArray()) : std::nullopt;
}
inline QByteArray goAhead(Protocol protocol, const QByteArray& tag) {
    return protocol == Protocol::Imap ? QByteArray(tag + " OK go\r\n") : protocol == Protocol::Pop3 ? QByteArray("+OK go\r\n") : QByteArray("220 go\r\n");
}

/// How it ends for a client that has a password to lose. None: it was signed in. The connection is gone behind it.
inline Error signInTo(const WirePeer& peer, Protocol protocol, model::Security security, const QString& host = u"localhost"_s) {
    const auto set = [&](Target& target) {
        target.server = {host, peer.port(), security, u"alice"_s};
        target.password = Secret(kSecret);
        target.certificates.extraAuthorities = {tests::kindsAuthorityPem()};
        target.connectTimeout = target.answerTimeout = 20s;
        if (host.endsWith(".test"_L1))
            target.proxy = {net::ProxyType::Http, u"127.0.0.1"_s, peer.port(), {}, {}};
    };
    const auto errorOf = [](const auto& connection) { return connection ? Error{ErrorKind::Internal, ErrorCode::None, {}, {}} : connection.error(); };
    ImapTarget imap;
    SmtpTarget smtp;
    Target pop3;
    switch (protocol) {
    case Protocol::Imap: set(imap); return errorOf(ImapConnection::open(imap));
    case Protocol::Pop3: set(pop3); return errorOf(Pop3Connection::open(pop3));
    case Protocol::Smtp: set(smtp); smtp.timeouts = {20s, 20s, 20s, 20s, 2s}; return errorOf(SmtpConnection::open(smtp));
    }
    return {};
}

/// The password, also as SASL PLAIN sends it.
inline bool holdsSecret(const QByteArray& bytes) {
    return bytes.contains(kSecret) || bytes.contains(QByteArray(kSecret).toBase64(QByteArray::OmitTrailingEquals).left(12)) ||
           bytes.contains(QByteArray("\0alice\0secret-word", 18).toBase64().left(20)) || bytes.contains("AGFsaWNl");
}

} // namespace tributary::connect
