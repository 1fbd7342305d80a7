// SPDX-License-Identifier: GPL-3.0-or-later
// How mail programs introduce a quotation, in the languages that they speak.
#pragma once

#include <QStringView>

namespace tributary::content::detail {

/// "On Mon, Jane <j@example.org> wrote:" or its last line: a colon ends it.
[[nodiscard]] bool endsLikeAttribution(QStringView line);
/// It ends in one of the known verbs: sure enough without ">" behind it.
[[nodiscard]] bool endsInAttributionVerb(QStringView line);
/// "On ", "Am ", "Le ", a date: the first line of one that was wrapped.
[[nodiscard]] bool startsLikeAttribution(QStringView line);

/// "From: ...", "Von: ...", "差出人: ...": the first line of a header block that stands above a quotation.
[[nodiscard]] bool isFromLine(QStringView line);
/// "Sent: ...", "Date: ...", "To: ...", "Subject: ..." and the like.
[[nodiscard]] bool isFurtherHeaderLine(QStringView line);
/// "-----Original Message-----"
[[nodiscard]] bool isOriginalMarker(QStringView line);
/// "---------- Forwarded message ---------", "Begin forwarded message:": what follows is what was sent, not a quotation.
[[nodiscard]] bool isForwardMarker(QStringView line);

} // namespace tributary::content::detail
