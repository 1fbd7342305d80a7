// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sasl/Mechanism.h"

#include <algorithm>
#include <utility>

namespace tributary::sasl::detail {

/// RFC 4616.
class Plain final : public Mechanism {
  public:
    explicit Plain(const Credentials& credentials) : m_credentials(credentials) {}
    [[nodiscard]] QByteArray name() const override { return "PLAIN"; }
    [[nodiscard]] std::optional<QByteArray> initialResponse() override;
    [[nodiscard]] Result<QByteArray> respond(const QByteArray& challenge) override;

  private:
    Credentials m_credentials;
    bool m_sent = false;
};

/// The mechanism of draft-murchison-sasl-login: user name and password, each asked for.
class Login final : public Mechanism {
  public:
    explicit Login(const Credentials& credentials) : m_credentials(credentials) {}
    [[nodiscard]] QByteArray name() const override { return "LOGIN"; }
    [[nodiscard]] std::optional<QByteArray> initialResponse() override { return std::nullopt; }
    [[nodiscard]] Result<QByteArray> respond(const QByteArray& challenge) override;

  private:
    Credentials m_credentials;
    int m_step = 0;
};

/// RFC 2195.
class CramMd5 final : public Mechanism {
  public:
    explicit CramMd5(const Credentials& credentials) : m_credentials(credentials) {}
    [[nodiscard]] QByteArray name() const override { return "CRAM-MD5"; }
    [[nodiscard]] std::optional<QByteArray> initialResponse() override { return std::nullopt; }
    [[nodiscard]] Result<QByteArray> respond(const QByteArray& challenge) override;

  private:
    Credentials m_credentials;
    bool m_done = false;
};

/// RFC 5802 with SHA-256 (RFC 7677), no channel binding. The server must prove that it knows the password.
class ScramSha256 final : public Mechanism {
  public:
    static constexpr qint64 kMaxIterations = 1'000'000;

    /// nonce: for tests; empty makes a random one.
    explicit ScramSha256(const Credentials& credentials, QByteArray nonce = {});
    [[nodiscard]] QByteArray name() const override { return "SCRAM-SHA-256"; }
    [[nodiscard]] std::optional<QByteArray> initialResponse() override;
    [[nodiscard]] Result<QByteArray> respond(const QByteArray& challenge) override;
    [[nodiscard]] bool isComplete() const override { return m_step == Step::Done; }

  private:
    enum class Step { Begin, ServerFirst, ServerFinal, Done };
    [[nodiscard]] Result<QByteArray> answerServerFirst(const QByteArray& message);
    [[nodiscard]] Result<QByteArray> checkServerFinal(const QByteArray& message);

    Credentials m_credentials;
    QByteArray m_nonce;
    QByteArray m_clientFirstBare;
    QByteArray m_serverSignature;
    Step m_step = Step::Begin;
};

/// A token instead of a password: XOAUTH2 as Google and Microsoft describe it, or OAUTHBEARER (RFC 7628).
class Bearer final : public Mechanism {
  public:
    enum class Kind { XOAuth2, OAuthBearer };
    Bearer(Kind kind, const Credentials& credentials) : m_kind(kind), m_credentials(credentials) {}
    [[nodiscard]] QByteArray name() const override { return m_kind == Kind::XOAuth2 ? "XOAUTH2" : "OAUTHBEARER"; }
    [[nodiscard]] std::optional<QByteArray> initialResponse() override;
    [[nodiscard]] Result<QByteArray> respond(const QByteArray& challenge) override;
    /// The server's JSON when it refused the token.
    [[nodiscard]] const QByteArray& refusal() const { return m_refusal; }

  private:
    Kind m_kind;
    Credentials m_credentials;
    QByteArray m_refusal;
    bool m_sent = false;
    bool m_refused = false;
};

} // namespace tributary::sasl::detail
