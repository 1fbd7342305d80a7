// SPDX-License-Identifier: GPL-3.0-or-later
// The sealed file: "TRIBSEAL1", 16 bytes of salt, 12 bytes of nonce, AES-256-GCM(JSON of base64 secrets), 16 bytes of tag.
// The key is scrypt(passphrase, salt), or HKDF of a key that stands in the passphrase's place; a new nonce for each write.
#include "auth/SecretStore.h"
#include "auth/detail/AesGcm.h"
#include "base/Guarded.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSaveFile>

#include <openssl/evp.h>
#include <openssl/kdf.h>

namespace tributary::auth {

using namespace Qt::Literals::StringLiterals;

namespace {

using detail::crypt;
using detail::kKeyBytes;
using detail::kNonceBytes;
using detail::kTagBytes;
using detail::randomBytes;

constexpr QByteArrayView kMagic("TRIBSEAL1");
constexpr int kSaltBytes = 16;
constexpr qsizetype kHeaderBytes = kMagic.size() + kSaltBytes + kNonceBytes;
constexpr qint64 kMaxFileBytes = 16 << 20;
// scrypt, RFC 7914: 64 MiB and some 0.3 s a guess.
constexpr quint64 kScryptN = 1 << 16;
constexpr quint64 kScryptR = 8;
constexpr quint64 kScryptP = 1;

using Secrets = QMap<QString, Secret>;

const unsigned char* bytesOf(const QByteArray& b) { return reinterpret_cast<const unsigned char*>(b.constData()); }
unsigned char* bytesOf(QByteArray& b) { return reinterpret_cast<unsigned char*>(b.data()); }

/// "key:" and 32 bytes in base64: nothing that could be guessed, so nothing has to make guessing slow. Empty: a passphrase.
Secret keyItself(const Secret& passphrase) {
    constexpr QByteArrayView kPrefix("key:");
    const QByteArray& text = passphrase.reveal();
    if (!text.startsWith(kPrefix))
        return {};
    auto decoded = QByteArray::fromBase64Encoding(text.mid(kPrefix.size()).trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() != kKeyBytes)
        return {};
    Secret key(decoded.decoded);
    Secret::wipe(decoded.decoded);
    return key;
}

/// HKDF-SHA-256 (RFC 5869).
bool expandKey(const Secret& from, const QByteArray& salt, QByteArray& key) {
    using Context = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
    const Context context(EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr), &EVP_PKEY_CTX_free);
    const QByteArray& bytes = from.reveal();
    size_t length = static_cast<size_t>(key.size());
    return context && EVP_PKEY_derive_init(context.get()) == 1 && EVP_PKEY_CTX_set_hkdf_md(context.get(), EVP_sha256()) == 1 &&
           EVP_PKEY_CTX_set1_hkdf_salt(context.get(), bytesOf(salt), static_cast<int>(salt.size())) == 1 &&
           EVP_PKEY_CTX_set1_hkdf_key(context.get(), bytesOf(bytes), static_cast<int>(bytes.size())) == 1 &&
           EVP_PKEY_CTX_add1_hkdf_info(context.get(), reinterpret_cast<const unsigned char*>("sealed"), 6) == 1 &&
           EVP_PKEY_derive(context.get(), bytesOf(key), &length) == 1;
}

Result<Secret> deriveKey(const Secret& passphrase, const QByteArray& salt) {
    QByteArray key(kKeyBytes, '\0');
    const QByteArray& pass = passphrase.reveal();
    if (const Secret given = keyItself(passphrase); !given.isEmpty()) {
        if (!expandKey(given, salt, key))
            return failure(ErrorKind::Internal, ErrorCode::Bug, u"HKDF failed"_s);
        Secret secret(key);
        Secret::wipe(key);
        return secret;
    }
    const int ok = EVP_PBE_scrypt(pass.constData(), static_cast<size_t>(pass.size()), bytesOf(salt),
                                  static_cast<size_t>(salt.size()), kScryptN, kScryptR, kScryptP, 256 << 20, bytesOf(key),
                                  kKeyBytes);
    if (ok != 1)
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"scrypt failed"_s);
    Secret secret(key);
    Secret::wipe(key);
    return secret;
}

class SealedSecretStore final : public SecretStore {
  public:
    SealedSecretStore(QString file, Secret passphrase) : m_file(std::move(file)), m_passphrase(std::move(passphrase)) {}

    /// Reads what is there; a missing file is an empty store. The key waits for the first secret that is asked for: it costs
    /// 0.3 s and 64 MiB, and most commands ask for none.
    Status open() {
        QFile file(m_file);
        if (!file.exists()) {
            m_salt = randomBytes(kSaltBytes);
            return {};
        }
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorKind::Storage, ErrorCode::NotWritable, m_file + u": "_s + file.errorString());
        m_sealed = file.read(kMaxFileBytes);
        if (!m_sealed.startsWith(kMagic) || m_sealed.size() < kHeaderBytes + kTagBytes)
            return failure(ErrorKind::Storage, ErrorCode::DatabaseDamaged, m_file);
        m_salt = m_sealed.mid(kMagic.size(), kSaltBytes);
        return {};
    }

    Result<Secret> load(const QString& key) override {
        return m_secrets.with([&](Secrets& secrets) -> Result<Secret> {
            TRY_STATUS(unseal(secrets));
            const auto it = secrets.constFind(key);
            if (it == secrets.constEnd())
                return failure(ErrorKind::Auth, ErrorCode::SecretMissing, key);
            return *it;
        });
    }
    Status save(const QString& key, const Secret& secret) override {
        return change([&](Secrets& secrets) { secrets.insert(key, secret); });
    }
    Status remove(const QString& key) override {
        return change([&](Secrets& secrets) { secrets.remove(key); });
    }

  private:
    /// Once, under the lock of m_secrets, which guards m_key and m_sealed too. A wrong passphrase stays wrong.
    Status unseal(Secrets& secrets) {
        if (m_key.isEmpty()) {
            TRY(m_key, deriveKey(m_passphrase, m_salt));
        }
        if (m_sealed.isEmpty())
            return {};
        QByteArray tag = m_sealed.right(kTagBytes);
        auto plain = crypt(false, m_key, m_sealed.mid(kMagic.size() + kSaltBytes, kNonceBytes), m_sealed.left(kHeaderBytes),
                           m_sealed.mid(kHeaderBytes, m_sealed.size() - kHeaderBytes - kTagBytes), tag);
        if (!plain)
            return failure(ErrorKind::Storage, ErrorCode::WrongPassphrase, m_file);
        const QJsonObject object = QJsonDocument::fromJson(*plain).object();
        Secret::wipe(*plain);
        for (auto it = object.begin(); it != object.end(); ++it)
            secrets.insert(it.key(), Secret(QByteArray::fromBase64(it.value().toString().toLatin1())));
        m_sealed.clear();
        return {};
    }

    /// The file is written before the change counts: what save() said is there, is there.
    template <typename F> Status change(F&& edit) {
        return m_secrets.with([&](Secrets& secrets) -> Status {
            TRY_STATUS(unseal(secrets));
            Secrets next = secrets;
            edit(next);
            TRY_STATUS(write(next));
            secrets = std::move(next);
            return {};
        });
    }

    Status write(const Secrets& secrets) const {
        QJsonObject object;
        for (auto it = secrets.begin(); it != secrets.end(); ++it)
            object.insert(it.key(), QString::fromLatin1(it->reveal().toBase64()));
        QByteArray plain = QJsonDocument(object).toJson(QJsonDocument::Compact);
        const QByteArray nonce = randomBytes(kNonceBytes);
        const QByteArray header = kMagic.toByteArray() + m_salt + nonce;
        QByteArray tag;
        const auto sealed = crypt(true, m_key, nonce, header, plain, tag);
        Secret::wipe(plain);
        if (nonce.isEmpty() || m_salt.isEmpty() || !sealed)
            return failure(ErrorKind::Internal, ErrorCode::Bug, u"sealing failed"_s);
        QDir().mkpath(QFileInfo(m_file).path());
        QSaveFile file(m_file); // temporary, fsync, rename
        const bool ok = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                        file.write(header + *sealed + tag) >= 0 && file.commit();
        if (ok)
            return {};
        const bool full = file.error() == QFileDevice::ResourceError || file.error() == QFileDevice::WriteError;
        return failure(ErrorKind::Storage, full ? ErrorCode::DiskFull : ErrorCode::NotWritable,
                       m_file + u": "_s + file.errorString());
    }

    QString m_file;
    Secret m_passphrase;
    Secret m_key;
    QByteArray m_salt;
    QByteArray m_sealed; ///< the file, until it is unsealed
    Guarded<Secrets> m_secrets;
};

} // namespace

Result<std::unique_ptr<SecretStore>> makeSealedSecretStore(const QString& file, const Secret& passphrase) {
    if (passphrase.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"passphrase"_s);
    auto store = std::make_unique<SealedSecretStore>(file, passphrase);
    TRY_STATUS(store->open());
    return std::unique_ptr<SecretStore>(std::move(store));
}

} // namespace tributary::auth
