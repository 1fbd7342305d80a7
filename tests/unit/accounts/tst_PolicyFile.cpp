// SPDX-License-Identifier: GPL-3.0-or-later
// The machine policy (S6, S12, S13): what is right counts, what is faulty is named by place, and then nothing counts.
#include "accounts/PolicyFile.h"
#include "support/Certificates.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace tributary::accounts::tst_PolicyFile {
namespace {

using namespace Qt::Literals::StringLiterals;

class PolicyFileTest : public ::testing::Test {
  protected:
    QString write(const QByteArray& bytes, const QString& name = u"policies.json"_s) const {
        QFile file(m_directory.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
        return file.fileName();
    }
    Policy read(const QByteArray& bytes) const {
        const auto policy = loadPolicy(write(bytes), true);
        EXPECT_TRUE(policy) << qPrintable(policy ? QString() : policy.error().detail);
        return policy.value_or(Policy());
    }
    /// detail: without the file's name before it.
    void expectFaulty(const QByteArray& bytes, const QString& detail) const {
        const QString file = write(bytes);
        for (const bool required : {true, false}) {
            const auto policy = loadPolicy(file, required);
            ASSERT_FALSE(policy) << bytes.constData();
            EXPECT_EQ(policy.error().kind, ErrorKind::InvalidInput);
            EXPECT_EQ(policy.error().code, ErrorCode::PolicyFaulty);
            EXPECT_EQ(policy.error().detail, file + u": "_s + detail);
        }
    }
    QTemporaryDir m_directory;
};

TEST_F(PolicyFileTest, noFileIsNoPolicyUnlessItWasAskedFor) {
    const QString missing = m_directory.filePath(u"none.json"_s);
    const auto policy = loadPolicy(missing, false);
    ASSERT_TRUE(policy);
    EXPECT_FALSE(policy->isManaged());
    EXPECT_FALSE(policy->allowNonStandardPorts);
    const auto required = loadPolicy(missing, true);
    ASSERT_FALSE(required);
    EXPECT_EQ(required.error().code, ErrorCode::PolicyFaulty);
    EXPECT_TRUE(required.error().detail.startsWith(missing + u": "_s));
}

TEST_F(PolicyFileTest, everyKeyIsRead) {
    const QString authority = write(tests::authorityPem(), u"ca.pem"_s);
    const Policy policy = read(
        R"({"AllowNonStandardPorts": true, "ExtraCertificateAuthorities": [")" + authority.toUtf8() +
        R"("], "OAuthClients": {"outlook": {"clientId": "x", "tenant": "common", "authority": "https://login.example"}}})");
    EXPECT_EQ(policy.allowNonStandardPorts, true);
    EXPECT_EQ(policy.certificates.extraAuthorities, QList<QByteArray>{tests::authorityPem()});
    EXPECT_TRUE(policy.isManaged());
    EXPECT_EQ(policy.file, m_directory.filePath(u"policies.json"_s));
    EXPECT_EQ(read(R"({"AllowNonStandardPorts": false})").allowNonStandardPorts, false);
    const Policy empty = read("{}");
    EXPECT_EQ(empty.allowNonStandardPorts, std::nullopt) << "unset: the user's setting";
    EXPECT_TRUE(empty.isManaged());
}

TEST_F(PolicyFileTest, whatIsNoObjectIsRefused) {
    expectFaulty("", u"not JSON"_s);
    expectFaulty("{", u"not JSON"_s);
    expectFaulty("{} trailing", u"not JSON"_s);
    expectFaulty("{\"a\xFF\": 1}", u"not JSON"_s);
    expectFaulty("[]", u"not an object"_s);
    expectFaulty("null", u"not an object"_s);
    expectFaulty(QByteArray(100'000, '['), u"not JSON"_s);
    expectFaulty("{\"AllowNonStandardPorts\": true" + QByteArray(2 << 20, ' ') + "}", u"not JSON"_s); // above a MiB
}

TEST_F(PolicyFileTest, aFaultIsNamedByItsPlace) {
    expectFaulty(R"({"AllowNonstandardPorts": true})", u"AllowNonstandardPorts: unknown key"_s);
    expectFaulty(R"({"AllowNonStandardPorts": 1})", u"AllowNonStandardPorts: true or false is needed"_s);
    expectFaulty(R"({"AllowNonStandardPorts": "true"})", u"AllowNonStandardPorts: true or false is needed"_s);
    expectFaulty(R"({"AllowNonStandardPorts": null})", u"AllowNonStandardPorts: true or false is needed"_s);
    expectFaulty(R"({"ExtraCertificateAuthorities": "/ca.pem"})",
                 u"ExtraCertificateAuthorities: a list of file names is needed"_s);
    expectFaulty(R"({"ExtraCertificateAuthorities": ["/ca.pem", 7]})",
                 u"ExtraCertificateAuthorities[1]: a file name is needed"_s);
    expectFaulty(R"({"OAuthClients": []})", u"OAuthClients: an object is needed"_s);
    expectFaulty(R"({"OAuthClients": {"outlook": "x"}})", u"OAuthClients.outlook: an object is needed"_s);
    expectFaulty(R"({"OAuthClients": {"outlook": {"secret": "x"}}})", u"OAuthClients.outlook.secret: unknown key"_s);
    expectFaulty(R"({"OAuthClients": {"outlook": {"tenant": 1}}})", u"OAuthClients.outlook.tenant: a text is needed"_s);
}

TEST_F(PolicyFileTest, anAuthorityThatCannotBeReadIsNamed) {
    const QString missing = m_directory.filePath(u"no.pem"_s);
    expectFaulty(R"({"ExtraCertificateAuthorities": [")" + missing.toUtf8() + R"("]})",
                 u"ExtraCertificateAuthorities: "_s + missing + u": No such file or directory"_s);
    const QString empty = write("words", u"empty.pem"_s);
    expectFaulty(R"({"ExtraCertificateAuthorities": [")" + empty.toUtf8() + R"("]})",
                 u"ExtraCertificateAuthorities: "_s + empty + u": no certificate in it"_s);
}

} // namespace
} // namespace tributary::accounts::tst_PolicyFile
