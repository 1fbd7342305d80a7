// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/InstanceMessage.h"

#include <QStringDecoder>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr QByteArrayView kFirstLine("tributary 1");
constexpr QByteArrayView kActivate("activate ");
constexpr qsizetype kLongestToken = 256;

bool isToken(QByteArrayView token) {
    return !token.isEmpty() && token.size() <= kLongestToken && std::all_of(token.begin(), token.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

/// False: it is nothing that may stand between the first line and the empty one.
bool takeLine(QByteArrayView line, InstanceMessage& message) {
    if (line.startsWith(kActivate)) {
        const QByteArrayView token = line.sliced(kActivate.size());
        if (!message.activationToken.isEmpty() || !isToken(token))
            return false;
        message.activationToken = token.toByteArray();
        return true;
    }
    auto decode = QStringDecoder(QStringDecoder::Utf8);
    const QString link = decode(line);
    if (decode.hasError() || !isMailtoLink(link) || message.links.size() == kMostLinks)
        return false;
    message.links.append(link);
    return true;
}

} // namespace

bool isMailtoLink(const QString& link) {
    if (!link.startsWith(QLatin1StringView("mailto:"), Qt::CaseInsensitive) || link.size() > kLongestLink || !link.isValidUtf16())
        return false;
    return std::none_of(link.begin(), link.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

QByteArray writeInstanceMessage(const InstanceMessage& message) {
    QByteArray bytes = kFirstLine.toByteArray() + '\n';
    if (isToken(message.activationToken))
        bytes += kActivate.toByteArray() + message.activationToken + '\n';
    for (const QString& link : message.links)
        bytes += link.toUtf8() + '\n';
    return bytes + '\n';
}

InstanceReading readInstanceMessage(const QByteArray& bytes, InstanceMessage& message) {
    const qsizetype seen = std::min(bytes.size(), kFirstLine.size());
    if (bytes.size() > kLongestInstanceMessage || QByteArrayView(bytes).first(seen) != kFirstLine.first(seen))
        return InstanceReading::Malformed;
    InstanceMessage read;
    bool isFirst = true;
    for (qsizetype at = 0, end = bytes.indexOf('\n'); end >= 0; at = end + 1, end = bytes.indexOf('\n', at)) {
        const QByteArrayView line = QByteArrayView(bytes).sliced(at, end - at);
        if (line.isEmpty()) {
            if (isFirst || end + 1 != bytes.size()) // one message a connection
                return InstanceReading::Malformed;
            message = std::move(read);
            return InstanceReading::Whole;
        }
        if (isFirst ? line != kFirstLine : !takeLine(line, read))
            return InstanceReading::Malformed;
        isFirst = false;
    }
    return InstanceReading::Unfinished;
}

} // namespace tributary::ui
