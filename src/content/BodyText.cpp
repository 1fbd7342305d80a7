// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Content.h"

namespace tributary::content {

namespace {

QString plainOf(QByteArrayView raw, const mime::Part& part) {
    const QString text = mime::decodedText(raw, part);
    return part.is("text", "html") ? htmlToText(text) : text;
}

constexpr qsizetype kMaxPart = 1024 * 1024; ///< of a part, for a snippet: style sheets stand in front
constexpr qsizetype kMaxSeen = 16 * 1024;

/// The beginning of what a person sees of a part.
QString seenOf(QByteArrayView raw, const mime::Part& part) {
    mime::TextOptions options;
    options.maxBytes = kMaxPart;
    options.withoutFiles = true;
    const QString text = mime::decodedText(raw, part, options);
    return part.is("text", "html") ? seenText(text, kMaxSeen) : text.left(kMaxSeen);
}

} // namespace

QString joinTexts(QString text, const QString& next) {
    if (!text.isEmpty() && !text.endsWith(u'\n'))
        text += u'\n';
    return text + next;
}

QString bodyText(QByteArrayView raw, const mime::ParsedMessage& message) {
    const mime::BodyChoice choice = mime::chooseBody(message);
    if (choice.plain >= 0) {
        QString text = mime::decodedText(raw, message.parts.at(choice.plain));
        // Some senders leave the plain part blank.
        if (choice.html < 0 || !text.trimmed().isEmpty()) {
            for (const int after : choice.afterPlain)
                text = joinTexts(std::move(text), plainOf(raw, message.parts.at(after)));
            return text;
        }
    }
    if (choice.html < 0)
        return {};
    QString text = plainOf(raw, message.parts.at(choice.html));
    for (const int after : choice.afterHtml)
        text = joinTexts(std::move(text), plainOf(raw, message.parts.at(after)));
    return text;
}

QString snippetOf(QByteArrayView raw, const mime::ParsedMessage& message, const QString& body) {
    const mime::BodyChoice choice = mime::chooseBody(message);
    const bool isHtml = [&] {
        if (choice.plain < 0 || choice.html < 0)
            return choice.plain < 0;
        return mime::decodedText(raw, message.parts.at(choice.plain), kMaxSeen).trimmed().isEmpty();
    }();
    const bool holdsFile = body.contains(QLatin1StringView("begin "));
    const auto& after = isHtml ? choice.afterHtml : choice.afterPlain;
    if ((!isHtml && !holdsFile && after.isEmpty()) || (choice.plain < 0 && choice.html < 0))
        return snippet(body);
    QString text = seenOf(raw, message.parts.at(isHtml ? choice.html : choice.plain));
    for (const int next : after) {
        if (text.size() < kMaxSeen)
            text = joinTexts(std::move(text), seenOf(raw, message.parts.at(next)));
    }
    return snippet(text);
}

} // namespace tributary::content
