// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fixture.h"

#include "sync/MailboxSync.h"
#include "sync/ProgressMeter.h"

#include <QElapsedTimer>
#include <QEventLoop>

#include <algorithm>
#include <cstdio>

namespace tributary::sync {

namespace {

model::Flags flagsOf(const tests::ServedMessage& message) {
    QStringList words;
    for (const QByteArray& word : message.flags)
        words.append(QString::fromUtf8(word));
    return model::parseFlags(words);
}

QString named(const tests::ServedMessage& message) { return QString::fromUtf8(tests::headerField(message.bytes, "Subject")); }

} // namespace

void Bell::ring() {
    const std::lock_guard lock(m_mutex);
    ++m_rings;
    m_rang.notify_all();
}

bool Bell::until(const std::function<bool()>& holds, std::chrono::milliseconds timeout) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        quint64 before = 0;
        {
            const std::lock_guard lock(m_mutex);
            before = m_rings;
        }
        if (holds())
            return true;
        std::unique_lock lock(m_mutex);
        if (!m_rang.wait_until(lock, deadline, [&] { return m_rings != before; }))
            return false;
    }
}

SyncTest::SyncTest() {
    store::StoreOptions options;
    options.directory = m_directory.filePath(u"profile"_s);
    options.fastUnsafe = true;
    m_store = must(store::Store::open(options));
    m_reader = must(m_store->makeReader());
    m_subscription = m_store->subscribe([this](const QList<model::StoreChange>&) { m_bell.ring(); });
    m_server.setListener([this] { m_bell.ring(); });
    m_account.email = u"ann@mail.example"_s;
    m_account.incoming = {u"127.0.0.1"_s, m_server.port(), model::Security::None, u"ann"_s};
    m_account.id = must(m_store->addAccount(m_account));
    m_timing.idleRefresh = 500ms;
    m_timing.poll = 50ms;
    m_timing.sweep = 5s;
}

SyncTest::~SyncTest() { m_server.setListener({}); }

void SyncTest::TearDown() { EXPECT_EQ(must(m_reader->checkIntegrity()), QStringList()); }

Result<std::unique_ptr<connect::ImapConnection>> SyncTest::connect(const CancelToken& cancel,
                                                                   const std::shared_ptr<WakeUp>& wakeUp) const {
    connect::ImapTarget target;
    target.server = m_account.incoming;
    target.password = Secret("pw");
    target.cancel = cancel;
    target.wakeUp = wakeUp;
    target.answerTimeout = m_answerTimeout;
    target.compression = connect::Compression::Never;
    if (qEnvironmentVariableIsSet("TRIBUTARY_LIES_LOG")) { // what was said, for whoever looks for a fault
        target.protocolLog = [](bool sent, const QByteArray& line) {
            std::fprintf(stderr, "%s %s\n", sent ? "C:" : "S:", line.left(300).constData());
        };
    }
    return connect::ImapConnection::open(target);
}

SyncContext SyncTest::context(store::Reader& reader, const CancelToken& cancel) {
    return {m_account, *m_store, reader, *m_syncClock, cancel, {}, m_timing};
}

void SyncTest::start(int inInbox) {
    m_server.change([&](ServedMail& mail) {
        mail.fill("INBOX", "m", inInbox);
        mail.create("Archive", "\\Archive");
        mail.fill("Archive", "a", 2);
    });
    const model::SyncReport report = sync();
    EXPECT_FALSE(report.error) << report.error->detail.toStdString();
    expectInStep();
    m_server.forget();
}

model::SyncReport SyncTest::sync() {
    QElapsedTimer timer;
    timer.start();
    SyncContext own = context(*m_reader, {});
    AccountSync account(own, [this](const CancelToken& cancel, const auto& wakeUp) { return connect(cancel, wakeUp); },
                        std::make_shared<WakeUp>());
    model::SyncReport report = account.syncOnce(m_account.mailboxGlobs);
    EXPECT_LT(timer.elapsed(), 9000) << "a server must not hold it up";
    return report;
}

model::SyncReport SyncTest::syncUnder(const QList<Lie>& told) {
    for (const Lie& lie : told)
        m_server.lie(lie);
    model::SyncReport report = sync();
    m_server.beHonest();
    return report;
}

void SyncTest::expectMended(int syncs) {
    m_server.beHonest();
    for (int i = 0; i < syncs; ++i) {
        const model::SyncReport report = sync();
        EXPECT_FALSE(report.error) << codeName(report.error->code).data() << ": " << report.error->detail.toStdString();
    }
    expectInStep();
}

void SyncTest::selfCheck() {
    SyncContext own = context(*m_reader, {});
    own.meter = std::make_shared<ProgressMeter>(m_account.id, Clock::system(), ProgressMeter::Listener());
    const auto connection = must(connect({}, std::make_shared<WakeUp>()));
    for (const model::Mailbox& box : must(m_reader->mailboxes(m_account.id))) {
        model::MailboxReport report;
        (void)must(MailboxSync(own, *connection, box).selfCheck(report));
    }
    connection->logout();
}

void SyncTest::expectBodiesNotFetchedAgain() {
    EXPECT_EQ(m_server.bodiesFetched(), 0) << m_server.commands().join('\n').toStdString();
}

QStringList SyncTest::differences() {
    const ServedMail mail = m_server.look([](const ServedMail& served) { return served; });
    QStringList found;
    const auto cached = must(m_reader->mailboxes(m_account.id));
    for (const model::Mailbox& box : cached) {
        if (box.selectable && !mail.mailboxes().contains(box.wireName.toUpper() == "INBOX" ? "INBOX" : box.wireName))
            found.append(box.name + u" is no mailbox of the server"_s);
    }
    for (const auto& [name, box] : mail.mailboxes()) {
        const auto it = std::find_if(cached.begin(), cached.end(), [&](const auto& m) { return m.name == QString::fromUtf8(name); });
        if (!box.selectable)
            continue;
        if (it == cached.end())
            found.append(QString::fromUtf8(name) + u" is not cached"_s);
        else
            compare(*it, box, found);
    }
    if (const int left = waiting())
        found.append(u"%1 changes wait"_s.arg(left));
    return found;
}

void SyncTest::expectNoBodyTwice() {
    for (const char* prefix : {"m", "a", "w"}) {
        for (int i = 1; i <= 5; ++i) {
            const QByteArray word = prefix + QByteArray::number(i);
            EXPECT_LE(m_server.bodiesFetched(word), 1) << word.constData();
        }
    }
}

void SyncTest::compare(const model::Mailbox& cached, const tests::ServedMailbox& box, QStringList& found) {
    const QString title = cached.name + u": "_s;
    const auto listed = messages(cached.name);
    QHash<quint32, model::MessageSummary> rows;
    for (const model::MessageSummary& row : listed) {
        if (rows.contains(row.uid.value))
            found.append(title + u"twice "_s + row.subject);
        rows.insert(row.uid.value, row);
    }
    const auto unread = std::count_if(listed.begin(), listed.end(), [](const auto& m) { return !m.flags.has(model::Flag::Seen); });
    if (cached.total != listed.size() || cached.unread != unread)
        found.append(title + u"counts %1, %2; rows %3, %4"_s.arg(cached.total).arg(cached.unread).arg(listed.size()).arg(unread));
    for (const store::UidState& state : must(m_reader->uidStates(cached.id))) {
        if (state.hidden)
            found.append(title + u"hidden UID %1"_s.arg(state.uid.value));
    }
    for (const tests::ServedMessage& message : box.messages) {
        const auto row = rows.constFind(message.uid);
        if (row == rows.constEnd()) {
            found.append(title + named(message) + u" is missing"_s);
            continue;
        }
        found.append(compare(*row, message, title + named(message)));
        rows.remove(message.uid);
    }
    for (const model::MessageSummary& row : std::as_const(rows))
        found.append(title + u"%1 (UID %2) is not the server's"_s.arg(row.subject).arg(row.uid.value));
}

QStringList SyncTest::compare(const model::MessageSummary& row, const tests::ServedMessage& message, const QString& what) {
    QStringList found;
    if (row.flags != flagsOf(message))
        found.append(what + u" has flags "_s + model::flagWords(row.flags).join(u' '));
    if (row.size != message.bytes.size())
        found.append(what + u" has size %1 instead of %2"_s.arg(row.size).arg(message.bytes.size()));
    if (m_bodiesToo && m_reader->rawMessage(row.id).value_or(QByteArray()) != message.bytes)
        found.append(what + (row.body == model::BodyState::Whole ? u" has another body"_s : u" has no body"_s));
    return found;
}

model::Mailbox SyncTest::mailbox(const QString& name) {
    const auto found = must(m_reader->mailbox(m_account.id, name));
    EXPECT_TRUE(found) << name.toStdString();
    return found.value_or(model::Mailbox());
}

QList<model::MessageSummary> SyncTest::messages(const QString& mailboxName) {
    model::MessageQuery query;
    query.view = model::View::Mailbox;
    query.account = m_account.id;
    query.mailbox = mailbox(mailboxName).id;
    query.limit = 1000;
    QList<model::MessageSummary> all;
    do {
        const model::MessagePage page = must(m_reader->messages(query));
        all.append(page.messages);
        query.after = page.next;
    } while (!query.after.isEmpty());
    return all;
}

QStringList SyncTest::words(const QString& mailboxName) {
    QStringList all;
    for (const model::MessageSummary& message : messages(mailboxName))
        all.append(message.subject);
    all.sort();
    return all;
}

MessageId SyncTest::id(const QString& word, const QString& mailboxName) {
    for (const model::MessageSummary& message : messages(mailboxName)) {
        if (message.subject == word)
            return message.id;
    }
    ADD_FAILURE() << word.toStdString() << " is not in " << mailboxName.toStdString();
    return {};
}

int SyncTest::waiting() { return must(m_reader->pushesWaiting(m_account.id)); }

ChangeId SyncTest::flag(const QString& word, const QString& name, bool on, const QString& mailboxName) {
    model::LocalChange change;
    change.kind = model::ChangeKind::Flags;
    change.flags = {{id(word, mailboxName), name, on}};
    return must(m_store->change(change));
}

ChangeId SyncTest::move(const QString& word, const QString& to, const QString& from) {
    model::LocalChange change;
    change.kind = model::ChangeKind::Move;
    change.moves = {{id(word, from), mailbox(to).id}};
    return must(m_store->change(change));
}

ChangeId SyncTest::copy(const QString& word, const QString& to, const QString& from) {
    model::LocalChange change;
    change.kind = model::ChangeKind::Copy;
    change.copies = {{id(word, from), mailbox(to).id}};
    return must(m_store->change(change));
}

ChangeId SyncTest::expunge(const QString& word, const QString& mailboxName) {
    model::LocalChange change;
    change.kind = model::ChangeKind::Expunge;
    change.expunges = {id(word, mailboxName)};
    return must(m_store->change(change));
}

void SyncTest::undo(ChangeId change) { must(m_store->undo(change)); }

int SyncTest::served(const QByteArray& mailboxName, const QByteArray& word) {
    return m_server.look([&](const ServedMail& mail) { return mail.count(mailboxName, word); });
}

QByteArrayList SyncTest::servedFlags(const QByteArray& mailboxName, const QByteArray& word) {
    return m_server.look([&](const ServedMail& mail) { return mail.flagsOf(mailboxName, word); });
}

quint32 SyncTest::servedUid(const QByteArray& mailboxName, const QByteArray& word) {
    return m_server.look([&](const ServedMail& mail) { return mail.uidOf(mailboxName, word); });
}

SyncTest::Worker::Worker(SyncTest& test) : m_test(test) {
    m_thread = std::thread([this] {
        const QEventLoop dispatcher; // the thread's, which sockets need
        const auto reader = must(m_test.m_store->makeReader());
        SyncContext own = m_test.context(*reader, m_cancel.token());
        own.demands = m_demands;
        own.observer.state = [this](const model::AccountState& state) {
            {
                const std::lock_guard lock(m_mutex);
                m_state = state;
            }
            m_test.m_bell.ring();
        };
        AccountSync account(own, [this](const CancelToken& cancel, const auto& wakeUp) { return m_test.connect(cancel, wakeUp); },
                            m_wakeUp);
        (void)account.runForever();
    });
}

SyncTest::Worker::~Worker() {
    m_cancel.cancel();
    m_thread.join();
}

std::optional<model::AccountState> SyncTest::Worker::state() const {
    const std::lock_guard lock(m_mutex);
    return m_state;
}

bool SyncTest::Worker::untilReady() {
    return until([this] {
        const auto now = state();
        return now && now->activity == model::AccountActivity::Ready;
    });
}

} // namespace tributary::sync
