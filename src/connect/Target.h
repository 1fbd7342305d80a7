// SPDX-License-Identifier: GPL-3.0-or-later
// Where a connection to a mail server goes to and what it may rely on, whichever protocol it speaks; and how its stages are told.
#pragma once

#include "base/Secret.h"
#include "connect/ConnectionBudget.h"
#include "model/Account.h"
#include "net/Dialer.h"

#include <functional>
#include <memory>

namespace tributary::connect {

enum class Stage { Resolve, Connect, Tls, Greeting, SignIn };

struct StageResult {
    Stage stage = Stage::Resolve;
    Status status;
    std::chrono::milliseconds took{0};
    QString text; ///< what was found out: addresses, TLS version, greeting
    std::shared_ptr<net::ConnectionFacts> facts;
};
using StageObserver = std::function<void(const StageResult&)>;

/// One line of the protocol, sent or received, without its line end.
using ProtocolLogSink = std::function<void(bool sent, const QByteArray& line)>;

struct Target {
    model::ServerSettings server;
    Secret password;
    bool oauth = false;                ///< the password is an access token
    QList<QByteArray> mechanisms;      ///< as sasl::Credentials::mechanisms
    /// Asked once the server is there, instead of password, so that a keychain is opened while the line is; its error is
    /// open()'s. Null: password.
    std::function<Result<Secret>()> passwordSource;
    net::CertificatePolicy certificates;
    net::Proxy proxy;
    CancelToken cancel;
    std::shared_ptr<WakeUp> wakeUp; ///< may be null
    std::shared_ptr<net::OpenLines> lines; ///< may be null
    std::shared_ptr<ConnectionBudget> budget; ///< where the connection has its place; null: it counts nowhere
    Purpose purpose = Purpose::Account;
    bool behindPortal = false; ///< the network is said to show a page to sign in to first
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(20);
    std::chrono::milliseconds answerTimeout = std::chrono::seconds(60); ///< without a byte, while an answer is due
    ProtocolLogSink protocolLog;                                        ///< as setProtocolLog(), from the greeting on
};

} // namespace tributary::connect
