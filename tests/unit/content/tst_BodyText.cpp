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

} // namespace
} // namespace tributary::content::tst_BodyText
