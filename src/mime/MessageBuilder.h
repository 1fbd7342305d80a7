// SPDX-License-Identifier: GPL-3.0-or-later
// From values to the bytes of a message. Pure (any thread) but for random numbers; RFC 5322, 2045-2047, 2183, 2231, 2387,
// 3676, 6532, 1468. What is built is read back by Message.h as it was meant.
#pragma once

#include "base/Result.h"
#include "mime/OutgoingMessage.h"

namespace tributary::mime {

struct BuiltMessage {
    QByteArray bytes;             ///< CRLF only, no line above 998 bytes
    bool needs8Bit = false;       ///< a forwarded message has 8-bit lines: the server must offer 8BITMIME (RFC 6152)
    bool needsSmtpUtf8 = false;   ///< an address (of bcc, too) cannot be written in ASCII (RFC 6531)
    bool charsetFellBack = false; ///< something does not exist in the wished charset: all of it is UTF-8

    [[nodiscard]] qsizetype size() const { return bytes.size(); } ///< as of RFC 1870, before dot-stuffing
};

/// Errors are InvalidInput: NotAnAddress (detail: the address; where there is none, its name or the field), FieldMissing and
/// BadValue (detail: the field's name, then what is wrong). CR, LF and NUL are refused in addresses, ids and fields; in the
/// subject, in names and in file names they are blanks. A message/rfc822 that may not travel as one (NUL, bare CR, lines
/// above 998 bytes) goes as a file.
[[nodiscard]] Result<BuiltMessage> buildMessage(const OutgoingMessage& message);

/// The first characters of text, each once, that ISO-2022-JP cannot write; empty: it can write all.
[[nodiscard]] QString notInIso2022Jp(const QString& text, qsizetype most = 3);

/// A new Message-ID without <>: 128 random bits of the system and the domain (IDN allowed; "localhost" where it is none).
/// It tells neither time nor machine.
[[nodiscard]] QByteArray makeMessageId(const QString& domain);

/// An addr-spec as header and SMTP carry it.
struct WireAddress {
    QByteArray addrSpec;
    bool needsSmtpUtf8 = false;
};
/// The domain goes in ACE (UTS 46, not transitional); a local part like "a..b" gets its quotes. Errors: InvalidInput,
/// NotAnAddress (detail: the address). RFC 5322 3.4.1, 5890, 6532.
[[nodiscard]] Result<WireAddress> wireAddress(const QString& addrSpec, bool smtpUtf8);

/// Can it stand in a header between <>? Ids of received messages may be anything.
[[nodiscard]] bool isMessageId(QByteArrayView id);

} // namespace tributary::mime
