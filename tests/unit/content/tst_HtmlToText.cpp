// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Content.h"

#include <QDirIterator>
#include <QFile>

#include <gtest/gtest.h>

#include <chrono>

namespace tributary::content::tst_HtmlToText {
namespace {

QString u(const char* text) { return QString::fromUtf8(text); }
std::string text(const char* html, bool links = true) { return htmlToText(u(html), links).toStdString(); }

TEST(HtmlToText, makesLinesOfBlocksAndCollapsesBlanks) {
    EXPECT_EQ(text("<p>Hello   <b>you</b>\n there</p><p>Second</p>"), "Hello you there\n\nSecond");
    EXPECT_EQ(text("<div>a</div><div>b</div>c<br>d<br><br>e<br><br><br><br>f"), "a\nb\nc\nd\n\ne\n\nf");
    EXPECT_EQ(text("a<span> b</span> c"), "a b c");
    EXPECT_EQ(text("x<wbr>y"), "xy");
    EXPECT_EQ(text(""), "");
}

TEST(HtmlToText, decodesEntities) {
    EXPECT_EQ(text("&lt;a&gt; &amp;amp; &eacute;&Eacute; &#20250;&#x8B70; &hellip; &euro; &#128; x&nbsp;y"),
              "<a> &amp; éÉ 会議 … € € x y");
    EXPECT_EQ(text("AT&T &unknown; &amp &#; &#x; &"), "AT&T &unknown; & &#; &#x; &");
    EXPECT_EQ(text("&#0;&#xD800;&#x110000;&#128512;"), "���😀");
}

TEST(HtmlToText, skipsScriptsStylesTitlesAndComments) {
    EXPECT_EQ(text("<title>t</title><style>p{}</style>a<script>if (a</b) {}</script>b<!-- <p>c</p> -->d"), "abd");
    EXPECT_EQ(text("a<!--[if mso]><table><![endif]-->b<![if !mso]>c<![endif]>"), "abc");
    EXPECT_EQ(text("a<!-->b"), "ab");
    EXPECT_EQ(text("a<script>never closed"), "a");
    EXPECT_EQ(text("a<!-- never closed"), "a");
    EXPECT_EQ(text("a<SCRIPT>x</Script >b"), "ab");
    EXPECT_EQ(text("a<style>x</styles>y</style/>b"), "ab");
}

TEST(HtmlToText, takesLonelyAnglesAsText) {
    EXPECT_EQ(text("1 < 2 and <3 <"), "1 < 2 and <3 <");
    EXPECT_EQ(text("a<b title='>'>c</b>"), "ac");
}

TEST(HtmlToText, writesListsAndTables) {
    EXPECT_EQ(text("x<ul><li>a<li>b<ul><li>c</ul></ul>y"), "x\n\n- a\n- b\n  - c\n\ny");
    EXPECT_EQ(text("<ol><li>a</li><li>b</li></ol>"), "1. a\n2. b");
    EXPECT_EQ(text("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>d"), "a b\nc\n\nd");
    EXPECT_EQ(text("<table><tr><th>a<th>b<tr><td>c<td><p>d<p>e</table>"), "a b\nc\n\nd\n\ne");
    EXPECT_EQ(text("<blockquote><ul><li>a<li>b</ul></blockquote>"), "> - a\n> - b");
    EXPECT_EQ(text("<ol><li>a<ol><li>b</ol><li>c</ol>"), "1. a\n  1. b\n2. c");
}

TEST(HtmlToText, showsWhereLinksGoUnlessTheTextSaysIt) {
    EXPECT_EQ(text("<a href='https://example.org/x?a=1&amp;b=2'>here</a>."), "here <https://example.org/x?a=1&b=2>.");
    EXPECT_EQ(text("<a href='https://example.org/'>https://example.org</a>"), "https://example.org");
    EXPECT_EQ(text("<a href='https://example.org/'>example.org</a>"), "example.org");
    EXPECT_EQ(text("<a href='mailto:a@example.org'>a@example.org</a>"), "a@example.org");
    EXPECT_EQ(text("<a href='javascript:x'>a</a><a href='http://t/'><img src=x></a>"), "a");
    EXPECT_EQ(text("<a href='https://example.org/x'>here</a>", false), "here");
}

TEST(HtmlToText, quotesBlockquotes) {
    EXPECT_EQ(text("a<blockquote>b<br>c<blockquote>d</blockquote></blockquote>e"), "a\n\n> b\n> c\n>\n>> d\n\ne");
}

TEST(HtmlToText, keepsPreformattedLines) {
    EXPECT_EQ(text("x<pre>a  b\n  c</pre>y"), "x\n\na  b\n  c\n\ny");
    EXPECT_EQ(text("<blockquote><pre>a  b\r\n  c</pre></blockquote>"), "> a  b\n>   c");
}

TEST(HtmlToText, takesPictureTextAndDropsFillers) {
    EXPECT_EQ(text("<img alt='Logo &amp; Co' src=x>"), "Logo & Co");
    EXPECT_EQ(text("Hi&zwnj;&nbsp;&zwnj;&nbsp;&#8203;\xC2\xAD&#847; there"), "Hi\xE2\x80\x8C there");
}

TEST(HtmlToText, stopsAtTheLimitWithoutHalfACharacter) {
    EXPECT_EQ(htmlToText(u("abcdef"), true, 3).toStdString(), "abc");
    EXPECT_EQ(htmlToText(u("a😀😀"), true, 2).toStdString(), "a");
    EXPECT_EQ(htmlToText(u("abc"), true, 0).size(), 0);
}

TEST(HtmlToText, isLinearOnHostileInput) {
    using namespace std::chrono;
    for (const char* unit : {"<", "<a ", "<a href='", "<!--", "<script>", "</", "&", "&#", "<style></styl", "<ul><li>",
                             "<blockquote>", "<a href=http://x/>", "<pre>\n", "<b a=\"", "a</a><a href=http://aaaaaa>",
                             "<svg></s", "<br>", "<title></titlf"}) {
        const QString html = u(unit).repeated(2'000'000 / static_cast<qsizetype>(std::strlen(unit)));
        const auto begin = steady_clock::now();
        static_cast<void>(htmlToText(html));
        EXPECT_LT(steady_clock::now() - begin, seconds(4)) << unit;
    }
}

TEST(HtmlToText, readsTheCorpus) {
    int files = 0;
    for (const char* path : {"/../shared/corpus/html", "/../../shared/corpus/html"}) {
        QDirIterator all(QStringLiteral(TRIBUTARY_SOURCE_DIR) + u(path), QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            const QString out = htmlToText(QString::fromUtf8(file.readAll()));
            EXPECT_FALSE(out.contains(QStringLiteral("\n\n\n\n")) && !out.contains(u'-')) << file.fileName().toStdString();
            const bool utf16 = file.fileName().contains(QStringLiteral("utf-16"));
            EXPECT_TRUE(utf16 || !out.contains(QStringLiteral("</div>"))) << file.fileName().toStdString();
            ++files;
        }
    }
    if (files == 0)
        GTEST_SKIP() << "no corpus beside the source";
}

TEST(Snippet, passesOverQuotesSignaturesAndRules) {
    EXPECT_EQ(snippet(u("\n\nHello  you,\n----\nsecond line\n-- \nsig")).toStdString(), "Hello you, second line");
    EXPECT_EQ(snippet(u("Jane wrote:\n\n> old\n> text\n\nMy answer")).toStdString(), "My answer");
    EXPECT_EQ(snippet(u("Note:\nnot a quote")).toStdString(), "Note: not a quote");
    EXPECT_EQ(snippet(u("> only\n> quoted")).toStdString(), "only quoted");
    EXPECT_EQ(snippet(u("see here <https://example.org/long> now")).toStdString(), "see here now");
    EXPECT_EQ(snippet(QString()).toStdString(), "");
}

TEST(Snippet, isCutAtTheLimitWithAnEllipsis) {
    const QString cut = snippet(u("word ").repeated(100), 20);
    EXPECT_EQ(cut.toStdString(), "word word word word…");
    EXPECT_EQ(snippet(u("😀").repeated(100), 10).toStdString(), "😀😀😀😀…");
    EXPECT_LE(snippet(u("x").repeated(1'000'000)).size(), 160);
}

} // namespace
} // namespace tributary::content::tst_HtmlToText
