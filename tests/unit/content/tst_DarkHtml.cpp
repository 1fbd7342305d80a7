// SPDX-License-Identifier: GPL-3.0-or-later
// Dark mode, of what users expect besides the numbered requirements.
#include "content/Dark.h"
#include "content/detail/ColourScheme.h"
#include "fuzz/ContentChecks.h"

#include <gtest/gtest.h>

#include <QDirIterator>
#include <QFile>

namespace tributary::content::tst_DarkHtml {
namespace {

using detail::ColourRole;
using detail::contrast;
using detail::darkColour;
using detail::parseColour;

QString u(const char* text) { return QString::fromUtf8(text); }
SanitiseOptions original() {
    SanitiseOptions options;
    options.use = HtmlUse::Original;
    return options;
}
QString dark(const char* html) { return darkHtml(sanitiseHtml(u(html), original()).html, original()).section(u("</style>"), 1); }

TEST(DarkColour, readsEveryWayToWriteAColour) {
    for (const char* text : {"red", "RED", "#f00", "#ff0000", "#F00F", "#ff0000ff", "rgb(255,0,0)", "rgb(100% 0% 0%)", "rgba(255,0,0,1)",
                             "hsl(0,100%,50%)", "hsl(360deg 100% 50%)"}) {
        const auto colour = parseColour(u(text));
        ASSERT_TRUE(colour) << text;
        EXPECT_NEAR(colour->red, 1, 0.001) << text;
        EXPECT_NEAR(colour->green, 0, 0.001) << text;
        EXPECT_NEAR(colour->blue, 0, 0.001) << text;
    }
    for (const char* text : {"", "inherit", "#12", "rgb(1,2)", "var(--x)", "currentcolor", "rgb(a,b,c)"})
        EXPECT_FALSE(parseColour(u(text))) << text;
}

TEST(DarkColour, anyTextOnAnyBackgroundHasEnoughContrast) {
    double least = 100;
    QList<detail::Colour> texts, backgrounds{*parseColour(u(kDarkBackground))};
    for (int r = 0; r < 256; r += 15) {
        for (int g = 0; g < 256; g += 15) {
            for (int b = 0; b < 256; b += 15) {
                const QString colour = QStringLiteral("rgb(%1,%2,%3)").arg(r).arg(g).arg(b);
                texts.append(*parseColour(darkColour(colour, ColourRole::Text)));
                backgrounds.append(*parseColour(darkColour(colour, ColourRole::Background)));
            }
        }
    }
    texts.append(*parseColour(u(kDarkText)));
    texts.append(*parseColour(u(kDarkLink)));
    double darkest = 1, lightest = 0;
    for (const auto& text : texts)
        darkest = qMin(darkest, luminance(text));
    for (const auto& background : backgrounds)
        lightest = qMax(lightest, luminance(background));
    least = (darkest + 0.05) / (lightest + 0.05);
    EXPECT_GE(least, 4.5);
}

TEST(DarkColour, keepsHues) {
    const auto red = *parseColour(darkColour(u("#d00000"), ColourRole::Text));
    EXPECT_GT(red.red, red.green + 0.1);
    const auto blue = *parseColour(darkColour(u("#d0e0ff"), ColourRole::Background));
    EXPECT_GT(blue.blue, blue.red);
    EXPECT_EQ(darkColour(u("transparent"), ColourRole::Background).toStdString(), "transparent");
    EXPECT_EQ(darkColour(u("rgba(0,0,0,0)"), ColourRole::Background).toStdString(), "rgba(0,0,0,0)");
}

TEST(DarkHtml, changesSheetsStylesAndAttributes) {
    const QString html = dark("<style>p{color:#000;background:#fff}@media print{q{border:1px solid #ccc}}</style><table bgcolor=white><tr><td "
                              "style='color:black;background:linear-gradient(white,#eee)'><font color=navy>x</font><img alt=y width=9></table>");
    EXPECT_FALSE(html.contains(u("background:#fff"))) << html.toStdString();
    EXPECT_FALSE(html.contains(u("white"))) << html.toStdString();
    EXPECT_FALSE(html.contains(u("navy"))) << html.toStdString();
    EXPECT_FALSE(html.contains(u("black"))) << html.toStdString();
    EXPECT_TRUE(html.contains(u("<img alt=\"y\" width=\"9\">"))) << html.toStdString();
    EXPECT_TRUE(html.contains(u("linear-gradient(#"))) << html.toStdString();
}

TEST(DarkHtml, isSanitisedHtml) {
    int files = 0;
    for (const char* root : {"/../shared/corpus/html", "/../../shared/corpus/html"}) {
        QDirIterator all(QStringLiteral(TRIBUTARY_SOURCE_DIR) + u(root), QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            ++files;
            const QString html = darkHtml(sanitiseHtml(QString::fromUtf8(file.readAll()), original()).html, original());
            EXPECT_EQ(checks::harmIn(html).toStdString(), "") << file.fileName().toStdString();
            EXPECT_EQ(sanitiseHtml(html, original()).html, html) << file.fileName().toStdString();
        }
    }
    if (files == 0)
        GTEST_SKIP() << "no corpus beside the source";
}

} // namespace
} // namespace tributary::content::tst_DarkHtml
