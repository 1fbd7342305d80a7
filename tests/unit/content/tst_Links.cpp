// SPDX-License-Identifier: GPL-3.0-or-later
// Reading, of what users expect besides the numbered requirements: mail that cannot deceive or leak.
#include "content/Links.h"

#include <gtest/gtest.h>

#include <chrono>

namespace tributary::content::tst_Links {
namespace {

QString u(const char* text) { return QString::fromUtf8(text); }

/// "shown>url" of each link, between blanks.
std::string links(const char* text) {
    const QString whole = u(text);
    QString out;
    for (const TextLink& link : findLinks(whole)) {
        const QString shown = whole.mid(link.begin, link.length);
        out += (out.isEmpty() ? QString() : QStringLiteral(" ")) + (shown == link.url ? shown : QString(shown + u'>' + link.url));
    }
    return out.toStdString();
}

TEST(FindLinks, takesWebAndMailAddresses) {
    EXPECT_EQ(links("see https://example.org/a?b=1#c now"), "https://example.org/a?b=1#c");
    EXPECT_EQ(links("HTTP://EXAMPLE.ORG"), "HTTP://EXAMPLE.ORG");
    EXPECT_EQ(links("mailto:a@example.org"), "mailto:a@example.org");
    EXPECT_EQ(links("www.example.org/x"), "www.example.org/x>https://www.example.org/x");
    EXPECT_EQ(links("write to jane.doe+x@mail.example.org today"), "jane.doe+x@mail.example.org>mailto:jane.doe+x@mail.example.org");
    EXPECT_EQ(links("<jane@example.org>"), "jane@example.org>mailto:jane@example.org");
    EXPECT_EQ(links("http://localhost:8080/x http://[::1]/y http://192.168.0.1/"),
              "http://localhost:8080/x http://[::1]/y http://192.168.0.1/");
    EXPECT_EQ(links("https://user:word@example.org/"), "https://user:word@example.org/");
}

TEST(FindLinks, leavesWhatIsNoLink) {
    for (const char* text : {"ftp://x javascript:x", "xhttp://y", "http:// https://", "www.", "www.x", "a@b", "a@b..c", "@x.org",
                             "a@1.2", "x.www.example.org.@", "e.g. this", "a@-", "user@@example.org", "http://[::1", "..@x.org"})
        EXPECT_EQ(links(text), "") << text;
}

TEST(FindLinks, leavesTheSentencesPunctuationOutside) {
    EXPECT_EQ(links("https://example.org/a."), "https://example.org/a");
    EXPECT_EQ(links("(http://example.org/x_(y)), \"https://a.example/\"!"), "http://example.org/x_(y) https://a.example/");
    EXPECT_EQ(links("[https://a.example/b]: 'www.example.org'?"), "https://a.example/b www.example.org>https://www.example.org");
    EXPECT_EQ(links("a@example.org. b@example.org, (c@example.org)"),
              "a@example.org>mailto:a@example.org b@example.org>mailto:b@example.org c@example.org>mailto:c@example.org");
}

TEST(FindLinks, endsWhereJapaneseTextGoesOn) {
    EXPECT_EQ(links("詳細はhttps://example.jp/aをご覧ください"), "https://example.jp/a");
    EXPECT_EQ(links("https://example.jp/をご覧"), "https://example.jp/");
    EXPECT_EQ(links("https://example.jpを開く"), "https://example.jp");
    EXPECT_EQ(links("（https://example.jp/a）。「https://example.jp/b」、https://example.jp/c、次"),
              "https://example.jp/a https://example.jp/b https://example.jp/c");
    EXPECT_EQ(links("連絡先yamada@example.jpまで"), "yamada@example.jp>mailto:yamada@example.jp");
    EXPECT_EQ(links("https://ja.wikipedia.org/wiki/日本　次"), "https://ja.wikipedia.org/wiki/日本");
}

TEST(FindLinks, takesInternationalisedHosts) {
    EXPECT_EQ(links("https://例え.jp/x"), "https://例え.jp/x");
    EXPECT_EQ(links("http://bücher.example."), "http://bücher.example");
    EXPECT_EQ(links("a@bücher.example"), "a@bücher.example>mailto:a@bücher.example");
}

TEST(FindLinks, isLinearOnHostileInput) {
    using namespace std::chrono;
    for (const char* unit : {"http://", "h", "https://x", "(", "http://x)", "mailto:", "www.", "www.a", "@", "a@", "a@b.", "a@b.cc",
                             "http://[", "http://a@", "http://\\", "https://あ", "w", "http://h\xE2\x80\xAE"}) {
        const QString text = u(unit).repeated(1'000'000 / static_cast<qsizetype>(std::strlen(unit)));
        const auto begin = steady_clock::now();
        static_cast<void>(findLinks(text));
        EXPECT_LT(steady_clock::now() - begin, seconds(5)) << unit;
    }
}

} // namespace
} // namespace tributary::content::tst_Links
