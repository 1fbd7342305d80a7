// SPDX-License-Identifier: GPL-3.0-or-later
// A scripted server as an outgoing one.
#pragma once

#include "connect/SmtpConnection.h"
#include "support/ScriptedServer.h"

#include <gtest/gtest.h>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tests::ScriptedServer;
using Transport = ScriptedServer::Transport;

inline SmtpTarget smtpTarget(const ScriptedServer& server, model::Security security = model::Security::Tls) {
    SmtpTarget target;
    target.server = {u"localhost"_s, server.port(), security, u"alice"_s};
    target.password = Secret("secret-word");
    target.certificates = *net::loadCertificatePolicy({ScriptedServer::caFile()});
    target.answerTimeout = 10s;
    target.connectTimeout = 10s;
    target.timeouts = {10s, 10s, 10s, 10s, 2s};
    return target;
}

/// Up to the acceptance of AUTH PLAIN; capabilities: of EHLO, beside it.
inline QByteArray smtpSignIn(const QByteArrayList& capabilities) {
    QByteArray script = "S: 220 mail.example.test ready\nC: EHLO [*]\nS: 250-mail.example.test\n";
    for (const QByteArray& line : capabilities)
        script += "S: 250-" + line + '\n';
    return script + "S: 250 AUTH PLAIN\nC: AUTH PLAIN *\nS: 235 2.7.0 in\n";
}

} // namespace tributary::connect
