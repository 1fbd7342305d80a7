// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/detail/LoopbackHead.h"

#include <QList>

#include <algorithm>

namespace tributary::net::detail {

namespace {

constexpr int kBadRequestLine = 400, kNoSuchPath = 404, kOtherMethod = 405;

bool isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(const QByteArray& text) { return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter); }

/// Visible ASCII: all that a target may hold.
bool isVisible(const QByteArray& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

/// Lines end with CRLF; neither a lone one of the two nor a NUL is anywhere.
bool splitLines(QByteArrayView head, QList<QByteArray>& lines) {
    const QByteArray text = head.toByteArray();
    qsizetype from = 0;
    for (;;) {
        const qsizetype end = text.indexOf("\r\n", from);
        lines.append(end < 0 ? text.mid(from) : text.mid(from, end - from));
        const QByteArray& line = lines.constLast();
        if (line.contains('\r') || line.contains('\n') || line.contains('\0'))
            return false;
        if (end < 0)
            return true;
        from = end + 2;
    }
}

/// The one Host; empty where there is none, two, or a line that is no field.
QByteArray hostOf(const QList<QByteArray>& lines) {
    QByteArray host;
    bool found = false;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        const QByteArray name = lines[i].left(colon);
        if (colon < 0 || !isToken(name))
            return {};
        if (name.compare("host", Qt::CaseInsensitive) != 0)
            continue;
        if (found)
            return {};
        found = true;
        host = lines[i].mid(colon + 1).trimmed();
    }
    return host;
}

bool isOurHost(const QByteArray& host, quint16 port) {
    const QByteArray end = ':' + QByteArray::number(port);
    return host == "localhost" + end || host == "127.0.0.1" + end || host == "[::1]" + end;
}

} // namespace

LoopbackHead parseLoopbackHead(QByteArrayView head, const QByteArray& path, quint16 port) {
    QList<QByteArray> lines;
    if (!splitLines(head, lines))
        return {kBadRequestLine, {}};
    const QList<QByteArray> words = lines.constFirst().split(' ');
    const bool isHttp = words.size() == 3 && (words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0");
    if (!isHttp || !isToken(words[0]) || !isVisible(words[1]) || !isOurHost(hostOf(lines), port))
        return {kBadRequestLine, {}};
    if (words[0] != "GET")
        return {kOtherMethod, {}};
    const qsizetype mark = words[1].indexOf('?');
    const QByteArray asked = mark < 0 ? words[1] : words[1].left(mark);
    if (!asked.startsWith('/'))
        return {kBadRequestLine, {}};
    if (asked != path)
        return {kNoSuchPath, {}};
    return {0, mark < 0 ? QByteArray() : words[1].mid(mark + 1)};
}

} // namespace tributary::net::detail
