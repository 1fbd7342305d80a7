// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/AccountColors.h"

#include <array>

namespace tributary::ui {

namespace {

using Table = std::array<QRgb, kFurtherAccountColors>;

constexpr Table kLight{0xff78006c, 0xff003c90, 0xff6c300c, 0xff005400, 0xff185460, 0xffa80c0c, 0xff6030a8, 0xffb46ca8,
        0xff84486c, 0xff489c00, 0xff605400, 0xff483c6c, 0xff905430, 0xff30609c, 0xff9c3c9c, 0xff9c0c54,
        0xffa8786c, 0xff4854cc, 0xff78906c, 0xff8484c0, 0xff007800, 0xff486c54, 0xff6c549c, 0xff6c2448};
constexpr Table kDark{0xff90843c, 0xfffcccf0, 0xffd85400, 0xff84fc90, 0xffc054b4, 0xffb4e4cc, 0xff3c9090, 0xff3c9c18,
        0xff8478a8, 0xff00fcfc, 0xfffc90f0, 0xff786ce4, 0xffb46c6c, 0xfffcd89c, 0xffd84878, 0xff90b400,
        0xff0084e4, 0xffa8ccfc, 0xffe4b4a8, 0xffa8a878, 0xffe4e430, 0xfffc7854, 0xffc084b4, 0xffcc8400};
constexpr Table kHighContrast{0xff549c00, 0xff6c78f0, 0xff009ca8, 0xffe4543c, 0xffc060b4, 0xff9c8460, 0xff90c084, 0xff9c90c0,
        0xff00a8fc, 0xffc09c00, 0xff00cccc, 0xffc084fc, 0xffa8d83c, 0xfff0fcc0, 0xfff06090, 0xff0cd884,
        0xffd89078, 0xfffc90fc, 0xff609c6c, 0xfffc8400, 0xffc06c78, 0xffccd890, 0xff90a8fc, 0xff84b4c0};

} // namespace

QColor furtherAccountColor(Scheme scheme, int index) {
    const auto at = static_cast<std::size_t>(index);
    switch (scheme) {
    case Scheme::Light: return QColor::fromRgb(kLight.at(at));
    case Scheme::Dark: return QColor::fromRgb(kDark.at(at));
    case Scheme::HighContrast: return QColor::fromRgb(kHighContrast.at(at));
    }
    return {};
}

} // namespace tributary::ui
