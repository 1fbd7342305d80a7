// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Quote.h"

#include "mime/Message.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_Quote {

TEST(Quote, eachLineIsMarkedAndLevelsStayTogether) {
    EXPECT_EQ(quotedText(QStringLiteral("one\n\n> two\n>> three\n four\n"), QStringLiteral("Jane wrote:")), u"Jane wrote:\n> one\n>\n>> two\n>>> three\n>  four\n");
}

TEST(Quote, lineEndsOfAnyKindAreTaken) { EXPECT_EQ(quotedText(QStringLiteral("a\r\nb\rc"), QString()), u"> a\n> b\n> c\n"); }

// RFC 3676 4.3
TEST(Quote, theSignatureAndBlankEndsAreCut) {
    EXPECT_EQ(quotedText(QStringLiteral("\n\ntext\n \n-- \nJane\n\n> old\n"), QString()), u"> text\n");
    EXPECT_EQ(quotedText(QStringLiteral("> -- \ntext\n--\nJane\n"), QString()), u">> -- \n> text\n> --\n> Jane\n"); // a quoted mark, and one without its blank
    EXPECT_EQ(quotedText(QStringLiteral("-- \nJane\n"), QString()), u"> -- \n> Jane\n");
}

TEST(Quote, nothingIsQuotedOfNothing) {
    EXPECT_EQ(quotedText(QString(), QStringLiteral("Jane wrote:")), u"Jane wrote:\n");
    EXPECT_EQ(quotedText(QStringLiteral("\n \n"), QString()), u"");
}

TEST(Quote, forwardedFieldsAreThoseOfTheMessage) {
    const ParsedMessage message = parseMessage("From: \"Doe, J\" <j@x.org>\r\nTo: a@x.org, B <b@x.org>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\n");
    const ForwardedLabels labels{QStringLiteral("Von"), QStringLiteral("Datum"), QStringLiteral("Betreff"), QStringLiteral("An"), QStringLiteral("Kopie")};
    const QList<ForwardedField> fields = forwardedFields(message, labels, QStringLiteral("5. November"));
    EXPECT_EQ(fields, (QList<ForwardedField>{{QStringLiteral("Von"), QStringLiteral("Doe, J <j@x.org>")},
                                             {QStringLiteral("Datum"), QStringLiteral("5. November")},
                                             {QStringLiteral("Betreff"), QStringLiteral("Gr\u00fc\u00dfe")},
                                             {QStringLiteral("An"), QStringLiteral("a@x.org, B <b@x.org>")}}));
    EXPECT_EQ(forwardedText(QStringLiteral("--- Weitergeleitet ---"), fields.first(2), QStringLiteral("text\r\n-- \r\nJ")),
              u"--- Weitergeleitet ---\nVon: Doe, J <j@x.org>\nDatum: 5. November\n\ntext\n-- \nJ\n");
}

} // namespace tributary::mime::tst_Quote
