// SPDX-License-Identifier: GPL-3.0-or-later
// Reading, of what users expect besides the numbered requirements: newsletters as they were made, without leaking anything.
#include "content/Content.h"
#include "fuzz/ContentChecks.h"

#include <QDirIterator>
#include <QFile>

#include <gtest/gtest.h>

#include <chrono>
#include <ostream>

namespace tributary::content::tst_SanitiseOriginal {
namespace {

QString u(const char* text) { return QString::fromUtf8(text); }

SanitiseOptions original() {
    SanitiseOptions options;
    options.use = HtmlUse::Original;
    return options;
}
std::string clean(const char* html) { return sanitiseHtml(u(html), original()).html.toStdString(); }
std::string sheet(const char* css) {
    const std::string html = clean(("<style>" + std::string(css) + "</style>").c_str());
    return html.empty() ? html : html.substr(7, html.size() - 15);
}
std::string style(const char* css) {
    const QString html = sanitiseHtml(QStringLiteral("<p style=\"%1\">x</p>").arg(u(css).replace(u'"', u("&quot;"))), original()).html;
    return html.section(u("style=\""), 1).section(u'"', 0, 0).toStdString();
}
using Kind = RemoteReference::Kind;

TEST(SanitiseOriginal, keepsTheSendersLayout) {
    EXPECT_EQ(clean("<center><table width=600 cellpadding=0 bgcolor=#fff class='w x' id=t><tr><td height=20 valign=top>a</table></center>"),
              "<center><table width=\"600\" cellpadding=\"0\" bgcolor=\"#fff\" class=\"m-w m-x\" id=\"m-t\"><tbody><tr>"
              "<td height=\"20\" valign=\"top\">a</td></tr></tbody></table></center>");
    EXPECT_EQ(clean("<section><h1>a</h1><ruby>b<rt>c</rt></ruby></section>"), "<section><h1>a</h1><ruby>b<rt>c</rt></ruby></section>");
    EXPECT_EQ(clean("<div style='display:none'>preview</div>"), "<div style=\"display:none\">preview</div>");
    EXPECT_EQ(clean("<body bgcolor=#EEEEEE text=red class=b>x</body>"), "<div class=\"m-b\" style=\"background-color:#eeeeee;color:red\">x</div>");
}

TEST(SanitiseOriginal, linksGoToTheWebToMailAndIntoTheMessage) {
    EXPECT_EQ(clean("<a href='https://x.example/?a=1'>x</a>"), "<a href=\"https://x.example/?a=1\">x</a>");
    EXPECT_EQ(clean("<a href='#top'>x</a><a name=top>y</a><p id=top>z</p>"),
              "<a href=\"#m-top\">x</a><a name=\"m-top\">y</a><p id=\"m-top\">z</p>");
    for (const char* url : {"javascript:x", "java&#9;script:x", "data:text/html,x", "tel:1", "tributary-part:1", "file:///x", "#", "?x"})
        EXPECT_EQ(sanitiseHtml(QStringLiteral("<a href=\"%1\">x</a>").arg(u(url)), original()).html.toStdString(), "x") << url;
}

TEST(SanitiseOriginal, controlsAreTextThatCannotBeFilledIn) {
    EXPECT_EQ(clean("<form action='http://x/'><input value='Your name'><input type=password value=p><input type=checkbox checked>"
                    "<button onclick=x>Send</button><select><option>a<option>b</select></form>"),
              "<div>Your name\u2611<span>Send</span>a b </div>");
    EXPECT_EQ(clean("<textarea>a <b></textarea>"), "a &lt;b&gt;");
}

TEST(SanitiseOriginal, dropsWhatRunsLoadsOrNavigates) {
    EXPECT_EQ(clean("a<script>x</script><iframe src=x>y</iframe><object data=x>z</object><embed src=x><svg><style>p{}</style><a>t</a></svg>"
                    "<math><mi>x</mi></math><base href='http://x/'><meta http-equiv=refresh content='0;url=http://x/'><link rel=stylesheet "
                    "href=http://x/><video src=http://x/></video><template>t</template>b"),
              "ab");
    EXPECT_EQ(clean("<p onclick=x onload=y data-z=1 contenteditable tabindex=1 accesskey=x autofocus>t"), "<p>t</p>");
}

TEST(SanitiseOriginalCss, keepsSelectorsMediaAndImportance) {
    EXPECT_EQ(sheet("P , td.a > b#c, a:hover{ COLOR : Red !important; Margin:0 AUTO }"),
              "p,td.m-a>b#m-c,a:hover{color:red!important;margin:0 auto}");
    EXPECT_EQ(sheet("@media only screen and (max-width:480px), print { .w { width:100% !important } }"),
              "@media only screen and (max-width:480px),print{.m-w{width:100%!important}}");
    EXPECT_EQ(sheet("[class~=x] a[href^='http'], td[id=\"y\" i], tr:nth-child(2n+1){color:#FFF}"),
              "[class~=\"m-x\"] a[href^=\"http\"],td[id=\"m-y\" i],tr:nth-child(2n+1){color:#fff}");
    EXPECT_EQ(sheet(".sm\\:w-1\\/2{width:calc(100% - 2 * (1px + 2px))}"), ".m-sm\\:w-1\\/2{width:calc(100% - 2 * (1px + 2px))}");
    EXPECT_EQ(clean("<style media='screen and (min-width:9px)'>p{color:red}</style>"),
              "<style>@media screen and (min-width:9px){p{color:red}}</style>");
}

TEST(SanitiseOriginalCss, dropsRulesThatFetchNameFontsOrAreNotUnderstood) {
    for (const char* css : {"@import url(//x/y);", "@import 'x'", "@font-face{font-family:x;src:url(http://x/f)}", "@charset 'x';",
                            "@namespace x url(y);", "@supports (a:b){p{color:red}}", "@keyframes x{from{color:red}}", "p{behavior:url(x)}",
                            "p{-moz-binding:url(x)}", "p{width:expression(alert(1))}", "p{--x:url(http://x/)}", "p{color:var(--x)}",
                            "p{content:'x'}", "p:has(a){color:red}", "p::cue{color:red}", "p{}", "@media x{}", "@media (a{p{color:red}}",
                            "p{color:red", "p{cursor:url(x),auto}", "{color:red}", "p<b{color:red}"}) {
        const std::string out = sheet(css);
        EXPECT_TRUE(out.empty() || out == "p{color:red}") << css << ": " << out;
    }
    EXPECT_EQ(sheet("p{color:red;} } q{color:blue} @import 'x'; i{color:green}"), "p{color:red}q{color:blue}i{color:green}");
}

TEST(SanitiseOriginalCss, nothingLiesOverWhatIsNotItsOwn) {
    for (const char* css : {"position:fixed", "position:sticky!important", "position:absolute", "position:\\66ixed", "pos\\69tion:fixed",
                            "top:0", "z-index:99", "margin:-10px", "margin-top:calc(0px - 100px)", "transform:none", "inset:0",
                            "margin:0 -1px", "text-indent:-9999px", "animation:x 1s", "filter:none", "box-shadow:0 0 0 9999px red",
                            "unicode-bidi:bidi-override", "cursor:none", "clip-path:none", "all:unset"})
        EXPECT_EQ(style(css), "") << css;
    EXPECT_EQ(style("position:relative"), "position:relative");
    EXPECT_EQ(style("box-shadow:0 2px 4px rgba(0,0,0,.5)"), "box-shadow:0 2px 4px rgba(0,0,0,.5)");
}

TEST(SanitiseOriginalCss, decodesEscapesAndCommentsBeforeItJudges) {
    EXPECT_EQ(style("col\\6fr: r\\65 d"), "color:red");
    EXPECT_EQ(style("co/**/lor:red"), "");
    EXPECT_EQ(style("color:/*x*/red/*"), "color:red");
    for (const char* css : {"background:u\\72l(http://x/)", "background:URL('http://x/')", "background:url(http://x/", "background:url( \"http://x/",
                            "background-image:\\75\\72\\6C(//x/)", "background:image-set('http://x/' 1x)", "list-style:url(//x/)"}) {
        EXPECT_EQ(style(css), "") << css;
        const SanitisedHtml all = sanitiseHtml(QStringLiteral("<p style=\"%1\">x").arg(u(css).replace(u'"', u("&quot;"))), original());
        EXPECT_EQ(all.remote.size(), 1) << css;
        EXPECT_EQ(all.remote.value(0).kind, Kind::Background) << css;
    }
}

TEST(SanitiseOriginalCss, writesValuesInOneWay) {
    EXPECT_EQ(style("font:italic 12PX/1.5 'Noto Sans' , serif"), "font:italic 12px/1.5 'Noto Sans',serif");
    EXPECT_EQ(style("font-family:-apple-system,\"Segoe UI\",游ゴシック"), "font-family:-apple-system,'Segoe UI',游ゴシック");
    EXPECT_EQ(style("font-family:a //b"), "") << "found by fuzz_content_html: no two separators in a row";
    EXPECT_EQ(style("font-family:'@import x'"), "") << "found by fuzz_content_css: nothing that looks like a rule";
    EXPECT_EQ(style("background: #FFF url(x.png) no-repeat"), "background:#fff no-repeat");
    EXPECT_EQ(style("background:linear-gradient(90deg,RED 0%,rgba(0,0,0,.5) 100%)"), "background:linear-gradient(90deg,red 0%,rgba(0,0,0,.5) 100%)");
    EXPECT_EQ(style("letter-spacing:-.5px;width:1e9px;height:+5px;padding:0 1px"), "letter-spacing:-.5px;height:5px;padding:0 1px");
    EXPECT_EQ(style("color:rgb(1 2 3 / 50%)"), "color:rgb(1 2 3/50%)");
}

TEST(SanitiseOriginal, listsWhatItBlocks) {
    const SanitisedHtml all = sanitiseHtml(
        u("<link rel=stylesheet href='https://css.example/a'><style>@import '//css.example/b'; @font-face{src:url(https://f.example/c)}"
          "p{background:url(https://b.example/d)}</style><body background='https://b.example/e'><img src='HTTPS://Mail.example/p.png' "
          "srcset='https://mail.example/2.png 2x' alt=Logo width=100><img src='https://mail.example/x' width=1 height=1><img "
          "src='https://mail.example/track/open.php?u=1'><div style='display:none'><img src='https://mail.example/y'></div>"
          "<img src='https://mail.example/z' style='width:0'><iframe src='https://i.example/'></iframe><a href='https://l.example/'>l</a>"),
        original());
    const RemoteReferences expected{{u("https://css.example/a"), Kind::Style, false, false},
                                    {u("https://css.example/b"), Kind::Style, false, false},
                                    {u("https://f.example/c"), Kind::Font, false, false},
                                    {u("https://b.example/d"), Kind::Background, false, false},
                                    {u("https://b.example/e"), Kind::Background, false, false},
                                    {u("HTTPS://Mail.example/p.png"), Kind::Picture, false, false},
                                    {u("https://mail.example/x"), Kind::Picture, true, false},
                                    {u("https://mail.example/track/open.php?u=1"), Kind::Picture, true, false},
                                    {u("https://mail.example/y"), Kind::Picture, true, false},
                                    {u("https://mail.example/z"), Kind::Picture, true, false},
                                    {u("https://i.example/"), Kind::Other, false, false}};
    for (qsizetype i = 0; i < qMax(expected.size(), all.remote.size()); ++i)
        EXPECT_TRUE(all.remote.value(i) == expected.value(i)) << i << ' ' << all.remote.value(i).url.toStdString();
    EXPECT_EQ(all.blockedRemote, expected.size());
    EXPECT_TRUE(all.html.contains(u("<img alt=\"Logo\" width=\"100\">"))) << all.html.toStdString();
    const RemoteSummary summary = summaryOf(all.remote);
    EXPECT_EQ(summary.pictures, 3);
    EXPECT_EQ(summary.trackers, 4);
    EXPECT_EQ(summary.others, 4);
    EXPECT_EQ(summary.hosts.join(u' ').toStdString(), "b.example css.example f.example i.example mail.example");
}

TEST(SanitiseOriginal, showsMappedPicturesAndPartsOnly) {
    SanitiseOptions options = original();
    QStringList asked;
    options.remotePicture = [&asked](const QString& url) {
        asked.append(url);
        return url.endsWith(u("no")) ? QString() : url.endsWith(u("evil")) ? u("https://evil.example/") : u("tributary-part:r1");
    };
    options.partUrl = [](const QString& id) { return id == u("a b@x") ? u("tributary-part:c1") : QString(); };
    const QString html = u("<img src='https://x.example/p'><img src='https://x.example/no'><img src='https://x.example/evil'>"
                           "<img src='https://x.example/t' width=1 height=1><img src='cid:a%20b@x' alt=q><img src='cid:other' alt=o>"
                           "<td style='background:#fff url(https://x.example/bg)'><p style='background-image:url(https://x.example/bg)'>x</p>"
                           "<img src='tributary-part:c9'><table background='https://x.example/tb'></table>");
    const SanitisedHtml once = sanitiseHtml(html, options);
    EXPECT_EQ(once.html.toStdString(),
              "<img src=\"tributary-part:r1\"><img><img><img alt=\"q\" src=\"tributary-part:c1\"><img alt=\"o\">"
              "<p style=\"background-image:url(&quot;tributary-part:r1&quot;)\">x</p><img>"
              "<table style=\"background-image:url(&quot;tributary-part:r1&quot;)\"></table>");
    EXPECT_FALSE(asked.contains(u("https://x.example/t")));
    EXPECT_EQ(once.blockedRemote, 4) << "the stranger's URL of our scheme too";
    EXPECT_EQ(once.ownUrls, (QSet<QString>{u("tributary-part:r1"), u("tributary-part:c1")}));
    options.ownUrls = once.ownUrls;
    EXPECT_EQ(sanitiseHtml(once.html, options).html.toStdString(), once.html.toStdString());
    // Without that they are a stranger's.
    options.ownUrls.clear();
    EXPECT_FALSE(sanitiseHtml(once.html, options).html.contains(u("tributary-part")));
}

void expectHarmless(const QString& html, const std::string& what) {
    for (const HtmlUse use : {HtmlUse::Simple, HtmlUse::Original}) {
        SanitiseOptions options;
        options.use = use;
        const SanitisedHtml once = sanitiseHtml(html, options);
        const SanitisedHtml twice = sanitiseHtml(once.html, options);
        EXPECT_EQ(once.html, twice.html) << what;
        EXPECT_TRUE(twice.remote.isEmpty()) << what;
        EXPECT_EQ(checks::harmIn(once.html).toStdString(), "") << what;
    }
}

TEST(SanitiseBoth, corpusGivesNoRemoteReferenceAndAFixedPoint) {
    int files = 0;
    for (const char* root : {"/../shared/corpus/html", "/../../shared/corpus/html"}) {
        QDirIterator all(QStringLiteral(TRIBUTARY_SOURCE_DIR) + u(root), QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            ++files;
            expectHarmless(QString::fromUtf8(file.readAll()), file.fileName().toStdString());
        }
    }
    if (files == 0)
        GTEST_SKIP() << "no corpus beside the source";
}

TEST(SanitiseBoth, everyPayloadOfTheLeakPageAloneIsHarmless) {
    for (const char* path : {"/../shared", "/../../shared"}) {
        QFile file(QStringLiteral(TRIBUTARY_SOURCE_DIR) + u(path) + u("/corpus/html/httpleaks/leak.html"));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n'))
            expectHarmless(line, line.toStdString());
        return;
    }
    GTEST_SKIP() << "no corpus beside the source";
}

// The first found by fuzz_content_css, the others by looking for its like: what is written may be longer than what was read.
TEST(SanitiseBoth, boundsHoldForWhatIsWrittenToo) {
    const QString face = QString::fromUcs4(U"\U0001F600");
    for (const QString& html : QStringList{
             QString(u("<style>.") + u("a").repeated(99) + u(",#b,[class='") + u("c").repeated(99) + u("']{color:red}</style>x")),
             QString(u("<p class='") + u("abc ").repeated(3000) + u("' id='") + u("d").repeated(99) + u("'>x")),
             QString(u("<style media=print>") + u("@media print{").repeated(3) + u("p{color:red}") + u("}").repeated(3) + u("</style>x")),
             QString(u("<a href='https://x.example/") + u("a ").repeated(3900) + u("'>x</a>")),
             QString(u("<a href='https://x.example/") + u(" ").repeated(3900) + u("b'>x</a>")),
             QString(u("<img src='data:image/png;base64,AA==' alt='") + u("a").repeated(999) + face + u("'>")),
             QString(u("<img src=http://x/ alt='") + u("a").repeated(999) + face + u("'><p title='") + u("a").repeated(999) + face + u("'>")),
             QString(u("<p style='background:") + u("#fff").repeated(150) + u(";") + u("color:rgb(1,2,3);").repeated(1100) + u("'>x")),
             QString(u("<p style='") + u("margin:1px+1px;").repeated(1300) + u("'>x")),
             QString(u("<body bgcolor=red style='") + u("color:red;").repeated(1999) + u("'>x")),
             QString(u("<input value='") + u("a").repeated(999) + face + u("'>"))})
        expectHarmless(html, html.left(60).toStdString());
}

TEST(SanitiseBoth, hostileSizesComeOutInBoundedTime) {
    using namespace std::chrono;
    const QString css = u("p{color:red}.a>b{margin:0 auto;background:url(http://x/y)}");
    struct Case {
        const char* name;
        QString html;
        const char* seen; ///< what a reader must find in the output
    };
    const std::vector<Case> cases{
        {"10^6 nested", u("<div>").repeated(1'000'000) + u("words"), "words"},
        {"10^6 nested formats", u("<b>").repeated(1'000'000) + u("words"), "words"},
        {"10^6 nested tables", u("<table><tr><td>").repeated(333'000) + u("words"), "words"},
        {"100 MB of CSS", u("<style>") + css.repeated(100'000'000 / css.size()) + u("</style><p>words</p>"), "<p>words</p>"},
        {"CSS in 10^5 sheets", QString(u("<style>") + css + u("</style>")).repeated(100'000) + u("<p>words</p>"), "words"},
        {"one style attribute", u("<p style='") + css.repeated(100'000) + u("'>words</p>"), "words"},
        {"nested blocks", u("<style>") + u("a{").repeated(500'000) + u("</style>words"), "words"},
        {"nested media", u("<style>") + u("@media a{").repeated(100'000) + u("</style>words"), "words"},
        {"open comments", u("<!-- <style>/*").repeated(100'000), ""},
        {"open strings", u("<style>") + u("a{b:url('").repeated(100'000) + u("</style>words"), "words"}};
    for (const Case& one : cases) {
        for (const HtmlUse use : {HtmlUse::Simple, HtmlUse::Original}) {
            SanitiseOptions options;
            options.use = use;
            const auto begin = steady_clock::now();
            const SanitisedHtml result = sanitiseHtml(one.html, options);
            // On a machine that does nothing else each is below 2 s.
            EXPECT_LT(steady_clock::now() - begin, seconds(15)) << one.name;
            EXPECT_TRUE(result.html.contains(u(one.seen))) << one.name << ' ' << result.html.right(200).toStdString();
            std::cout << one.name << ' ' << duration_cast<milliseconds>(steady_clock::now() - begin).count() << " ms, reduced "
                      << result.reduced << '\n';
        }
    }
}

TEST(SanitiseOriginal, S1_whatAFormHidesIsNotSeen) {
    EXPECT_EQ(clean("a<input type=hidden value=secret><input type=' HIDDEN ' value=secret><input hidden value=secret>b"), "ab");
    EXPECT_EQ(clean("a<input style='display:none' value=secret><input style='visibility:hidden' value=secret>b"), "ab");
    EXPECT_EQ(clean("a<select style='display:none'><option>secret</select><textarea style='display:none'>secret</textarea><div hidden>secret</div>b"), "ab");
    EXPECT_EQ(clean("<style>.h{display:none}</style><input class=h value=secret>"), "<style>.m-h{display:none}</style><span class=\"m-h\">secret</span>");
    EXPECT_EQ(clean("<input value=face>"), "face");
}

TEST(SanitiseOriginal, S1_formsAreCounted) {
    EXPECT_EQ(sanitiseHtml(u("<form><input name=q></form><form></form>"), original()).forms, 2);
    EXPECT_EQ(sanitiseHtml(u("<p><input type=password></p><textarea></textarea>"), original()).forms, 1);
    EXPECT_EQ(sanitiseHtml(u("<p>text<input type=checkbox><button>x</button></p>"), original()).forms, 0);
    EXPECT_EQ(sanitiseHtml(u("<form></form>")).forms, 1) << "in the simple form too";
}

} // namespace
} // namespace tributary::content::tst_SanitiseOriginal
