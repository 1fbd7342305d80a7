// SPDX-License-Identifier: GPL-3.0-or-later
#include "sieve/wire/Encoder.h"

#include "sieve/Limits.h"

#include <QString>

#include <algorithm>

namespace tributary::sieve {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isLineSafe(const QByteArray& bytes) {
    const auto isSafe = [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '\x7f'; };
    return std::all_of(bytes.begin(), bytes.end(), isSafe) && QString::fromUtf8(bytes).toUtf8() == bytes;
}

} // namespace

QByteArray encodeLiteral(const QByteArray& bytes) { return '{' + QByteArray::number(bytes.size()) + "+}\r\n" + bytes; }

QByteArray encodeString(const QByteArray& bytes) {
    if (bytes.size() > limits::kQuoted || !isLineSafe(bytes))
        return encodeLiteral(bytes);
    QByteArray quoted(1, '"');
    for (const char c : bytes) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

Status checkName(const QByteArray& name) {
    const QString text = QString::fromUtf8(name);
    const auto isControl = [](QChar c) {
        const char16_t u = c.unicode();
        return u < 0x20 || (u >= 0x7f && u <= 0x9f) || u == 0x2028 || u == 0x2029;
    };
    if (name.isEmpty() || name.size() > limits::kName || text.toUtf8() != name || std::any_of(text.cbegin(), text.cend(), isControl))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"name"_s);
    return {};
}

Status checkScript(const QByteArray& script) {
    if (script.size() > kMaxScript || script.contains('\0'))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"script"_s);
    return {};
}

} // namespace tributary::sieve
