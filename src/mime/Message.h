// SPDX-License-Identifier: GPL-3.0-or-later
// The message parser of the house: bytes in, values out. Pure (no thread, no I/O), bounded by Limits, linear in the
// input, no recursion on input depth. It never fails: what is broken is read as well as it can be, and every limit
// that bites is recorded in ParsedMessage::defects. RFC 5322, 2045-2047, 2231, 3676, 6532. What lies in a message beside
// its parts has headers of its own: Protection.h, Report.h, Embedded.h.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QList>
#include <QString>

namespace tributary::mime {

/// RFC 5322 3.4. An empty addrSpec with a name is a group's name ("undisclosed-recipients").
struct ParsedAddress {
    QString name;
    QString addrSpec;
    bool operator==(const ParsedAddress&) const = default;
};
using ParsedAddresses = QList<ParsedAddress>;

struct HeaderField {
    QByteArray name;  ///< as written
    QByteArray value; ///< raw, unfolded: no CRLF; neither charset nor RFC 2047 decoded
};

/// RFC 2045 5.1 / RFC 2183 parameter, RFC 2231 and (mis-used) RFC 2047 decoded. name is lower case.
struct Parameter {
    QByteArray name;
    QString value;
};

enum class TransferEncoding { Identity, QuotedPrintable, Base64, Uuencode };

/// One node of the part tree, in pre-order; parts[0] is the message itself.
struct Part {
    int parent = -1;
    QList<int> children;
    QString section;        ///< as IMAP names it: "" for the root multipart, "1", "2.1" (RFC 9051 6.4.5)
    QByteArray type;        ///< "text", "multipart"..., lower case
    QByteArray subtype;     ///< lower case
    QList<Parameter> typeParameters;
    QByteArray disposition; ///< "", "inline", "attachment", lower case
    QString fileName;       ///< as sent, decoded; may be hostile: see safeFileName()
    QByteArray contentId;   ///< without <>
    TransferEncoding encoding = TransferEncoding::Identity;
    qsizetype headerOffset = 0, headerSize = 0;
    qsizetype bodyOffset = 0, bodySize = 0; ///< encoded bytes, within the raw message
    QList<HeaderField> headers;

    [[nodiscard]] bool isMultipart() const { return type == "multipart"; }
    [[nodiscard]] bool is(const char* t, const char* s) const { return type == t && subtype == s; }
    [[nodiscard]] QString parameter(const char* name) const;
};

enum class Defect {
    TooManyParts, TooDeep, HeaderTooLarge, TooManyAddresses, MissingBoundary, UnterminatedMultipart,
    BadTransferEncoding, UnknownCharset, InvalidCharset, BadDate, MissingHeaders, DuplicateSingleHeader,
    // One a limit: see Limits.h
    MessageTooLarge, FieldTooLong, TooManyFields, NameTooLong, AddressTooLong, TooManyParameters, ParameterTooLong,
    BoundaryTooLong, TooManyReferences, TextTooLong, TooManyFiles, FilesTooLarge, TooManyTnefProperties, TooManyRecipients,
    DamagedFile, ///< a file inside a text or winmail.dat that is cut short or whose checksum differs
};

struct ParsedMessage {
    QList<Part> parts; ///< never empty
    QString subject;
    ParsedAddresses from, sender, replyTo, to, cc, bcc;
    QDateTime date;    ///< invalid when missing or not a date; carries the sender's offset
    QByteArray messageId;         ///< without <>
    QList<QByteArray> inReplyTo, references; ///< without <>
    QList<Defect> defects;        ///< each at most once

    [[nodiscard]] const QList<HeaderField>& headers() const { return parts.front().headers; }
    /// First field of that name (any case), decoded by RFC 2047; empty when missing.
    [[nodiscard]] QString header(const char* name) const;
    [[nodiscard]] const Part* findSection(const QString& section) const;
};

/// Parses a whole message (or its header block only: then there is one empty part). raw must outlive nothing: all
/// values are copies, bodies stay offsets into raw. hint: what text without a usable label may be in, a charset's label
/// or a language ("ja", "zh-TW"): the account's.
[[nodiscard]] ParsedMessage parseMessage(QByteArrayView raw, QByteArrayView hint = {});

/// The part's bytes with the transfer encoding undone.
[[nodiscard]] QByteArray decodedBody(QByteArrayView raw, const Part& part);
/// The part's text: transfer encoding and charset undone (label map, then detection), line ends '\n'; format=flowed is
/// undone (RFC 3676). maxBytes bounds the decoded input.
[[nodiscard]] QString decodedText(QByteArrayView raw, const Part& part, qsizetype maxBytes = 16 * 1024 * 1024);

struct TextOptions {
    qsizetype maxBytes = 16 * 1024 * 1024;
    QByteArray forcedCharset; ///< the user's choice: used whatever the label and the bytes say; unknown ones are ignored
    QByteArray hint;          ///< as of parseMessage()
    bool withoutFiles = false; ///< uuencoded and yEnc files are left out (embeddedFiles() has them)
};
struct DecodedText {
    QString text;
    QByteArray charset;     ///< which table it was decoded by, lower case
    QList<Defect> defects;  ///< TextTooLong, UnknownCharset, InvalidCharset
};
[[nodiscard]] DecodedText readText(QByteArrayView raw, const Part& part, const TextOptions& options);
[[nodiscard]] QString decodedText(QByteArrayView raw, const Part& part, const TextOptions& options);

/// Which part is shown as text/plain and which as text/html (index into parts, -1: none): the last suitable one of a
/// multipart/alternative, the first of a mixed, the root of a related. Attachments are never chosen.
/// afterPlain, afterHtml: the unnamed texts, of either kind, that stand behind it in its mixed, and in those around it: the text
/// behind a picture, the footer of a mailing list. At most limits::kTextsAfter.
struct BodyChoice {
    int plain = -1;
    int html = -1;
    QList<int> afterPlain, afterHtml;
};
[[nodiscard]] BodyChoice chooseBody(const ParsedMessage& message);

/// Everything else that a person would call an attachment (also unnamed ones and message/rfc822), in order.
[[nodiscard]] QList<int> attachmentParts(const ParsedMessage& message);

/// A file name that may be shown and saved: last path segment, no control, bidi or reserved characters or names, real
/// extension last, at most 200 UTF-8 bytes; never empty ("attachment.pdf" made from the media type).
[[nodiscard]] QString safeFileName(const Part& part);
/// The same of a part of that message: one that is a message and has no name is called by its subject, ".eml" behind it.
[[nodiscard]] QString safeFileName(QByteArrayView raw, const Part& part);

// Pieces, used by the above and tested on their own:
[[nodiscard]] QString decodeEncodedWords(QByteArrayView value, QByteArrayView hint = {}); ///< RFC 2047, raw 8-bit tolerated
[[nodiscard]] ParsedAddresses parseAddressList(QByteArrayView value, QByteArrayView hint = {});
[[nodiscard]] QDateTime parseDate(QByteArrayView value);          ///< RFC 5322 3.3 and 4.3 (obsolete), tolerant
/// Label map, ICU, detection; hint as of parseMessage().
[[nodiscard]] QString decodeCharset(QByteArrayView bytes, QByteArrayView label, QByteArrayView hint = {});

} // namespace tributary::mime
