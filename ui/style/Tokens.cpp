// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/Tokens.h"

#include "ui/style/AccountColors.h"

#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace tributary::ui {

namespace {

Tokens& currentTokens() {
    static Tokens tokens = Tokens::make(Scheme::Light, QFont());
    return tokens;
}

QColor rgb(unsigned value) { return QColor::fromRgb(value); }

QColor clear(unsigned value, double alpha) {
    QColor color = QColor::fromRgb(value);
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

constexpr std::array<int, Tokens::kAvatarColors> kAvatarHues = {212, 258, 292, 332, 4, 26, 46, 142, 174, 194};

void setAvatars(Tokens& t, double groundSaturation, double ground, double textSaturation, double text) {
    for (std::size_t i = 0; i < kAvatarHues.size(); ++i) {
        const float hue = static_cast<float>(kAvatarHues[i]) / 360.0F;
        t.avatarColors[i] = {
            QColor::fromHslF(hue, static_cast<float>(groundSaturation), static_cast<float>(ground)).toRgb(),
            QColor::fromHslF(hue, static_cast<float>(textSaturation), static_cast<float>(text)).toRgb()};
    }
}

void setLightGrounds(Tokens& t) {
    t.windowBackground = rgb(0xfff7f8fa);
    t.sidebarBackground = rgb(0xfff0f2f6);
    t.listBackground = rgb(0xffffffff);
    t.readerBackground = rgb(0xffffffff);
    t.cardBackground = rgb(0xffffffff);
    t.fieldBackground = rgb(0xffffffff);
    t.buttonBackground = rgb(0xffffffff);
    t.menuBackground = rgb(0xffffffff);
    t.toastBackground = rgb(0xff262b34);
    t.toastText = rgb(0xfff4f6f9);
    t.toastAccent = rgb(0xff86bbff);
    t.separator = rgb(0xffe4e7ed);
    t.border = rgb(0xffd2d7df);
    t.borderStrong = rgb(0xff858e9c);
    t.scrollHandle = clear(0xff1b1f27, 0.28);
    t.shadow = clear(0xff101828, 0.12);
}

void setLight(Tokens& t) {
    setLightGrounds(t);
    t.accent = rgb(0xff155fcb);
    t.accentFill = t.accent;
    t.accentHover = rgb(0xff1052b3);
    t.accentText = rgb(0xffffffff);
    t.accentSoft = clear(0xff155fcb, 0.09);
    t.danger = rgb(0xffb8232f);
    t.dangerFill = t.danger;
    t.dangerText = rgb(0xffffffff);
    t.warning = rgb(0xff875300);
    t.success = rgb(0xff176c3a);
    t.info = t.accent;
    t.flag = rgb(0xffd4700a);
    t.unreadDot = rgb(0xff1f74e8);
    t.text = rgb(0xff1a1e26);
    t.secondaryText = rgb(0xff535c6b);
    t.disabledText = rgb(0xff9aa2af);
    t.icon = rgb(0xff4a5260);
    t.hover = clear(0xff1b2a44, 0.05);
    t.pressed = clear(0xff1b2a44, 0.10);
    t.selection = clear(0xff1f74e8, 0.13);
    t.selectionInactive = clear(0xff1b2a44, 0.08);
    t.selectionText = t.text;
    t.accountColors = {rgb(0xff2f7de1), rgb(0xff168a5c), rgb(0xffc2650a), rgb(0xff8b5cd6),
                       rgb(0xffcf3f66), rgb(0xff0e8596), rgb(0xff8a7500), rgb(0xff66758a)};
    setAvatars(t, 0.70, 0.91, 0.75, 0.27);
}

void setDarkGrounds(Tokens& t) {
    t.windowBackground = rgb(0xff1c1f25);
    t.sidebarBackground = rgb(0xff16191e);
    t.listBackground = rgb(0xff1b1e24);
    t.readerBackground = rgb(0xff20242b);
    t.cardBackground = rgb(0xff272b33);
    t.fieldBackground = rgb(0xff15181d);
    t.buttonBackground = rgb(0xff2c313a);
    t.menuBackground = rgb(0xff272b33);
    t.toastBackground = rgb(0xff3a404b);
    t.toastText = rgb(0xfff1f3f7);
    t.toastAccent = rgb(0xff93c4ff);
    t.separator = rgb(0xff2d323b);
    t.border = rgb(0xff3d434e);
    t.borderStrong = rgb(0xff7b8594);
    t.scrollHandle = clear(0xffffffff, 0.24);
    t.shadow = clear(0xff000000, 0.45);
}

void setDark(Tokens& t) {
    setDarkGrounds(t);
    t.accent = rgb(0xff6cb0ff);
    t.accentFill = rgb(0xff2b6fd9);
    t.accentHover = rgb(0xff2564c8);
    t.accentText = rgb(0xffffffff);
    t.accentSoft = clear(0xff6cb0ff, 0.12);
    t.danger = rgb(0xffff8a85);
    t.dangerFill = rgb(0xffc4353f);
    t.dangerText = rgb(0xffffffff);
    t.warning = rgb(0xfff2bd5c);
    t.success = rgb(0xff6fd49a);
    t.info = t.accent;
    t.flag = rgb(0xffff9f45);
    t.unreadDot = rgb(0xff4fa0ff);
    t.text = rgb(0xffe8ebf0);
    t.secondaryText = rgb(0xffa9b1be);
    t.disabledText = rgb(0xff666f7d);
    t.icon = rgb(0xffbac1cd);
    t.hover = clear(0xffffffff, 0.055);
    t.pressed = clear(0xffffffff, 0.10);
    t.selection = clear(0xff4f9cff, 0.22);
    t.selectionInactive = clear(0xffffffff, 0.09);
    t.selectionText = rgb(0xffffffff);
    t.accountColors = {rgb(0xff63a6ff), rgb(0xff4cc48d), rgb(0xfff2a24b), rgb(0xffb692f6),
                       rgb(0xfff27d9b), rgb(0xff46c3d3), rgb(0xffd4bd3f), rgb(0xff9caabd)};
    setAvatars(t, 0.32, 0.27, 0.75, 0.84);
}

void setHighContrastGrounds(Tokens& t) {
    for (QColor* ground : {&t.windowBackground, &t.sidebarBackground, &t.listBackground, &t.readerBackground,
                           &t.cardBackground, &t.fieldBackground, &t.buttonBackground, &t.menuBackground,
                           &t.toastBackground}) {
        *ground = rgb(0xff000000);
    }
    t.toastText = rgb(0xffffffff);
    t.toastAccent = rgb(0xffffe14d);
    t.separator = rgb(0xff8a8a8a);
    t.border = rgb(0xffffffff);
    t.borderStrong = rgb(0xffffffff);
    t.scrollHandle = rgb(0xffffffff);
    t.shadow = clear(0xff000000, 0.0);
}

void setHighContrast(Tokens& t) {
    setHighContrastGrounds(t);
    t.accent = rgb(0xffffe14d);
    t.accentFill = t.accent;
    t.accentHover = rgb(0xfffff0a0);
    t.accentText = rgb(0xff000000);
    t.accentSoft = clear(0xffffe14d, 0.16);
    t.danger = rgb(0xffff9c9c);
    t.dangerFill = t.danger;
    t.dangerText = rgb(0xff000000);
    t.warning = rgb(0xffffc24d);
    t.success = rgb(0xff7dffa8);
    t.info = rgb(0xff8fd0ff);
    t.flag = rgb(0xffffab52);
    t.unreadDot = t.accent;
    t.text = rgb(0xffffffff);
    t.secondaryText = rgb(0xffe4e4e4);
    t.disabledText = rgb(0xffa0a0a0);
    t.icon = rgb(0xffffffff);
    t.hover = clear(0xffffffff, 0.18);
    t.pressed = clear(0xffffffff, 0.30);
    t.selection = rgb(0xff003a8c);
    t.selectionInactive = rgb(0xff333333);
    t.selectionText = rgb(0xffffffff);
    t.accountColors = {rgb(0xff8fd0ff), rgb(0xff7dffa8), rgb(0xffffb266), rgb(0xffd6b8ff),
                       rgb(0xffff9ebb), rgb(0xff7df0ff), rgb(0xffffe14d), rgb(0xffd9d9d9)};
    setAvatars(t, 0.60, 0.86, 0.90, 0.14);
}

void setMetrics(Tokens& t, const QFont& font) {
    const QFontMetrics metrics(font);
    const QFontMetrics small(Tokens::secondaryFont(font));
    const int line = metrics.height();
    const auto even = [](int value) { return value + value % 2; };
    t.controlHeight = even(std::max(30, line + 14));
    t.rowHeight = even(std::max(28, line + 12));
    t.rowHeightTwoLine = even(line + small.height() + 18);
    t.messageRowHeight = even(2 * line + small.height() + 26);
    t.iconSize = even(std::max(16, line));
    t.toolIconSize = even(std::max(20, line + 2));
    t.avatarSize = even(std::max(36, 2 * line));
}

} // namespace

double luminance(const QColor& color) {
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrastRatio(const QColor& a, const QColor& b) {
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor blended(const QColor& over, const QColor& ground) {
    const float a = over.alphaF();
    const auto mix = [a](float top, float bottom) { return std::clamp(top * a + bottom * (1.0F - a), 0.0F, 1.0F); };
    return QColor::fromRgbF(mix(over.redF(), ground.redF()), mix(over.greenF(), ground.greenF()),
                            mix(over.blueF(), ground.blueF()));
}

QColor Tokens::color(ColorRole role) const {
    switch (role) {
    case ColorRole::Icon: return icon;
    case ColorRole::Text: return text;
    case ColorRole::Secondary: return secondaryText;
    case ColorRole::Accent: return accent;
    case ColorRole::OnAccent: return accentText;
    case ColorRole::Danger: return danger;
    case ColorRole::Warning: return warning;
    case ColorRole::Success: return success;
    case ColorRole::Flag: return flag;
    case ColorRole::Disabled: return disabledText;
    }
    return icon;
}

QColor Tokens::accountColor(int index) const {
    const int wrapped = ((index % kAllAccountColors) + kAllAccountColors) % kAllAccountColors;
    return wrapped < kAccountColors ? accountColors[static_cast<std::size_t>(wrapped)] : furtherAccountColor(scheme, wrapped - kAccountColors);
}

const Tokens::AvatarPair& Tokens::avatarFor(const QString& key) const {
    unsigned hash = 2166136261U; // FNV-1a
    const QString folded = key.toCaseFolded();
    for (const QChar ch : folded) {
        hash = (hash ^ ch.unicode()) * 16777619U;
    }
    return avatarColors[(hash ^ (hash >> 16U)) % avatarColors.size()];
}

QFont Tokens::secondaryFont(const QFont& font) {
    QFont result(font);
    if (font.pointSizeF() > 0) {
        result.setPointSizeF(std::max(7.0, font.pointSizeF() - 1.0));
    } else {
        result.setPixelSize(std::max(9, font.pixelSize() - 1));
    }
    return result;
}

QFont Tokens::strongFont(const QFont& font) {
    QFont result(font);
    result.setWeight(QFont::DemiBold);
    return result;
}

QFont Tokens::titleFont(const QFont& font, int morePoints) {
    QFont result = strongFont(font);
    if (font.pointSizeF() > 0) {
        result.setPointSizeF(font.pointSizeF() + morePoints);
    } else {
        result.setPixelSize(font.pixelSize() + morePoints);
    }
    return result;
}

QPalette Tokens::palette() const {
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, const QColor& color) { p.setColor(role, color); };
    set(QPalette::Window, windowBackground);
    set(QPalette::WindowText, text);
    set(QPalette::Base, listBackground);
    set(QPalette::AlternateBase, windowBackground);
    set(QPalette::Text, text);
    set(QPalette::PlaceholderText, secondaryText);
    set(QPalette::Button, buttonBackground);
    set(QPalette::ButtonText, text);
    set(QPalette::BrightText, danger);
    set(QPalette::ToolTipBase, toastBackground);
    set(QPalette::ToolTipText, toastText);
    set(QPalette::Highlight, accentFill);
    set(QPalette::HighlightedText, accentText);
    set(QPalette::Link, accent);
    set(QPalette::LinkVisited, accent);
    set(QPalette::Light, cardBackground);
    set(QPalette::Midlight, separator);
    set(QPalette::Mid, border);
    set(QPalette::Dark, borderStrong);
    set(QPalette::Shadow, blended(shadow, windowBackground));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText,
                            QPalette::PlaceholderText}) {
        p.setColor(QPalette::Disabled, role, disabledText);
    }
    p.setColor(QPalette::Disabled, QPalette::Highlight, blended(selectionInactive, windowBackground));
    return p;
}

Tokens Tokens::make(Scheme scheme, const QFont& font) {
    Tokens tokens;
    tokens.scheme = scheme;
    switch (scheme) {
    case Scheme::Light: setLight(tokens); break;
    case Scheme::Dark: setDark(tokens); break;
    case Scheme::HighContrast: setHighContrast(tokens); break;
    }
    setMetrics(tokens, font);
    return tokens;
}

const Tokens& Tokens::current() { return currentTokens(); }

void Tokens::setCurrent(const Tokens& tokens) { currentTokens() = tokens; }

} // namespace tributary::ui
