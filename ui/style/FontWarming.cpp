// SPDX-License-Identifier: GPL-3.0-or-later
#include "FontWarming.h"

#include "Tokens.h"

#include <QFontMetrics>
#include <QTimer>
#include <QWidget>

namespace tributary::ui {

namespace {

// Latin with an accent, kana and kanji: what is not in the interface's own font is looked for among the same fallbacks, and
// fonts that nobody's mail needs are not loaded.
constexpr auto kSample = u"\u00e9\u3042\u6f22";

void warmFrom(QWidget* widget, int step) {
    const QFont plain = widget->font();
    const QFont fonts[]{plain, Tokens::strongFont(plain), Tokens::secondaryFont(plain), Tokens::titleFont(plain)};
    if (step >= static_cast<int>(std::size(fonts)))
        return;
    (void)QFontMetrics(fonts[step]).horizontalAdvance(QString::fromUtf16(kSample));
    QTimer::singleShot(0, widget, [widget, step] { warmFrom(widget, step + 1); });
}

} // namespace

void warmFonts(QWidget* widget) {
    QTimer::singleShot(0, widget, [widget] { warmFrom(widget, 0); });
}

} // namespace tributary::ui
