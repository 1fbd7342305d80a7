// SPDX-License-Identifier: GPL-3.0-or-later
// What a stranger's message names is never asked at this machine or in this network (S1: mail is read safely).
#include "net/PublicAddress.h"

#include <gtest/gtest.h>

namespace tributary::net::tst_PublicAddress {
namespace {

using namespace Qt::Literals::StringLiterals;

TEST(PublicAddress, addressesOfThisMachineAndNetworkAreNotPublic) {
    for (const char* address : {"127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
                                "100.64.0.1", "100.127.255.255", "198.18.0.1", "224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "192.0.2.1",
                                "::", "::1", "fe80::1", "fe80::1%lo", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1",
                                "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1",
                                "2001::1", "100::1", "3fff::1", "::127.0.0.1"})
        EXPECT_FALSE(isPublicAddress(QHostAddress(QString::fromLatin1(address)))) << address;
}

TEST(PublicAddress, addressesOfTheInternetArePublic) {
    for (const char* address : {"1.1.1.1", "8.8.8.8", "172.15.255.255", "172.32.0.1", "192.167.1.1", "100.63.0.1", "100.128.0.1", "223.255.255.255",
                                "2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888", "2002:101:101::1", "64:ff9b::101:101", "::ffff:8.8.8.8"})
        EXPECT_TRUE(isPublicAddress(QHostAddress(QString::fromLatin1(address)))) << address;
    EXPECT_FALSE(isPublicAddress(QHostAddress()));
}

TEST(PublicAddress, namesThatStayInsideAreRefusedBeforeTheyAreResolved) {
    for (const char* host : {"localhost", "LOCALHOST", "localhost.", "a.localhost", "printer", "nas.local", "db.internal", "router.home.arpa", "127.0.0.1",
                             "[::1]", "::1", "127.1", "10.0.0.1", ""})
        EXPECT_FALSE(mayBePublicHost(QString::fromLatin1(host))) << host;
    for (const char* host : {"example.org", "localhost.example.org", "8.8.8.8", "[2606:4700::1111]", "xn--bcher-kva.example"})
        EXPECT_TRUE(mayBePublicHost(QString::fromLatin1(host))) << host;
}

} // namespace
} // namespace tributary::net::tst_PublicAddress
