// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing in a string can end it early, and what comes back is what was given (RFC 5804 1.6, 4).
#include "Peer.h"
#include "sieve/wire/Encoder.h"

#include <QRandomGenerator>

namespace tributary::sieve::tst_SieveEncoder {
namespace {

QByteArray readBack(const QByteArray& encoded) {
    ResponseReader reader;
    const QByteArray line = encoded + "\r\n";
    QByteArrayView rest = line;
    const auto words = reader.next(rest, 10000);
    if (!words || !*words || (*words)->size() != 1 || !rest.isEmpty())
        return "(not one string)";
    return (*words)->first().bytes;
}

} // namespace

TEST(SieveEncoder, quotesAreEscapedAndLinesAreLiterals) {
    EXPECT_EQ(encodeString("a b"), "\"a b\"");
    EXPECT_EQ(encodeString(""), "\"\"");
    EXPECT_EQ(encodeString("a\"b\\c"), "\"a\\\"b\\\\c\"");
    EXPECT_EQ(encodeString("a\r\nLOGOUT"), "{9+}\r\na\r\nLOGOUT");
    EXPECT_EQ(encodeString("a\tb"), "{3+}\r\na\tb");
    EXPECT_EQ(encodeString("\xff"), "{1+}\r\n\xff") << "a quoted string is UTF-8";
    EXPECT_EQ(encodeString(QByteArray(1025, 'a')), "{1025+}\r\n" + QByteArray(1025, 'a'));
    EXPECT_EQ(encodeLiteral("keep;"), "{5+}\r\nkeep;");
}
TEST(SieveEncoder, everyStringComesBackAsOne) {
    const QByteArray alphabet("a\"\\\r\n\0\xc3{}() \x7f", 13);
    QRandomGenerator random(7);
    for (int i = 0; i < 20000; ++i) {
        QByteArray bytes;
        for (int left = random.bounded(12); left > 0; --left)
            bytes += alphabet[random.bounded(static_cast<int>(alphabet.size()))];
        ASSERT_EQ(readBack(encodeString(bytes)), bytes) << bytes.toPercentEncoding().constData();
        ASSERT_EQ(readBack(encodeLiteral(bytes)), bytes);
    }
}
TEST(SieveEncoder, namesAndScriptsThatCannotBeAreNotSaid) {
    for (const QByteArray& name : QByteArrayList{"", "a\r\nb", "a\n", QByteArray("a\0", 2), "\x7f", "\xc2\x85", "\xe2\x80\xa8", "\xff", QByteArray(513, 'a')})
        EXPECT_FALSE(checkName(name)) << name.toPercentEncoding().constData();
    for (const QByteArray& name : QByteArrayList{"a", "\xe4\xbc\x9a\xe8\xad\xb0", "with \"quotes\"", QByteArray(512, 'a')})
        EXPECT_TRUE(checkName(name)) << name.constData();
    EXPECT_TRUE(checkScript(""));
    EXPECT_FALSE(checkScript(QByteArray("keep;\0", 6)));
    EXPECT_FALSE(checkScript(QByteArray(kMaxScript + 1, ' ')));
    const auto peer = tests::Peer::ready();
    EXPECT_EQ(tests::codeOf(peer->session.putScript("a\r\nLOGOUT", "keep;")), ErrorCode::BadValue);
    EXPECT_EQ(tests::codeOf(peer->session.setActive("a\n")), ErrorCode::BadValue);
    EXPECT_EQ(tests::codeOf(peer->session.renameScript("a", "")), ErrorCode::BadValue);
    EXPECT_EQ(tests::codeOf(peer->session.haveSpace("a", -1)), ErrorCode::BadValue);
    EXPECT_EQ(peer->heard(), "");
}

} // namespace tributary::sieve::tst_SieveEncoder
