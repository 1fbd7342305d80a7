// SPDX-License-Identifier: GPL-3.0-or-later
// The machine policy (S6, S12, S13): what is right counts, what is faulty is named by place, and then nothing counts.
#include "accounts/PolicyFile.h"
#include "support/Certificates.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
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
    /// detail: a line for each fault, without the file's name before it.
    void expectFaulty(const QByteArray& bytes, const QStringList& detail) const {
        const QString file = write(bytes);
        for (const bool required : {true, false}) {
            const auto policy = loadPolicy(file, required);
            ASSERT_FALSE(policy) << bytes.constData();
            EXPECT_EQ(policy.error().kind, ErrorKind::InvalidInput);
            EXPECT_EQ(policy.error().code, ErrorCode::PolicyFaulty);
            QStringList lines = policy.error().detail.split(u'\n');
            for (QString& line : lines) {
                EXPECT_TRUE(line.startsWith(file + u':')) << qPrintable(line);
                line.remove(0, file.size() + 1);
            }
            EXPECT_EQ(lines, detail) << qPrintable(lines.join(u'\n'));
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

TEST_F(PolicyFileTest, whatIsNoJsonIsRefusedWithThePlaceAndNothingOfItsText) {
    const auto faultOf = [this](const QByteArray& bytes) {
        const auto policy = loadPolicy(write(bytes), true);
        EXPECT_FALSE(policy);
        return policy ? QString() : policy.error().detail.mid(m_directory.filePath(u"policies.json"_s).size());
    };
    EXPECT_TRUE(faultOf("").startsWith(u":1:1: not JSON: "_s));
    EXPECT_TRUE(faultOf("{").startsWith(u":1:2: not JSON: "_s)) << qPrintable(faultOf("{"));
    EXPECT_TRUE(faultOf("{} trailing").startsWith(u":1:"_s));
    EXPECT_TRUE(faultOf("{\"a\xFF\": 1}").startsWith(u":1:"_s));
    EXPECT_TRUE(faultOf("{\n  // words\n  \"MaxAccounts\": 1\n}").startsWith(u":2:"_s)) << "comments are no JSON";
    EXPECT_TRUE(faultOf("{\n  \"MaxAccounts\": 1,\n}").startsWith(u":3:1: not JSON: "_s)) << qPrintable(faultOf("{\n  \"MaxAccounts\": 1,\n}"));
    EXPECT_FALSE(faultOf("{\"OAuthClients\": {\"gmail\": {\"clientSecret\": \"hush\n\"}}}").contains(u"hush"_s));
    EXPECT_TRUE(faultOf(QByteArray(100'000, '[')).contains(u"nested more than 32 deep"_s));
    expectFaulty("[]", {u"1:1: must be an object, is a list"_s});
    expectFaulty("\n null", {u"2:2: must be an object, is null"_s});
    expectFaulty("{\"AllowNonStandardPorts\": true" + QByteArray(1 << 20, ' ') + "}", {u" larger than 1 MiB"_s});
}

TEST_F(PolicyFileTest, aFaultIsNamedByItsLineItsColumnAndItsPath) {
    const auto expectOne = [this](const QByteArray& bytes, const QString& detail) { expectFaulty(bytes, QStringList{detail}); };
    expectOne(R"({"AllowNonstandardPorts": true})", u"1:2: AllowNonstandardPorts: unknown key; it is written AllowNonStandardPorts"_s);
    expectOne(R"({"Nonsense": true})", u"1:2: Nonsense: unknown key"_s);
    expectOne(R"({"AllowNonStandardPorts": 1})", u"1:27: AllowNonStandardPorts: must be true or false, is a number"_s);
    expectOne(R"({"AllowNonStandardPorts": "true"})", u"1:27: AllowNonStandardPorts: must be true or false, is text"_s);
    expectOne("{\n  \"AllowNonStandardPorts\":\n    null}", u"3:5: AllowNonStandardPorts: must be true or false, is null"_s);
    expectOne(R"({"ExtraCertificateAuthorities": "/ca.pem"})", u"1:33: ExtraCertificateAuthorities: must be a list, is text"_s);
    expectOne(R"({"ExtraCertificateAuthorities": [7]})", u"1:34: ExtraCertificateAuthorities[0]: must be a file name, is a number"_s);
    expectOne(R"({"OAuthClients": []})", u"1:18: OAuthClients: must be an object, is a list"_s);
    expectOne(R"({"OAuthClients": {"outlook": "x"}})", u"1:30: OAuthClients.outlook: must be an object, is text"_s);
    expectOne(R"({"OAuthClients": {"outlook": {"secret": "x"}}})", u"1:31: OAuthClients.outlook.secret: unknown key"_s);
    expectOne(R"({"OAuthClients": {"outlook": {"tenant": 1}}})", u"1:41: OAuthClients.outlook.tenant: must be a text, is a number"_s);
    expectOne(R"({"MaxAccounts": 0})", u"1:17: MaxAccounts: must be a whole number from 1 to 1000"_s);
    expectOne(R"({"MaxAccounts": 1.5})", u"1:17: MaxAccounts: must be a whole number from 1 to 1000"_s);
    expectOne(R"({"MaxAccounts": 99999999999999999999})", u"1:17: MaxAccounts: must be a whole number from 1 to 1000"_s);
    expectOne(R"({"RemotePictures": "always"})", u"1:20: RemotePictures: must be \"ask\" or \"never\""_s);
    expectOne(R"({"AllowedProtocols": ["imap", "smtp"]})", u"1:31: AllowedProtocols[1]: must be \"imap\" or \"pop3\""_s);
    expectOne(R"({"AllowedDomains": []})", u"1:20: AllowedDomains: is empty and would allow nothing; leave the key out, or lock \"accounts\""_s);
    expectOne(R"({"RefusedDomains": ["me@example.org"]})", u"1:21: RefusedDomains[0]: must be a domain, as example.com, or *.example.com for all below it"_s);
    expectOne(R"({"DiscoveryService": "http://ispdb.example"})", u"1:22: DiscoveryService: must be an https address or \"off\""_s);
    expectOne(R"({"LockedSettings": ["accounts", "everything"]})",
              u"1:33: LockedSettings[1]: must be \"accounts\" or \"identities\" or \"signatures\" or \"filters\" or \"vacation\" or \"syncSince\" or \"saveSent\" or \"nonStandardPorts\" or \"remotePictures\""_s);
    expectFaulty("{\"会議\": 1, \"MaxAccounts\": true}", {u"1:2: 会議: unknown key"_s, u"1:26: MaxAccounts: must be a whole number, is true or false"_s});
}

TEST_F(PolicyFileTest, aPresetAccountIsReadOrRefusedAtItsPlace) {
    const auto expectOne = [this](const QByteArray& account, const QString& detail) { expectFaulty("{\"Accounts\": [\n" + account + "]}", QStringList{detail}); };
    expectOne(R"({"Email": "a@example.com", "Incoming": {"Host": "h", "Port": "993"}})", u"2:62: Accounts[0].Incoming.Port: must be a whole number, is text"_s);
    expectOne(R"({"Email": "a@example.com", "Incoming": {"Host": "h", "Port": 70000}})", u"2:62: Accounts[0].Incoming.Port: must be a whole number from 1 to 65535"_s);
    expectOne(R"({"Email": "nobody", "Provider": "gmail"})", u"2:11: Accounts[0].Email: is no e-mail address"_s);
    expectOne(R"({"Provider": "gmail"})", u"2:1: Accounts[0]: Email is missing"_s);
    expectOne(R"({"Email": "a@example.com"})", u"2:1: Accounts[0]: Provider or Incoming is missing"_s);
    expectOne(R"({"Email": "a@example.com", "Provider": "gmail", "Incoming": {"Host": "h"}})", u"2:1: Accounts[0]: Provider or Incoming, not both"_s);
    expectOne(R"({"Email": "${user}@example.com", "Provider": "gmail"})", u"2:11: Accounts[0].Email: the login name for ${user} is not known here"_s);
    expectOne(R"({"Email": "a@example.com", "Provider": "gmail", "SyncSince": "2026-02-30"})", u"2:62: Accounts[0].SyncSince: must be a date, as 2026-01-31"_s);

    const QString file = write(R"({"Accounts": [{"Email": "${user}@Example.com", "Name": "Work of ${user}", "SaveSent": false, "SyncSince": "2026-01-31", "Locked": true,
        "Incoming": {"Protocol": "pop3", "Host": "pop.example.com", "Security": "starttls", "User": "EXAMPLE\\${user}"}, "Outgoing": {"Host": "smtp.example.com"}}]})");
    const auto policy = loadPolicy(file, true, {u"ann"_s, {}, {}});
    ASSERT_TRUE(policy) << qPrintable(policy.error().detail);
    const PresetAccount* const preset = policy->presetFor(u"ANN@example.com"_s);
    ASSERT_TRUE(preset);
    EXPECT_EQ(preset->name, u"Work of ann"_s);
    EXPECT_EQ(preset->provider, u"other"_s);
    EXPECT_EQ(preset->protocol, model::Protocol::Pop3);
    EXPECT_EQ(preset->incoming, (model::ServerSettings{u"pop.example.com"_s, 110, model::Security::StartTls, u"EXAMPLE\\ann"_s}));
    EXPECT_EQ(preset->outgoing, (model::ServerSettings{u"smtp.example.com"_s, 465, model::Security::Tls, u"ann@Example.com"_s}));
    EXPECT_EQ(preset->saveSent, false);
    EXPECT_EQ(preset->syncSince, QDate(2026, 1, 31));
    EXPECT_TRUE(preset->isLocked);
}

TEST_F(PolicyFileTest, allFaultsAreToldAtOnceInTheirOrderAndNothingCounts) {
    expectFaulty("{\n \"MaxAccounts\": \"two\",\n \"AllowNonStandardPorts\": true,\n \"Nonsense\": {},\n \"AllowNonStandardPorts\": false,\n"
                 " \"Accounts\": [{\"Email\": \"a@example.com\", \"Provider\": \"gmail\"}, {\"Email\": \"A@example.com\", \"Provider\": \"gmail\"}]\n}",
                 {u"2:17: MaxAccounts: must be a whole number, is text"_s, u"4:2: Nonsense: unknown key"_s,
                  u"5:2: AllowNonStandardPorts: this key stands here twice"_s, u"6:64: Accounts[1]: this address stands here twice"_s});
    QByteArray many = "{";
    for (int i = 0; i < 30; ++i)
        many += "\"k" + QByteArray::number(i) + "\": 1,\n";
    const auto policy = loadPolicy(write(many + "\"MaxAccounts\": 3}"), true);
    ASSERT_FALSE(policy);
    const QStringList lines = policy.error().detail.split(u'\n');
    EXPECT_EQ(lines.size(), 21);
    EXPECT_TRUE(lines.last().endsWith(u"and 10 more"_s)) << qPrintable(lines.last());
}

TEST_F(PolicyFileTest, aProviderThatNobodyKnowsIsAFault) {
    const PolicyPlace place{{}, {u"gmail"_s, u"outlook"_s}, {u"outlook"_s}};
    const QString good = write(R"({"AllowedProviders": ["gmail", "other"], "OAuthClients": {"outlook": {}}})");
    EXPECT_TRUE(loadPolicy(good, true, place));
    const QString bad = write(R"({"RefusedProviders": ["gmial"], "OAuthClients": {"gmail": {}}, "Accounts": [{"Email": "a@b.example", "Provider": "x"}]})");
    const auto policy = loadPolicy(bad, true, place);
    ASSERT_FALSE(policy);
    EXPECT_EQ(policy.error().detail.split(u'\n'), (QStringList{bad + u":1:23: RefusedProviders[0]: unknown provider; known: gmail, outlook, other"_s,
                                                             bad + u":1:50: OAuthClients.gmail: unknown provider; known: outlook"_s,
                                                             bad + u":1:114: Accounts[0].Provider: unknown provider; known: gmail, outlook"_s}));
}

TEST_F(PolicyFileTest, whatIsLockedAndNotSetIsAtWhatIsSafe) {
    const Policy policy = read(R"({"LockedSettings": ["nonStandardPorts", "remotePictures", "accounts"], "DiscoveryService": "off"})");
    EXPECT_EQ(policy.allowNonStandardPorts, false);
    EXPECT_EQ(policy.remotePictures, RemotePictureRule::Ask);
    EXPECT_TRUE(policy.locks(Lock::Accounts));
    EXPECT_FALSE(policy.locks(Lock::Signatures));
    EXPECT_EQ(read(R"({"LockedSettings": ["filters", "vacation"]})").locked, (QSet<Lock>{Lock::Filters, Lock::Vacation}));
    EXPECT_EQ(policy.discoveryService, QString()) << "off";
    EXPECT_EQ(read(R"({"DiscoveryService": "https://ispdb.example/v1.1"})").discoveryService, u"https://ispdb.example/v1.1"_s);
    EXPECT_EQ(read("{}").discoveryService, std::nullopt);
}

TEST_F(PolicyFileTest, anAuthorityThatCannotBeReadIsNamed) {
    const QString missing = m_directory.filePath(u"no.pem"_s);
    expectFaulty(R"({"ExtraCertificateAuthorities": [")" + missing.toUtf8() + R"("]})",
                 {u"1:34: ExtraCertificateAuthorities[0]: "_s + missing + u": No such file or directory"_s});
    const QString empty = write("words", u"empty.pem"_s);
    expectFaulty(R"({"ExtraCertificateAuthorities": [")" + empty.toUtf8() + R"("]})",
                 {u"1:34: ExtraCertificateAuthorities[0]: "_s + empty + u": no certificate in it"_s});
}

// --- The schema that administrators' editors use says the same.

void collectKeys(const QJsonObject& schema, const QString& path, QStringList& keys) {
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    for (auto at = properties.begin(); at != properties.end(); ++at) {
        const QString key = path.isEmpty() ? at.key() : QString(path + u'.' + at.key());
        keys.append(key);
        const QJsonObject value = at.value().toObject();
        collectKeys(value, key, keys);
        collectKeys(value.value(u"items"_s).toObject(), key + u"[]"_s, keys);
        collectKeys(value.value(u"additionalProperties"_s).toObject(), key + u".*"_s, keys);
    }
}

QJsonObject schemaFile() {
    QFile file(QStringLiteral(TRIBUTARY_SOURCE_DIR "/resources/policies.schema.json"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return QJsonDocument::fromJson(file.readAll()).object();
}

TEST_F(PolicyFileTest, theSchemaDescribesExactlyTheKeysThatAreRead) {
    QStringList described, known = policyKeyPaths();
    collectKeys(schemaFile(), {}, described);
    described.sort();
    known.sort();
    EXPECT_EQ(described, known) << qPrintable(described.join(u' ')) << "\n" << qPrintable(known.join(u' '));
}

TEST_F(PolicyFileTest, theSchemasTypesAndWordsAreThoseThatAreRead) {
    const QJsonObject keys = schemaFile().value(u"properties"_s).toObject();
    for (auto at = keys.begin(); at != keys.end(); ++at) {
        const QJsonObject schema = at.value().toObject();
        const QString type = schema.value(u"type"_s).toString();
        // Of every other type the file is refused.
        const QList<std::pair<QString, QByteArray>> values{{u"boolean"_s, "true"}, {u"string"_s, "\"x y\""}, {u"integer"_s, "7"}, {u"array"_s, "[[]]"}, {u"object"_s, "{}"}};
        for (const auto& [other, value] : values) {
            if (other == type)
                continue;
            EXPECT_FALSE(loadPolicy(write("{\"" + at.key().toUtf8() + "\": " + value + "}"), true)) << qPrintable(at.key()) << value.constData();
        }
        const bool isList = type == u"array"_s;
        for (const QJsonValue& word : (isList ? schema.value(u"items"_s).toObject() : schema).value(u"enum"_s).toArray()) {
            const QByteArray text = '"' + word.toString().toUtf8() + '"';
            EXPECT_TRUE(loadPolicy(write("{\"" + at.key().toUtf8() + "\": " + (isList ? "[" + text + "]" : text) + "}"), true)) << text.constData();
        }
    }
    EXPECT_EQ(keys.value(u"LockedSettings"_s).toObject().value(u"items"_s).toObject().value(u"enum"_s).toArray().size(), allLocks().size());
}

} // namespace
} // namespace tributary::accounts::tst_PolicyFile
