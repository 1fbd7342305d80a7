// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/SecretStore.h"

#include "base/Log.h"

#include <QEventLoop>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace tributary::auth {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Runs a QtKeychain job in an event loop of the calling worker thread.
template <typename Job> Status runJob(std::unique_ptr<Job>& job, std::chrono::milliseconds timeout) {
    QEventLoop loop;
    bool finished = false;
    QObject::connect(job.get(), &QKeychain::Job::finished, &loop, [&] {
        finished = true;
        loop.quit();
    });
    QTimer::singleShot(timeout, &loop, &QEventLoop::quit);
    job->setAutoDelete(false);
    job->setInsecureFallback(false); // never a plain file
    job->start();
    if (!finished)
        loop.exec();
    if (!finished) {
        // The keychain still holds on to it and may answer yet: it goes then.
        job.release()->setAutoDelete(true);
        return failure(ErrorKind::Storage, ErrorCode::KeychainUnavailable, u"the keychain did not answer; use --secrets sealed"_s);
    }
    if (job->error() == QKeychain::NoError)
        return {};
    if (job->error() == QKeychain::EntryNotFound)
        return failure(ErrorKind::Auth, ErrorCode::SecretMissing, job->key());
    return failure(ErrorKind::Storage, ErrorCode::KeychainUnavailable,
                   u"no keychain answers (%1); use --secrets sealed"_s.arg(job->errorString()));
}

class KeychainSecretStore final : public SecretStore {
  public:
    KeychainSecretStore(const QString& profileId, std::chrono::milliseconds timeout)
        : m_prefix(profileId + u'/'), m_timeout(timeout) {}

    Result<Secret> load(const QString& key) override {
        auto job = std::make_unique<QKeychain::ReadPasswordJob>(kService());
        job->setKey(m_prefix + key);
        TRY_STATUS(runJob(job, m_timeout));
        QByteArray bytes = job->binaryData();
        Secret secret(bytes);
        Secret::wipe(bytes);
        return secret;
    }
    Status save(const QString& key, const Secret& secret) override {
        auto job = std::make_unique<QKeychain::WritePasswordJob>(kService());
        job->setKey(m_prefix + key);
        job->setBinaryData(secret.reveal());
        return runJob(job, m_timeout);
    }
    Status remove(const QString& key) override {
        auto job = std::make_unique<QKeychain::DeletePasswordJob>(kService());
        job->setKey(m_prefix + key);
        const Status status = runJob(job, m_timeout);
        if (!status && status.error().code == ErrorCode::SecretMissing)
            return {};
        return status;
    }

  private:
    static QString kService() { return u"org.tributarymail.Tributary"_s; }
    QString m_prefix;
    std::chrono::milliseconds m_timeout;
};

} // namespace

std::unique_ptr<SecretStore> makeKeychainSecretStore(const QString& profileId, std::chrono::milliseconds timeout) {
    return std::make_unique<KeychainSecretStore>(profileId, timeout);
}

} // namespace tributary::auth
