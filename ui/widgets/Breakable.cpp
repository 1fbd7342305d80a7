// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Breakable.h"

namespace tributary::ui {

QString breakable(const QString& word) {
    constexpr int kShort = 40, kRun = 16;
    constexpr QChar kZeroWidthSpace(0x200B);
    if (word.size() <= kShort)
        return word;
    QString broken;
    int run = 0;
    for (const QChar c : word) {
        broken += c;
        const bool endsRun = c == QLatin1Char('@') || c == QLatin1Char('.') || ++run >= kRun;
        if (!endsRun || c.isHighSurrogate())
            continue;
        broken += kZeroWidthSpace;
        run = 0;
    }
    return broken;
}

} // namespace tributary::ui
