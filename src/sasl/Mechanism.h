// SPDX-License-Identifier: GPL-3.0-or-later
// SASL mechanisms as challenge/response (RFC 4422). Pure; one instance serves one exchange.
#pragma once

#include "base/Result.h"
#include "base/Secret.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace tributary::sasl {

struct Credentials {
    QString user;
    Secret secret;        ///< password, or access token when oauth
    bool oauth = false;
    QString host;         ///< for OAUTHBEARER (RFC 7628)
    quint16 port = 0;
    QList<QByteArray> mechanisms = {}; ///< with a token: the only ones to use, the preferred first; empty: any
};

/// Refuses what no mechanism can carry, before anything is sent: InvalidInput/BadValue with "user" or "password" as detail
/// for a NUL in it (RFC 4616 2), for a token that is not printable ASCII (RFC 6750 2.1), or where either is empty.
[[nodiscard]] Status checkCredentials(const Credentials& credentials);

/// SASLprep of a query string (RFC 4013), in UTF-8. Bytes that are no UTF-8, and what it prohibits (controls), stay as
/// they are: the server decides.
[[nodiscard]] QByteArray prepared(const QByteArray& utf8);

class Mechanism {
  public:
    virtual ~Mechanism() = default;
    [[nodiscard]] virtual QByteArray name() const = 0; ///< "PLAIN", "SCRAM-SHA-256" ...
    /// The initial response (not base64), where the mechanism has one; sent at once with SASL-IR.
    [[nodiscard]] virtual std::optional<QByteArray> initialResponse() = 0;
    /// Answer to a decoded challenge. An error ends the exchange: Protocol/MalformedResponse, or Auth/CredentialsRejected
    /// where the server proved wrong (SCRAM signature) or says no (SCRAM e=, serverText). A refused token is answered as
    /// the mechanism demands (RFC 7628 3.2.3); the server's NO follows.
    [[nodiscard]] virtual Result<QByteArray> respond(const QByteArray& challenge) = 0;
    /// True once the server has proved what the mechanism makes it prove; a success before that is a failure.
    [[nodiscard]] virtual bool isComplete() const { return true; }
};

/// The best mechanism both sides have: with a password SCRAM-SHA-256, then PLAIN and LOGIN over TLS (CRAM-MD5 where
/// nothing else is there); with a token, and TLS, OAUTHBEARER, XOAUTH2, or as
/// credentials.mechanisms says. Without TLS only SCRAM and CRAM-MD5 unless allowPlain.
/// Null: none fits.
[[nodiscard]] std::unique_ptr<Mechanism> chooseMechanism(const QList<QByteArray>& offered, const Credentials& credentials,
                                                         bool encrypted, bool allowPlain = false);

} // namespace tributary::sasl
