// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/CrashMarks.h"
#include "engine/MessageContent.h"
#include "store/Reader.h"

namespace tributary::engine {

/// What messages are loaded from. The marks keep a message that crashes the program from doing it for ever: what has done so twice is
/// not parsed (content.quarantined; Refused/Unsupported for its parts).
struct LoadSource {
    store::Reader& reader;
    CrashMarks& marks;
    bool loopbackIsPublicForTests = false;
};

/// Reads a message from the cache, parses and sanitises it. Any worker thread; milliseconds to a second.
[[nodiscard]] Result<MessageContent> loadContent(const LoadSource& from, MessageId id, const ReadOptions& options = {});
[[nodiscard]] Result<MessageContent> loadNestedContent(const LoadSource& from, MessageId id, const QString& section);

/// A part, decoded. section: of a part, of one inside a message that is a part ("2.1"), of a file inside a part ("1/2").
struct LoadedPart {
    QString name; ///< safe
    QByteArray bytes;
};
/// InvalidInput/NotFound: no such section, or it was left out of what is cached.
[[nodiscard]] Result<LoadedPart> loadOnePart(const LoadSource& from, MessageId id, const QString& section);
/// Writes decoded parts into directory under safe, free names, never over existing files, never executable.
[[nodiscard]] Result<QStringList> saveParts(const LoadSource& from, MessageId id, const QStringList& sections, const QString& directory);

/// The source; not parsed.
[[nodiscard]] Result<RawMessage> loadSource(store::Reader& reader, MessageId id, qint64 maxBytes);
[[nodiscard]] Result<QString> saveSource(store::Reader& reader, MessageId id, const QString& directory);
[[nodiscard]] Status releaseFromQuarantine(const LoadSource& from, MessageId id);

} // namespace tributary::engine
