// SPDX-License-Identifier: GPL-3.0-or-later
// What a browser's request must look like to come through LoopbackListener. Pure.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tributary::net::detail {

inline constexpr qsizetype kMaxLoopbackHead = 8 << 10; ///< request line and header fields

/// status 0: it comes through with this query; else the answer it gets.
struct LoopbackHead {
    int status = 0;
    QByteArray query;
};

/// head: up to and without the empty line. Strict (RFC 9112 2.2, 3.2, 5.1): CRLF only, one Host, no folded lines, no controls.
[[nodiscard]] LoopbackHead parseLoopbackHead(QByteArrayView head, const QByteArray& path, quint16 port);

} // namespace tributary::net::detail
