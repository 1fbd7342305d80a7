// SPDX-License-Identifier: GPL-3.0-or-later
#include "sasl/detail/Mechanisms.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

namespace tributary::sasl::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

const unsigned char* raw(const QByteArray& bytes) { return reinterpret_cast<const unsigned char*>(bytes.constData()); }

QByteArray hmac(const EVP_MD* digest, const QByteArray& key, const QByteArray& data) {
    QByteArray out(EVP_MAX_MD_SIZE, '\0');
    unsigned int length = 0;
    HMAC(digest, key.constData(), static_cast<int>(key.size()), raw(data), static_cast<size_t>(data.size()),
         reinterpret_cast<unsigned char*>(out.data()), &length);
    out.resize(static_cast<qsizetype>(length));
    return out;
}

tl::unexpected<Error> malformed(const char* what) {
    return failure(ErrorKind::Protocol, ErrorCode::MalformedResponse, QString::fromLatin1(what));
}

} // namespace

// --- PLAIN, RFC 4616

std::optional<QByteArray> Plain::initialResponse() {
    m_sent = true;
    return QByteArray(1, '\0') + m_credentials.user.toUtf8() + '\0' + m_credentials.secret.reveal();
}

Result<QByteArray> Plain::respond(const QByteArray& challenge) {
    if (m_sent || !challenge.isEmpty())
        return malformed("PLAIN: unexpected challenge");
    return *initialResponse();
}

// --- LOGIN (draft-murchison-sasl-login)

Result<QByteArray> Login::respond(const QByteArray&) {
    switch (m_step++) {
    case 0: return m_credentials.user.toUtf8();
    case 1: return m_credentials.secret.reveal();
    default: return malformed("LOGIN: too many challenges");
    }
}

// --- CRAM-MD5, RFC 2195

Result<QByteArray> CramMd5::respond(const QByteArray& challenge) {
    if (std::exchange(m_done, true) || challenge.isEmpty())
        return malformed("CRAM-MD5: unexpected challenge");
    return m_credentials.user.toUtf8() + ' ' + hmac(EVP_md5(), m_credentials.secret.reveal(), challenge).toHex();
}

// --- SCRAM-SHA-256, RFC 5802 and 7677

ScramSha256::ScramSha256(const Credentials& credentials, QByteArray nonce)
    : m_credentials(credentials), m_nonce(std::move(nonce)) {
    if (m_nonce.isEmpty()) {
        QByteArray bytes(24, '\0');
        RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
        m_nonce = bytes.toBase64();
    }
    QByteArray user = prepared(credentials.user.toUtf8());
    user.replace('=', "=3D").replace(',', "=2C");
    m_clientFirstBare = "n=" + user + ",r=" + m_nonce;
}

std::optional<QByteArray> ScramSha256::initialResponse() {
    m_step = Step::ServerFirst;
    return "n,," + m_clientFirstBare; // no channel binding
}

Result<QByteArray> ScramSha256::respond(const QByteArray& challenge) {
    switch (m_step) {
    case Step::Begin:
        if (!challenge.isEmpty())
            return malformed("SCRAM: challenge before the client's first message");
        return *initialResponse();
    case Step::ServerFirst: return answerServerFirst(challenge);
    case Step::ServerFinal: return checkServerFinal(challenge);
    case Step::Done: return malformed("SCRAM: challenge after the end");
    }
    return malformed("SCRAM: bad step");
}

Result<QByteArray> ScramSha256::answerServerFirst(const QByteArray& message) {
    QByteArray nonce, salt;
    qint64 iterations = 0;
    for (const QByteArray& field : message.split(',')) {
        if (field.startsWith("r="))
            nonce = field.mid(2);
        else if (field.startsWith("s="))
            salt = QByteArray::fromBase64(field.mid(2), QByteArray::AbortOnBase64DecodingErrors);
        else if (field.startsWith("i="))
            iterations = field.mid(2).toLongLong();
        else if (field.startsWith("m="))
            return malformed("SCRAM: unknown mandatory extension");
    }
    if (!nonce.startsWith(m_nonce) || nonce.size() <= m_nonce.size() || salt.isEmpty())
        return malformed("SCRAM: wrong nonce or salt");
    // RFC 7677 4: at least 4096; a server that asks for minutes of work is no server (TLS5 in reference/reliability.md).
    if (iterations < 4096 || iterations > kMaxIterations)
        return malformed("SCRAM: iteration count out of bounds");
    QByteArray salted(32, '\0');
    QByteArray password = prepared(m_credentials.secret.reveal());
    PKCS5_PBKDF2_HMAC(password.constData(), static_cast<int>(password.size()), raw(salt), static_cast<int>(salt.size()),
                      static_cast<int>(iterations), EVP_sha256(), static_cast<int>(salted.size()),
                      reinterpret_cast<unsigned char*>(salted.data()));
    Secret::wipe(password);
    const QByteArray clientKey = hmac(EVP_sha256(), salted, "Client Key");
    QByteArray storedKey(32, '\0');
    EVP_Digest(clientKey.constData(), static_cast<size_t>(clientKey.size()), reinterpret_cast<unsigned char*>(storedKey.data()),
               nullptr, EVP_sha256(), nullptr);
    const QByteArray withoutProof = "c=biws,r=" + nonce;
    const QByteArray authMessage = m_clientFirstBare + ',' + message + ',' + withoutProof;
    QByteArray proof = hmac(EVP_sha256(), storedKey, authMessage);
    for (qsizetype i = 0; i < proof.size(); ++i)
        proof[i] = static_cast<char>(proof[i] ^ clientKey[i]);
    m_serverSignature = hmac(EVP_sha256(), hmac(EVP_sha256(), salted, "Server Key"), authMessage);
    Secret::wipe(salted);
    m_step = Step::ServerFinal;
    return withoutProof + ",p=" + proof.toBase64();
}

Result<QByteArray> ScramSha256::checkServerFinal(const QByteArray& message) {
    if (message.startsWith("e=")) {
        return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected, u"SCRAM"_s, message.mid(2));
    }
    const QByteArray signature = message.startsWith("v=") ? QByteArray::fromBase64(message.mid(2).split(',').first()) : QByteArray();
    const bool same = signature.size() == m_serverSignature.size() &&
                      CRYPTO_memcmp(signature.constData(), m_serverSignature.constData(), static_cast<size_t>(signature.size())) == 0;
    if (!same)
        return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected, u"the server does not know the password"_s);
    m_step = Step::Done;
    return QByteArray();
}

// --- XOAUTH2 (Google, Microsoft) and OAUTHBEARER, RFC 7628

std::optional<QByteArray> Bearer::initialResponse() {
    m_sent = true;
    const QByteArray token = "auth=Bearer " + m_credentials.secret.reveal() + '\x01' + '\x01';
    if (m_kind == Kind::XOAuth2)
        return "user=" + m_credentials.user.toUtf8() + '\x01' + token;
    QByteArray user = m_credentials.user.toUtf8();
    user.replace('=', "=3D").replace(',', "=2C");
    return "n,a=" + user + ",\x01host=" + m_credentials.host.toUtf8() + '\x01' + "port=" +
           QByteArray::number(m_credentials.port) + '\x01' + token;
}

Result<QByteArray> Bearer::respond(const QByteArray& challenge) {
    if (!m_sent)
        return *initialResponse();
    if (std::exchange(m_refused, true))
        return malformed("bearer token: second challenge");
    m_refusal = challenge; // JSON; the tagged NO follows our empty answer
    return m_kind == Kind::XOAuth2 ? QByteArray() : QByteArray(1, '\x01');
}

} // namespace tributary::sasl::detail

namespace tributary::sasl {

Status checkCredentials(const Credentials& credentials) {
    const auto refuse = [](const char* field) {
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString::fromLatin1(field));
    };
    if (credentials.user.isEmpty() || credentials.user.contains(QChar(0)))
        return refuse("user");
    const QByteArray& secret = credentials.secret.reveal();
    const bool printable = std::all_of(secret.begin(), secret.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (secret.isEmpty() || secret.contains('\0') || (credentials.oauth && !printable))
        return refuse("password");
    return {};
}

QByteArray prepared(const QByteArray& utf8) {
    QString text = QString::fromUtf8(utf8);
    if (text.toUtf8() != utf8)
        return utf8;
    // RFC 3454 C.1.2: other spaces are spaces; B.1: what is commonly mapped to nothing.
    for (QChar& c : text) {
        if (c.category() == QChar::Separator_Space || c == QChar(0x200B))
            c = QLatin1Char(' ');
    }
    text.removeIf([](QChar c) {
        const char16_t u = c.unicode();
        return u == 0x00AD || u == 0x034F || u == 0x1806 || (u >= 0x180B && u <= 0x180D) || u == 0x200C || u == 0x200D ||
               u == 0x2060 || (u >= 0xFE00 && u <= 0xFE0F) || u == 0xFEFF;
    });
    text = text.normalized(QString::NormalizationForm_KC);
    if (std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.category() == QChar::Other_Control; }))
        return utf8;
    return text.toUtf8();
}

std::unique_ptr<Mechanism> chooseMechanism(const QList<QByteArray>& offered, const Credentials& credentials, bool encrypted,
                                           bool allowPlain) {
    const auto has = [&](const char* name) {
        return std::any_of(offered.begin(), offered.end(), [name](const QByteArray& o) { return o.toUpper() == name; });
    };
    if (credentials.oauth) {
        if (!encrypted)
            return nullptr;
        const QList<QByteArray> wanted = credentials.mechanisms.isEmpty() ? QList<QByteArray>{"OAUTHBEARER", "XOAUTH2"} : credentials.mechanisms;
        for (const QByteArray& name : wanted) {
            if (name == "OAUTHBEARER" && has("OAUTHBEARER"))
                return std::make_unique<detail::Bearer>(detail::Bearer::Kind::OAuthBearer, credentials);
            if (name == "XOAUTH2" && has("XOAUTH2"))
                return std::make_unique<detail::Bearer>(detail::Bearer::Kind::XOAuth2, credentials);
        }
        return nullptr;
    }
    if (has("SCRAM-SHA-256"))
        return std::make_unique<detail::ScramSha256>(credentials);
    if (encrypted || allowPlain) {
        if (has("PLAIN"))
            return std::make_unique<detail::Plain>(credentials);
        if (has("LOGIN"))
            return std::make_unique<detail::Login>(credentials);
    }
    if (has("CRAM-MD5"))
        return std::make_unique<detail::CramMd5>(credentials);
    return nullptr;
}

} // namespace tributary::sasl
