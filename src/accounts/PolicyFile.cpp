// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/PolicyFile.h"

#include <QFile>

#include <nlohmann/json.hpp>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qint64 kMaxPolicyBytes = 1 << 20;

class PolicyReader {
  public:
    explicit PolicyReader(QString file) : m_file(std::move(file)) {}

    Result<Policy> read(const QByteArray& bytes) {
        const json document = json::parse(bytes.cbegin(), bytes.cend(), nullptr, false);
        if (document.is_discarded())
            return faulty({}, u"not JSON"_s);
        if (!document.is_object())
            return faulty({}, u"not an object"_s);
        m_policy.file = m_file;
        for (const auto& [key, value] : document.items())
            TRY_STATUS(readKey(QString::fromStdString(key), value));
        return m_policy;
    }

  private:
    tl::unexpected<Error> faulty(const QString& place, const QString& what) const {
        const QString where = place.isEmpty() ? m_file : m_file + u": "_s + place;
        return failure(ErrorKind::InvalidInput, ErrorCode::PolicyFaulty, where + u": "_s + what);
    }

    Status readKey(const QString& key, const json& value) {
        if (key == "AllowNonStandardPorts"_L1) {
            if (!value.is_boolean())
                return faulty(key, u"true or false is needed"_s);
            m_policy.allowNonStandardPorts = value.get<bool>();
            return {};
        }
        if (key == "ExtraCertificateAuthorities"_L1)
            return readAuthorities(key, value);
        if (key == "OAuthClients"_L1)
            return readOAuthClients(key, value);
        return faulty(key, u"unknown key"_s);
    }

    Status readAuthorities(const QString& key, const json& value) {
        if (!value.is_array())
            return faulty(key, u"a list of file names is needed"_s);
        QStringList files;
        for (const json& entry : value) {
            if (!entry.is_string())
                return faulty(u"%1[%2]"_s.arg(key).arg(files.size()), u"a file name is needed"_s);
            files.append(QString::fromStdString(entry.get<std::string>()));
        }
        auto policy = net::loadCertificatePolicy(files);
        if (!policy)
            return faulty(key, policy.error().detail);
        m_policy.certificates = std::move(*policy);
        return {};
    }

    Status readOAuthClients(const QString& key, const json& value) {
        TRY(m_policy.oauthClients, parseOAuthClients(QByteArray::fromStdString(value.dump()), m_file + u": "_s + key));
        return {};
    }

    QString m_file;
    Policy m_policy;
};

} // namespace

Result<Policy> loadPolicy(const QString& file, bool required) {
    QFile source(file);
    if (!source.exists() && !required)
        return Policy();
    if (!source.open(QIODevice::ReadOnly))
        return failure(ErrorKind::InvalidInput, ErrorCode::PolicyFaulty, file + u": "_s + source.errorString());
    return PolicyReader(file).read(source.read(kMaxPolicyBytes));
}

} // namespace tributary::accounts
