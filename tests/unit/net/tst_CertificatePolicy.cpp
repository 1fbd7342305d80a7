// SPDX-License-Identifier: GPL-3.0-or-later
// An administrator's authorities (S13) and what is shown of a certificate (S36).
#include "net/CertificatePolicy.h"
#include "net/detail/TlsFacts.h"
#include "support/Certificates.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace tributary::net::tst_CertificatePolicy {
namespace {

using namespace Qt::Literals::StringLiterals;

class CertificatePolicyTest : public ::testing::Test {
  protected:
    QString write(const QString& name, const QByteArray& bytes) const {
        QFile file(m_directory.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return file.fileName();
    }
    static void expectRefused(const QStringList& files, const QString& guilty) {
        const auto policy = loadCertificatePolicy(files);
        ASSERT_FALSE(policy) << qPrintable(guilty);
        EXPECT_EQ(policy.error().kind, ErrorKind::InvalidInput);
        EXPECT_EQ(policy.error().code, ErrorCode::BadValue);
        EXPECT_TRUE(policy.error().detail.startsWith(guilty + u": "_s)) << qPrintable(policy.error().detail);
    }
    QTemporaryDir m_directory;
};

TEST_F(CertificatePolicyTest, filesAreKeptAsTheyAre) {
    const QByteArray pem = tests::authorityPem();
    const QString one = write(u"one.pem"_s, pem);
    const QString two = write(u"two.pem"_s, "words before\n" + pem + pem);
    const auto policy = loadCertificatePolicy({one, two});
    ASSERT_TRUE(policy);
    EXPECT_EQ(policy->extraAuthorities, (QList<QByteArray>{pem, "words before\n" + pem + pem}));
    const auto none = loadCertificatePolicy({});
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->extraAuthorities.isEmpty());
}

TEST_F(CertificatePolicyTest, oneFaultyFileRefusesAllAndIsNamed) {
    const QString good = write(u"good.pem"_s, tests::authorityPem());
    const QString missing = m_directory.filePath(u"missing.pem"_s);
    expectRefused({good, missing}, missing);
    expectRefused({m_directory.path()}, m_directory.path());
    for (const QByteArray& bytes :
         {QByteArray(), QByteArray("no certificate"), QByteArray(tests::authorityPem().left(200)),
          tests::makeCertificate().key, QByteArray("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")}) {
        const QString bad = write(u"bad.pem"_s, bytes);
        expectRefused({good, bad}, bad);
    }
}

TEST(CertificateSummary, saysWhoForWhomAndUntilWhen) {
    tests::CertificateOptions options;
    options.commonName = u"mail.example"_s;
    options.names = {u"DNS:mail.example"_s, u"DNS:*.lists.example"_s, u"IP:192.0.2.7"_s};
    options.toDays = 10;
    const auto list = detail::summaries(
        {QSslCertificate(tests::makeCertificate(options).certificate), QSslCertificate(tests::authorityPem())});
    ASSERT_EQ(list.size(), 2);
    EXPECT_EQ(list[0].subject, u"mail.example"_s);
    EXPECT_EQ(list[0].issuer, u"Test authority"_s);
    EXPECT_EQ(list[0].names, (QStringList{u"*.lists.example"_s, u"192.0.2.7"_s, u"mail.example"_s}));
    EXPECT_FALSE(list[0].selfSigned);
    EXPECT_EQ(list[0].notBefore.daysTo(list[0].notAfter), 11);
    EXPECT_EQ(list[0].sha256.size(), 32 * 3 - 1);
    EXPECT_EQ(list[0].sha256, list[0].sha256.toUpper());
    EXPECT_TRUE(list[1].selfSigned);
}

TEST(CertificateError, theMostTellingReasonIsTold) {
    const auto told = [](const QList<QSslError::SslError>& reasons) {
        QList<QSslError> errors;
        for (const auto reason : reasons)
            errors.append(QSslError(reason));
        const Error error = detail::certificateError(errors, u"mail.example"_s);
        EXPECT_EQ(error.kind, ErrorKind::Tls);
        EXPECT_TRUE(error.detail.startsWith(u"mail.example"_s));
        return error.code;
    };
    using E = QSslError;
    EXPECT_EQ(told({E::HostNameMismatch, E::CertificateExpired, E::SelfSignedCertificate}),
              ErrorCode::CertificateSelfSigned);
    EXPECT_EQ(told({E::HostNameMismatch, E::CertificateExpired, E::UnableToGetLocalIssuerCertificate}),
              ErrorCode::CertificateUnknownAuthority);
    EXPECT_EQ(told({E::SelfSignedCertificateInChain}), ErrorCode::CertificateUnknownAuthority);
    EXPECT_EQ(told({E::HostNameMismatch, E::CertificateExpired}), ErrorCode::CertificateExpired);
    EXPECT_EQ(told({E::CertificateNotYetValid, E::HostNameMismatch}), ErrorCode::CertificateNotYetValid);
    EXPECT_EQ(told({E::HostNameMismatch, E::InvalidPurpose}), ErrorCode::CertificateWrongHost);
    EXPECT_EQ(told({E::CertificateSignatureFailed}), ErrorCode::CertificateInvalid);
    EXPECT_EQ(told({}), ErrorCode::CertificateInvalid);
}

} // namespace
} // namespace tributary::net::tst_CertificatePolicy
