// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that really runs full, in the middle of a first sync and while a message is queued (S14): a small file system of its own, which
// grows afterwards. The error is told (exit code 9), nothing is lost, and the next try goes on where it was.
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QFile>

#include <unistd.h>

namespace tributary::tests::tst_FullDisk {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Runs in a mount namespace of its own, where the profile is a file system of 6 MiB. $CLI is a command line; the answers
/// are left in $OUT.
constexpr char kScript[] = R"(
set -u
mkdir -p "$PROFILE"
mount -t tmpfs -o size=6m,mode=0700 none "$PROFILE" || exit 77
answer() { name=$1; shift; $CLI "$@" >"$OUT/$name.out" 2>"$OUT/$name.err"; echo $? >"$OUT/$name.code"; }
answer add account add --email alice@example.test --in-host "$HOST" --in-port "$PORT" --password-stdin
answer full sync
answer list message list --view all --limit 100000
mount -o remount,size=512m "$PROFILE" || exit 77
answer more sync
answer doctor doctor alice@example.test
answer all message list --view all --limit 100000
)";

/// The same, with a message of more than there is room for.
constexpr char kSending[] = R"(
set -u
mkdir -p "$PROFILE"
mount -t tmpfs -o size=6m,mode=0700 none "$PROFILE" || exit 77
answer() { name=$1; shift; $CLI "$@" >"$OUT/$name.out" 2>"$OUT/$name.err"; echo $? >"$OUT/$name.code"; }
answer add account add --email alice@example.test --in-host "$HOST" --in-port "$PORT" --out-host "$HOST" --out-port "$SMTPS" --out-security tls --password-stdin
head -c 8000000 /dev/urandom >"$OUT/file.bin"
echo "Here." >"$OUT/body.txt"
set -- --account alice@example.test --to bob@example.test --subject Figures --body-file "$OUT/body.txt"
answer full send "$@" --attach "$OUT/file.bin"
answer queue outbox list
mount -o remount,size=512m "$PROFILE" || exit 77
answer again send "$@" --attach "$OUT/file.bin"
answer left outbox list
)";

class FullDisk : public ::testing::Test {
  protected:
    [[nodiscard]] QByteArray left(const QString& name) const {
        QFile file(m_out.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    }
    [[nodiscard]] int exitCode(const QString& name) const { return left(name + u".code"_s).toInt(); }
    [[nodiscard]] qsizetype rows(const QString& name) const {
        return QJsonDocument::fromJson(left(name + u".out"_s)).array().size();
    }
    /// Messages of which the headers are there and no body.
    [[nodiscard]] qsizetype withoutBody(const QString& name) const {
        qsizetype count = 0;
        for (const QJsonValue& value : QJsonDocument::fromJson(left(name + u".out"_s)).array())
            count += value.toObject().value(u"body"_s) == u"none"_s ? 1 : 0;
        return count;
    }
    /// False: nobody may mount anything here.
    [[nodiscard]] bool run(const MailServer& server, const char* commands) {
        const CliProcess cli(server.caFile());
        QProcess script;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TRIBUTARY_PASSPHRASE_FILE"_s, cli.passphraseFile());
        environment.insert(u"PROFILE"_s, cli.profile());
        environment.insert(u"CLI"_s, cli.commandLine({}).join(u' '));
        environment.insert(u"OUT"_s, m_out.path());
        environment.insert(u"HOST"_s, server.host());
        environment.insert(u"PORT"_s, QString::number(server.imapsPort()));
        environment.insert(u"SMTPS"_s, QString::number(server.smtpsPort()));
        script.setProcessEnvironment(environment);
        script.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QStringList arguments{u"--mount"_s, u"sh"_s, u"-c"_s, QString::fromLatin1(commands)};
        if (::geteuid() != 0)
            arguments.prepend(u"--map-root-user"_s);
        script.start(u"unshare"_s, arguments);
        script.write("pw-alice\n");
        script.closeWriteChannel();
        EXPECT_TRUE(script.waitForFinished(150'000));
        return script.exitCode() != 77 && QFile::exists(m_out.filePath(u"add.code"_s));
    }
    QTemporaryDir m_out;
};

TEST_F(FullDisk, stopsTheSyncWithAClearErrorAndLosesNothing) {
    constexpr int kMessages = 1500;
    auto server = MailServer::start();
    ASSERT_TRUE(server) << qPrintable(server.error().detail);
    ASSERT_TRUE((*server)->fill(u"alice"_s, kMessages, 4));
    if (!run(**server, kScript))
        GTEST_SKIP() << "this machine lets nobody mount a file system in a namespace";

    ASSERT_EQ(exitCode(u"add"_s), 0) << left(u"add.err"_s).constData();
    EXPECT_EQ(exitCode(u"full"_s), 9) << left(u"full.err"_s).right(2000).constData();
    EXPECT_TRUE(left(u"full.err"_s).contains("\"disk-full\"")) << left(u"full.err"_s).right(2000).constData();
    EXPECT_EQ(exitCode(u"list"_s), 0) << "what was stored can be read on the full disk";
    EXPECT_GT(rows(u"list"_s), 0);
    EXPECT_GT(withoutBody(u"list"_s), 0) << "the disk was never full: the test says nothing";
    EXPECT_EQ(exitCode(u"more"_s), 0) << left(u"more.err"_s).right(2000).constData();
    EXPECT_EQ(exitCode(u"doctor"_s), 0) << left(u"doctor.out"_s).left(2000).constData();
    EXPECT_EQ(rows(u"all"_s), kMessages);
    EXPECT_EQ(withoutBody(u"all"_s), 0);
}

TEST_F(FullDisk, aMessageThatCannotBeQueuedIsToldAndGoesOnceThereIsRoom) {
    MailServer::Options options;
    options.smtp.emplace();
    auto server = MailServer::start(options);
    if (!server && MailServer::isMissing(server.error()))
        GTEST_SKIP() << qPrintable(server.error().detail);
    ASSERT_TRUE(server) << qPrintable(server.error().detail);
    if (!run(**server, kSending))
        GTEST_SKIP() << "this machine lets nobody mount a file system in a namespace";

    ASSERT_EQ(exitCode(u"add"_s), 0) << left(u"add.err"_s).constData();
    EXPECT_EQ(exitCode(u"full"_s), 9) << left(u"full.err"_s).right(2000).constData();
    EXPECT_TRUE(left(u"full.err"_s).contains("\"disk-full\"")) << left(u"full.err"_s).right(2000).constData();
    EXPECT_EQ(exitCode(u"queue"_s), 0) << left(u"queue.err"_s).constData();
    EXPECT_EQ(rows(u"queue"_s), 0) << "half a message in the outbox";
    EXPECT_EQ(exitCode(u"again"_s), 0) << left(u"again.err"_s).right(2000).constData();
    EXPECT_EQ(rows(u"left"_s), 0);
    EXPECT_EQ((*server)->sent()->size(), 1U) << "never twice";
}

} // namespace
} // namespace tributary::tests::tst_FullDisk
