// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendas/SignatureText.h"

#include "content/Content.h"

namespace tributary::ui {

QString signatureText(const QString& typed) {
    QString text = typed;
    text.remove(u'\r');
    const qsizetype firstEnd = text.indexOf(u'\n');
    if (const QString first = text.left(firstEnd < 0 ? text.size() : firstEnd); first == QLatin1StringView("-- ") || first == QLatin1StringView("--"))
        text.remove(0, firstEnd < 0 ? text.size() : firstEnd + 1);
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    return text;
}

QString signatureHtml(const QString& text) { return text.isEmpty() ? QString() : content::textToHtml(text); }

model::Identity withSignature(model::Identity identity, const QString& typed, bool aboveQuote) {
    const QString text = signatureText(typed);
    if (text != identity.signatureText) { // else what another program wrote for rich mail stays
        identity.signatureText = text;
        identity.signatureHtml = signatureHtml(text);
    }
    identity.signatureAboveQuote = aboveQuote;
    return identity;
}

model::Identity withSignatureOf(model::Identity identity, const model::Identity& other) {
    identity.signatureText = other.signatureText;
    identity.signatureHtml = other.signatureHtml;
    identity.signatureAboveQuote = other.signatureAboveQuote;
    return identity;
}

} // namespace tributary::ui
