// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/SecretStore.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace tributary::auth::tst_MemorySecretStore {
namespace {

using namespace Qt::Literals::StringLiterals;

TEST(MemorySecretStore, keepsReplacesAndForgets) {
    const auto store = makeMemorySecretStore();
    const auto missing = store->load(u"imap/a@x/password"_s);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error(), (Error{ErrorKind::Auth, ErrorCode::SecretMissing, {}, u"imap/a@x/password"_s}));
    ASSERT_TRUE(store->save(u"a"_s, Secret("one")));
    ASSERT_TRUE(store->save(u"b"_s, Secret(QByteArray("\0\xFF", 2))));
    ASSERT_TRUE(store->save(u"a"_s, Secret("two")));
    EXPECT_EQ(store->load(u"a"_s)->reveal(), "two");
    EXPECT_EQ(store->load(u"b"_s)->reveal(), QByteArray("\0\xFF", 2));
    ASSERT_TRUE(store->remove(u"a"_s));
    EXPECT_TRUE(store->remove(u"a"_s)) << "fine when there is none";
    EXPECT_EQ(store->load(u"a"_s).error().code, ErrorCode::SecretMissing);
    EXPECT_EQ(makeMemorySecretStore()->load(u"b"_s).error().code, ErrorCode::SecretMissing) << "each is its own";
}

TEST(MemorySecretStore, servesManyWorkers) {
    const auto store = makeMemorySecretStore();
    std::vector<std::thread> workers;
    for (int i = 0; i < 4; ++i) {
        workers.emplace_back([&, i] {
            for (int n = 0; n < 200; ++n) {
                const QString key = QString::number(i);
                EXPECT_TRUE(store->save(key, Secret(QByteArray::number(n))));
                EXPECT_EQ(store->load(key)->reveal(), QByteArray::number(n));
            }
        });
    }
    for (std::thread& worker : workers)
        worker.join();
}

TEST(PasswordKey, isProtocolAndAddressInOneCase) {
    model::Account account;
    account.email = u"Ann@Mail.Example"_s;
    EXPECT_EQ(passwordKey(account), u"imap/ann@mail.example/password"_s);
    account.protocol = model::Protocol::Pop3;
    EXPECT_EQ(passwordKey(account), u"pop3/ann@mail.example/password"_s);
}

} // namespace
} // namespace tributary::auth::tst_MemorySecretStore
