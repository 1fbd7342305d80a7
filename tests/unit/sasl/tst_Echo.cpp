// SPDX-License-Identifier: GPL-3.0-or-later
#include "sasl/Echo.h"

#include <gtest/gtest.h>

namespace tributary::sasl::tst_Echo {
namespace {

const QByteArray kWord("canary-Passw0rd");
const Secret kSecret(kWord);

TEST(Echo, theSecretIsCutFromWhatTheServerSays) {
    EXPECT_EQ(withoutEcho("no user ann with canary-Passw0rd here", kSecret), "no user ann with *** here");
    EXPECT_EQ(withoutEcho("Authentication failed", kSecret), "Authentication failed");
}

TEST(Echo, inASaslLineItIsCutWhereverItBegins) {
    for (const QByteArray& user : {QByteArray("a"), QByteArray("an"), QByteArray("ann"), QByteArray("ann@mail.example")}) {
        const QByteArray line = QByteArray(QByteArray(1, '\0') + user + QByteArray(1, '\0') + kWord).toBase64();
        EXPECT_EQ(withoutEcho("bad line: " + line + " again", kSecret), "bad line: *** again") << user.constData();
        const QByteArray token = QByteArray("user=" + user + "\1auth=Bearer " + kWord + "\1\1").toBase64();
        EXPECT_EQ(withoutEcho("[" + token + "]", kSecret), "[***]") << user.constData();
    }
    EXPECT_EQ(withoutEcho(kWord.toBase64(), kSecret), "***");
}

TEST(Echo, aShortOneTakesNoWordsAway) {
    EXPECT_EQ(withoutEcho("no abc", Secret("abc")), "no abc");
    EXPECT_EQ(withoutEcho("no", Secret()), "no");
}

} // namespace
} // namespace tributary::sasl::tst_Echo
