// SPDX-License-Identifier: GPL-3.0-or-later
// The sealed file: what it keeps, what it hides, and what happens when it is damaged.
#include "auth/SecretStore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace tributary::auth::tst_SealedSecretStore {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype kMagic = 9, kSalt = 16, kNonce = 12, kTag = 16;

class SealedSecretStoreTest : public ::testing::Test {
  protected:
    [[nodiscard]] Result<std::unique_ptr<SecretStore>> open(const QByteArray& passphrase = "correct horse") const {
        return makeSealedSecretStore(m_file, Secret(passphrase));
    }
    std::unique_ptr<SecretStore> opened() const {
        auto store = open();
        EXPECT_TRUE(store) << qPrintable(store ? QString() : store.error().detail);
        return store ? std::move(*store) : nullptr;
    }
    [[nodiscard]] QByteArray bytes() const {
        QFile file(m_file);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }
    void write(const QByteArray& content) const {
        QFile file(m_file);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(content);
    }
    enum class Deed { Load, Save, Remove };
    /// The first thing that is asked of a store just opened: with it the passphrase is tried.
    [[nodiscard]] Status deed(const QByteArray& passphrase, Deed deed) const {
        TRY(const auto store, open(passphrase));
        if (deed == Deed::Save)
            return store->save(u"b"_s, Secret("two"));
        if (deed == Deed::Remove)
            return store->remove(u"a"_s);
        return store->load(u"a"_s).map([](const Secret&) {});
    }
    void expectRefused(ErrorCode code, const QByteArray& passphrase = "correct horse") const {
        const QByteArray before = bytes();
        for (const Status& answer : {deed(passphrase, Deed::Load), deed(passphrase, Deed::Save), deed(passphrase, Deed::Remove)}) {
            ASSERT_FALSE(answer);
            EXPECT_EQ(answer.error().kind, ErrorKind::Storage);
            EXPECT_EQ(answer.error().code, code) << codeName(answer.error().code).data();
            EXPECT_EQ(answer.error().detail, m_file);
            EXPECT_EQ(bytes(), before) << "it is left as it is";
        }
    }

    QTemporaryDir m_directory;
    QString m_file = m_directory.filePath(u"profile/secrets.sealed"_s);
};

TEST_F(SealedSecretStoreTest, whatIsSavedIsThereAfterReopening) {
    {
        const auto store = opened();
        EXPECT_FALSE(QFile::exists(m_file)) << "made with the first save";
        ASSERT_TRUE(store->save(u"imap/a@x/password"_s, Secret("päss\nword")));
        ASSERT_TRUE(store->save(u"ключ"_s, Secret(QByteArray("\0\xFF\x80", 3))));
        ASSERT_TRUE(store->save(u"empty"_s, Secret()));
        ASSERT_TRUE(store->save(u"gone"_s, Secret("x")));
        ASSERT_TRUE(store->remove(u"gone"_s));
        EXPECT_TRUE(store->remove(u"never there"_s));
    }
    const auto store = opened();
    EXPECT_EQ(store->load(u"imap/a@x/password"_s)->reveal(), "päss\nword");
    EXPECT_EQ(store->load(u"ключ"_s)->reveal(), QByteArray("\0\xFF\x80", 3));
    EXPECT_TRUE(store->load(u"empty"_s)->isEmpty());
    const auto gone = store->load(u"gone"_s);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error(), (Error{ErrorKind::Auth, ErrorCode::SecretMissing, {}, u"gone"_s}));
}

TEST_F(SealedSecretStoreTest, nothingOfItStandsInClear) {
    const QByteArray word("Very-Secret-Word-42");
    const auto store = opened();
    ASSERT_TRUE(store->save(u"imap/ann@mail.example/password"_s, Secret(word)));
    const QByteArray sealed = bytes();
    EXPECT_TRUE(sealed.startsWith("TRIBSEAL1"));
    for (const QByteArray& clear : {word, word.toBase64(), word.toHex(), word.left(6), QByteArray("correct horse"),
                                    QByteArray("ann@mail"), QByteArray("password")})
        EXPECT_FALSE(sealed.contains(clear)) << clear.constData();
}

TEST_F(SealedSecretStoreTest, aWrongPassphraseOpensNothing) {
    ASSERT_TRUE(opened()->save(u"a"_s, Secret("one")));
    expectRefused(ErrorCode::WrongPassphrase, "Correct horse");
    expectRefused(ErrorCode::WrongPassphrase, "correct horse ");
    EXPECT_EQ(opened()->load(u"a"_s)->reveal(), "one");
    const auto none = open("");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error(), (Error{ErrorKind::InvalidInput, ErrorCode::FieldMissing, {}, u"passphrase"_s}));
}

TEST_F(SealedSecretStoreTest, oneChangedBitAnywhereIsNoticed) {
    ASSERT_TRUE(opened()->save(u"a"_s, Secret("one")));
    const QByteArray sealed = bytes();
    for (const qsizetype at :
         {kMagic, kMagic + kSalt, kMagic + kSalt + kNonce, sealed.size() - kTag - 1, sealed.size() - 1}) {
        QByteArray damaged = sealed;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        write(damaged);
        expectRefused(ErrorCode::WrongPassphrase);
    }
    write(sealed + 'x');
    expectRefused(ErrorCode::WrongPassphrase);
    write(sealed.chopped(1));
    expectRefused(ErrorCode::WrongPassphrase);
}

TEST_F(SealedSecretStoreTest, aFileThatIsNoSealedOneIsDamaged) {
    ASSERT_TRUE(opened()->save(u"a"_s, Secret("one")));
    const QByteArray sealed = bytes();
    for (const QByteArray& content :
         {QByteArray(), QByteArray("TRIBSEAL1"), QByteArray("XRIBSEAL1" + sealed.mid(9)),
          QByteArray("TRIBSEAL2" + sealed.mid(9)), sealed.left(kMagic + kSalt + kNonce + kTag - 1),
          QByteArray(4096, '\0'), QByteArray("{\"a\":\"b25l\"}")}) {
        write(content);
        expectRefused(ErrorCode::DatabaseDamaged);
    }
}

TEST_F(SealedSecretStoreTest, onlyTheUserMayReadIt) {
    const auto store = opened();
    ASSERT_TRUE(store->save(u"a"_s, Secret("one")));
    const auto rights = QFile::ReadOwner | QFile::WriteOwner;
    const auto rightsOf = [&] {
        return QFile::permissions(m_file) & ~(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser);
    };
    EXPECT_EQ(rightsOf(), rights);
    ASSERT_TRUE(QFile::setPermissions(m_file, rights | QFile::ReadGroup | QFile::ReadOther));
    ASSERT_TRUE(store->save(u"b"_s, Secret("two")));
    EXPECT_EQ(rightsOf(), rights) << "mended with the next write";
}

TEST_F(SealedSecretStoreTest, isReplacedAsAWhole) {
    const auto store = opened();
    ASSERT_TRUE(store->save(u"a"_s, Secret("one")));
    const QByteArray old = bytes();
    QFile before(m_file); // whoever has the old one open keeps the old one: it is never written into
    ASSERT_TRUE(before.open(QIODevice::ReadOnly));
    ASSERT_TRUE(store->save(u"a"_s, Secret("two")));
    EXPECT_EQ(before.readAll(), old);
    EXPECT_NE(bytes(), old);
    EXPECT_EQ(QFileInfo(m_file).dir().entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
              QStringList{u"secrets.sealed"_s})
        << "nothing lies beside it";
}

TEST_F(SealedSecretStoreTest, eachWriteHasANonceOfItsOwn) {
    const auto store = opened();
    ASSERT_TRUE(store->save(u"a"_s, Secret("one")));
    const QByteArray first = bytes();
    ASSERT_TRUE(store->save(u"a"_s, Secret("one")));
    const QByteArray second = bytes();
    EXPECT_EQ(first.left(kMagic + kSalt), second.left(kMagic + kSalt));
    EXPECT_NE(first.mid(kMagic + kSalt, kNonce), second.mid(kMagic + kSalt, kNonce));
    EXPECT_NE(first.mid(kMagic + kSalt + kNonce), second.mid(kMagic + kSalt + kNonce));
    const auto other = makeSealedSecretStore(m_directory.filePath(u"other"_s), Secret("correct horse"));
    ASSERT_TRUE(other);
    ASSERT_TRUE((*other)->save(u"a"_s, Secret("one")));
    QFile file(m_directory.filePath(u"other"_s));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_NE(file.readAll().mid(kMagic, kSalt), first.mid(kMagic, kSalt)) << "and each file a salt of its own";
}

TEST_F(SealedSecretStoreTest, aKeyMayStandInThePassphrasesPlace) {
    const QByteArray key = "key:" + QByteArray(32, 'k').toBase64();
    const auto first = makeSealedSecretStore(m_file, Secret(key));
    ASSERT_TRUE(first);
    ASSERT_TRUE((*first)->save(u"a"_s, Secret("one")));
    const auto again = makeSealedSecretStore(m_file, Secret(key));
    ASSERT_TRUE(again);
    const auto loaded = (*again)->load(u"a"_s);
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->reveal(), "one");
    // Of another key, and of what only looks like one (then it is a passphrase), nothing is opened.
    for (const QByteArray& other : QList<QByteArray>{"key:" + QByteArray(32, 'l').toBase64(), "key:" + QByteArray(31, 'k').toBase64(), QByteArray("key:no base64!"), key.mid(4)}) {
        const auto wrong = makeSealedSecretStore(m_file, Secret(other));
        ASSERT_TRUE(wrong);
        const auto refused = (*wrong)->load(u"a"_s);
        ASSERT_FALSE(refused) << other.constData();
        EXPECT_EQ(refused.error().code, ErrorCode::WrongPassphrase) << other.constData();
    }
}

TEST_F(SealedSecretStoreTest, aSaveThatFailsChangesNothing) {
    const auto store = opened();
    ASSERT_TRUE(store->save(u"a"_s, Secret("one")));
    const QString folder = QFileInfo(m_file).path();
    ASSERT_TRUE(QDir().rename(folder, folder + u".away"_s));
    QFile inItsPlace(folder); // no directory can be made there, not even by root
    ASSERT_TRUE(inItsPlace.open(QIODevice::WriteOnly));
    const Status saved = store->save(u"a"_s, Secret("two"));
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().kind, ErrorKind::Storage);
    EXPECT_EQ(saved.error().code, ErrorCode::NotWritable) << codeName(saved.error().code).data();
    EXPECT_TRUE(saved.error().detail.startsWith(m_file));
    EXPECT_FALSE(store->remove(u"a"_s));
    EXPECT_EQ(store->load(u"a"_s)->reveal(), "one");
    ASSERT_TRUE(inItsPlace.remove());
    ASSERT_TRUE(QDir().rename(folder + u".away"_s, folder));
    EXPECT_EQ(opened()->load(u"a"_s)->reveal(), "one");
}

TEST_F(SealedSecretStoreTest, whatCannotBeReadIsNotOverwritten) {
    ASSERT_TRUE(QDir().mkpath(m_file)); // a directory of that name
    const auto store = open();
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::NotWritable);
    EXPECT_TRUE(store.error().detail.startsWith(m_file));
}

TEST_F(SealedSecretStoreTest, savesOfManyWorkersAreAllKept) {
    const auto store = opened();
    std::vector<std::thread> workers;
    for (int i = 0; i < 4; ++i) {
        workers.emplace_back([&, i] {
            for (int n = 0; n < 5; ++n)
                EXPECT_TRUE(store->save(u"%1/%2"_s.arg(i).arg(n), Secret(QByteArray::number(10 * i + n))));
        });
    }
    for (std::thread& worker : workers)
        worker.join();
    const auto again = opened();
    for (int i = 0; i < 4; ++i) {
        for (int n = 0; n < 5; ++n)
            EXPECT_EQ(again->load(u"%1/%2"_s.arg(i).arg(n))->reveal(), QByteArray::number(10 * i + n));
    }
}

} // namespace
} // namespace tributary::auth::tst_SealedSecretStore
