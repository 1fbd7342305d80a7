// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"

#include <QImage>
#include <QPainter>

#include <gtest/gtest.h>

namespace tributary::ui::tst_Icons {
namespace {

int inkOf(const QPixmap& pixmap) {
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    int ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            ink += qAlpha(image.pixel(x, y)) > 60 ? 1 : 0;
        }
    }
    return ink;
}

QColor strongest(const QPixmap& pixmap) {
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    QColor best(Qt::transparent);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).alpha() > best.alpha()) {
                best = image.pixelColor(x, y);
            }
        }
    }
    return best;
}

class IconsIn : public ::testing::TestWithParam<Scheme> {
  protected:
    void SetUp() override { Tokens::setCurrent(Tokens::make(GetParam(), QFont())); }
    void TearDown() override { Tokens::setCurrent(Tokens::make(Scheme::Light, QFont())); }
};

INSTANTIATE_TEST_SUITE_P(Schemes, IconsIn, ::testing::Values(Scheme::Light, Scheme::Dark, Scheme::HighContrast));

TEST_P(IconsIn, EachHasInkAtEverySize) {
    const QStringList names = iconNames();
    ASSERT_GE(names.size(), 60);
    for (const QString& name : names) {
        for (const int size : {16, 20, 48}) {
            EXPECT_GT(inkOf(icon(name).pixmap(QSize(size, size), 1.0)), size / 2) << name.toStdString() << " at " << size;
        }
    }
}

TEST_P(IconsIn, TakeTheColourOfTheScheme) {
    const Tokens& tokens = Tokens::current();
    const QIcon mail = icon(QStringLiteral("unread-dot"));
    const QSize size(24, 24);
    EXPECT_EQ(strongest(mail.pixmap(size, 1.0)).rgb(), tokens.icon.rgb());
    EXPECT_EQ(strongest(mail.pixmap(size, 1.0, QIcon::Disabled)).rgb(), tokens.disabledText.rgb());
    EXPECT_EQ(strongest(mail.pixmap(size, 1.0, QIcon::Normal, QIcon::On)).rgb(), tokens.accent.rgb());
    EXPECT_EQ(strongest(icon(QStringLiteral("unread-dot"), ColorRole::Danger).pixmap(size, 1.0)).rgb(),
              tokens.danger.rgb());
}

TEST(Icons, AnIconMadeEarlierFollowsTheScheme) {
    Tokens::setCurrent(Tokens::make(Scheme::Light, QFont()));
    const QIcon dot = icon(QStringLiteral("unread-dot"));
    const QRgb light = strongest(dot.pixmap(QSize(24, 24), 1.0)).rgb();
    Tokens::setCurrent(Tokens::make(Scheme::Dark, QFont()));
    EXPECT_NE(strongest(dot.pixmap(QSize(24, 24), 1.0)).rgb(), light);
    Tokens::setCurrent(Tokens::make(Scheme::Light, QFont()));
}

TEST(Icons, AreCrispOnDenseScreens) {
    const QPixmap pixmap = icon(QStringLiteral("inbox")).pixmap(QSize(20, 20), 3.0);
    EXPECT_EQ(pixmap.size(), QSize(60, 60));
    EXPECT_DOUBLE_EQ(pixmap.devicePixelRatio(), 3.0);
    QImage canvas(60, 60, QImage::Format_ARGB32_Premultiplied);
    canvas.setDevicePixelRatio(3.0);
    canvas.fill(Qt::transparent);
    QPainter painter(&canvas);
    icon(QStringLiteral("inbox")).paint(&painter, QRect(0, 0, 20, 20));
    painter.end();
    EXPECT_EQ(canvas.convertToFormat(QImage::Format_ARGB32),
              icon(QStringLiteral("inbox")).pixmap(QSize(20, 20), 3.0).toImage().convertToFormat(QImage::Format_ARGB32));
}

TEST(Icons, OnStateFillsStarAndFlag) {
    const QIcon star = icon(QStringLiteral("star"));
    EXPECT_GT(inkOf(star.pixmap(QSize(24, 24), 1.0, QIcon::Normal, QIcon::On)),
              inkOf(star.pixmap(QSize(24, 24), 1.0, QIcon::Normal, QIcon::Off)));
}

TEST(Icons, UnknownNameGivesNoIcon) { EXPECT_TRUE(icon(QStringLiteral("no-such-icon")).isNull()); }

TEST(Icons, AppKeepsItsOwnColours) {
    Tokens::setCurrent(Tokens::make(Scheme::HighContrast, QFont()));
    const QImage image = icon(QStringLiteral("app")).pixmap(QSize(64, 64), 1.0).toImage();
    EXPECT_NE(image.pixelColor(8, 32).rgb(), Tokens::current().icon.rgb());
    Tokens::setCurrent(Tokens::make(Scheme::Light, QFont()));
}

} // namespace
} // namespace tributary::ui::tst_Icons
