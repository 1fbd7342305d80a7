// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/detail/Plaintext.h"

#include "pop3/Limits.h"

#include <QCryptographicHash>

#include <algorithm>

namespace tributary::pop3::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isAtom(QByteArrayView text) {
    static constexpr QByteArrayView kOthers("!#$%&'*+-/=?^_`{|}~");
    const auto isAtomic = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || kOthers.contains(c);
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isAtomic);
}

/// RFC 5322 3.2.3.
bool isDotAtom(QByteArrayView text) {
    for (qsizetype dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.')) {
        if (!isAtom(text.first(dot)))
            return false;
        text = text.sliced(dot + 1);
    }
    return isAtom(text);
}

/// "[" *dtext "]"
bool isLiteral(QByteArrayView text) {
    const auto isPlain = [](char c) { return c > ' ' && c < '\x7f' && c != '[' && c != ']' && c != '\\'; };
    return text.size() > 2 && text.front() == '[' && text.back() == ']' && std::all_of(text.begin() + 1, text.end() - 1, isPlain);
}

/// What may stand in a line: no controls; a line of the server's own limit.
bool fitsInLine(const QByteArray& word) {
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
    return !word.isEmpty() && word.size() <= limits::kLine && !std::any_of(word.begin(), word.end(), isControl);
}

} // namespace

QByteArray apopTimestamp(const QByteArray& greeting) {
    const qsizetype begin = greeting.lastIndexOf('<');
    const qsizetype end = begin < 0 ? -1 : greeting.indexOf('>', begin);
    if (end < 0 || end - begin + 1 > limits::kTimestamp)
        return {};
    const QByteArrayView inside = QByteArrayView(greeting).sliced(begin + 1, end - begin - 1);
    const qsizetype at = inside.indexOf('@');
    if (at < 0 || !isDotAtom(inside.first(at)) || !(isDotAtom(inside.sliced(at + 1)) || isLiteral(inside.sliced(at + 1))))
        return {};
    return greeting.mid(begin, end - begin + 1);
}

Status checkLogin(const QString& user, const Secret& password) {
    if (!fitsInLine(user.toUtf8()))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"user"_s);
    if (!fitsInLine(password.reveal()))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"password"_s);
    return {};
}

QByteArray passCommand(const Secret& password) { return "PASS " + password.reveal() + "\r\n"; }

QByteArray apopCommand(const QString& user, const QByteArray& timestamp, const Secret& password) {
    QCryptographicHash md5(QCryptographicHash::Md5);
    md5.addData(timestamp);
    md5.addData(password.reveal());
    return "APOP " + user.toUtf8() + ' ' + md5.result().toHex() + "\r\n";
}

} // namespace tributary::pop3::detail
