// SPDX-License-Identifier: GPL-3.0-or-later
#include "SendFixture.h"

#include <algorithm>

namespace tributary::send {

using namespace Qt::Literals::StringLiterals;
using model::OutboxMessage;

void SendTest::SetUp() {
    ASSERT_TRUE(m_directory.isValid());
    restart();
    m_account.email = u"ann@model.example"_s;
    m_account.incoming = {u"127.0.0.1"_s, 143, model::Security::None, u"ann"_s};
    m_account.outgoing = {u"127.0.0.1"_s, m_server.port(), model::Security::None, u"ann"_s};
    m_account.id = must(m_store->addAccount(m_account));
}

void SendTest::TearDown() { EXPECT_EQ(must(m_reader->checkIntegrity()), QStringList()); }

void SendTest::restart() {
    m_reader.reset();
    m_store.reset();
    store::StoreOptions options;
    options.directory = m_directory.filePath(u"profile"_s);
    options.fastUnsafe = true;
    options.clock = &m_clock;
    m_store = must(store::Store::open(options));
    ASSERT_TRUE(m_store);
    must(m_store->recoverOutbox());
    m_reader = must(m_store->makeReader());
}

OutboxId SendTest::queue(qsizetype size) {
    const QByteArray mark = "mark-" + QByteArray::number(m_marks.size() + 1) + "-of-this-one";
    QByteArray raw = "From: ann@model.example\r\nSubject: " + mark + "\r\nMessage-ID: <" + mark + "@model.example>\r\n\r\n";
    raw.reserve(size + 64);
    while (raw.size() < size)
        raw += "A line of the message, as there are many of them in it.\r\n";
    store::NewOutboxMessage sending;
    sending.message.account = sending.message.via = m_account.id;
    sending.message.identity = must(m_reader->identities(m_account.id)).value(0).id;
    sending.message.from = u"ann@model.example"_s;
    sending.message.subject = QString::fromLatin1(mark);
    sending.message.messageIdHeader = mark + "@model.example";
    sending.message.recipients = {{QString::fromLatin1(kBob), {}, {}}, {QString::fromLatin1(kCarol), {}, {}}};
    sending.message.size = raw.size();
    sending.message.saveSent = false; // whoever files the copies is another one
    sending.rawCompressed = store::compressRaw(raw);
    const OutboxId id = must(m_store->queueMessage(std::move(sending)));
    m_marks.insert(id.value, mark);
    return id;
}

Result<SendOutcome> SendTest::run() {
    SendContext context{m_account, *m_store, *m_reader, m_clock, m_cancel.token(), {}};
    const auto connector = [&] {
        connect::SmtpTarget target;
        target.server = m_account.outgoing;
        target.password = Secret("secret");
        target.cancel = m_cancel.token();
        target.answerTimeout = m_answerTimeout;
        target.timeouts = {m_answerTimeout, m_answerTimeout, m_answerTimeout, m_answerTimeout, m_answerTimeout};
        return connect::SmtpConnection::open(target);
    };
    return OutboxRunner(context, connector).run();
}

void SendTest::runOn(int most) {
    for (int i = 0; i < most && must(m_reader->nextOutboxTime(m_account.id)); ++i) {
        m_clock.advance(std::chrono::hours(1));
        (void)run();
    }
}

SendTest::State SendTest::stateOf(OutboxId id) {
    const auto message = m_reader->outboxMessage(id);
    return message ? message->state : State::Filed;
}

int SendTest::takenFor(OutboxId id, const QByteArray& address) const {
    const QList<SmtpModel::Taken> all = m_server.taken();
    const QByteArray mark = "Subject: " + m_marks.value(id.value) + "\r\n";
    return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const SmtpModel::Taken& one) {
        return one.message.contains(mark) && one.recipients.contains(address);
    }));
}

} // namespace tributary::send
