// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Certificates.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

namespace tributary::tests {
namespace {

struct Free {
    void operator()(X509* p) const { X509_free(p); }
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(BIO* p) const { BIO_free(p); }
    void operator()(X509_EXTENSION* p) const { X509_EXTENSION_free(p); }
};
template<typename T> using Owned = std::unique_ptr<T, Free>;

struct Pair {
    Owned<X509> certificate;
    Owned<EVP_PKEY> key;
};

void addExtension(X509* certificate, X509* issuer, int nid, const QByteArray& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Owned<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    X509_add_ext(certificate, extension.get(), -1);
}

/// issuer null: signed by itself.
Pair make(const CertificateOptions& options, const Pair* issuer, bool isAuthority) {
    Pair pair{Owned<X509>(X509_new()), Owned<EVP_PKEY>(EVP_EC_gen("P-256"))};
    X509* certificate = pair.certificate.get();
    X509_set_version(certificate, 2);
    quint32 serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial | 1);
    X509_time_adj_ex(X509_getm_notBefore(certificate), options.fromDays, 0, nullptr);
    X509_time_adj_ex(X509_getm_notAfter(certificate), options.toDays, 0, nullptr);
    const QByteArray name = options.commonName.toUtf8();
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.constData()), static_cast<int>(name.size()),
                               -1, 0);
    X509* signer = issuer ? issuer->certificate.get() : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    X509_set_pubkey(certificate, pair.key.get());
    if (isAuthority) {
        addExtension(certificate, signer, NID_basic_constraints, "critical,CA:TRUE");
        addExtension(certificate, signer, NID_key_usage, "critical,keyCertSign");
    } else {
        addExtension(certificate, signer, NID_ext_key_usage, "serverAuth");
        if (!options.names.isEmpty())
            addExtension(certificate, signer, NID_subject_alt_name, options.names.join(QLatin1Char(',')).toUtf8());
    }
    X509_sign(certificate, issuer ? issuer->key.get() : pair.key.get(), EVP_sha256());
    return pair;
}

const Pair& authority(bool known) {
    const auto makeOne = [](const char* name) {
        CertificateOptions options;
        options.commonName = QString::fromLatin1(name);
        return make(options, nullptr, true);
    };
    static const Pair ours = makeOne("Test authority");
    static const Pair other = makeOne("Another authority");
    return known ? ours : other;
}

QByteArray contents(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, static_cast<qsizetype>(size));
}

QByteArray pemOf(X509* certificate) {
    const Owned<BIO> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return contents(bio.get());
}

} // namespace

ServerCertificate makeCertificate(const CertificateOptions& options) {
    using Signer = CertificateOptions::Signer;
    const Pair* signer = options.signer == Signer::Itself ? nullptr : &authority(options.signer == Signer::Authority);
    const Pair pair = make(options, signer, false);
    const Owned<BIO> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), pair.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {pemOf(pair.certificate.get()), contents(bio.get())};
}

QByteArray authorityPem() {
    return pemOf(authority(true).certificate.get());
}

} // namespace tributary::tests
