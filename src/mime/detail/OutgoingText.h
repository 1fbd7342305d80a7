// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

namespace tributary::mime::detail {

enum class TextCharset { Utf8, Iso2022Jp };

[[nodiscard]] QByteArrayView labelOf(TextCharset charset);
/// ISO-2022-JP (RFC 1468) with JIS X 0208 only: neither the vendors' rows nor half-width kana are in it, and of Unicode's
/// twins (wave dash, minus...) both are.
[[nodiscard]] bool existsInIso2022Jp(QStringView text);
/// Begins and ends in ASCII, and so does each line. Only text that existsInIso2022Jp() may be asked for in that charset.
[[nodiscard]] QByteArray encodeText(QStringView text, TextCharset charset);

/// Half a surrogate pair is no character: U+FFFD.
void replaceLoneSurrogates(QString& text);
/// For what was typed: controls are blanks, none stands around it.
[[nodiscard]] QString headerText(const QString& text);
/// '\n' line ends, and one at the end of what is not empty.
[[nodiscard]] QString bodyText(const QString& text);
/// Paragraphs of one line each made lines of format=flowed (RFC 3676 4.2), '\n' line ends. Lines that begin with '>' are
/// quotes; "-- " stays.
[[nodiscard]] QString flow(QStringView text);

} // namespace tributary::mime::detail
