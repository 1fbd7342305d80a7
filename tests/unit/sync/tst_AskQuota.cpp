// SPDX-License-Identifier: GPL-3.0-or-later
// What a server's answers about its space come to (S7, RFC 9208).
#include "sync/AskQuota.h"

#include <gtest/gtest.h>

#include <limits>

namespace tributary::sync::tst_AskQuota {
namespace {

constexpr qint64 kNow = 1'700'000'000'000;

imap::QuotaData root(const QByteArray& name, const QList<imap::QuotaData::Resource>& resources) { return {name, resources}; }

TEST(AskQuota, S7_storageIsInUnitsOf1024Octets) {
    const auto quota = quotaOf(QByteArrayList{""}, {root("", {{"STORAGE", 10, 512}, {"MESSAGE", 7, 100}})}, kNow);
    EXPECT_EQ(quota, (model::ServerQuota{10 * 1024, 512 * 1024, 7, 100, kNow}));
}

TEST(AskQuota, S7_theFullestOfSeveralRootsCounts) {
    const QList<imap::QuotaData> told{root("domain", {{"STORAGE", 500, 10'000}, {"MESSAGE", 90, 100}}), root("user", {{"STORAGE", 90, 100}, {"MESSAGE", 5, 1000}}), root("other", {{"STORAGE", 99, 100}})};
    const auto quota = quotaOf(QByteArrayList{"domain", "user"}, told, kNow);
    EXPECT_EQ(quota.usedBytes, 90 * 1024) << "and none of another mailbox's root";
    EXPECT_EQ(quota.limitBytes, 100 * 1024);
    EXPECT_EQ(quota.usedMessages, 90);
    EXPECT_EQ(quota.limitMessages, 100);
    EXPECT_EQ(quotaOf(std::nullopt, told, kNow).usedBytes, 99 * 1024) << "a server that names no roots";
}

TEST(AskQuota, S7_noLimitsAndHugeOnes) {
    EXPECT_EQ(quotaOf(QByteArrayList{}, {}, kNow), (model::ServerQuota{{}, {}, {}, {}, kNow}));
    const auto zero = quotaOf(QByteArrayList{"r"}, {root("r", {{"STORAGE", 10, 0}})}, kNow);
    EXPECT_EQ(zero.usedBytes, 10 * 1024);
    EXPECT_FALSE(zero.limitBytes);
    const qint64 most = std::numeric_limits<qint64>::max();
    const auto huge = quotaOf(QByteArrayList{"r"}, {root("r", {{"STORAGE", most, most}, {"MESSAGE", 1, most}})}, kNow);
    EXPECT_EQ(huge.usedBytes, most);
    EXPECT_FALSE(huge.limitBytes);
    EXPECT_FALSE(huge.limitMessages);
    const auto mixed = quotaOf(QByteArrayList{"a", "b"}, {root("a", {{"STORAGE", 50, most}}), root("b", {{"STORAGE", 1, 100}})}, kNow);
    EXPECT_EQ(mixed.limitBytes, 100 * 1024) << "the one that is a limit";
}

} // namespace
} // namespace tributary::sync::tst_AskQuota
