// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/ByteSize.h"

#include <QLocale>
#include <QRegularExpression>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

std::optional<qint64> parseByteSize(const QString& text) {
    static const QRegularExpression form(u"^\\s*([0-9]{1,18}(?:\\.[0-9]{1,6})?)\\s*(?:([KMGT])(?:i?B)?|B)?\\s*$"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const qsizetype power = match.captured(2).isEmpty() ? 0 : u"KMGT"_s.indexOf(match.captured(2), 0, Qt::CaseInsensitive) + 1;
    const double bytes = match.captured(1).toDouble() * double(qint64(1) << (10 * power));
    constexpr double kTooLarge = 9.2e18;
    return bytes < kTooLarge ? std::optional(static_cast<qint64>(bytes)) : std::nullopt;
}

QString byteSizeText(qint64 bytes) { return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat); }

} // namespace tributary::cli
