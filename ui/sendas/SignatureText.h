// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Identity.h"

#include <QString>

namespace tributary::ui {

/// What is kept of a signature as it was typed: without the line "-- " at its beginning (the composer writes it, RFC 3676 4.3) and
/// without blanks and empty lines at its end.
[[nodiscard]] QString signatureText(const QString& typed);
/// The same for rich mail: escaped, line breaks, links.
[[nodiscard]] QString signatureHtml(const QString& text);
/// The identity with that signature, for plain and for rich mail.
[[nodiscard]] model::Identity withSignature(model::Identity identity, const QString& typed, bool aboveQuote);
/// The identity with the signature of another.
[[nodiscard]] model::Identity withSignatureOf(model::Identity identity, const model::Identity& other);

} // namespace tributary::ui
