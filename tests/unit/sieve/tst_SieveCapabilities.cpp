// SPDX-License-Identifier: GPL-3.0-or-later
// What a server says that it can (RFC 5804 1.7).
#include "Peer.h"

namespace tributary::sieve::tst_SieveCapabilities {

TEST(SieveCapabilities, allOfThem) {
    const auto peer = tests::Peer::greeted({"\"sasl\" \"plain SCRAM-SHA-256\"", "\"STARTTLS\"", "\"MAXREDIRECTS\" \"4\"", "\"NOTIFY\" \"mailto xmpp\"", "\"LANGUAGE\" {2}\r\nja", "\"OWNER\" \"alice\"",
                                            "\"X-OTHER\""});
    const Capabilities& can = peer->session.capabilities();
    EXPECT_TRUE(can.isKnown());
    EXPECT_EQ(can.implementation(), "model");
    EXPECT_EQ(can.saslMechanisms().join(' '), "PLAIN SCRAM-SHA-256");
    EXPECT_EQ(can.extensions().join(' '), "fileinto include");
    EXPECT_TRUE(can.hasExtension("Include"));
    EXPECT_FALSE(can.hasExtension("includ"));
    EXPECT_TRUE(can.hasStartTls());
    EXPECT_EQ(can.maxRedirects(), 4);
    EXPECT_EQ(can.notifyMethods().join(' '), "mailto xmpp");
    EXPECT_EQ(can.language(), "ja");
    EXPECT_EQ(can.owner(), "alice");
    EXPECT_TRUE(can.isOfRfc5804());
    EXPECT_TRUE(can.has("x-other"));
}
TEST(SieveCapabilities, whatIsNotSaidIsNot) {
    const Capabilities none;
    EXPECT_FALSE(none.isKnown());
    EXPECT_TRUE(none.saslMechanisms().isEmpty() && none.extensions().isEmpty() && none.notifyMethods().isEmpty());
    EXPECT_EQ(none.maxRedirects(), std::nullopt);
    for (const char* value : {"", "-1", "x", "99999999999999"}) {
        Capabilities odd;
        odd.add("MAXREDIRECTS", value);
        EXPECT_EQ(odd.maxRedirects(), std::nullopt) << value;
    }
}
TEST(SieveCapabilities, ofTwoTheFirstCounts) {
    Capabilities both;
    both.add("SASL", "SCRAM-SHA-256");
    both.add("sasl", "PLAIN");
    EXPECT_EQ(both.saslMechanisms().join(' '), "SCRAM-SHA-256");
}

} // namespace tributary::sieve::tst_SieveCapabilities
