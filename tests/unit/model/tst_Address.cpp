// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Address.h"

#include <gtest/gtest.h>

namespace tributary::model::tst_Address {
namespace {

using namespace Qt::Literals::StringLiterals;

TEST(Address, whatIsThereIsShown) {
    EXPECT_EQ(displayText(Address{u"Ann Õ"_s, u"ann@x.example"_s}), u"Ann Õ <ann@x.example>"_s);
    EXPECT_EQ(displayText(Address{{}, u"ann@x.example"_s}), u"ann@x.example"_s);
    EXPECT_EQ(displayText(Address{u"A group"_s, {}}), u"A group"_s);
    EXPECT_EQ(displayText(Address{}), QString());
    EXPECT_EQ(displayText(AddressList{{u"A"_s, u"a@x"_s}, {{}, u"b@x"_s}}), u"A <a@x>, b@x"_s);
    EXPECT_EQ(displayText(AddressList{}), QString());
}

TEST(Address, whatAUserTypesIsCheckedCheaply) { // S10
    for (const auto& good : {u"a@b"_s, u"first.last+tag@mail.example"_s, u"用户@例え.jp"_s,
                             u"\"odd@local\"@x.example"_s, u"o'hara@x.example"_s, u"\"a b\"@x.example"_s, u"\"a, <b>\\\"\"@x.example"_s,
                             u"a@[192.0.2.1]"_s, u"a@x-y.example"_s})
        EXPECT_TRUE(looksLikeAddress(good)) << qPrintable(good);
    for (const auto& bad :
         {u""_s, u"@"_s, u"ann"_s, u"@x.example"_s, u"ann@"_s, u"ann@@x.example"_s, u"a@b@x.example"_s,
          u"ann @x.example"_s, u"ann@x .example"_s, u"ann@.example"_s, u"ann@example."_s, u"ann@a..b"_s,
          u"Ann <a@x.example>"_s, u"a@x,b@x"_s, u"a@x\n"_s, u"a\u0001@x"_s, u"bob@-bad-.test"_s, u"bob@bad-.test"_s, u"bob@x.-test"_s, u"\"a b@x.example"_s, u"\"a\"b\"@x.example"_s,
          u"\"a\\\"@x.example"_s, u"a b\"@x.example"_s, u"\"a\nb\"@x.example"_s})
        EXPECT_FALSE(looksLikeAddress(bad)) << qPrintable(bad);
    const QString domain = u"@x.example"_s;
    EXPECT_TRUE(looksLikeAddress(QString(254 - domain.size(), u'a') + domain)) << "RFC 5321 4.5.3.1.3";
    EXPECT_FALSE(looksLikeAddress(QString(255 - domain.size(), u'a') + domain));
}

TEST(Address, theDomainIsBehindTheLastAtInLowerCase) {
    EXPECT_EQ(domainOf(u"Ann@Mail.EXAMPLE"_s), u"mail.example"_s);
    EXPECT_EQ(domainOf(u"\"a@b\"@X"_s), u"x"_s);
    EXPECT_EQ(domainOf(u"ann"_s), QString());
    EXPECT_EQ(domainOf(u"ann@"_s), QString());
}

} // namespace
} // namespace tributary::model::tst_Address
