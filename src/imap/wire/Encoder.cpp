// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/Encoder.h"

#include "imap/Limits.h"

#include <algorithm>

namespace tributary::imap {

namespace {

bool isQuotable(const QByteArray& bytes) {
    return bytes.size() <= limits::kQuoted && std::all_of(bytes.begin(), bytes.end(), [](char c) {
               const auto u = static_cast<unsigned char>(c);
               return u >= 0x20 && u < 0x7F;
           });
}

QByteArray quote(const QByteArray& bytes) {
    QByteArray quoted("\"");
    for (const char c : bytes) {
        if (c == '"' || c == '\\')
            quoted.append('\\');
        quoted.append(c);
    }
    return quoted + '"';
}

class Encoding {
  public:
    explicit Encoding(LiteralMode mode) : m_mode(mode) { m_encoded.chunks.append(QByteArray()); }

    Status add(const Command::Piece& piece) {
        if (const auto* text = std::get_if<Command::Text>(&piece)) {
            // Made by our own command functions from typed values; a line end here would be an injection.
            if (text->bytes.contains('\r') || text->bytes.contains('\n') || text->bytes.contains('\0'))
                return failure(ErrorKind::Internal, ErrorCode::Bug, QStringLiteral("line end in a command"));
            last().append(text->bytes);
            return {};
        }
        if (const auto* string = std::get_if<Command::String>(&piece))
            return addString(string->bytes);
        if (const auto* literal = std::get_if<Command::Literal>(&piece))
            return addLiteral(literal->bytes);
        return addString(std::get<Command::Sensitive>(piece).bytes.reveal());
    }
    EncodedCommand finish() {
        last().append("\r\n");
        return std::move(m_encoded);
    }
    void addText(const QByteArray& text) { last().append(text); }

  private:
    QByteArray& last() { return m_encoded.chunks.last(); }

    Status addString(const QByteArray& bytes) {
        if (bytes.contains('\0'))
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("NUL in a string"));
        if (isQuotable(bytes))
            last().append(quote(bytes));
        else
            addBytes(bytes);
        return {};
    }

    Status addLiteral(const QByteArray& bytes) {
        if (bytes.contains('\0')) // a literal8 would need BINARY (RFC 9051 4.3)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("NUL in a literal"));
        addBytes(bytes);
        return {};
    }

    void addBytes(const QByteArray& bytes) {
        const bool plus = m_mode == LiteralMode::Plus || (m_mode == LiteralMode::Minus && bytes.size() <= limits::kLiteralMinus);
        last().append('{' + QByteArray::number(bytes.size()) + (plus ? "+}\r\n" : "}\r\n"));
        if (plus)
            last().append(bytes);
        else
            m_encoded.chunks.append(bytes);
    }

    LiteralMode m_mode;
    EncodedCommand m_encoded;
};

} // namespace

Result<EncodedCommand> encodeCommand(const QByteArray& tag, const Command& command, LiteralMode mode) {
    Encoding encoding(mode);
    encoding.addText(tag + ' ');
    for (const Command::Piece& piece : command.pieces)
        TRY_STATUS(encoding.add(piece));
    return encoding.finish();
}

} // namespace tributary::imap
