// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/command/FlagWords.h"

#include <algorithm>
#include <cstring>

namespace tributary::imap {

bool isFlagWord(const QByteArray& word) {
    const QByteArrayView atom = word.startsWith('\\') ? QByteArrayView(word).sliced(1) : QByteArrayView(word);
    return !atom.isEmpty() && std::all_of(atom.begin(), atom.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return u > 0x20 && u < 0x7F && std::strchr("(){%*\"\\]", c) == nullptr;
    });
}

Result<QByteArray> flagWords(const QStringList& flags) {
    QByteArrayList words;
    for (const QString& flag : flags) {
        const QByteArray word = flag.toUtf8();
        if (!isFlagWord(word))
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("flag"), word);
        if (qstricmp(word.constData(), "\\Recent") != 0)
            words.append(word);
    }
    return '(' + words.join(' ') + ')';
}

} // namespace tributary::imap
