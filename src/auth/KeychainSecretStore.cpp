// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/SecretStore.h"

#include "base/Log.h"

#include <QEventLoop>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace tributary::auth {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kKeychainTimeoutMs = 60'000; // the desktop may be asking the user to unlock it

/// Runs a QtKeychain job in an event loop of the calling worker thread.
Status runJob(QKeychain::Job& job) {
    QEventLoop loop;
    bool finished = false;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, [&] {
        finished = true;
        loop.quit();
    });
    QTimer::singleShot(kKeychainTimeoutMs, &loop, &QEventLoop::quit);
    job.setAutoDelete(false);
    job.setInsecureFallback(false); // never a plain file
    job.start();
    if (!finished)
        loop.exec();
    if (!finished)
        return failure(ErrorKind::Storage, ErrorCode::KeychainUnavailable, u"the keychain did not answer; use --secrets sealed"_s);
    if (job.error() == QKeychain::NoError)
        return {};
    if (job.error() == QKeychain::EntryNotFound)
        return failure(ErrorKind::Auth, ErrorCode::SecretMissing, job.key());
    return failure(ErrorKind::Storage, ErrorCode::KeychainUnavailable,
                   u"no keychain answers (%1); use --secrets sealed"_s.arg(job.errorString()));
}

class KeychainSecretStore final : public SecretStore {
  public:
    explicit KeychainSecretStore(const QString& profileId) : m_prefix(profileId + u'/') {}

    Result<Secret> load(const QString& key) override {
        QKeychain::ReadPasswordJob job(kService());
        job.setKey(m_prefix + key);
        TRY_STATUS(runJob(job));
        QByteArray bytes = job.binaryData();
        Secret secret(bytes);
        Secret::wipe(bytes);
        return secret;
    }
    Status save(const QString& key, const Secret& secret) override {
        QKeychain::WritePasswordJob job(kService());
        job.setKey(m_prefix + key);
        job.setBinaryData(secret.reveal());
        return runJob(job);
    }
    Status remove(const QString& key) override {
        QKeychain::DeletePasswordJob job(kService());
        job.setKey(m_prefix + key);
        const Status status = runJob(job);
        if (!status && status.error().code == ErrorCode::SecretMissing)
            return {};
        return status;
    }

  private:
    static QString kService() { return u"org.tributarymail.Tributary"_s; }
    QString m_prefix;
};

} // namespace

std::unique_ptr<SecretStore> makeKeychainSecretStore(const QString& profileId) {
    return std::make_unique<KeychainSecretStore>(profileId);
}

} // namespace tributary::auth
