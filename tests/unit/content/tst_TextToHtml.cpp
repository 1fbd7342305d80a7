// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Content.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstring>

namespace tributary::content::tst_TextToHtml {
namespace {

QString u(const char* text) { return QString::fromUtf8(text); }
std::string html(const char* text) { return textToHtml(u(text)).toStdString(); }
std::string link(const std::string& url) { return "<a href=\"" + url + "\">" + url + "</a>"; }

TEST(TextToHtml, escapesAndKeepsLinesAndBlanks) {
    EXPECT_EQ(html("a < b & \"c\" > d"), "a &lt; b &amp; \"c\" &gt; d");
    EXPECT_EQ(html("a\nb\r\n\nc"), "a<br>\nb<br>\n<br>\nc");
    EXPECT_EQ(html("  x  y"), "&nbsp; x&nbsp; y");
    EXPECT_EQ(html("a\tb"), "a&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;b");
    EXPECT_EQ(html(""), "");
}

TEST(TextToHtml, nestsQuotes) {
    EXPECT_EQ(html("a\n> b\n>> c\n> > d\n>e\nf"),
              "a<blockquote>b<blockquote>c<br>\nd</blockquote>e</blockquote>f");
    EXPECT_EQ(html(">"), "<blockquote></blockquote>");
}

TEST(TextToHtml, linksWebAndMailAddressesOnly) {
    EXPECT_EQ(html("see https://example.org/a?b=1."), "see " + link("https://example.org/a?b=1") + ".");
    EXPECT_EQ(html("(http://example.org/x_(y))"), "(" + link("http://example.org/x_(y)") + ")");
    EXPECT_EQ(html("<https://example.org>"), "&lt;" + link("https://example.org") + "&gt;");
    EXPECT_EQ(html("mailto:a@example.org!"), link("mailto:a@example.org") + "!");
    EXPECT_EQ(html("HTTP://EXAMPLE.ORG"), link("HTTP://EXAMPLE.ORG"));
    EXPECT_EQ(html("ftp://x javascript:x xhttp://y http:// https://"), "ftp://x javascript:x xhttp://y http:// https://");
    EXPECT_EQ(html("https://a.example/?x=1&y=\"2"),
              "<a href=\"https://a.example/?x=1&amp;y=\">https://a.example/?x=1&amp;y=</a>\"2");
}

TEST(TextToHtml, endsALinkAtJapanesePunctuation) {
    EXPECT_EQ(html("詳細はhttps://example.jp/aをご覧"), "詳細は" + link("https://example.jp/a") + "をご覧");
    EXPECT_EQ(html("（https://example.jp/a）。"), "（" + link("https://example.jp/a") + "）。");
    EXPECT_EQ(html("https://example.jp/a、次"), link("https://example.jp/a") + "、次");
}

TEST(TextToHtml, isLeftAloneByTheSanitiserInMeaning) {
    const QString once = sanitiseHtml(textToHtml(u("a <b>\n> q https://example.org/?a&b\nc"))).html;
    EXPECT_EQ(sanitiseHtml(once).html, once);
    EXPECT_TRUE(once.contains(u("href=\"https://example.org/?a&amp;b\"")));
}

TEST(TextToHtml, isLinearOnHostileInput) {
    using namespace std::chrono;
    for (const char* unit : {"http://", "h", "https://x", "(", "http://x)", "mailto:", ">", "> ", " ", "\n>", "\t", "."}) {
        const QString text = u(unit).repeated(1'000'000 / static_cast<qsizetype>(std::strlen(unit)));
        const auto begin = steady_clock::now();
        static_cast<void>(textToHtml(text));
        EXPECT_LT(steady_clock::now() - begin, seconds(4)) << unit;
    }
}

TEST(TextToHtml, eachLineOfATextWithRightToLeftLettersFindsItsOwnDirection) {
    EXPECT_EQ(html("\u05e9\u05dc\u05d5\u05dd\n\nEnglish."), "<div>\u05e9\u05dc\u05d5\u05dd</div>\n<div>&nbsp;</div>\n<div>English.</div>\n");
    EXPECT_EQ(html("> \u0645\nB"), "<blockquote><div>\u0645</div>\n</blockquote><div>B</div>\n");
    EXPECT_EQ(html("a\nb"), "a<br>\nb") << "no such letter: as it was";
}

} // namespace
} // namespace tributary::content::tst_TextToHtml
