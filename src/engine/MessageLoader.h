// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageContent.h"
#include "store/Reader.h"

namespace tributary::engine {

/// Reads a message from the cache, parses and sanitises it. Any worker thread; milliseconds to a second.
[[nodiscard]] Result<MessageContent> loadContent(store::Reader& reader, MessageId id, const ReadOptions& options = {});
[[nodiscard]] Result<RawMessage> loadSource(store::Reader& reader, MessageId id);
[[nodiscard]] Result<QByteArray> loadPartBytes(store::Reader& reader, MessageId id, const QString& section);
/// Writes the decoded part into directory under a safe, free name, never over an existing file, never executable.
[[nodiscard]] Result<QString> savePart(store::Reader& reader, MessageId id, const QString& section, const QString& directory);
[[nodiscard]] Result<QStringList> saveParts(store::Reader& reader, MessageId id, const QStringList& sections, const QString& directory);
/// The raw message as "subject.eml", the same way.
[[nodiscard]] Result<QString> saveSource(store::Reader& reader, MessageId id, const QString& directory);

} // namespace tributary::engine
