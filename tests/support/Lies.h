// SPDX-License-Identifier: GPL-3.0-or-later
// Lies for a LyingServer, ready made. `commands` is a regular expression that the whole name of the command must match
// ("SELECT|EXAMINE"), `line` one that must be found in the response line (Latin-1, without its CRLF); times: how often the lie
// is told, -1 for always.
#pragma once

#include "support/LyingServer.h"

namespace tributary::tests::lies {

using Change = std::function<void()>;

/// What is found becomes `with` (\1 is the first group).
[[nodiscard]] Lie alter(const QString& commands, const QString& line, const QString& with, int times = -1);
/// Lines are left out.
[[nodiscard]] Lie drop(const QString& commands, const QString& line, int times = -1);
/// Lines are said twice.
[[nodiscard]] Lie repeat(const QString& commands, const QString& line, int times = -1);
/// These are said before (after) such a line; "^\\S+ OK" is the tagged one, but for untagged ones see kTagged.
[[nodiscard]] Lie insertBefore(const QString& commands, const QString& line, const QByteArrayList& lines, int times = -1);
[[nodiscard]] Lie insertAfter(const QString& commands, const QString& line, const QByteArrayList& lines, int times = -1);
/// A line is replaced by what f makes of it.
[[nodiscard]] Lie each(const QString& commands, const QString& line,
                       std::function<QByteArrayList(const ClientCommand&, const QByteArray&)> f, int times = -1);

/// The command is not carried out, and these are said; `text` must be found in what stands behind its name.
[[nodiscard]] Lie answer(const QString& commands, const QString& text, const QByteArrayList& lines, int times = -1);
[[nodiscard]] Lie refuse(const QString& commands, const QByteArray& with = "NO not today", int times = -1, const QString& text = {});
/// Answered OK and ignored.
[[nodiscard]] Lie ignore(const QString& commands, int times = -1);
/// f is called before the command is carried out.
[[nodiscard]] Lie before(const QString& commands, Change f, int times = 1);
/// f is called before the tagged answer of the command, which has been carried out, leaves.
[[nodiscard]] Lie afterwards(const QString& commands, Change f, int times = 1);

/// The connection ends before the command is carried out.
[[nodiscard]] Lie cutBefore(const QString& commands, int times = 1);
/// The command is carried out, and its answer lost.
[[nodiscard]] Lie cutAfter(const QString& commands, int times = 1);
/// The connection ends within a response that has such a line, behind so many bytes of it.
[[nodiscard]] Lie cutWithin(const QString& commands, const QString& line, qsizetype bytes, int times = 1);
/// The n-th tagged answer of the connection, and all behind it, is lost; once.
[[nodiscard]] Lie cutBeforeTagged(int n);
[[nodiscard]] Lie cutAfterBytes(qint64 bytes);
[[nodiscard]] Lie byeAt(const QString& commands, const QByteArray& text = "going down", int times = 1);
/// Nothing more is said on that connection.
[[nodiscard]] Lie hangAt(const QString& commands, int times = 1);

inline const QString kTagged = QStringLiteral("^(?![*+])\\S+ (OK|NO|BAD)");
inline const QString kOpen = QStringLiteral("SELECT|EXAMINE");
inline const QString kAnything = QStringLiteral(".*");

} // namespace tributary::tests::lies
