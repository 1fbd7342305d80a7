// SPDX-License-Identifier: GPL-3.0-or-later
// Reading, of what users expect besides the numbered requirements: mail that cannot deceive or leak.
#include "content/DoubtfulLinks.h"

#include "content/Sanitiser.h"

#include <gtest/gtest.h>

namespace tributary::content::tst_DoubtfulLinks {
namespace {

QString u(const char* text) { return QString::fromUtf8(text); }

/// "url|text" each, as the window gets them.
std::string found(const char* html, const KnownDomains& known = {}) {
    SanitiseOptions options;
    options.use = HtmlUse::Original;
    QStringList all;
    for (const DoubtfulLink& one : doubtfulLinks(sanitiseHtml(u(html), options).html, known))
        all.append(one.url + u'|' + one.text);
    return all.join(u' ').toStdString();
}

TEST(DoubtfulLinks, S1_textAndTargetDiffer) {
    EXPECT_EQ(found("<a href='https://evil.example/x?a=1&amp;b=2'>https://<b>bank</b>.example/</a>"), "https://evil.example/x?a=1&b=2|https://bank.example/");
    EXPECT_EQ(found("<a href='mailto:a@evil.example'>help@bank.example</a>"), "mailto:a@evil.example|help@bank.example");
    EXPECT_EQ(found("<a href='https://evil.example/'>bank.com</a> <a href='https://evil.example/'>bank.com</a>"), "https://evil.example/|bank.com") << "each once";
}

TEST(DoubtfulLinks, S1_thePictureSaysAnotherHost) {
    EXPECT_EQ(found("<a href='https://evil.example/'><img src='https://x.example/a.png' width=300 height=90 alt='www.bank.com'></a>"), "https://evil.example/|www.bank.com");
    EXPECT_EQ(found("<a href='https://evil.example/'><img src='https://x.example/a.png' width=300 height=90 alt='Our logo.png'></a>"), "");
}

TEST(DoubtfulLinks, S1_newslettersAreNotAlarming) {
    EXPECT_EQ(found("<a href='https://click.example.com/?u=1'>example.com</a><a href='https://tracker.example/'>Read more</a>"
                    "<a href='https://tracker.example/'>Our news of May 3.5</a><a href='#x'>bank.com</a><a href='https://tracker.example/'><img alt='Logo'></a>"
                    "<a href='http://bit.ly/x'>Short</a><a href='https://tracker.example/'>Dr.Who</a>"), "");
}

TEST(DoubtfulLinks, S1_disguisedHosts) {
    EXPECT_EQ(found("<a href='https://bank.com@evil.example/'>x</a>"), "https://bank.com@evil.example/|x");
    EXPECT_NE(found("<a href='https://xn--pypal-4ve.com/'>x</a>"), "");
    EXPECT_EQ(found("<a href='https://bank-com.example/'>x</a>"), "");
    EXPECT_EQ(found("<a href='https://bank-com.example/'>x</a>", KnownDomains{u("bank.com")}), "https://bank-com.example/|x");
}

TEST(DoubtfulLinks, S1_inPlainText) {
    const auto links = doubtfulLinksOfText(u("See https://bank.com@evil.example/ and https://example.org/"));
    ASSERT_EQ(links.size(), 1);
    EXPECT_EQ(links[0].url.toStdString(), "https://bank.com@evil.example/");
}

TEST(DoubtfulLinks, S1_manyLinksTakeNoTime) {
    const QString one = u("<a href=\"https://evil%1.example/\">") + u("www.bank.com ").repeated(140) + u("</a>");
    QString html;
    for (int i = 0; i < 3000; ++i)
        html += one.arg(i);
    EXPECT_EQ(doubtfulLinks(html).size(), 2000);
    EXPECT_EQ(doubtfulLinks(u("<a href=\"").repeated(100'000)).size(), 0);
}

} // namespace
} // namespace tributary::content::tst_DoubtfulLinks
