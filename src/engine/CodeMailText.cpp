// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/CodeMailText.h"

#include <QStringList>

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

QString paragraph(const QString& text) { return u"<p style=\"margin:0 0 16px 0\">"_s + text.toHtmlEscaped() + u"</p>\n"_s; }

/// Colours are the reader's own: it may be dark there.
QString htmlOf(const CodeMailWords& words, const QString& reason, const QString& code) {
    return u"<!DOCTYPE html>\n<html lang=\""_s + words.language.toHtmlEscaped() +
           u"\"><head><meta charset=\"utf-8\"></head>\n<body style=\"font-family:sans-serif;font-size:16px;line-height:1.5\">\n"_s + paragraph(reason) +
           paragraph(words.typeIt) +
           u"<p style=\"margin:0 0 16px 0;font-family:monospace;font-size:32px;font-weight:bold;letter-spacing:6px\">"_s + code + u"</p>\n"_s +
           paragraph(words.holds) + paragraph(words.ignore) + u"</body></html>\n"_s;
}

} // namespace

CodeMailText codeMailText(const CodeMailWords& words, const model::VerificationTarget& target, const QString& account, const QByteArray& code) {
    const QString digits = QString::fromLatin1(code);
    const QString& sentence = target.purpose == model::VerificationPurpose::ReplyTo ? words.replyToReason : words.senderReason;
    const QString reason = sentence.arg(account, target.address);
    CodeMailText text;
    text.subject = words.subject.arg(target.address);
    text.plain = QStringList{reason, words.typeIt, digits, words.holds, words.ignore}.join(u"\n\n"_s) + u'\n';
    text.html = htmlOf(words, reason, digits);
    return text;
}

QString codeIn(const QString& plain) {
    QString found;
    for (const QStringView line : QStringView(plain).split(u'\n')) {
        const QStringView trimmed = line.trimmed();
        const bool isCode = trimmed.size() == model::kCodeDigits && std::all_of(trimmed.begin(), trimmed.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
        if (!isCode)
            continue;
        if (!found.isEmpty())
            return {};
        found = trimmed.toString();
    }
    return found;
}

} // namespace tributary::engine
