// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace tributary::cards {

/// "name;param=value:value" of RFC 5545 3.1 and RFC 6350 3.3; also what vCard 2.1 makes of it.
struct ContentLine {
    QByteArray name;                               ///< upper case, without a group ("item1.TEL" is "TEL")
    QList<std::pair<QByteArray, QString>> parameters; ///< names upper case; "TYPE" for the nameless ones of vCard 2.1
    QString value;                                 ///< still escaped

    [[nodiscard]] QString parameter(const char* name) const; ///< the first of that name
    [[nodiscard]] QStringList all(const char* name) const;   ///< split at commas, upper case
};

inline constexpr qsizetype kMaxBytes = 2 << 20;  ///< the rest is not read
inline constexpr int kMaxLines = 20'000;
inline constexpr qsizetype kMaxValue = 64 << 10; ///< characters of one value

/// Unfolds and cuts; what is no content line is passed over. Pure, linear, bounded; never fails.
[[nodiscard]] QList<ContentLine> parseContentLines(QByteArrayView bytes);
/// TEXT of RFC 5545 3.3.11 and RFC 6350 3.4: "\n", "\,", "\;", "\\".
[[nodiscard]] QString unescaped(QStringView value);
/// Cut at each separator that is not escaped; the pieces unescaped.
[[nodiscard]] QStringList components(QStringView value, QChar separator);

} // namespace tributary::cards
