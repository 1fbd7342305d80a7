// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/detail/AesGcm.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

namespace tributary::auth::detail {

namespace {

const unsigned char* bytesOf(const QByteArray& b) { return reinterpret_cast<const unsigned char*>(b.constData()); }
unsigned char* bytesOf(QByteArray& b) { return reinterpret_cast<unsigned char*>(b.data()); }

struct CipherDeleter {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, CipherDeleter>;

} // namespace

QByteArray randomBytes(int count) {
    QByteArray bytes(count, '\0');
    if (RAND_bytes(bytesOf(bytes), count) != 1)
        bytes.clear();
    return bytes;
}

std::optional<QByteArray> crypt(bool encrypt, const Secret& key, const QByteArray& nonce, const QByteArray& header, const QByteArray& input, QByteArray& tag) {
    const Cipher context(EVP_CIPHER_CTX_new());
    QByteArray output(input.size(), '\0');
    int length = 0;
    bool ok = EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytesOf(key.reveal()), bytesOf(nonce), encrypt) == 1;
    ok = ok && EVP_CipherUpdate(context.get(), nullptr, &length, bytesOf(header), static_cast<int>(header.size())) == 1;
    ok = ok && EVP_CipherUpdate(context.get(), bytesOf(output), &length, bytesOf(input), static_cast<int>(input.size())) == 1;
    if (!encrypt)
        ok = ok && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1;
    unsigned char rest[16];
    ok = ok && EVP_CipherFinal_ex(context.get(), rest, &length) == 1;
    if (encrypt) {
        tag.resize(kTagBytes);
        ok = ok && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, tag.data()) == 1;
    }
    if (!ok)
        return std::nullopt;
    return output;
}

} // namespace tributary::auth::detail
