// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/CertificateKinds.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <memory>

namespace tributary::tests {
namespace {

using namespace Qt::Literals::StringLiterals;

struct FreeOne {
    void operator()(X509* p) const { X509_free(p); }
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(BIO* p) const { BIO_free(p); }
    void operator()(X509_EXTENSION* p) const { X509_EXTENSION_free(p); }
    void operator()(GENERAL_NAMES* p) const { GENERAL_NAMES_free(p); }
};
template<typename T> using Held = std::unique_ptr<T, FreeOne>;

struct Issued {
    Held<X509> certificate;
    Held<EVP_PKEY> key;
};

struct Wish {
    QByteArray commonName = "localhost";
    QByteArray names = "DNS:localhost,IP:127.0.0.1"; ///< subjectAltName; empty: none
    int fromDays = -1, toDays = 30;
    QByteArray basicConstraints = "critical,CA:FALSE";
    QByteArray keyUsage = "critical,digitalSignature,keyEncipherment";
    QByteArray extendedKeyUsage = "serverAuth";
    QByteArray nameConstraints;
    QByteArray nameWithNul; ///< one more DNS name, these bytes
    int rsaBits = 0;        ///< 0: P-256
    const EVP_MD* digest = EVP_sha256();
};

void extend(X509* certificate, X509* issuer, int nid, const QByteArray& value) {
    if (value.isEmpty())
        return;
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Held<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    if (!extension)
        qFatal("certificate extension '%s'", value.constData());
    X509_add_ext(certificate, extension.get(), -1);
}

/// No configuration text can say it.
void addNameBytes(X509* certificate, const QByteArray& bytes) {
    const Held<GENERAL_NAMES> names(GENERAL_NAMES_new());
    GENERAL_NAME* name = GENERAL_NAME_new();
    ASN1_IA5STRING* text = ASN1_IA5STRING_new();
    ASN1_STRING_set(text, bytes.constData(), static_cast<int>(bytes.size()));
    GENERAL_NAME_set0_value(name, GEN_DNS, text);
    sk_GENERAL_NAME_push(names.get(), name);
    X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, 0);
}

/// issuer null: signed by itself.
Issued issue(const Wish& wish, const Issued* issuer) {
    Issued made{Held<X509>(X509_new()), Held<EVP_PKEY>(wish.rsaBits ? EVP_RSA_gen(static_cast<unsigned>(wish.rsaBits)) : EVP_EC_gen("P-256"))};
    X509* certificate = made.certificate.get();
    X509_set_version(certificate, 2);
    quint32 serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial | 1);
    X509_time_adj_ex(X509_getm_notBefore(certificate), wish.fromDays, 0, nullptr);
    X509_time_adj_ex(X509_getm_notAfter(certificate), wish.toDays, 0, nullptr);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(wish.commonName.constData()), static_cast<int>(wish.commonName.size()), -1, 0);
    X509* signer = issuer ? issuer->certificate.get() : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    X509_set_pubkey(certificate, made.key.get());
    extend(certificate, signer, NID_basic_constraints, wish.basicConstraints);
    extend(certificate, signer, NID_key_usage, wish.keyUsage);
    extend(certificate, signer, NID_ext_key_usage, wish.extendedKeyUsage);
    extend(certificate, signer, NID_name_constraints, wish.nameConstraints);
    if (wish.nameWithNul.isEmpty())
        extend(certificate, signer, NID_subject_alt_name, wish.names);
    else
        addNameBytes(certificate, wish.nameWithNul);
    X509_sign(certificate, issuer ? issuer->key.get() : made.key.get(), wish.digest);
    return made;
}

Wish authorityWish(const QByteArray& name, const QByteArray& constraints = "critical,CA:TRUE") {
    Wish wish;
    wish.commonName = name;
    wish.names.clear();
    wish.basicConstraints = constraints;
    wish.keyUsage = "critical,keyCertSign";
    wish.extendedKeyUsage.clear();
    return wish;
}

QByteArray taken(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, static_cast<qsizetype>(size));
}
QByteArray pem(const Issued& one) {
    const Held<BIO> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), one.certificate.get());
    return taken(bio.get());
}
QByteArray keyPem(const Issued& one) {
    const Held<BIO> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), one.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return taken(bio.get());
}

const Issued& root() {
    static const Issued made = issue(authorityWish("Throwaway authority"), nullptr);
    return made;
}

/// Signed by an authority in between, which is sent along unless isMissing.
PeerIdentity behind(const Wish& between, bool isMissing = false, const Wish& leaf = {}) {
    const Issued middle = issue(between, &root());
    const Issued server = issue(leaf, &middle);
    return {pem(server) + (isMissing ? QByteArray() : pem(middle)), keyPem(server)};
}
PeerIdentity direct(const Wish& leaf, const Issued* signer = &root()) {
    const Issued server = issue(leaf, signer);
    return {pem(server), keyPem(server)};
}

/// Signed by somebody that nobody knows, who is sent along.
PeerIdentity fromAStranger() {
    const Issued stranger = issue(authorityWish("Nobody's authority"), nullptr);
    const Issued server = issue({}, &stranger);
    return {pem(server) + pem(stranger), keyPem(server)};
}

/// The last byte of the signature is another one.
PeerIdentity withBrokenSignature() {
    const Issued server = issue({}, &root());
    const ASN1_BIT_STRING* signature = nullptr;
    X509_get0_signature(&signature, nullptr, server.certificate.get());
    const_cast<ASN1_BIT_STRING*>(signature)->data[signature->length - 1] ^= 1; // NOLINT(cppcoreguidelines-pro-type-const-cast)
    return {pem(server), keyPem(server)};
}

/// An authority that may have no other below it has one.
PeerIdentity beyondPathLength() {
    const Issued first = issue(authorityWish("May sign servers alone", "critical,CA:TRUE,pathlen:0"), &root());
    const Issued second = issue(authorityWish("Should not be"), &first);
    const Issued server = issue({}, &second);
    return {pem(server) + pem(second) + pem(first), keyPem(server)};
}

QList<CertificateKind> makeBadChains() {
    Wish expiredAuthority = authorityWish("Was an authority");
    expiredAuthority.fromDays = -30;
    expiredAuthority.toDays = -2;
    Wish constrained = authorityWish("For others alone");
    constrained.nameConstraints = "critical,permitted;DNS:other.example.test";
    Wish noAuthority; // a server that signs
    noAuthority.commonName = "A server";
    const QString here = u"localhost"_s;
    return {{"selfSigned", here, ErrorCode::CertificateSelfSigned, direct({}, nullptr)},
            {"unknownAuthority", here, ErrorCode::CertificateUnknownAuthority, fromAStranger()},
            {"missingIntermediate", here, ErrorCode::CertificateUnknownAuthority, behind(authorityWish("In between"), true)},
            {"intermediateIsNoAuthority", here, ErrorCode::CertificateInvalid, behind(noAuthority)},
            {"intermediateExpired", here, ErrorCode::CertificateExpired, behind(expiredAuthority)},
            {"pathLengthExceeded", here, ErrorCode::CertificateInvalid, beyondPathLength()},
            {"nameConstraints", here, ErrorCode::CertificateInvalid, behind(constrained)},
            {"brokenSignature", here, ErrorCode::CertificateInvalid, withBrokenSignature()}};
}

QList<CertificateKind> makeBadServers() {
    Wish expired, future, other, nameless, nul, wide, client, weakKey, weakSignature;
    expired.fromDays = -30, expired.toDays = -2;
    future.fromDays = 2;
    other.names = "DNS:other.example.test,IP:127.0.0.2";
    nameless.names.clear();
    nul.nameWithNul = QByteArray("localhost\0.evil.example.test", 28);
    wide.names = "DNS:*.example.test,DNS:*.test,DNS:*";
    client.extendedKeyUsage = "clientAuth";
    weakKey.rsaBits = 1024;
    weakSignature.digest = EVP_sha1();
    Wish addressAsName;
    addressAsName.commonName = "127.0.0.1";
    addressAsName.names = "DNS:127.0.0.1,DNS:localhost,IP:127.0.0.2";
    PeerIdentity old = direct({});
    old.onlyOldTls = true;
    const QString here = u"localhost"_s;
    return {{"expired", here, ErrorCode::CertificateExpired, direct(expired)},
            {"notYetValid", here, ErrorCode::CertificateNotYetValid, direct(future)},
            {"wrongHost", here, ErrorCode::CertificateWrongHost, direct(other)},
            {"commonNameOnly", here, ErrorCode::CertificateWrongHost, direct(nameless)},
            {"nulInName", here, ErrorCode::CertificateWrongHost, direct(nul)},
            {"wildcardOverTwoLabels", u"imap.mail.example.test"_s, ErrorCode::CertificateWrongHost, direct(wide)},
            {"addressAsName", u"127.0.0.1"_s, ErrorCode::CertificateWrongHost, direct(addressAsName)},
            {"forClients", here, ErrorCode::CertificateInvalid, direct(client)},
            {"weakKey", here, ErrorCode::CertificateInvalid, direct(weakKey)},
            {"weakSignature", here, ErrorCode::CertificateInvalid, direct(weakSignature)},
            {"oldTls", here, ErrorCode::TlsHandshakeFailed, old}};
}

QList<CertificateKind> makeGoodOnes() {
    Wish star;
    star.names = "DNS:*.mail.example.test";
    return {{"good", u"localhost"_s, ErrorCode::None, direct({})},
            {"goodWithANewKey", u"localhost"_s, ErrorCode::None, direct({})},
            {"goodAddress", u"127.0.0.1"_s, ErrorCode::None, direct({})},
            {"goodWildcard", u"imap.mail.example.test"_s, ErrorCode::None, direct(star)},
            {"goodIntermediate", u"localhost"_s, ErrorCode::None, behind(authorityWish("In between"))}};
}

} // namespace

const QList<CertificateKind>& certificateKinds() {
    static const QList<CertificateKind> kinds = makeBadChains() + makeBadServers() + makeGoodOnes();
    return kinds;
}

const CertificateKind& certificateKind(const QByteArray& name) {
    for (const CertificateKind& kind : certificateKinds()) {
        if (name == kind.name)
            return kind;
    }
    qFatal("no certificate kind '%s'", name.constData());
}

QByteArray kindsAuthorityPem() { return pem(root()); }

} // namespace tributary::tests
