// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Content.h"

namespace tributary::content {

QString bodyText(QByteArrayView raw, const mime::ParsedMessage& message) {
    const mime::BodyChoice choice = mime::chooseBody(message);
    if (choice.plain >= 0) {
        QString text = mime::decodedText(raw, message.parts.at(choice.plain));
        // Some senders leave the plain part blank.
        if (choice.html < 0 || !text.trimmed().isEmpty())
            return text;
    }
    if (choice.html >= 0)
        return htmlToText(mime::decodedText(raw, message.parts.at(choice.html)));
    return {};
}

} // namespace tributary::content
