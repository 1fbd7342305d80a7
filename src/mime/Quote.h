// SPDX-License-Identifier: GPL-3.0-or-later
// The plain text that a reply or a forward begins with. Words are given: ui translates. Line ends are '\n'; paragraphs stay
// lines of their own (decodedText() has undone format=flowed, and MessageBuilder.h does it again).
#pragma once

#include <QList>
#include <QString>

namespace tributary::mime {

struct ParsedMessage;

/// attribution ("On Monday Jane wrote:", may be empty), then the text with "> " before each line and '>' before those that
/// are quoted already. The signature ("-- " and all behind it, RFC 3676 4.3) and blank lines at the ends are cut.
[[nodiscard]] QString quotedText(const QString& text, const QString& attribution);

/// What precedes a forwarded text: "From: Jane". Labels come without the colon.
struct ForwardedField {
    QString label, value;
    bool operator==(const ForwardedField&) const = default;
};
struct ForwardedLabels {
    QString from, date, subject, to, cc;
};
/// Those that the message has. date: its date in words; empty: left out.
[[nodiscard]] QList<ForwardedField> forwardedFields(const ParsedMessage& message, const ForwardedLabels& labels,
                                                    const QString& date);

/// title ("---- Forwarded message ----"), a line for each field, an empty line, the text as it is.
[[nodiscard]] QString forwardedText(const QString& title, const QList<ForwardedField>& fields, const QString& text);

} // namespace tributary::mime
