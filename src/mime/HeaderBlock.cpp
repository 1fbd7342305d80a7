// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Limits.h"
#include "mime/detail/Scan.h"

#include <cstring>

namespace tributary::mime::detail {

QByteArrayView trimmed(QByteArrayView view) {
    while (!view.isEmpty() && isBlank(view.front()))
        view = view.sliced(1);
    while (!view.isEmpty() && isBlank(view.back()))
        view.chop(1);
    return view;
}

qsizetype lineEnd(QByteArrayView raw, qsizetype from) {
    const auto* newline = static_cast<const char*>(std::memchr(raw.data() + from, '\n', static_cast<size_t>(raw.size() - from)));
    return newline ? newline - raw.data() + 1 : raw.size();
}

namespace {

/// Where the ':' of "Name:" is; -1: the line is no field. Blanks before the colon are obsolete syntax (RFC 5322 4.5).
qsizetype colonOf(QByteArrayView line) {
    for (qsizetype i = 0; i < line.size(); ++i) {
        const auto c = static_cast<unsigned char>(line[i]);
        if (c == ':')
            return i > 0 ? i : -1;
        if (c == ' ' || c == '\t') {
            qsizetype next = i;
            while (next < line.size() && (line[next] == ' ' || line[next] == '\t'))
                ++next;
            return i > 0 && next < line.size() && line[next] == ':' ? next : -1;
        }
        if (c < 33 || c > 126)
            return -1;
    }
    return -1;
}

QByteArrayView withoutLineEnd(QByteArrayView line) {
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

HeaderBlock parseHeaderBlock(QByteArrayView raw, qsizetype offset, qsizetype end) {
    HeaderBlock block;
    qsizetype at = offset;
    raw = raw.first(end);
    // An mbox separator line before the first field is none.
    if (raw.sliced(at).startsWith("From ") || raw.sliced(at).startsWith(">From "))
        at = lineEnd(raw, at);
    for (; at < end;) {
        const qsizetype next = lineEnd(raw, at);
        const QByteArrayView line = withoutLineEnd(raw.sliced(at, next - at));
        if (line.isEmpty()) {
            at = next;
            break;
        }
        const bool folded = line[0] == ' ' || line[0] == '\t';
        const qsizetype colon = folded ? -1 : colonOf(line);
        if (folded && !block.fields.isEmpty()) {
            block.fields.last().value.append(line.data(), line.size());
        } else if (colon > 0) {
            const bool full = block.fields.size() >= limits::kHeaderFields;
            block.tooLarge = block.tooLarge || full;
            if (!full)
                block.fields.append({trimmed(line.first(colon)).toByteArray(), trimmed(line.sliced(colon + 1)).toByteArray()});
        } else if (trimmed(line).isEmpty()) {
            at = next; // a line of blanks: meant as the empty one
            break;
        } else {
            block.broken = true; // no field and no empty line: the body has begun
            break;
        }
        at = next;
        if (at - offset > limits::kHeaderBlock) {
            block.tooLarge = true;
            break;
        }
    }
    block.bodyOffset = at;
    return block;
}

QByteArray withoutComments(QByteArrayView value) {
    QByteArray out;
    out.reserve(value.size());
    int depth = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (c == '\\' && i + 1 < value.size() && (quoted || depth > 0)) {
            ++i;
            if (depth == 0)
                out.append(c).append(value[i]);
        } else if (depth == 0 && c == '"') {
            quoted = !quoted;
            out.append(c);
        } else if (!quoted && c == '(') {
            ++depth;
        } else if (!quoted && depth > 0 && c == ')') {
            if (--depth == 0)
                out.append(' ');
        } else if (depth == 0) {
            out.append(c);
        }
    }
    return out;
}

QList<QByteArray> parseMessageIds(QByteArrayView value) {
    QList<QByteArray> ids;
    for (qsizetype at = 0; at < value.size() && ids.size() < limits::kReferences;) {
        const qsizetype open = value.indexOf('<', at);
        const qsizetype close = open < 0 ? -1 : value.indexOf('>', open);
        if (close < 0)
            break;
        QByteArray id;
        for (const char c : value.sliced(open + 1, close - open - 1)) {
            if (!isBlank(c))
                id.append(c);
        }
        if (!id.isEmpty())
            ids.append(id);
        at = close + 1;
    }
    if (ids.isEmpty()) { // without the brackets, as some send it
        const QByteArrayView bare = trimmed(value);
        if (!bare.isEmpty() && !bare.contains(' '))
            ids.append(bare.toByteArray());
    }
    return ids;
}

} // namespace tributary::mime::detail
