// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/SieveMarkers.h"

#include "rules/Limits.h"
#include "rules/SieveText.h"

#include <QCryptographicHash>

#include <algorithm>

namespace tributary::rules {
namespace {

constexpr QByteArrayView kTitle = "# Filters of Tributary. What is changed here is seen there, and lost when they are written again.";
constexpr QByteArrayView kScript = "# tributary-script 1 sha256=";
constexpr QByteArrayView kFilter = "# tributary-filter ";
constexpr QByteArrayView kEnd = "# tributary-end ";
constexpr QByteArrayView kHash = "sha256=";

QByteArray rightTrimmed(QByteArray line) {
    while (!line.isEmpty() && (line.endsWith(' ') || line.endsWith('\r') || line.endsWith('\t')))
        line.chop(1);
    return line;
}

/// Without blanks at the ends of lines and empty lines at the end.
QByteArrayList scriptLines(QByteArrayView text) {
    QByteArrayList lines = text.toByteArray().split('\n');
    std::transform(lines.begin(), lines.end(), lines.begin(), rightTrimmed);
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

QByteArray linesHash(const QByteArrayList& lines) {
    return QCryptographicHash::hash(lines.join('\n'), QCryptographicHash::Sha256).toHex();
}

/// "12 sha256=HEX NAME" and the lines behind it, from at on; at is then the end marker.
std::optional<MarkedFilter> readFilter(const QByteArrayList& lines, qsizetype& at) {
    const QByteArrayList words = lines[at].sliced(kFilter.size()).split(' ');
    bool isNumber = false;
    MarkedFilter read;
    read.id = FilterId(words.value(0).toLongLong(&isNumber));
    if (!isNumber || !words.value(1).startsWith(kHash))
        return std::nullopt;
    read.name = readSieveComment(words.sliced(2).join(' '));
    const qsizetype first = at + 1;
    const qsizetype end = lines.indexOf(kEnd + words[0], first);
    read.isEdited = end < 0 || linesHash(lines.sliced(first, end - first)) != QByteArrayView(words[1]).sliced(kHash.size());
    at = std::max(at, end);
    return read;
}

} // namespace

QByteArray markedScript(QByteArrayView text) {
    return kTitle + "\r\n" + kScript + linesHash(scriptLines(text)) + "\r\n" + text.toByteArray();
}

QByteArray markedFilter(FilterId id, const QString& name, QByteArrayView text) {
    const QByteArray number = QByteArray::number(id.value);
    return kFilter + number + ' ' + kHash + linesHash(scriptLines(text)) + ' ' + sieveComment(name) + "\r\n" + text.toByteArray() + kEnd +
           number + "\r\n";
}

ExportedScript readExported(QByteArrayView script) {
    ExportedScript read;
    if (script.size() > limits::kScriptBytes)
        return read;
    const QByteArrayList lines = scriptLines(script);
    const auto head = std::find_if(lines.begin(), lines.end(), [](const QByteArray& line) { return line.startsWith(kScript); });
    if (head == lines.end())
        return read;
    const qsizetype first = head - lines.begin() + 1;
    const bool isSame = first == 2 && lines[0] == kTitle && linesHash(lines.sliced(first)) == QByteArrayView(*head).sliced(kScript.size());
    read.state = isSame ? ScriptState::Unchanged : ScriptState::Edited;
    for (qsizetype at = first; at < lines.size() && read.filters.size() < limits::kFilters; ++at) {
        if (!lines[at].startsWith(kFilter))
            continue;
        if (const auto filter = readFilter(lines, at))
            read.filters.append(*filter);
    }
    return read;
}

} // namespace tributary::rules
