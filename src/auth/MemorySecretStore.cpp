// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/SecretStore.h"
#include "base/Guarded.h"

#include <QHash>

namespace tributary::auth {

using namespace Qt::Literals::StringLiterals;

namespace {

class MemorySecretStore final : public SecretStore {
  public:
    Result<Secret> load(const QString& key) override {
        return m_secrets.with([&](const QHash<QString, Secret>& secrets) -> Result<Secret> {
            const auto it = secrets.constFind(key);
            if (it == secrets.constEnd())
                return failure(ErrorKind::Auth, ErrorCode::SecretMissing, key);
            return *it;
        });
    }
    Status save(const QString& key, const Secret& secret) override {
        m_secrets.with([&](auto& secrets) { secrets.insert(key, secret); });
        return {};
    }
    Status remove(const QString& key) override {
        m_secrets.with([&](auto& secrets) { secrets.remove(key); });
        return {};
    }

  private:
    Guarded<QHash<QString, Secret>> m_secrets;
};

} // namespace

std::unique_ptr<SecretStore> makeMemorySecretStore() { return std::make_unique<MemorySecretStore>(); }

QString passwordKey(const model::Account& account) {
    return QString(model::protocolName(account.protocol)) + u'/' + account.email.toLower() + u"/password"_s;
}

} // namespace tributary::auth
