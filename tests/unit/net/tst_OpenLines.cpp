// SPDX-License-Identifier: GPL-3.0-or-later
// A change of networks kills connections that do not know it (S31): those of an address that has gone end, others stay.
#include "net/OpenLines.h"

#include "net/LocalAddresses.h"
#include "support/BlackHole.h"
#include "unit/net/NetFixture.h"

#include <QHostAddress>

namespace tributary::net::tst_OpenLines {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

TEST(OpenLines, S31_onlyThoseOfAnAddressThatHasGoneEnd) {
    OpenLines lines;
    QStringList ended;
    const auto line = [&](const QString& name, const QString& address) {
        const int id = lines.add([&ended, name] { ended.append(name); });
        lines.stands(id, address);
        return id;
    };
    line(u"wifi"_s, u"192.0.2.10"_s);
    line(u"cable"_s, u"192.0.2.99"_s);
    line(u"vpn"_s, u"2001:db8::1"_s);
    line(u"local"_s, {});
    EXPECT_EQ(lines.endLost({u"192.0.2.10"_s, u"192.0.2.99"_s, u"2001:db8::1"_s, u"198.51.100.7"_s}), 0) << "a new address ends nothing";
    EXPECT_EQ(lines.endLost({u"192.0.2.99"_s, u"2001:db8::1"_s}), 1);
    EXPECT_EQ(ended, QStringList{u"wifi"_s});
}

TEST(OpenLines, S31_whatIsStillBeingMadeBeginsAnew) {
    OpenLines lines;
    int ended = 0;
    const int id = lines.add([&] { ++ended; });
    EXPECT_EQ(lines.endLost({u"192.0.2.10"_s}), 1);
    lines.stands(id, u"192.0.2.10"_s);
    EXPECT_EQ(lines.endLost({u"192.0.2.10"_s}), 0);
    lines.remove(id);
    EXPECT_EQ(lines.endLost({}), 0);
    EXPECT_EQ(ended, 1);
}

TEST(OpenLines, S31_anAttemptIntoTheVoidEndsAtOnce) {
    const tests::BlackHole hole;
    if (!hole.works())
        GTEST_SKIP() << "this system does not drop connection attempts";
    DialOptions options = trustingOptions();
    options.lines = std::make_shared<OpenLines>();
    QElapsedTimer timer;
    timer.start();
    std::thread change([lines = options.lines] {
        while (lines->endLost({}) == 0)
            std::this_thread::yield();
    });
    const DialResult result = dial(placeOf(hole.address(), hole.port()), options);
    change.join();
    ASSERT_FALSE(result.status);
    EXPECT_EQ(result.status.error().kind, ErrorKind::Network);
    EXPECT_EQ(result.status.error().code, ErrorCode::NetworkChanged);
    EXPECT_LT(timer.elapsed(), kAtOnceMs);
}

TEST(OpenLines, S31_aReadOnALostConnectionEndsAtOnceAndOneToThisMachineNever) {
    const QStringList addresses = localAddresses();
    if (addresses.isEmpty())
        GTEST_SKIP() << "this machine has no address but loopback";
    ScriptedServer::Options outside = serverWith({}, addresses.first());
    outside.transport = Transport::Plain;
    const ScriptedServer server(outside, "X: hang\n");
    ScriptedServer::Options inside = serverWith({});
    inside.transport = Transport::Plain;
    const ScriptedServer local(inside, "X: hang\n");
    DialOptions options = trustingOptions();
    options.lines = std::make_shared<OpenLines>();
    const DialResult lost = dial(placeOf(addresses.first(), server.port(), false), options);
    ASSERT_TRUE(lost.status) << qPrintable(lost.status.error().detail);
    const DialResult kept = dial(placeOf(u"127.0.0.1"_s, local.port(), false), options);
    ASSERT_TRUE(kept.status) << qPrintable(kept.status.error().detail);
    EXPECT_EQ(options.lines->endLost(addresses), 0);
    EXPECT_EQ(options.lines->endLost({u"203.0.113.1"_s}), 1);
    const auto read = lost.stream->read(20s);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::NetworkChanged);
    EXPECT_FALSE(lost.stream->write("more"));
    const auto other = kept.stream->read(0ms);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::TimedOut) << "alive, and silent";
}

TEST(LocalAddresses, areWrittenInOneWay) {
    EXPECT_EQ(plainAddress(QHostAddress(u"::ffff:192.0.2.1"_s)), u"192.0.2.1"_s);
    QHostAddress zoned(u"2001:db8::5"_s);
    zoned.setScopeId(u"eth0"_s);
    EXPECT_EQ(plainAddress(zoned), u"2001:db8::5"_s);
    EXPECT_FALSE(localAddresses().contains(u"127.0.0.1"_s));
}

} // namespace
} // namespace tributary::net::tst_OpenLines
