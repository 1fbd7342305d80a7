// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Content.h"

namespace tributary::content {

namespace {

QString plainOf(QByteArrayView raw, const mime::Part& part) {
    const QString text = mime::decodedText(raw, part);
    return part.is("text", "html") ? htmlToText(text) : text;
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

} // namespace tributary::content
