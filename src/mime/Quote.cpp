// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Quote.h"

#include "mime/Message.h"
#include "mime/detail/OutgoingText.h"

#include <algorithm>

namespace tributary::mime {

namespace {

bool isBlankLine(QStringView line) { return line.trimmed().isEmpty(); }

/// The lines without signature and without blank ones at the ends. A text that is nothing but a signature stays.
QList<QStringView> quotedLines(QStringView text) {
    QList<QStringView> lines = text.split(u'\n');
    const auto isMark = [](QStringView line) { return line == u"-- "; };
    const auto mark = std::find_if(lines.cbegin(), lines.cend(), isMark);
    const bool anythingBefore = !std::all_of(lines.cbegin(), mark, isBlankLine);
    if (anythingBefore)
        lines = lines.first(mark - lines.cbegin());
    while (!lines.isEmpty() && isBlankLine(lines.last()))
        lines.removeLast();
    const auto first = std::find_if_not(lines.cbegin(), lines.cend(), isBlankLine);
    return lines.sliced(first - lines.cbegin());
}

QString written(const ParsedAddresses& addresses) {
    QStringList all;
    for (const ParsedAddress& address : addresses) {
        const bool both = !address.name.isEmpty() && !address.addrSpec.isEmpty();
        all.append(both ? QString(address.name + u" <" + address.addrSpec + u'>') : QString(address.name + address.addrSpec));
    }
    return all.join(u", ");
}

} // namespace

QString quotedText(const QString& text, const QString& attribution) {
    const QString body = detail::bodyText(text);
    QString out = attribution.isEmpty() ? QString() : QString(attribution + u'\n');
    for (const QStringView line : quotedLines(body)) {
        out.append(u'>');
        if (!line.isEmpty() && !line.startsWith(u'>'))
            out.append(u' ');
        out.append(line).append(u'\n');
    }
    return out;
}

QList<ForwardedField> forwardedFields(const ParsedMessage& message, const ForwardedLabels& labels, const QString& date) {
    QList<ForwardedField> fields{{labels.from, written(message.from)},
                                 {labels.date, date},
                                 {labels.subject, message.subject},
                                 {labels.to, written(message.to)},
                                 {labels.cc, written(message.cc)}};
    fields.removeIf([](const ForwardedField& field) { return field.value.isEmpty(); });
    return fields;
}

QString forwardedText(const QString& title, const QList<ForwardedField>& fields, const QString& text) {
    QString out = title + u'\n';
    for (const ForwardedField& field : fields)
        out += field.label + u": " + field.value + u'\n';
    return out + u'\n' + detail::bodyText(text);
}

} // namespace tributary::mime
