// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/ColourScheme.h"

#include <QHash>

#include <array>
#include <cmath>

namespace tributary::content::detail {
namespace {

struct Named {
    const char* name;
    unsigned rgb;
};
/// CSS Color 4, 6.1, and the system colours that mails use.
constexpr Named kNamed[] = {
    {"aliceblue", 0xF0F8FF}, {"antiquewhite", 0xFAEBD7}, {"aqua", 0x00FFFF}, {"aquamarine", 0x7FFFD4},
    {"azure", 0xF0FFFF}, {"beige", 0xF5F5DC}, {"bisque", 0xFFE4C4}, {"black", 0x000000}, {"blanchedalmond", 0xFFEBCD},
    {"blue", 0x0000FF}, {"blueviolet", 0x8A2BE2}, {"brown", 0xA52A2A}, {"burlywood", 0xDEB887},
    {"buttonface", 0xF0F0F0}, {"buttontext", 0x000000}, {"cadetblue", 0x5F9EA0}, {"canvas", 0xFFFFFF},
    {"canvastext", 0x000000}, {"chartreuse", 0x7FFF00}, {"chocolate", 0xD2691E}, {"coral", 0xFF7F50},
    {"cornflowerblue", 0x6495ED}, {"cornsilk", 0xFFF8DC}, {"crimson", 0xDC143C}, {"cyan", 0x00FFFF},
    {"darkblue", 0x00008B}, {"darkcyan", 0x008B8B}, {"darkgoldenrod", 0xB8860B}, {"darkgray", 0xA9A9A9},
    {"darkgreen", 0x006400}, {"darkgrey", 0xA9A9A9}, {"darkkhaki", 0xBDB76B}, {"darkmagenta", 0x8B008B},
    {"darkolivegreen", 0x556B2F}, {"darkorange", 0xFF8C00}, {"darkorchid", 0x9932CC}, {"darkred", 0x8B0000},
    {"darksalmon", 0xE9967A}, {"darkseagreen", 0x8FBC8F}, {"darkslateblue", 0x483D8B}, {"darkslategray", 0x2F4F4F},
    {"darkslategrey", 0x2F4F4F}, {"darkturquoise", 0x00CED1}, {"darkviolet", 0x9400D3}, {"deeppink", 0xFF1493},
    {"deepskyblue", 0x00BFFF}, {"dimgray", 0x696969}, {"dimgrey", 0x696969}, {"dodgerblue", 0x1E90FF},
    {"firebrick", 0xB22222}, {"floralwhite", 0xFFFAF0}, {"forestgreen", 0x228B22}, {"fuchsia", 0xFF00FF},
    {"gainsboro", 0xDCDCDC}, {"ghostwhite", 0xF8F8FF}, {"gold", 0xFFD700}, {"goldenrod", 0xDAA520}, {"gray", 0x808080},
    {"graytext", 0x808080}, {"green", 0x008000}, {"greenyellow", 0xADFF2F}, {"grey", 0x808080},
    {"highlight", 0x3399FF}, {"highlighttext", 0xFFFFFF}, {"honeydew", 0xF0FFF0}, {"hotpink", 0xFF69B4},
    {"indianred", 0xCD5C5C}, {"indigo", 0x4B0082}, {"infobackground", 0xFFFFE1}, {"infotext", 0x000000},
    {"ivory", 0xFFFFF0}, {"khaki", 0xF0E68C}, {"lavender", 0xE6E6FA}, {"lavenderblush", 0xFFF0F5},
    {"lawngreen", 0x7CFC00}, {"lemonchiffon", 0xFFFACD}, {"lightblue", 0xADD8E6}, {"lightcoral", 0xF08080},
    {"lightcyan", 0xE0FFFF}, {"lightgoldenrodyellow", 0xFAFAD2}, {"lightgray", 0xD3D3D3}, {"lightgreen", 0x90EE90},
    {"lightgrey", 0xD3D3D3}, {"lightpink", 0xFFB6C1}, {"lightsalmon", 0xFFA07A}, {"lightseagreen", 0x20B2AA},
    {"lightskyblue", 0x87CEFA}, {"lightslategray", 0x778899}, {"lightslategrey", 0x778899},
    {"lightsteelblue", 0xB0C4DE}, {"lightyellow", 0xFFFFE0}, {"lime", 0x00FF00}, {"limegreen", 0x32CD32},
    {"linen", 0xFAF0E6}, {"linktext", 0x0000EE}, {"magenta", 0xFF00FF}, {"maroon", 0x800000},
    {"mediumaquamarine", 0x66CDAA}, {"mediumblue", 0x0000CD}, {"mediumorchid", 0xBA55D3}, {"mediumpurple", 0x9370DB},
    {"mediumseagreen", 0x3CB371}, {"mediumslateblue", 0x7B68EE}, {"mediumspringgreen", 0x00FA9A},
    {"mediumturquoise", 0x48D1CC}, {"mediumvioletred", 0xC71585}, {"midnightblue", 0x191970}, {"mintcream", 0xF5FFFA},
    {"mistyrose", 0xFFE4E1}, {"moccasin", 0xFFE4B5}, {"navajowhite", 0xFFDEAD}, {"navy", 0x000080},
    {"oldlace", 0xFDF5E6}, {"olive", 0x808000}, {"olivedrab", 0x6B8E23}, {"orange", 0xFFA500}, {"orangered", 0xFF4500},
    {"orchid", 0xDA70D6}, {"palegoldenrod", 0xEEE8AA}, {"palegreen", 0x98FB98}, {"paleturquoise", 0xAFEEEE},
    {"palevioletred", 0xDB7093}, {"papayawhip", 0xFFEFD5}, {"peachpuff", 0xFFDAB9}, {"peru", 0xCD853F},
    {"pink", 0xFFC0CB}, {"plum", 0xDDA0DD}, {"powderblue", 0xB0E0E6}, {"purple", 0x800080},
    {"rebeccapurple", 0x663399}, {"red", 0xFF0000}, {"rosybrown", 0xBC8F8F}, {"royalblue", 0x4169E1},
    {"saddlebrown", 0x8B4513}, {"salmon", 0xFA8072}, {"sandybrown", 0xF4A460}, {"seagreen", 0x2E8B57},
    {"seashell", 0xFFF5EE}, {"sienna", 0xA0522D}, {"silver", 0xC0C0C0}, {"skyblue", 0x87CEEB}, {"slateblue", 0x6A5ACD},
    {"slategray", 0x708090}, {"slategrey", 0x708090}, {"snow", 0xFFFAFA}, {"springgreen", 0x00FF7F},
    {"steelblue", 0x4682B4}, {"tan", 0xD2B48C}, {"teal", 0x008080}, {"thistle", 0xD8BFD8}, {"tomato", 0xFF6347},
    {"turquoise", 0x40E0D0}, {"violet", 0xEE82EE}, {"wheat", 0xF5DEB3}, {"white", 0xFFFFFF}, {"whitesmoke", 0xF5F5F5},
    {"window", 0xFFFFFF}, {"windowtext", 0x000000}, {"yellow", 0xFFFF00}, {"yellowgreen", 0x9ACD32},
};

Colour fromRgb(unsigned rgb) {
    return {((rgb >> 16U) & 0xFFU) / 255.0, ((rgb >> 8U) & 0xFFU) / 255.0, (rgb & 0xFFU) / 255.0, 1};
}

std::optional<Colour> fromHash(const QString& digits) {
    bool good = false;
    const unsigned value = digits.toUInt(&good, 16);
    if (!good)
        return std::nullopt;
    const auto twice = [value](unsigned shift) { return ((value >> shift) & 0xFU) * 17 / 255.0; };
    const auto once = [value](unsigned shift) { return ((value >> shift) & 0xFFU) / 255.0; };
    switch (digits.size()) {
    case 3: return Colour{twice(8), twice(4), twice(0), 1};
    case 4: return Colour{twice(12), twice(8), twice(4), twice(0)};
    case 6: return fromRgb(value);
    case 8: return Colour{once(24), once(16), once(8), once(0)};
    default: return std::nullopt;
    }
}

Colour fromHsl(double hue, double saturation, double lightness, double alpha) {
    const auto channel = [=](double n) {
        const double k = std::fmod(n + hue / 30, 12);
        const double a = saturation * qMin(lightness, 1 - lightness);
        return lightness - a * qMax(-1.0, qMin(qMin(k - 3, 9 - k), 1.0));
    };
    return {channel(0), channel(8), channel(4), alpha};
}

std::optional<Colour> fromFunction(const QString& name, QString arguments) {
    const bool hsl = name.startsWith(u"hsl");
    if (!hsl && !name.startsWith(u"rgb"))
        return std::nullopt;
    const QStringList parts = arguments.replace(u',', u' ').replace(u'/', u' ').split(u' ', Qt::SkipEmptyParts);
    if (parts.size() < 3 || parts.size() > 4)
        return std::nullopt;
    std::array<double, 4> value{0, 0, 0, 1};
    for (qsizetype i = 0; i < parts.size(); ++i) {
        QString text = parts[i];
        const bool percent = text.endsWith(u'%');
        if (percent)
            text.chop(1);
        else if (text.endsWith(u"deg"))
            text.chop(3);
        bool good = false;
        const double number = text.toDouble(&good);
        if (!good)
            return std::nullopt;
        const double scale = percent ? 100 : i == 3 || hsl ? 1 : 255;
        value.at(static_cast<std::size_t>(i)) = number / scale;
    }
    const auto bounded = [](double v) { return qBound(0.0, v, 1.0); };
    if (!hsl)
        return Colour{bounded(value[0]), bounded(value[1]), bounded(value[2]), bounded(value[3])};
    const double hue = std::fmod(std::fmod(value[0], 360) + 360, 360);
    return fromHsl(hue, bounded(value[1]), bounded(value[2]), bounded(value[3]));
}

double linear(double channel) { return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); }
double gamma(double channel) {
    const double v = qBound(0.0, channel, 1.0);
    return v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
}

/// OKLab: lightness can be changed without the hue's appearance.
struct Lab {
    double lightness, a, b;
};

Lab toLab(const Colour& c) {
    const double r = linear(c.red), g = linear(c.green), b = linear(c.blue);
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Colour fromLab(const Lab& lab, double alpha) {
    const double l = std::pow(lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    const double m = std::pow(lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    const double s = std::pow(lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    return {gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), alpha};
}

QString written(const Colour& c) {
    const auto byte = [](double v) { return static_cast<uint>(std::lround(v * 255)); };
    QString text = QStringLiteral("#%1%2%3").arg(byte(c.red), 2, 16, QLatin1Char('0')).arg(byte(c.green), 2, 16, QLatin1Char('0')).arg(byte(c.blue), 2, 16, QLatin1Char('0'));
    return c.alpha < 1 ? QString(text + QStringLiteral("%1").arg(byte(c.alpha), 2, 16, QLatin1Char('0'))) : text;
}

/// As it comes out when it is written: eight bits a channel.
double writtenLuminance(const Colour& c) { return luminance(*parseColour(written({c.red, c.green, c.blue, 1}))); }

Colour lighterText(Lab lab) {
    lab.lightness = qMin(0.93, qMax(lab.lightness, 1 - lab.lightness)); // not glaring
    Colour result = fromLab(lab, 1);
    while (writtenLuminance(result) < kDarkTextLuminance && lab.lightness < 1) {
        lab = {qMin(1.0, lab.lightness + 0.02), lab.a * 0.96, lab.b * 0.96};
        result = fromLab(lab, 1);
    }
    return result;
}

/// White becomes the page, black a little lighter than it, colours a deep tone of theirs.
Colour darker(Lab lab, double alpha, double most) {
    lab.lightness = lab.lightness > 0.5 ? 0.23 + (1 - lab.lightness) * 0.3 : qMin(lab.lightness, 0.38);
    Colour result = fromLab(lab, alpha);
    while (writtenLuminance(result) > most && lab.lightness > 0) {
        lab = {qMax(0.0, lab.lightness - 0.02), lab.a * 0.96, lab.b * 0.96};
        result = fromLab(lab, alpha);
    }
    return result;
}

} // namespace

std::optional<Colour> parseColour(const QString& text) {
    static const QHash<QString, unsigned> named = [] {
        QHash<QString, unsigned> made;
        for (const Named& one : kNamed)
            made.insert(QString::fromLatin1(one.name), one.rgb);
        return made;
    }();
    const QString lower = text.trimmed().toLower();
    if (lower.startsWith(u'#'))
        return fromHash(lower.mid(1));
    const qsizetype open = lower.indexOf(u'(');
    if (open > 0 && lower.endsWith(u')'))
        return fromFunction(lower.left(open), lower.mid(open + 1, lower.size() - open - 2));
    const auto found = named.constFind(lower);
    return found == named.cend() ? std::nullopt : std::optional(fromRgb(*found));
}

double luminance(const Colour& colour) {
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double contrast(const Colour& a, const Colour& b) {
    const double first = luminance(a) + 0.05, second = luminance(b) + 0.05;
    return qMax(first, second) / qMin(first, second);
}

QString darkColour(const QString& text, ColourRole role) {
    const auto colour = parseColour(text);
    if (!colour || role == ColourRole::None || colour->alpha == 0)
        return text;
    const Lab lab = toLab(*colour);
    switch (role) {
    case ColourRole::Text: return written(lighterText(lab));
    case ColourRole::Border: return written(darker({qMin(lab.lightness, 0.8), lab.a, lab.b}, colour->alpha, 0.12));
    default: return written(darker(lab, colour->alpha, kDarkBackgroundLuminance));
    }
}

} // namespace tributary::content::detail
