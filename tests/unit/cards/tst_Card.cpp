// SPDX-License-Identifier: GPL-3.0-or-later
// Whose card it is is shown (S1).
#include "cards/Card.h"

#include "cards/ContentLines.h"

#include <gtest/gtest.h>

namespace tributary::cards::tst_Card {
namespace {

using namespace Qt::Literals::StringLiterals;

Card cardOf(const QByteArray& lines) { return parseCards(QByteArray("BEGIN:VCARD\r\n" + lines + "\r\nEND:VCARD\r\n")).value(0); }

TEST(Card, aCardHasNameOrganisationAddressesAndPhones) {
    const Card card = cardOf("VERSION:4.0\r\nFN:Jane Doe\r\nN:Doe;Jane;;Dr.;\r\nORG:Example\\, Inc.;Sales\r\nTITLE:Boss\r\n"
                             "item1.EMAIL;TYPE=INTERNET,WORK,PREF:jane@sender.example\r\nTEL;TYPE=\"cell,voice\";VALUE=uri:tel:+81-3-1234\r\n"
                             "ADR;TYPE=home:;;1 Street;Town;;12345;Country");
    EXPECT_EQ(card.name, u"Jane Doe"_s);
    EXPECT_EQ(card.organisation, u"Example, Inc., Sales"_s);
    EXPECT_EQ(card.title, u"Boss"_s);
    EXPECT_EQ(card.mailAddresses, (QList<CardEntry>{{u"jane@sender.example"_s, {u"work"_s}}}));
    EXPECT_EQ(card.phones, (QList<CardEntry>{{u"+81-3-1234"_s, {u"cell"_s}}}));
    EXPECT_EQ(card.addresses, (QList<CardEntry>{{u"1 Street\nTown\n12345\nCountry"_s, {u"home"_s}}}));
}

TEST(Card, withoutFnTheNameIsMadeOfItsParts) {
    EXPECT_EQ(cardOf("N:Doe;Jane;Q.;Dr.;PhD").name, u"Dr. Jane Q. Doe PhD"_s);
    EXPECT_EQ(cardOf("N:\\;odd;x").name, u"x ;odd"_s);
}

TEST(Card, oldCardsAreQuotedPrintableInTheirCharset) {
    const Card card = cardOf("VERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E4=BC=\r\n=9A=E8=AD=B0\r\nTEL;HOME;VOICE:1234");
    EXPECT_EQ(card.name, u"会議"_s);
    EXPECT_EQ(card.phones, (QList<CardEntry>{{u"1234"_s, {u"home"_s}}}));
    EXPECT_EQ(cardOf("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen").name, u"Jürgen"_s);
    EXPECT_EQ(cardOf("FN;ENCODING=QUOTED-PRINTABLE:50=25 =ZZ").name, u"50% =ZZ"_s);
}

TEST(Card, manyCardsAreBounded) {
    QByteArray many;
    for (int i = 0; i < 2'000; ++i)
        many += "BEGIN:VCARD\nFN:x\nEND:VCARD\n";
    EXPECT_EQ(parseCards(many).size(), 500);
    EXPECT_EQ(cardOf(QByteArray("TEL:1\r\n").repeated(1'000)).phones.size(), 50);
    EXPECT_TRUE(parseCards("").isEmpty());
    EXPECT_TRUE(parseCards("FN:outside\r\nEND:VCARD").isEmpty());
}

TEST(ContentLines, separatorsThatAreEscapedDoNotSeparate) {
    EXPECT_EQ(components(u"a\\;b;c\\\\;d", u';'), (QStringList{u"a;b"_s, u"c\\"_s, u"d"_s}));
    EXPECT_EQ(components(u"", u';'), QStringList{QString()});
    EXPECT_EQ(components(u"a;", u';'), (QStringList{u"a"_s, QString()}));
    EXPECT_EQ(components(u"a;b\\", u';'), (QStringList{u"a"_s, u"b\\"_s}));
}

} // namespace
} // namespace tributary::cards::tst_Card
