// SPDX-License-Identifier: GPL-3.0-or-later
// What is signed or encrypted is recognised by its structure (S9): RFC 1847, 3156, 8551.
#include "mime/Protection.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_Protection {

namespace {

QList<ProtectedPart> found(const QByteArray& raw) { return protectedParts(raw, parseMessage(raw)); }

QByteArray multipart(const QByteArray& parameters, const QList<QByteArray>& parts) {
    QByteArray raw = "Content-Type: multipart/" + parameters + "; boundary=b\r\n\r\n";
    for (const QByteArray& part : parts)
        raw += "--b\r\n" + part + "\r\n";
    return raw + "--b--\r\n";
}

const QByteArray kText("Content-Type: text/plain\r\n\r\nsigned\r\n");

} // namespace

TEST(Protection, openPgpSignatureIsThatOfTheFirstPart) {
    const auto parts = found(multipart("signed; micalg=pgp-sha256; protocol=\"application/pgp-signature\"",
                                       {kText, "Content-Type: application/pgp-signature\r\n\r\nx"}));
    ASSERT_EQ(parts.size(), 1);
    EXPECT_EQ(parts[0], (ProtectedPart{0, Protection::Signed, ProtectionStandard::OpenPgp, 1, 2, false, true, true}));
}

TEST(Protection, smimeSignatureUnderItsOldNameAndWithoutProtocol) {
    const auto parts = found(multipart("signed", {kText, "Content-Type: application/x-pkcs7-signature; name=smime.p7s\r\n\r\nx"}));
    ASSERT_EQ(parts.size(), 1);
    EXPECT_EQ(parts[0].standard, ProtectionStandard::Smime);
    EXPECT_FALSE(parts[0].wellFormed);
}

TEST(Protection, aFooterBehindTheSignatureIsNotWellFormed) {
    const auto parts = found(multipart("signed; protocol=\"application/pgp-signature\"",
                                       {kText, "Content-Type: application/pgp-signature\r\n\r\nx", "\r\nlist footer"}));
    ASSERT_EQ(parts.size(), 1);
    EXPECT_FALSE(parts[0].wellFormed);
    EXPECT_EQ(parts[0].signature, 2);
}

TEST(Protection, openPgpEncryption) {
    const QList<QByteArray> pieces{"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n", "Content-Type: application/octet-stream\r\n\r\nx"};
    const auto parts = found(multipart("encrypted; protocol=\"application/pgp-encrypted\"", pieces));
    ASSERT_EQ(parts.size(), 1);
    EXPECT_EQ(parts[0], (ProtectedPart{0, Protection::Encrypted, ProtectionStandard::OpenPgp, 2, -1, false, true, true}));
    const auto mangled = found(multipart("mixed", {"\r\n", pieces[0], pieces[1]}));
    ASSERT_EQ(mangled.size(), 1);
    EXPECT_EQ(mangled[0].protection, Protection::Encrypted);
    EXPECT_EQ(mangled[0].content, 3);
    EXPECT_FALSE(mangled[0].wellFormed);
}

TEST(Protection, smimeTypesByWhatTheySay) {
    const auto kind = [](const QByteArray& parameters) {
        const auto parts = found("Content-Type: application/pkcs7-mime; " + parameters + "\r\n\r\nx");
        return parts.isEmpty() ? -1 : static_cast<int>(parts[0].protection);
    };
    EXPECT_EQ(kind("smime-type=signed-data"), static_cast<int>(Protection::Signed));
    EXPECT_EQ(kind("smime-type=Enveloped-Data"), static_cast<int>(Protection::Encrypted));
    EXPECT_EQ(kind("smime-type=authEnveloped-data"), static_cast<int>(Protection::Encrypted));
    EXPECT_EQ(kind("smime-type=compressed-data"), static_cast<int>(Protection::Compressed));
    EXPECT_EQ(kind("smime-type=certs-only"), static_cast<int>(Protection::Certificates));
    EXPECT_EQ(kind("name=smime.p7c"), static_cast<int>(Protection::Certificates));
    EXPECT_EQ(kind("name=smime.p7m"), static_cast<int>(Protection::Encrypted));
}

TEST(Protection, smimeWithoutAWordIsToldByItsFirstBytes) {
    const QByteArray signedData = QByteArray::fromHex("308206aa06092a864886f70d010702a0820698").toBase64();
    const QByteArray enveloped = QByteArray::fromHex("308206aa06092a864886f70d010703a0820698").toBase64();
    const auto kind = [](const QByteArray& type, const QByteArray& body) {
        return found("Content-Type: " + type + "; name=\"smime.p7m\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body);
    };
    ASSERT_EQ(kind("application/x-pkcs7-mime", signedData).size(), 1);
    EXPECT_EQ(kind("application/x-pkcs7-mime", signedData)[0].protection, Protection::Signed);
    ASSERT_EQ(kind("application/octet-stream", enveloped).size(), 1);
    EXPECT_EQ(kind("application/octet-stream", enveloped)[0].protection, Protection::Encrypted);
    EXPECT_TRUE(kind("application/octet-stream", "AAAA").isEmpty());
}

TEST(Protection, armourInATextCoversNotTheWholeMessage) {
    const auto encrypted = found("Subject: x\r\n\r\nhello\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nx\r\n-----END PGP MESSAGE-----\r\n");
    ASSERT_EQ(encrypted.size(), 1);
    EXPECT_TRUE(encrypted[0].armour);
    EXPECT_FALSE(encrypted[0].whole);
    EXPECT_EQ(encrypted[0].protection, Protection::Encrypted);
    const auto inBase64 = found("Content-Transfer-Encoding: base64\r\n\r\n" + QByteArray("-----BEGIN PGP SIGNED MESSAGE-----\n").toBase64());
    ASSERT_EQ(inBase64.size(), 1);
    EXPECT_EQ(inBase64[0].protection, Protection::Signed);
    EXPECT_TRUE(found("\r\nthe line > -----BEGIN PGP MESSAGE-----\r\n").isEmpty());
    EXPECT_TRUE(found("\r\n-----BEGIN PGP PUBLIC KEY BLOCK-----\r\n").isEmpty());
}

TEST(Protection, aPlainMessageHasNone) {
    EXPECT_TRUE(found(kText).isEmpty());
    EXPECT_TRUE(found("").isEmpty());
    EXPECT_TRUE(found("Content-Type: multipart/signed\r\n\r\nno boundary").isEmpty());
}

} // namespace tributary::mime::tst_Protection
