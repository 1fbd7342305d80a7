// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/AccountColors.h"
#include "ui/style/Theme.h"
#include "ui/style/Tokens.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace tributary::ui::tst_Tokens {
namespace {

class EachScheme : public ::testing::TestWithParam<Scheme> {
  protected:
    Tokens tokens = Tokens::make(GetParam(), QFont());
    std::array<QColor, 6> grounds() const {
        return {tokens.windowBackground, tokens.sidebarBackground, tokens.listBackground,
                tokens.readerBackground, tokens.cardBackground,    tokens.menuBackground};
    }
    void expectReadable(const char* what, const QColor& text, const QColor& ground, double least = 4.5) const {
        EXPECT_GE(contrastRatio(text, ground), least)
            << what << ": " << text.name().toStdString() << " on " << ground.name().toStdString();
    }
};

INSTANTIATE_TEST_SUITE_P(Schemes, EachScheme, ::testing::Values(Scheme::Light, Scheme::Dark, Scheme::HighContrast));

TEST(Contrast, IsThatOfWcag) {
    EXPECT_NEAR(contrastRatio(Qt::black, Qt::white), 21.0, 0.01);
    EXPECT_NEAR(contrastRatio(Qt::white, Qt::white), 1.0, 0.001);
    EXPECT_NEAR(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white), 4.48, 0.01);
}

TEST_P(EachScheme, TextIsReadableOnEveryGround) {
    for (const QColor& ground : grounds()) {
        expectReadable("text", tokens.text, ground, 7.0);
        expectReadable("secondary", tokens.secondaryText, ground);
        expectReadable("accent", tokens.accent, ground);
        expectReadable("danger", tokens.danger, ground);
        expectReadable("warning", tokens.warning, ground);
        expectReadable("success", tokens.success, ground);
        expectReadable("info", tokens.info, ground);
    }
    expectReadable("field", tokens.text, tokens.fieldBackground);
    expectReadable("placeholder", tokens.secondaryText, tokens.fieldBackground);
}

TEST_P(EachScheme, TextStaysReadableOnHoverAndSelection) {
    for (const QColor& ground : grounds()) {
        for (const QColor& veil : {tokens.hover, tokens.selection, tokens.selectionInactive, tokens.accentSoft}) {
            const QColor under = blended(veil, ground);
            expectReadable("text", tokens.text, under);
            expectReadable("selected", tokens.selectionText, under);
            expectReadable("secondary", tokens.secondaryText, under);
        }
        expectReadable("icon", tokens.icon, blended(tokens.selection, ground));
    }
}

TEST_P(EachScheme, FilledControlsAreReadable) {
    expectReadable("accent", tokens.accentText, tokens.accentFill);
    expectReadable("accent hover", tokens.accentText, tokens.accentHover);
    expectReadable("danger", tokens.dangerText, tokens.dangerFill);
    expectReadable("toast", tokens.toastText, tokens.toastBackground);
    expectReadable("toast action", tokens.toastAccent, tokens.toastBackground);
}

TEST_P(EachScheme, MarksReachThreeToOne) {
    for (const QColor& ground : {tokens.listBackground, tokens.sidebarBackground}) {
        expectReadable("flag", tokens.flag, ground, 3.0);
        expectReadable("unread dot", tokens.unreadDot, ground, 3.0);
        expectReadable("filled", tokens.accentFill, ground, 3.0);
        expectReadable("control edge", tokens.borderStrong, ground, 2.9);
        for (int i = 0; i < kAllAccountColors; ++i)
            expectReadable("account", tokens.accountColor(i), ground, 3.0);
    }
    for (const auto& pair : tokens.avatarColors) {
        expectReadable("avatar", pair.text, pair.background);
    }
}

TEST_P(EachScheme, PaletteSaysTheSame) {
    const QPalette palette = tokens.palette();
    EXPECT_EQ(palette.color(QPalette::Text), tokens.text);
    EXPECT_EQ(palette.color(QPalette::Disabled, QPalette::Text), tokens.disabledText);
    expectReadable("marked text", palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight));
}

TEST(Tokens, GrowWithTheFont) {
    QFont large;
    large.setPointSize(30);
    const Tokens small = Tokens::make(Scheme::Light, QFont());
    const Tokens big = Tokens::make(Scheme::Light, large);
    EXPECT_GT(big.rowHeight, small.rowHeight);
    EXPECT_GT(big.controlHeight, small.controlHeight);
    EXPECT_GT(big.messageRowHeight, small.messageRowHeight);
}

TEST(Tokens, SamePersonHasSameColour) {
    const Tokens tokens = Tokens::make(Scheme::Light, QFont());
    EXPECT_EQ(tokens.avatarFor(QStringLiteral("a@example.org")).text, tokens.avatarFor(QStringLiteral("A@Example.org")).text);
    EXPECT_EQ(tokens.accountColor(0), tokens.accountColor(kAllAccountColors));
    EXPECT_EQ(tokens.accountColor(-1), tokens.accountColor(kAllAccountColors - 1));
}

TEST(Theme, ChangesLive) {
    Theme theme(*qApp, SchemeChoice::Light);
    QWidget pane;
    setSurface(&pane, Surface::Sidebar);
    const QColor light = pane.palette().color(QPalette::Window);
    QSignalSpy spy(&theme, &Theme::schemeChanged);
    theme.setChoice(SchemeChoice::Dark);
    EXPECT_EQ(spy.count(), 1);
    EXPECT_EQ(Tokens::current().scheme, Scheme::Dark);
    EXPECT_NE(pane.palette().color(QPalette::Window), light);
    EXPECT_EQ(pane.palette().color(QPalette::Window), Tokens::current().sidebarBackground);
    EXPECT_EQ(QApplication::palette().color(QPalette::Text), Tokens::current().text);
    theme.setChoice(SchemeChoice::Dark);
    EXPECT_EQ(spy.count(), 1) << "nothing changed";
}

} // namespace
} // namespace tributary::ui::tst_Tokens
