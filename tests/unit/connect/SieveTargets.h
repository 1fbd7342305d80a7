// SPDX-License-Identifier: GPL-3.0-or-later
// A scripted server as a ManageSieve one.
#pragma once

#include "connect/SieveConnection.h"
#include "support/ScriptedServer.h"

#include <gtest/gtest.h>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tests::ScriptedServer;

inline Target sieveTarget(const ScriptedServer& server, model::Security security = model::Security::Tls) {
    Target target;
    target.server = {u"localhost"_s, server.port(), security, u"alice"_s};
    target.password = Secret("secret-word");
    target.certificates = *net::loadCertificatePolicy({ScriptedServer::caFile()});
    target.answerTimeout = 10s;
    target.connectTimeout = 10s;
    return target;
}

/// The server's capabilities, up to OK.
inline QByteArray sieveTold(const QByteArrayList& lines = {"\"SASL\" \"PLAIN\""}) {
    QByteArray script = "S: \"IMPLEMENTATION\" \"model\"\nS: \"SIEVE\" \"fileinto include\"\nS: \"VERSION\" \"1.0\"\n";
    for (const QByteArray& line : lines)
        script += "S: " + line + '\n';
    return script + "S: OK\n";
}

inline const QByteArray kSievePlain("C: AUTHENTICATE \"PLAIN\" \"AGFsaWNlAHNlY3JldC13b3Jk\"\n");

/// Up to the answer to CAPABILITY behind signing in.
inline QByteArray sieveSignIn() { return sieveTold() + kSievePlain + "S: OK\nC: CAPABILITY\n" + sieveTold({"\"OWNER\" \"alice\""}); }

inline Error sieveErrorOf(const Target& target) {
    const auto connection = SieveConnection::open(target);
    return connection ? Error{ErrorKind::Internal, ErrorCode::None, {}, u"no error"_s} : connection.error();
}

} // namespace tributary::connect
