// SPDX-License-Identifier: GPL-3.0-or-later
// What of a message is signed or encrypted, as its structure says it (RFC 1847, 3156, 8551; OpenPGP armour in a text).
// Nothing is verified or decrypted here.
#pragma once

#include "mime/Message.h"

namespace tributary::mime {

enum class Protection { Signed, Encrypted, Compressed, Certificates };
enum class ProtectionStandard { Unknown, OpenPgp, Smime };

struct ProtectedPart {
    int part = -1; ///< the multipart, the application/pkcs7-mime or the text with armour
    Protection protection = Protection::Signed;
    ProtectionStandard standard = ProtectionStandard::Unknown;
    int content = -1;   ///< what is signed, or the encrypted data; -1: inside part itself
    int signature = -1; ///< the detached signature
    bool armour = false;     ///< in the middle of a text: what stands around it is not protected
    bool wellFormed = false; ///< as its RFC wants it; false: what some servers and mailers make of it
    bool whole = false;      ///< nothing of the message's body lies outside
    bool operator==(const ProtectedPart&) const = default;
};
/// In the order of the parts; those inside messages inside are in it, too.
[[nodiscard]] QList<ProtectedPart> protectedParts(QByteArrayView raw, const ParsedMessage& message);

} // namespace tributary::mime
