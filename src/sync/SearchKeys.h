// SPDX-License-Identifier: GPL-3.0-or-later
// A parsed search as a server understands it: the keys of SEARCH (RFC 9051 6.4.4), or the words of Gmail's own search
// (X-GM-RAW, X-GM-EXT-1). Pure. What people typed becomes strings, which the encoder quotes or sends as literals; control
// characters become blanks, so that no CR, LF or NUL of theirs is ever in a command.
//
// As the local search decides, so here: before: and after: are about the Date field (SENTBEFORE, SENTSINCE; a server leaves
// the time and its zone out), to: is To and Cc, what has neither letter nor digit is no term. Other than there a word is
// found within longer ones (RFC 9051: substring), and full-width letters are not the plain ones.
#pragma once

#include "imap/Command.h"
#include "model/Mailbox.h"
#include "search/Query.h"

#include <QList>

#include <optional>

namespace tributary::sync {

/// What to ask of one mailbox.
struct SearchKeys {
    bool matchesNothing = false; ///< the server need not be asked: in: names another mailbox, or there is no term
    QList<imap::Command::Piece> pieces;

    bool operator==(const SearchKeys& other) const;
};

/// hasAttachment: what has:attachment stands for, as SEARCH has no key for it: the search is made for both, and BODYSTRUCTURE
/// tells which one counts for a message.
[[nodiscard]] SearchKeys searchKeys(const search::Node& query, const model::Mailbox& mailbox, bool hasAttachment);

/// The same as one X-GM-RAW; none where Gmail has no word for a term (is:answered).
[[nodiscard]] std::optional<SearchKeys> gmailKeys(const search::Node& query, const model::Mailbox& mailbox);

/// True when a term of the query is about that field.
[[nodiscard]] bool asksFor(const search::Node& query, search::Field field);

} // namespace tributary::sync
