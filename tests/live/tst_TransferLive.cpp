// SPDX-License-Identifier: GPL-3.0-or-later
// Import, export and backup by tributary-cli: mail goes out and comes back as it was, settings travel without secrets, a backup is whole or it
// is not there (docs/backup.md).
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>

#include <csignal>
#include <unistd.h>

namespace tributary::tests::tst_TransferLive {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kAlice = QStringLiteral("alice@example.test");

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no ") + path.toUtf8();
}

/// Names and bytes of all files in a folder, but of .eml ones the bytes alone.
QMap<QString, QByteArray> filesIn(const QString& folder) {
    QMap<QString, QByteArray> files;
    for (const QFileInfo& info : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden))
        files.insert(info.fileName(), contentOf(info.filePath()));
    return files;
}

class Transfer : public ::testing::Test {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.pop3 = true;
        auto started = MailServer::start(options);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
        QFile words(m_cli->path(u"words"_s));
        ASSERT_TRUE(words.open(QIODevice::WriteOnly));
        words.write("correct horse battery\n");
    }
    void TearDown() override {
        for (const char* name : {"TRIBUTARY_TEST_KILL", "TRIBUTARY_BACKUP_PASSPHRASE_FILE"})
            qunsetenv(name);
    }
    void addAlice() const {
        const CliResult added = m_cli->run({u"account"_s, u"add"_s, u"--email"_s, kAlice, u"--in-host"_s, m_server->host(), u"--in-port"_s,
                                            QString::number(m_server->imapsPort()), u"--password-stdin"_s}, "pw-alice\n");
        ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    }
    void deliverSome() const {
        for (int i = 1; i <= 5; ++i) {
            const QByteArray number = QByteArray::number(i);
            ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: Bob <bob@example.test>\r\nTo: alice@example.test\r\nSubject: mail " + number + "\r\nMessage-ID: <m" + number +
                                                          "@example.test>\r\nDate: Mon, 2 Nov 2026 1" + number + ":00:00 +0000\r\n\r\nHello " + number +
                                                          "\r\nFrom here on\r\n>From there\r\n\r\nFrom a@b Mon Nov  2 10:00:00 2026\r\nlast\r\n"));
        }
    }
    CliResult run(const QStringList& arguments, int exitCode = 0, const QByteArray& input = {}) const {
        CliResult result = m_cli->run(arguments, input, 120'000);
        EXPECT_EQ(result.exitCode, exitCode) << qPrintable(arguments.join(u' ')) << '\n' << result.err.right(2000).constData() << result.out.right(2000).constData();
        return result;
    }
    void exportTo(const QString& mailbox, const QString& format, const QString& folder, int exitCode = 0) const {
        run({u"export"_s, u"--account"_s, kAlice, u"--mailbox"_s, mailbox, u"--format"_s, format, u"--to"_s, m_cli->path(folder)}, exitCode);
    }
    CliResult importFrom(const QString& file, const QString& mailbox, int exitCode = 0) const {
        return run({u"import"_s, m_cli->path(file), u"--account"_s, kAlice, u"--mailbox"_s, mailbox}, exitCode);
    }
    QJsonArray list(const QString& mailbox) const {
        return run({u"message"_s, u"list"_s, u"--account"_s, kAlice, u"--mailbox"_s, mailbox, u"--limit"_s, u"1000"_s}).array();
    }
    CliResult backUp(const QString& file, const QStringList& more = {}, int exitCode = 0) const {
        return run(QStringList{u"backup"_s, m_cli->path(file), u"--passphrase-file"_s, m_cli->path(u"words"_s)} + more, exitCode);
    }
    /// A command line on another profile.
    CliResult onProfile(const QString& profile, const QStringList& arguments, int exitCode = 0, const QByteArray& input = {}) const {
        return run(QStringList{u"--profile"_s, m_cli->path(profile)} + arguments, exitCode, input);
    }
    CliResult restore(const QString& file, const QString& profile, int exitCode = 0) const {
        return onProfile(profile, {u"restore"_s, m_cli->path(file), u"--passphrase-file"_s, m_cli->path(u"words"_s)}, exitCode);
    }

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_F(Transfer, mailGoesOutAndComesBackAsItWas) {
    addAlice();
    deliverSome();
    run({u"sync"_s});
    const QJsonArray before = list(u"INBOX"_s);
    ASSERT_EQ(before.size(), 5);
    run({u"message"_s, u"mark"_s, QString::number(before[1].toObject().value(u"id"_s).toInteger()), u"--seen"_s});
    run({u"message"_s, u"mark"_s, QString::number(before[3].toObject().value(u"id"_s).toInteger()), u"--flagged"_s});
    for (const QString& format : {u"mbox"_s, u"maildir"_s, u"eml"_s}) {
        SCOPED_TRACE(qPrintable(format));
        const QString mailbox = u"From "_s + format, out = u"out-"_s + format;
        exportTo(u"INBOX"_s, format, out);
        const QString first = out + (format == "mbox"_L1 ? u"/INBOX.mbox"_s : u"/INBOX"_s);
        const CliResult imported = importFrom(first, mailbox);
        EXPECT_EQ(imported.object().value(u"messages"_s), 5) << imported.out.constData();
        EXPECT_EQ(importFrom(first, mailbox).object().value(u"known"_s), 5) << "a second time nothing is doubled";
        exportTo(mailbox, format, u"again-"_s + format);
        const QString second = u"again-"_s + format + u'/' + mailbox;
        if (format == "mbox"_L1)
            EXPECT_EQ(contentOf(m_cli->path(second + u".mbox"_s)), contentOf(m_cli->path(first)));
        else if (format == "maildir"_L1)
            EXPECT_EQ(filesIn(m_cli->path(second + u"/cur"_s)), filesIn(m_cli->path(first + u"/cur"_s)));
        else
            EXPECT_EQ(filesIn(m_cli->path(second)), filesIn(m_cli->path(first)));
        run({u"sync"_s});
        const QJsonArray there = list(mailbox);
        ASSERT_EQ(there.size(), 5);
        for (qsizetype i = 0; i < 5; ++i) {
            const QJsonObject now = there[i].toObject(), then = before[i].toObject();
            EXPECT_EQ(now.value(u"date"_s), then.value(u"date"_s));
            EXPECT_GT(now.value(u"uid"_s).toInt(), 0) << "the server has it";
            const QJsonArray flags = now.value(u"flags"_s).toArray();
            EXPECT_EQ(flags.contains(u"\\Seen"_s), format != "eml"_L1 && i == 1);
            EXPECT_EQ(flags.contains(u"\\Flagged"_s), format != "eml"_L1 && i == 3);
        }
    }
    EXPECT_EQ(run({u"doctor"_s, kAlice}).exitCode, 0);
    exportTo(u"INBOX"_s, u"mbox"_s, u"out-mbox"_s, 6); // nothing is written over
    exportTo(u"Nowhere"_s, u"mbox"_s, u"x"_s, 7);
}

TEST_F(Transfer, whatIsNotHereIsFetchedOrCounted) {
    addAlice();
    run({u"account"_s, u"edit"_s, kAlice, u"--body-days"_s, u"1"_s});
    for (int i = 0; i < 3; ++i)
        ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: b@example.test\r\nSubject: old\r\nMessage-ID: <o" + QByteArray::number(i) + "@x>\r\nDate: Mon, 3 Feb 2020 10:00:00 +0000\r\n\r\nOld\r\n",
                                      u"INBOX"_s, QDate(2020, 2, 3)));
    run({u"sync"_s});
    const CliResult offline = run({u"export"_s, u"--account"_s, kAlice, u"--format"_s, u"eml"_s, u"--to"_s, m_cli->path(u"off"_s), u"--offline"_s}, 11);
    EXPECT_EQ(offline.object().value(u"missing"_s), 3);
    const CliResult fetched = run({u"export"_s, u"--account"_s, kAlice, u"--format"_s, u"eml"_s, u"--to"_s, m_cli->path(u"on"_s)});
    EXPECT_EQ(fetched.object().value(u"messages"_s), 3);
    EXPECT_EQ(filesIn(m_cli->path(u"on/INBOX"_s)).size(), 3) << "three of one subject";
}

TEST_F(Transfer, anImportIsUndoneAsOne) {
    addAlice();
    run({u"sync"_s});
    QFile mbox(m_cli->path(u"in.mbox"_s));
    ASSERT_TRUE(mbox.open(QIODevice::WriteOnly));
    for (int i = 0; i < 450; ++i)
        mbox.write("From x Mon Nov  2 10:00:00 2026\nSubject: n" + QByteArray::number(i) + "\nMessage-ID: <n" + QByteArray::number(i) + "@x>\n\nbody\n\n");
    mbox.close();
    const CliResult imported = importFrom(u"in.mbox"_s, u"INBOX"_s);
    EXPECT_EQ(imported.object().value(u"messages"_s), 450);
    EXPECT_EQ(list(u"INBOX"_s).size(), 450);
    run({u"change"_s, u"undo"_s, QString::number(imported.object().value(u"change"_s).toInteger())});
    EXPECT_EQ(list(u"INBOX"_s).size(), 0);
    run({u"sync"_s});
    EXPECT_EQ(run({u"doctor"_s, kAlice}).exitCode, 0);
}

TEST_F(Transfer, filesThatAreNoMailAreTold) {
    addAlice();
    run({u"sync"_s});
    QFile(m_cli->path(u"empty"_s)).open(QIODevice::WriteOnly);
    EXPECT_EQ(importFrom(u"empty"_s, u"INBOX"_s, 6).error().value(u"kind"_s), u"invalid-input"_s);
    importFrom(u"nowhere"_s, u"INBOX"_s, 7);
    ASSERT_TRUE(QDir().mkpath(m_cli->path(u"mails"_s)));
    for (const auto& [name, bytes] : {std::pair(u"a.eml"_s, QByteArray("Subject: a\n\nx\n")), std::pair(u"b.eml"_s, QByteArray("\0\1\2 no mail", 11))}) {
        QFile file(m_cli->path(u"mails/"_s + name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    const CliResult part = importFrom(u"mails"_s, u"INBOX"_s, 11);
    EXPECT_EQ(part.object().value(u"messages"_s), 1);
    EXPECT_EQ(part.object().value(u"unreadableFiles"_s), 1);
    run({u"import"_s, m_cli->path(u"mails"_s), u"--account"_s, kAlice}, 2);
    run({u"import"_s}, 2);
    run({u"export"_s, u"--account"_s, kAlice}, 2);
}

TEST_F(Transfer, settingsTravelWithoutSecrets) {
    addAlice();
    run({u"account"_s, u"edit"_s, kAlice, u"--name"_s, u"Büro"_s, u"--sync-since"_s, u"2026-01-01"_s});
    const QString file = m_cli->path(u"settings.json"_s);
    run({u"export"_s, u"--settings"_s, file});
    run({u"export"_s, u"--settings"_s, file}, 6);
    EXPECT_FALSE(contentOf(file).contains("pw-alice"));
    EXPECT_EQ(run({u"import"_s, u"--settings"_s, file}, 11).object().value(u"skipped"_s).toArray().first().toObject().value(u"reason"_s), u"already-here"_s);
    EXPECT_EQ(onProfile(u"other"_s, {u"import"_s, u"--settings"_s, file}).object().value(u"added"_s).toArray(), QJsonArray{kAlice});
    const QJsonObject shown = onProfile(u"other"_s, {u"account"_s, u"list"_s}).array().first().toObject();
    EXPECT_EQ(shown.value(u"state"_s), u"disabled"_s);
    EXPECT_EQ(shown.value(u"name"_s), u"Büro"_s);
    onProfile(u"other"_s, {u"sync"_s}, 4); // nothing is tried before the password is there
    onProfile(u"other"_s, {u"account"_s, u"password"_s, kAlice, u"--password-stdin"_s}, 4, "wrong\n");
    onProfile(u"other"_s, {u"account"_s, u"password"_s, kAlice, u"--password-stdin"_s}, 0, "pw-alice\n");
    onProfile(u"other"_s, {u"sync"_s});
    EXPECT_EQ(onProfile(u"third"_s, {u"import"_s, u"--profile"_s, m_cli->profile()}).object().value(u"added"_s).toArray(), QJsonArray{kAlice});
    onProfile(u"third"_s, {u"import"_s, u"--profile"_s, m_cli->path(u"nowhere"_s)}, 7);
    QFile bad(m_cli->path(u"bad.json"_s));
    ASSERT_TRUE(bad.open(QIODevice::WriteOnly));
    bad.write(R"({"format": "tributary-settings", "version": 1, "accounts": [{"email": "x"}]})");
    bad.close();
    const CliResult faulty = onProfile(u"third"_s, {u"import"_s, u"--settings"_s, bad.fileName()}, 6);
    EXPECT_TRUE(faulty.err.contains("bad.json:1:")) << faulty.err.constData();
}

TEST_F(Transfer, thunderbirdsAccountsComeWithoutPasswords) {
    const QString folder = QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/data/thunderbird/profile");
    const CliResult imported = run({u"import"_s, u"--thunderbird"_s, folder});
    EXPECT_EQ(imported.object().value(u"added"_s).toArray(), (QJsonArray{u"carol@example.test"_s, u"dave@pop.example.test"_s, u"hanako@gmail.com"_s}));
    EXPECT_EQ(imported.object().value(u"skipped"_s).toArray().size(), 3);
    for (const QJsonValue& account : run({u"account"_s, u"list"_s}).array())
        EXPECT_EQ(account.toObject().value(u"state"_s), u"disabled"_s);
    EXPECT_EQ(run({u"identity"_s, u"list"_s}).array().size(), 4);
    run({u"import"_s, u"--thunderbird"_s, folder}, 11);
    run({u"import"_s, u"--thunderbird"_s, m_cli->path(u"nowhere"_s)}, 7);
    EXPECT_EQ(onProfile(u"one"_s, {u"import"_s, u"--thunderbird"_s, folder, u"--only"_s, u"carol@example.test"_s}).object().value(u"added"_s).toArray().size(), 1);
}

TEST_F(Transfer, aBackupIsMadeWhileTheProfileIsInUseAndRestoredElsewhere) {
    addAlice();
    deliverSome();
    run({u"sync"_s});
    const auto watching = m_cli->start({u"sync"_s, u"--watch"_s});
    ASSERT_TRUE(watching->waitForStarted(5000));
    watching->setReadChannel(QProcess::StandardError);
    ASSERT_TRUE(watching->waitForReadyRead(30'000)) << "its first event";
    const CliResult made = backUp(u"a.backup"_s);
    EXPECT_EQ(made.object().value(u"accounts"_s).toArray(), QJsonArray{kAlice});
    EXPECT_EQ(onProfile(u"fourth"_s, {u"import"_s, u"--profile"_s, m_cli->profile()}).object().value(u"added"_s).toArray().size(), 1) << "while it is in use";
    watching->terminate();
    watching->waitForFinished(10'000);
    backUp(u"a.backup"_s, {}, 6); // never over another
    EXPECT_FALSE(QFile::exists(m_cli->path(u"a.backup.part"_s)));
    restore(u"a.backup"_s, u"back"_s);
    const QJsonArray mail = onProfile(u"back"_s, {u"message"_s, u"list"_s, u"--view"_s, u"all"_s}).array();
    EXPECT_EQ(mail.size(), 5);
    EXPECT_EQ(onProfile(u"back"_s, {u"account"_s, u"list"_s}).array().first().toObject().value(u"state"_s), u"disabled"_s);
    onProfile(u"back"_s, {u"account"_s, u"password"_s, kAlice, u"--password-stdin"_s}, 0, "pw-alice\n");
    onProfile(u"back"_s, {u"sync"_s});
    onProfile(u"back"_s, {u"doctor"_s, kAlice});
    restore(u"a.backup"_s, u"back"_s, 6); // not into a profile that is there
    backUp(u"b.backup"_s, {u"--with-secrets"_s});
    restore(u"b.backup"_s, u"whole"_s);
    onProfile(u"whole"_s, {u"sync"_s}); // with its password
}

TEST_F(Transfer, anotherPassphraseAndDamageAreTold) {
    addAlice();
    deliverSome();
    run({u"sync"_s});
    backUp(u"a.backup"_s);
    QFile words(m_cli->path(u"other-words"_s));
    ASSERT_TRUE(words.open(QIODevice::WriteOnly));
    words.write("something else\n");
    words.close();
    const CliResult wrong = onProfile(u"back"_s, {u"restore"_s, m_cli->path(u"a.backup"_s), u"--passphrase-file"_s, words.fileName()}, 4);
    EXPECT_EQ(wrong.error().value(u"code"_s), u"wrong-passphrase"_s);
    const QByteArray good = contentOf(m_cli->path(u"a.backup"_s));
    ASSERT_GT(good.size(), 2000);
    for (const qsizetype at : {qsizetype(100), good.size() / 2, good.size() - 1}) {
        QByteArray bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        QFile file(m_cli->path(u"bad.backup"_s));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bad);
        file.close();
        restore(u"bad.backup"_s, u"back"_s, 9);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(good.first(at));
        file.close();
        restore(u"bad.backup"_s, u"back"_s, 9);
    }
    EXPECT_FALSE(QFile::exists(m_cli->path(u"back"_s)) || QFile::exists(m_cli->path(u"back.part"_s)));
    restore(u"words"_s, u"back"_s, 6);
    restore(u"nowhere"_s, u"back"_s, 7);
    run({u"restore"_s, m_cli->path(u"a.backup"_s)}, 6); // the profile is there
    qputenv("TRIBUTARY_BACKUP_PASSPHRASE_FILE", m_cli->path(u"words"_s).toUtf8());
    onProfile(u"back"_s, {u"restore"_s, m_cli->path(u"a.backup"_s)});
}

TEST_F(Transfer, aKillLeavesNothingHalf) {
    addAlice();
    deliverSome();
    run({u"sync"_s});
    const auto left = [this] { return QDir(m_cli->profile()).entryList({u"snapshot*"_s}, QDir::Files | QDir::Hidden); };
    for (const char* point : {"backup.snapshot:1", "backup.piece:1", "backup.rename:1"}) {
        qputenv("TRIBUTARY_TEST_KILL", point);
        const CliResult killed = m_cli->run({u"backup"_s, m_cli->path(u"a.backup"_s), u"--passphrase-file"_s, m_cli->path(u"words"_s)});
        EXPECT_EQ(killed.exitCode, -1) << point;
        EXPECT_FALSE(QFile::exists(m_cli->path(u"a.backup"_s))) << point;
        EXPECT_EQ(left(), QStringList()) << point;
        qunsetenv("TRIBUTARY_TEST_KILL");
    }
    backUp(u"a.backup"_s); // over what the kill left
    for (const char* point : {"restore.piece:1", "restore.piece:2", "restore.rename:1"}) {
        qputenv("TRIBUTARY_TEST_KILL", point);
        const CliResult killed = m_cli->run({u"--profile"_s, m_cli->path(u"back"_s), u"restore"_s, m_cli->path(u"a.backup"_s), u"--passphrase-file"_s, m_cli->path(u"words"_s)});
        EXPECT_EQ(killed.exitCode, -1) << point;
        EXPECT_FALSE(QFile::exists(m_cli->path(u"back"_s))) << point;
        qunsetenv("TRIBUTARY_TEST_KILL");
    }
    restore(u"a.backup"_s, u"back"_s);
    EXPECT_FALSE(QFile::exists(m_cli->path(u"back.part"_s)));
    EXPECT_EQ(onProfile(u"back"_s, {u"message"_s, u"list"_s, u"--view"_s, u"all"_s}).array().size(), 5);
}

constexpr char kFull[] = R"(
set -u
mkdir -p "$ROOM"
mount -t tmpfs -o size=200k,mode=0700 none "$ROOM" || exit 77
$CLI backup "$ROOM/full.backup" --passphrase-file "$WORDS" >"$OUT/backup.out" 2>&1; echo $? >"$OUT/backup.code"
ls -A "$ROOM" >"$OUT/backup.left"
$CLI --profile "$ROOM/profile" restore "$GOOD" --passphrase-file "$WORDS" >"$OUT/restore.out" 2>&1; echo $? >"$OUT/restore.code"
ls -A "$ROOM" >"$OUT/restore.left"
)";

TEST_F(Transfer, aFullDiskIsToldAndNothingIsLeft) {
    addAlice();
    QRandomGenerator random(9);
    for (int i = 0; i < 3; ++i) {
        QByteArray noise(300'000, 'x');
        for (qsizetype at = 0; at < noise.size(); ++at)
            noise[at] = at % 70 == 69 ? '\n' : static_cast<char>('A' + random.bounded(26)); // nothing makes it much smaller
        ASSERT_TRUE(m_server->deliver(u"alice"_s, "Subject: large\r\nMessage-ID: <l" + QByteArray::number(i) + "@x>\r\n\r\n" + noise.replace("\n", "\r\n")));
    }
    run({u"sync"_s});
    backUp(u"good.backup"_s);
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"CLI"_s, m_cli->commandLine({}).join(u' '));
    environment.insert(u"ROOM"_s, m_cli->path(u"room"_s));
    environment.insert(u"OUT"_s, m_cli->path({}));
    environment.insert(u"WORDS"_s, m_cli->path(u"words"_s));
    environment.insert(u"GOOD"_s, m_cli->path(u"good.backup"_s));
    environment.insert(u"TRIBUTARY_PASSPHRASE_FILE"_s, m_cli->passphraseFile());
    shell.setProcessEnvironment(environment);
    QStringList line{u"-m"_s, u"sh"_s, u"-c"_s, QString::fromLatin1(kFull)};
    if (::geteuid() != 0)
        line.prepend(u"-rU"_s);
    shell.start(u"unshare"_s, line);
    ASSERT_TRUE(shell.waitForFinished(120'000));
    if (shell.exitCode() == 77)
        GTEST_SKIP() << "no mount namespaces here";
    for (const QString& what : {u"backup"_s, u"restore"_s}) {
        EXPECT_EQ(contentOf(m_cli->path(what + u".code"_s)).trimmed(), "9") << contentOf(m_cli->path(what + u".out"_s)).constData();
        EXPECT_EQ(contentOf(m_cli->path(what + u".left"_s)).trimmed(), "") << qPrintable(what);
    }
}

} // namespace
} // namespace tributary::tests::tst_TransferLive
