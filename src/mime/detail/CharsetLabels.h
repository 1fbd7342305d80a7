// SPDX-License-Identifier: GPL-3.0-or-later
// What the labels in mail mean: names only, nothing is decoded here.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace tributary::mime::detail {

inline constexpr char kUtf8[] = "utf-8";
inline constexpr char kLatin1[] = "windows-1252";         ///< ISO-8859-1 in mail is this, always
inline constexpr char kShiftJis[] = "ibm-943_P15A-2003"; ///< windows-31j, with the vendors' characters
inline constexpr char kIso2022Jp[] = "iso-2022-jp";       ///< read as CP50220

/// ICU's name of the table that a label means; empty: none, or a label that says nothing about 8-bit bytes ("us-ascii",
/// "unknown-8bit").
[[nodiscard]] QByteArray charsetName(QByteArrayView label);
/// A label that says nothing: what it stands for is known and is ASCII.
[[nodiscard]] bool isSilentLabel(QByteArrayView label);
/// The tables that an account's hint (a label, or a language as in RFC 5646) makes likely, the likeliest first.
[[nodiscard]] QList<QByteArray> likelyCharsets(QByteArrayView hint);

} // namespace tributary::mime::detail
