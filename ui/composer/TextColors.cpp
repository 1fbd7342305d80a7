// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/TextColors.h"

#include "ui/style/Tokens.h"

#include <QApplication>
#include <QCoreApplication>

namespace tributary::ui {

namespace {

constexpr double kLuminance = 0.172; // 4.7:1 on white, 3.5:1 on nearly black
constexpr double kText = 4.5;

QColor withLightness(const QColor& color, float lightness) { return QColor::fromHslF(color.hslHueF(), color.hslSaturationF(), lightness).toRgb(); }

/// The lightness at which luminance is reached: it grows with it.
QColor ofLuminance(const QColor& color, double wanted) {
    float low = 0, high = 1;
    constexpr int kHalvings = 16;
    for (int i = 0; i < kHalvings; ++i) {
        const float middle = (low + high) / 2;
        (luminance(withLightness(color, middle)) < wanted ? low : high) = middle;
    }
    return withLightness(color, low);
}

} // namespace

const QList<TextColor>& textColors() {
    static const QList<TextColor> colors = [] {
        const Tokens light = Tokens::make(Scheme::Light, QApplication::font());
        const auto make = [](const char* name, const QColor& hue) {
            return TextColor{QCoreApplication::translate("TextColors", name), ofLuminance(hue, kLuminance)};
        };
        return QList<TextColor>{make(QT_TRANSLATE_NOOP("TextColors", "Red"), light.danger),
                                make(QT_TRANSLATE_NOOP("TextColors", "Orange"), light.accountColors[2]),
                                make(QT_TRANSLATE_NOOP("TextColors", "Ochre"), light.accountColors[6]),
                                make(QT_TRANSLATE_NOOP("TextColors", "Green"), light.accountColors[1]),
                                make(QT_TRANSLATE_NOOP("TextColors", "Turquoise"), light.accountColors[5]),
                                make(QT_TRANSLATE_NOOP("TextColors", "Blue"), light.accountColors[0]),
                                make(QT_TRANSLATE_NOOP("TextColors", "Violet"), light.accountColors[3]),
                                make(QT_TRANSLATE_NOOP("TextColors", "Grey"), light.accountColors[7])};
    }();
    return colors;
}

QColor readableOn(const QColor& color, const QColor& paper) {
    if (contrastRatio(color, paper) >= kText)
        return color;
    const double ground = luminance(paper);
    const double lighter = kText * (ground + 0.05) - 0.05;
    constexpr double kMargin = 1.02; // the channels are whole numbers
    return lighter * kMargin < 1 && ground < 0.18 ? ofLuminance(color, lighter * kMargin) : ofLuminance(color, ((ground + 0.05) / kText - 0.05) / kMargin);
}

} // namespace tributary::ui
