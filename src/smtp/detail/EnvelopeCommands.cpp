// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/detail/EnvelopeCommands.h"

#include "smtp/Limits.h"

#include <algorithm>

namespace tributary::smtp::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isAscii(const QByteArray& bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool isPrintable(const QByteArray& bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// RFC 3461 4: '+', '=' and what is not visible become +XX.
QByteArray xtext(const QByteArray& bytes) {
    QByteArray out;
    for (const char c : bytes) {
        if (c < '!' || c > '~' || c == '+' || c == '=')
            out += '+' + QByteArray(1, c).toHex().toUpper();
        else
            out += c;
    }
    return out;
}

QByteArray originalRecipient(const Recipient& recipient) { return "rfc822;" + xtext(recipient.originalAddress); }

bool needsUtf8(const Envelope& envelope) {
    const auto isBeyondAscii = [](const Recipient& recipient) { return !isAscii(recipient.address); };
    return envelope.smtpUtf8 || !isAscii(envelope.reversePath) ||
           std::any_of(envelope.recipients.begin(), envelope.recipients.end(), isBeyondAscii);
}

tl::unexpected<Error> bug(const QString& what) { return failure(ErrorKind::Internal, ErrorCode::Bug, what); }

Status checkOptions(const Envelope& envelope) {
    for (const Recipient& recipient : envelope.recipients) {
        if (recipient.notify.testFlag(Notify::Never) && recipient.notify != NotifyFlags(Notify::Never))
            return bug(u"NOTIFY=NEVER stands alone"_s);
        if (!isPrintable(recipient.originalAddress) && isAscii(recipient.originalAddress))
            return bug(u"an original address that cannot be told"_s);
    }
    const QByteArray id = envelope.report ? envelope.report->envelopeId : QByteArray();
    if (!isPrintable(id) || id.size() > limits::kEnvelopeId)
        return bug(u"an envelope identifier that cannot be told"_s);
    return {};
}

/// The first address that only SMTPUTF8 carries, for the error.
QString utf8Address(const Envelope& envelope) {
    for (const Recipient& recipient : envelope.recipients) {
        if (!isAscii(recipient.address))
            return QString::fromUtf8(recipient.address);
    }
    return QString::fromUtf8(envelope.reversePath);
}

} // namespace

Result<MessageTraits> traitsOf(const QByteArray& message) {
    if (message.isEmpty())
        return bug(u"an empty message"_s);
    MessageTraits traits;
    unsigned char seen = 0;
    const char* const end = message.constData() + message.size();
    for (const char* at = message.constData(); at != end; ++at) {
        if (*at == '\r' && at + 1 != end && at[1] == '\n')
            ++at;
        else if (*at == '\r' || *at == '\n')
            return bug(u"a bare CR or LF in the message at %1"_s.arg(at - message.constData()));
        else
            seen |= static_cast<unsigned char>(*at);
    }
    traits.hasEightBit = (seen & 0x80) != 0;
    traits.size = message.size() + (message.endsWith('\n') ? 0 : 2);
    return traits;
}

Status checkEnvelope(const Envelope& envelope, const MessageTraits& message, const Capabilities& server) {
    if (envelope.recipients.isEmpty())
        return bug(u"no recipient"_s);
    if (!envelope.reversePath.isEmpty())
        TRY_STATUS(checkMailbox(envelope.reversePath));
    for (const Recipient& recipient : envelope.recipients)
        TRY_STATUS(checkMailbox(recipient.address));
    TRY_STATUS(checkOptions(envelope));
    if (needsUtf8(envelope) && !server.has("SMTPUTF8"))
        return failure(ErrorKind::Refused, ErrorCode::Unsupported, utf8Address(envelope));
    const qint64 most = server.sizeLimit();
    if (most > 0 && message.size > most)
        return failure(ErrorKind::Refused, ErrorCode::MessageTooLarge, u"%1 bytes, at most %2"_s.arg(message.size).arg(most));
    return {};
}

QByteArray mailCommand(const Envelope& envelope, const MessageTraits& message, const Capabilities& server) {
    QByteArray line = "MAIL FROM:<" + envelope.reversePath + '>';
    if (server.has("SIZE"))
        line += " SIZE=" + QByteArray::number(message.size);
    if (message.hasEightBit && server.has("8BITMIME"))
        line += " BODY=8BITMIME";
    if (needsUtf8(envelope))
        line += " SMTPUTF8";
    if (envelope.report && server.has("DSN")) {
        if (envelope.report->returned != ReturnedPart::Unspecified)
            line += envelope.report->returned == ReturnedPart::Full ? " RET=FULL" : " RET=HDRS";
        if (!envelope.report->envelopeId.isEmpty())
            line += " ENVID=" + xtext(envelope.report->envelopeId);
    }
    return line + "\r\n";
}

QByteArray rcptCommand(const Recipient& recipient, const Capabilities& server) {
    QByteArray line = "RCPT TO:<" + recipient.address + '>';
    if (!server.has("DSN"))
        return line + "\r\n";
    QByteArrayList wishes;
    static constexpr std::pair<Notify, const char*> kWords[] = {
        {Notify::Never, "NEVER"}, {Notify::Success, "SUCCESS"}, {Notify::Failure, "FAILURE"}, {Notify::Delay, "DELAY"}};
    for (const auto& [flag, word] : kWords) {
        if (recipient.notify.testFlag(flag))
            wishes.append(word);
    }
    if (!wishes.isEmpty())
        line += " NOTIFY=" + wishes.join(',');
    const QByteArray original = originalRecipient(recipient);
    if (!recipient.originalAddress.isEmpty() && isAscii(recipient.originalAddress) && original.size() <= limits::kOriginalAddress)
        line += " ORCPT=" + original;
    return line + "\r\n";
}

} // namespace tributary::smtp::detail
