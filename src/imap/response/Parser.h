// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "imap/Types.h"
#include "imap/wire/Fragmenter.h"

#include <optional>

namespace tributary::imap {

/// "* ..." -> an event; nothing for data that we have no use for. Protocol errors for what breaks the grammar where it
/// matters. RFC 9051 7.
[[nodiscard]] Result<std::optional<Event>> parseUntagged(const Fragment& fragment);

/// Words in upper case, the first limits::kWords of them.
[[nodiscard]] QByteArrayList splitWords(const QByteArray& text);

/// What follows a tag or "* ": "OK [CODE args] text".
[[nodiscard]] Result<StatusResponse> parseStatus(const QByteArray& text);

/// FETCH data behind "* n FETCH ".
class Lexer;
[[nodiscard]] Result<FetchData> parseFetch(Lexer& lexer, SeqNum seq);
[[nodiscard]] Result<Envelope> parseEnvelope(Lexer& lexer);
[[nodiscard]] Result<QList<BodyPart>> parseBodyStructure(Lexer& lexer);
/// "(" objectid ")" of RFC 8474, or NIL; empty for what is none.
[[nodiscard]] Result<QByteArray> parseObjectId(Lexer& lexer);
[[nodiscard]] Result<Event> parseSearch(Lexer& lexer);
[[nodiscard]] Result<Event> parseEsearch(Lexer& lexer);
[[nodiscard]] Result<Event> parseList(Lexer& lexer);
[[nodiscard]] Result<Event> parseMailboxStatus(Lexer& lexer);
[[nodiscard]] Result<Event> parseMyRights(Lexer& lexer);
[[nodiscard]] Result<Event> parseQuotaRoot(Lexer& lexer);
[[nodiscard]] Result<Event> parseQuota(Lexer& lexer);
[[nodiscard]] Result<Event> parseNamespace(Lexer& lexer);
[[nodiscard]] Result<Event> parseId(Lexer& lexer);

} // namespace tributary::imap
