// SPDX-License-Identifier: GPL-3.0-or-later
// What servers said, from the corpus where it is at hand: whole, byte by byte, and damaged. The same comes of it, or a clean
// error; never a crash. The corpus lies beside the sources and is never part of them.
#include "Peer.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>

namespace tributary::imap::tst_ImapCorpus {

using namespace tributary::imap::tests;

namespace {

QString corpus(const char* folder) {
    return QDir::cleanPath(QString(QStringLiteral(TRIBUTARY_SOURCE_DIR "/../shared/corpus/imap/") + QLatin1StringView(folder)));
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList filesIn(const char* folder) {
    QStringList files;
    for (QDirIterator it(corpus(folder), QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
        files.append(it.next());
    files.sort();
    return files;
}

QByteArray withLineEnds(QByteArray text) { return text.replace("\r\n", "\n").replace("\n", "\r\n"); }

/// In a mailbox, with as many NOOPs under way as there are tagged lines; their tags take the place of the script's.
struct Outcome {
    QByteArray events;
    ErrorCode code = ErrorCode::None;
    bool operator==(const Outcome&) const = default;
};

Outcome play(const QByteArray& bytes, qsizetype piece) {
    static const QRegularExpression kTagged(QStringLiteral("^[A-Za-z0-9.]+ (OK|NO|BAD)\\b"));
    auto peer = Peer::selected();
    QByteArrayList lines = bytes.split('\n');
    int next = 3;
    for (QByteArray& line : lines) {
        if (!kTagged.match(QString::fromLatin1(line)).hasMatch())
            continue;
        EXPECT_TRUE(peer->send(command::noop()));
        line.replace(0, line.indexOf(' '), QByteArray('T' + QByteArray::number(next++)));
    }
    (void)peer->heard();
    const QByteArray all = peer->tagged(lines.join('\n'));
    Outcome outcome;
    for (qsizetype at = 0; at < all.size() && outcome.code == ErrorCode::None; at += piece)
        outcome.code = codeOf(peer->session.feed(QByteArrayView(all).sliced(at, std::min(piece, all.size() - at))));
    outcome.events = peer->events();
    EXPECT_EQ(peer->session.state() == State::Failed, outcome.code != ErrorCode::None);
    return outcome;
}

/// Whole, byte by byte, in sevens: one outcome.
Outcome playEveryWay(const QByteArray& bytes) {
    Outcome whole = play(bytes, bytes.size() + 1'000'000);
    EXPECT_EQ(play(bytes, 1).events, whole.events);
    EXPECT_EQ(play(bytes, 7), whole);
    EXPECT_EQ(play(bytes, 1).code, whole.code);
    return whole;
}

/// Damaged as a bad line or a bad server would: the outcome does not matter, that it is the same every way does.
void playDamaged(const QByteArray& bytes, QRandomGenerator& random, int rounds) {
    static constexpr char kBytes[]{'\0', '\r', '\n', '(', ')', '"', '\\', '{', '}', '[', ']', '0', '9', ' ', '*', '+', '\xff', '~', ':', ','};
    for (int round = 0; round < rounds && !bytes.isEmpty(); ++round) {
        QByteArray damaged = bytes;
        for (quint32 i = random.bounded(1, 4); i > 0 && !damaged.isEmpty(); --i) {
            const qsizetype at = random.bounded(damaged.size());
            const char c = kBytes[random.bounded(int(sizeof kBytes))];
            switch (random.bounded(4)) {
            case 0: damaged[at] = c; break;
            case 1: damaged.insert(at, c); break;
            case 2: damaged.remove(at, 1 + random.bounded(8)); break;
            default: damaged.insert(at, damaged.mid(random.bounded(damaged.size()), 1 + random.bounded(20)));
            }
        }
        EXPECT_EQ(play(damaged, 1 + random.bounded(9)), play(damaged, damaged.size() + 1'000'000)) << damaged.toStdString();
    }
}

/// The server's lines of a transcript whose lines are regular expressions: each becomes one text that it matches.
QByteArray serversLines(const QByteArray& transcript) {
    QByteArrayList lines;
    for (const QByteArray& line : QByteArray(transcript).replace('\r', "").split('\n')) {
        if (!line.startsWith("S:") || line.startsWith("S: \\+")) // no APPEND of ours waits for '+'
            continue;
        QString text = QString::fromUtf8(line.mid(3));
        text.replace(QStringLiteral("( \\\\\\*)?"), QString()).replace(QStringLiteral("(\\[.+\\] )?"), QString());
        text.replace(QStringLiteral("\\d+"), QStringLiteral("17")).replace(QStringLiteral("(.)*"), QStringLiteral("x"));
        text.replace(QStringLiteral(".*"), QStringLiteral("5")).replace(QStringLiteral(".+"), QStringLiteral("x"));
        text.replace(QRegularExpression(QStringLiteral("\\\\(.)")), QStringLiteral("\\1"));
        lines.append(text.toUtf8() + "\r\n");
    }
    return lines.join();
}

/// The strings of REPLY lines and of files whose lines are the server's as they stand.
QByteArray unescaped(QByteArray text) { return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"); }

} // namespace

class ImapCorpus : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!QFile::exists(corpus("")))
            GTEST_SKIP() << "no corpus beside the sources";
    }
    QRandomGenerator m_random{20260101};
};

TEST_F(ImapCorpus, oneResponseAFileIsReadOrRefused) {
    QStringList refused;
    int count = 0;
    for (const char* folder : {"libetpan/data/response-data", "libetpan/data/response-done", "libetpan/data/unsupported", "libetpan/fuzz-seeds"}) {
        for (const QString& path : filesIn(folder)) {
            SCOPED_TRACE(path.toStdString());
            const QByteArray bytes = withLineEnds(contents(path));
            if (playEveryWay(bytes).code != ErrorCode::None)
                refused.append(QFileInfo(path).fileName());
            playDamaged(bytes, m_random, 1'000);
            ++count;
        }
    }
    EXPECT_GE(count, 50);
    // A literal of 4 GiB; a continuation that nobody waits for.
    EXPECT_EQ(refused, (QStringList{QStringLiteral("fetch-literal-overflow.imap"), QStringLiteral("continue-then-ok.imap")}));
}

TEST_F(ImapCorpus, someSayWhatTheyMust) {
    const auto said = [](const char* name) { return play(withLineEnds(contents(corpus(name))), 1).events; };
    EXPECT_EQ(said("libetpan/data/response-data/fetch-literal.imap"),
              "fetch 2 uid=10 flags=(\\Seen) size=12 date=1996-07-17T02:44:25-07:00 []=\"Hello World!\"");
    EXPECT_EQ(said("libetpan/data/response-data/fetch-flags-nested-invalid.imap"), "fetch 2 uid=10 flags=(\\Seen $label1) size=12");
    EXPECT_EQ(said("libetpan/data/unsupported/esearch.imap"), "search 1:5 count=5");
    EXPECT_EQ(said("libetpan/data/unsupported/fetch-literal8.imap"), "fetch 7 [1]=\"Hello\"");
    EXPECT_EQ(said("libetpan/data/unsupported/fetch-binary-size.imap"), "fetch 7");
    EXPECT_EQ(said("libetpan/data/response-done/multi-response.imap"),
              "flags (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\nlist (\\HasNoChildren) / INBOX = INBOX\n"
              "status INBOX messages=3 unseen=1 uidnext=10 uidvalidity=12345\nexists 3\nfetch 2 uid=10 flags=(\\Seen) size=12\n"
              "done 3 ok [READ-WRITE] SELECT completed");
}

TEST_F(ImapCorpus, transcriptsGiveTheSameHoweverTheyArrive) {
    int count = 0, clean = 0, fetches = 0, done = 0;
    for (const QString& path : filesIn("james-mpt/scripts")) {
        SCOPED_TRACE(path.toStdString());
        const QByteArray bytes = serversLines(contents(path));
        const Outcome outcome = playEveryWay(bytes);
        ++count;
        clean += outcome.code == ErrorCode::None;
        fetches += outcome.events.count("fetch ");
        done += outcome.events.count("done ");
        playDamaged(bytes.left(4'000), m_random, 20);
    }
    EXPECT_GE(count, 160);
    EXPECT_GE(clean, 150) << "the others have expressions where lengths or lists should be";
    EXPECT_GE(fetches, 700);
    EXPECT_GE(done, 2'000);
}

TEST_F(ImapCorpus, dialoguesOfATransferLibrary) {
    static const QRegularExpression kReply(QStringLiteral("^REPLY \\S+ (.*)$"), QRegularExpression::MultilineOption);
    int replies = 0;
    for (const QString& path : filesIn("curl-tests")) {
        SCOPED_TRACE(path.toStdString());
        const QByteArray file = contents(path);
        for (auto it = kReply.globalMatch(QString::fromLatin1(file)); it.hasNext(); ++replies)
            playDamaged(unescaped(it.next().captured(1).toLatin1()) + "\r\n", m_random, 100);
        // The whole file is none of ours, and hostile enough.
        (void)playEveryWay(withLineEnds(file));
        (void)playEveryWay("* 1 FETCH (BODY[] {" + QByteArray::number(file.size()) + "}\r\n" + file + ")\r\n");
    }
    EXPECT_GE(replies, 30);
}

TEST_F(ImapCorpus, scriptsForServers) {
    int count = 0;
    for (const QString& path : filesIn("imaptest")) {
        SCOPED_TRACE(path.toStdString());
        QByteArray lines;
        for (const QByteArray& line : contents(path).split('\n')) {
            if (line.startsWith("* "))
                lines += QString::fromUtf8(line).replace(QRegularExpression(QStringLiteral("\\$\\{?\\w+\\}?")), QStringLiteral("1")).toUtf8() + "\r\n";
        }
        (void)playEveryWay(lines);
        playDamaged(lines.left(4'000), m_random, 50);
        ++count;
    }
    EXPECT_GE(count, 100);
}

// What a server says before TLS is forgotten, whatever it is (TLS1 to TLS5 in reference/reliability.md).
TEST_F(ImapCorpus, nothingSaidBeforeTlsSurvivesIt) {
    static const QRegularExpression kAnswer(QStringLiteral("starttls_response: Some\\(\"((?:[^\"\\\\]|\\\\.)*)\"\\)"));
    int started = 0, refused = 0, ended = 0;
    for (const QString& path : filesIn("fake-mail-server/testcases/imap")) {
        SCOPED_TRACE(path.toStdString());
        for (auto it = kAnswer.globalMatch(QString::fromUtf8(contents(path))); it.hasNext();) {
            Peer peer(false);
            ASSERT_TRUE(peer.say("* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready\r\n"));
            ASSERT_TRUE(peer.send(command::startTls()));
            (void)peer.heard();
            (void)peer.events();
            const Status status = peer.say(unescaped(it.next().captured(1).toUtf8()).replace("<tag>", "T1"));
            const QByteArray events = peer.events();
            for (const char* data : {"list", "status", "exists", "recent", "flags", "expunge", "fetch", "search"})
                EXPECT_FALSE(events.startsWith(data) || events.contains(QByteArray('\n' + QByteArray(data)))) << events.toStdString();
            const bool begun = status && peer.session.tlsStarted();
            EXPECT_FALSE(begun && peer.session.capabilitiesKnown());
            EXPECT_FALSE(begun && peer.session.nextEvent());
            EXPECT_EQ(peer.heard(), "");
            (begun ? started : status ? refused : ended) += 1;
        }
    }
    EXPECT_GE(started, 10);
    EXPECT_GE(refused, 2);
    EXPECT_GE(ended, 3);
}

} // namespace tributary::imap::tst_ImapCorpus
