// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Content.h"

#include <gtest/gtest.h>

namespace tributary::content::tst_BodyText {
namespace {

std::string body(const QByteArray& raw) { return bodyText(raw, mime::parseMessage(raw)).trimmed().toStdString(); }

QByteArray alternative(const QByteArray& plain, const QByteArray& html) {
    return QByteArrayLiteral("MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
                             "--b\r\nContent-Type: text/plain\r\n\r\n")
        .append(plain)
        .append("\r\n--b\r\nContent-Type: text/html\r\n\r\n")
        .append(html)
        .append("\r\n--b--\r\n");
}

TEST(BodyText, isThePlainPartWhenThereIsOne) {
    EXPECT_EQ(body("Subject: x\r\n\r\nHello\r\n"), "Hello");
    EXPECT_EQ(body(alternative("plain words", "<p>html words</p>")), "plain words");
}

TEST(BodyText, isTheHtmlPartAsTextWhenThePlainOneIsMissingOrBlank) {
    EXPECT_EQ(body("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>Hello <b>you</b></p>"), "Hello you");
    EXPECT_EQ(body(alternative("  \r\n", "<p>html words</p>")), "html words");
}

TEST(BodyText, isEmptyWhenThereIsNoTextPart) {
    EXPECT_EQ(body("MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nxx"), "");
}

std::string words(const QByteArray& raw) {
    const mime::ParsedMessage message = mime::parseMessage(raw);
    return snippetOf(raw, message, bodyText(raw, message)).toStdString();
}
std::string htmlWords(const QByteArray& html) { return words("MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html); }

TEST(SnippetOf, S1_leavesOutWhatTheSenderHides) {
    EXPECT_EQ(htmlWords("<div style='display:none'>pre <div>header</div></div><p>Hello you</p>"), "Hello you");
    EXPECT_EQ(htmlWords("<span style=\"DISPLAY : none !important\">pre</span>Hello"), "Hello");
    EXPECT_EQ(htmlWords("<span style='visibility:hidden'>pre</span><i style='mso-hide:all'>x</i><b style='opacity:0'>y</b><u hidden>z</u>Hello"), "Hello");
    EXPECT_EQ(htmlWords("<div style='font-size:0'>pre</div><div style='max-height:0;overflow:hidden'>x</div>Hello"), "Hello");
    EXPECT_EQ(htmlWords("<td style='font-size:0px'><div style='font-size:13px'>Hello</div></td>"), "Hello") << "a layout";
    EXPECT_EQ(htmlWords("<p style='display:none'>pre<p>Hello"), "Hello") << "its end tag is missing";
    EXPECT_EQ(htmlWords("<table><tr style='display:none'><td>pre<table><tr><td>x</table><tr><td>Hello</table>"), "Hello");
    EXPECT_EQ(htmlWords("<img style='display:none' alt=pre>Hello<br style='display:none'> you"), "Hello you");
    EXPECT_EQ(htmlWords("<div style='display:none'>Hello, never closed"), "Hello, never closed") << "nothing is lost";
    EXPECT_EQ(htmlWords("<div style='display:block;font-size:10px'>Hello</div>"), "Hello");
}

TEST(SnippetOf, S1_leavesOutFilesInTheText) {
    EXPECT_EQ(words("Subject: x\r\n\r\nSee below\r\n\r\nbegin 644 a.txt\r\n#86)C\r\n#86)C\r\n#86)C\r\n`\r\nend\r\nBye\r\n"), "See below Bye");
    EXPECT_EQ(words("Subject: x\r\n\r\nWe begin now\r\n"), "We begin now");
    EXPECT_EQ(words(alternative("plain words", "<p>html words</p>")), "plain words");
    EXPECT_EQ(words(alternative(" \r\n", "<p>html <s hidden>no</s> words</p>")), "html words");
}

TEST(SnippetOf, S1_hostileNestingTakesNoTime) {
    QByteArray html;
    for (int i = 0; i < 15'000; ++i)
        html += "<div style='display:none'><td style='font-size:0'>";
    EXPECT_EQ(htmlWords(html + "Hello"), "Hello");
}

} // namespace
} // namespace tributary::content::tst_BodyText
