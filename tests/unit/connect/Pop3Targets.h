// SPDX-License-Identifier: GPL-3.0-or-later
// A scripted server as a POP3 one.
#pragma once

#include "connect/Pop3Connection.h"
#include "support/ScriptedServer.h"

#include <gtest/gtest.h>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tests::ScriptedServer;
using Transport = ScriptedServer::Transport;

inline Target pop3Target(const ScriptedServer& server, model::Security security = model::Security::Tls) {
    Target target;
    target.server = {u"localhost"_s, server.port(), security, u"alice"_s};
    target.password = Secret("secret-word");
    target.certificates = *net::loadCertificatePolicy({ScriptedServer::caFile()});
    target.answerTimeout = 10s;
    target.connectTimeout = 10s;
    return target;
}

/// The server's answer to CAPA, with the command.
inline QByteArray pop3Capa(const QByteArrayList& capabilities) {
    QByteArray script = "C: CAPA\nS: +OK\n";
    for (const QByteArray& line : capabilities)
        script += "S: " + line + '\n';
    return script + "S: .\n";
}

/// Up to the answer to CAPA behind signing in with USER and PASS.
inline QByteArray pop3SignIn(QByteArrayList capabilities = {"UIDL", "TOP", "PIPELINING"}) {
    capabilities.append("USER");
    return "S: +OK ready\n" + pop3Capa(capabilities) + "C: USER alice\nS: +OK\nC: PASS secret-word\nS: +OK in\n" + pop3Capa(capabilities);
}

inline Error pop3ErrorOf(const Target& target) {
    const auto connection = Pop3Connection::open(target);
    return connection ? Error{ErrorKind::Internal, ErrorCode::None, {}, u"no error"_s} : connection.error();
}

} // namespace tributary::connect
