// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/MailFile.h"

namespace tributary::transfer {

QByteArray withCrLf(const QByteArray& bytes) {
    QByteArray out;
    out.reserve(bytes.size() + bytes.size() / 32);
    char before = 0;
    for (const char c : bytes) {
        if (c == '\n' && before != '\r')
            out += '\r';
        out += c;
        before = c;
    }
    return out;
}

QByteArray withLf(const QByteArray& bytes) {
    QByteArray out = bytes;
    out.replace("\r\n", "\n");
    return out;
}

} // namespace tributary::transfer
