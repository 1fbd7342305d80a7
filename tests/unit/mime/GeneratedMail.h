// SPDX-License-Identifier: GPL-3.0-or-later
// Messages to build, made at random from a seed, and what a parser must read of what was built: lines that are equal or not.
#pragma once

#include "mime/OutgoingMessage.h"

#include <QStringList>

namespace tributary::test {

inline constexpr int kGeneratedMessages = 500;

enum class LocalParts { Ascii, Utf8Too };
/// The message of that seed: always the same one.
[[nodiscard]] mime::OutgoingMessage generatedMail(int seed, LocalParts localParts);

/// Differences of a reader that are known and explained in docs/mime.md; nothing else is let pass.
struct ReaderWays {
    bool namesSimplified = false; ///< white space of display names: one blank each
};
/// What was meant: "header=Name" of each field in order, then addresses, subject, extra fields, date, ids, texts, files.
[[nodiscard]] QStringList meantBy(const mime::OutgoingMessage& message, bool inIso2022Jp, ReaderWays ways);

/// The same lines of what our parser reads.
[[nodiscard]] QStringList readByOurParser(const QByteArray& raw);

/// For other readers. The local part without its quotes: some give them, some do not.
[[nodiscard]] QString bareAddress(const QString& addrSpec);
[[nodiscard]] QString addressLine(const char* field, const QString& name, const QString& addrSpec);
[[nodiscard]] QString fileLine(const QString& fileName, const QByteArray& type, const QByteArray& contentId, const QByteArray& bytes);
/// Characters of which JIS has one and Unicode two (docs/mime.md).
[[nodiscard]] QStringList withoutTwins(QStringList lines);

/// CRLF only, no line above 998 bytes; of the header none above 76 that could be folded. Empty: all is well.
[[nodiscard]] QString lineFaults(const QByteArray& raw);
/// The first line in which they differ; empty: none.
[[nodiscard]] QString firstDifference(const QStringList& meant, const QStringList& read);

} // namespace tributary::test
