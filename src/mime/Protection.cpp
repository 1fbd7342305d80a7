// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Protection.h"

#include "mime/Limits.h"
#include "mime/detail/TransferDecoding.h"

#include <algorithm>
#include <optional>

namespace tributary::mime {

namespace {

bool isPkcs7(const QByteArray& subtype, const char* what) {
    return subtype == QByteArray("pkcs7-") + what || subtype == QByteArray("x-pkcs7-") + what;
}

ProtectionStandard standardOf(const QByteArray& type) {
    if (type.startsWith("application/pgp"))
        return ProtectionStandard::OpenPgp;
    return type.startsWith("application/pkcs7") || type.startsWith("application/x-pkcs7") ? ProtectionStandard::Smime
                                                                                        : ProtectionStandard::Unknown;
}

QByteArray typeOf(const Part& part) { return part.type + '/' + part.subtype; }

class ProtectionFinder {
  public:
    ProtectionFinder(QByteArrayView raw, const ParsedMessage& message) : m_raw(raw), m_parts(message.parts) {}

    QList<ProtectedPart> find() {
        for (int index = 0; index < m_parts.size(); ++index) {
            auto found = ofPart(index);
            if (!found)
                continue;
            found->part = index;
            found->whole = index == 0 && !found->armour;
            m_found.append(*found);
        }
        return m_found;
    }

  private:
    std::optional<ProtectedPart> ofPart(int index) const {
        const Part& part = m_parts[index];
        if (part.isMultipart() && !part.children.isEmpty()) {
            if (part.subtype == "signed")
                return ofSigned(part);
            return part.subtype == "encrypted" ? ofEncrypted(part) : ofManglingServer(part);
        }
        if (part.type == "application")
            return ofCms(part);
        return part.is("text", "plain") ? ofArmour(part) : std::nullopt;
    }

    /// RFC 1847 2.1: the content and its signature, nothing else.
    std::optional<ProtectedPart> ofSigned(const Part& part) const {
        ProtectedPart found;
        found.content = part.children.first();
        found.signature = part.children.size() > 1 ? part.children[1] : -1;
        const QByteArray signature = found.signature < 0 ? QByteArray() : typeOf(m_parts[found.signature]);
        const QByteArray protocol = part.parameter("protocol").toLatin1().toLower();
        found.standard = standardOf(signature);
        if (found.standard == ProtectionStandard::Unknown)
            found.standard = standardOf(protocol);
        found.wellFormed = part.children.size() == 2 && protocol == signature;
        return found;
    }

    /// RFC 1847 2.2, RFC 3156 4: the version part and the data.
    std::optional<ProtectedPart> ofEncrypted(const Part& part) const {
        ProtectedPart found;
        found.protection = Protection::Encrypted;
        found.content = part.children.last();
        const QByteArray control = typeOf(m_parts[part.children.first()]);
        const QByteArray protocol = part.parameter("protocol").toLatin1().toLower();
        found.standard = standardOf(control);
        if (found.standard == ProtectionStandard::Unknown)
            found.standard = standardOf(protocol);
        found.wellFormed = part.children.size() == 2 && protocol == control && m_parts[found.content].is("application", "octet-stream");
        return found;
    }

    /// Exchange makes a multipart/mixed of an OpenPGP multipart/encrypted, with an empty text in front.
    std::optional<ProtectedPart> ofManglingServer(const Part& part) const {
        for (qsizetype i = 0; i + 1 < part.children.size(); ++i) {
            const Part& data = m_parts[part.children[i + 1]];
            if (m_parts[part.children[i]].is("application", "pgp-encrypted") && data.is("application", "octet-stream")) {
                ProtectedPart found;
                found.protection = Protection::Encrypted;
                found.standard = ProtectionStandard::OpenPgp;
                found.content = part.children[i + 1];
                return found;
            }
        }
        return std::nullopt;
    }

    /// RFC 8551 3.2: application/pkcs7-mime, also under the names that stand for it (3.2.1).
    std::optional<ProtectedPart> ofCms(const Part& part) const {
        const QString name = part.fileName.toLower();
        const bool named = part.subtype == "octet-stream" && name.endsWith(u".p7m");
        if (!isPkcs7(part.subtype, "mime") && !named)
            return std::nullopt;
        ProtectedPart found;
        found.standard = ProtectionStandard::Smime;
        const QByteArray declared = part.parameter("smime-type").toLatin1().toLower();
        const auto kind = declared.isEmpty() ? cmsKind(part) : kindOf(declared);
        if (!kind && named)
            return std::nullopt;
        found.protection = kind.value_or(name.endsWith(u".p7c") ? Protection::Certificates : Protection::Encrypted);
        found.wellFormed = !declared.isEmpty() && !named;
        return found;
    }

    static std::optional<Protection> kindOf(const QByteArray& declared) {
        if (declared == "signed-data")
            return Protection::Signed;
        if (declared == "enveloped-data" || declared == "authenveloped-data")
            return Protection::Encrypted;
        if (declared == "compressed-data")
            return Protection::Compressed;
        return declared == "certs-only" ? std::optional(Protection::Certificates) : std::nullopt;
    }

    /// The content type stands in front of every CMS structure (RFC 5652 3); DER and BER write an OID alike.
    std::optional<Protection> cmsKind(const Part& part) const {
        constexpr qsizetype kFront = 256; // encoded bytes
        const QByteArrayView body = detail::encodedBody(m_raw, part);
        const QByteArray front = detail::decoded(body.first(std::min(body.size(), kFront)), part.encoding);
        constexpr QByteArrayView kData("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07", 10);
        constexpr QByteArrayView kSmime("\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01", 12);
        if (const qsizetype at = front.indexOf(kData); at >= 0 && at + kData.size() < front.size()) {
            const char kind = front[at + kData.size()];
            return kind == 2 ? std::optional(Protection::Signed) : kind == 3 ? std::optional(Protection::Encrypted) : std::nullopt;
        }
        if (const qsizetype at = front.indexOf(kSmime); at >= 0 && at + kSmime.size() < front.size()) {
            const char kind = front[at + kSmime.size()];
            return kind == 23 ? std::optional(Protection::Encrypted) : kind == 9 ? std::optional(Protection::Compressed) : std::nullopt;
        }
        return std::nullopt;
    }

    /// RFC 9580 6: "-----BEGIN PGP MESSAGE-----" at the beginning of a line.
    std::optional<ProtectedPart> ofArmour(const Part& part) const {
        QByteArrayView body = detail::encodedBody(m_raw, part);
        body = body.first(std::min(body.size(), limits::kArmourSearch));
        const bool plainBytes = part.encoding == TransferEncoding::Identity;
        const QByteArray owned = plainBytes ? QByteArray() : detail::decoded(body, part.encoding);
        const QByteArrayView text = plainBytes ? body : QByteArrayView(owned);
        constexpr QByteArrayView kBegin("-----BEGIN PGP ");
        for (qsizetype at = text.indexOf(kBegin); at >= 0; at = text.indexOf(kBegin, at + 1)) {
            const QByteArrayView what = text.sliced(at + kBegin.size());
            const bool isMessage = what.startsWith("MESSAGE-----");
            if ((at > 0 && text[at - 1] != '\n') || (!isMessage && !what.startsWith("SIGNED MESSAGE-----")))
                continue;
            ProtectedPart found;
            found.standard = ProtectionStandard::OpenPgp;
            found.protection = isMessage ? Protection::Encrypted : Protection::Signed;
            found.armour = true;
            return found;
        }
        return std::nullopt;
    }

    QByteArrayView m_raw;
    const QList<Part>& m_parts;
    QList<ProtectedPart> m_found;
};

} // namespace

QList<ProtectedPart> protectedParts(QByteArrayView raw, const ParsedMessage& message) {
    return ProtectionFinder(raw, message).find();
}

} // namespace tributary::mime
