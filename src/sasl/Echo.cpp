// SPDX-License-Identifier: GPL-3.0-or-later
#include "sasl/Echo.h"

#include <QScopeGuard>
#include <QStringBuilder> // operator+, where nothing else brings it

namespace tributary::sasl {

namespace {

constexpr char kInItsPlace[] = "***";
constexpr qsizetype kShortest = 4; // shorter ones stand in ordinary words by chance

bool isOfBase64(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '='; }

/// The whole run of base64 around each place where core stands.
void cutRuns(QByteArray& said, const QByteArray& core) {
    if (core.size() < kShortest)
        return;
    for (qsizetype at = said.indexOf(core); at >= 0; at = said.indexOf(core)) {
        qsizetype begin = at, end = at + core.size();
        while (begin > 0 && isOfBase64(said[begin - 1]))
            --begin;
        while (end < said.size() && isOfBase64(said[end]))
            ++end;
        said.replace(begin, end - begin, kInItsPlace);
    }
}

} // namespace

QByteArray withoutEcho(QByteArray said, const Secret& secret) {
    const QByteArray& word = secret.reveal();
    if (word.size() < kShortest)
        return said;
    said.replace(word, kInItsPlace);
    // In a SASL line it begins at any of three places of a group of three bytes; what other bytes have a part in is left out.
    for (qsizetype before = 0; before < 3; ++before) {
        QByteArray padded = QByteArray(before, '\0') + word;
        QByteArray encoded = padded.toBase64(QByteArray::OmitTrailingEquals);
        const qsizetype skipped = before == 0 ? 0 : before + 1; // characters that bits of the bytes before are in
        const qsizetype whole = padded.size() / 3 * 4;
        QByteArray core = encoded.mid(skipped, whole - skipped);
        const auto wipe = qScopeGuard([&] {
            Secret::wipe(padded);
            Secret::wipe(encoded);
            Secret::wipe(core);
        });
        cutRuns(said, core);
    }
    return said;
}

} // namespace tributary::sasl
