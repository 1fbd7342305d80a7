// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "StoreFixture.h"

#include "base/Clock.h"

#include <algorithm>

namespace tributary::store {

/// A store with three mailboxes, a clock that stands still, and short words for what a user and a server do.
class IntentTest : public StoreTest {
  protected:
    void SetUp() override {
        m_options.clock = &m_clock;
        StoreTest::SetUp();
        m_archive = addMailbox(QStringLiteral("Archive"), model::SpecialUse::Archive);
        m_trash = addMailbox(QStringLiteral("Trash"), model::SpecialUse::Trash);
    }
    void TearDown() override {
        expectIntegrity();
        m_reader.reset();
        m_store.reset(); // before its clock
    }

    static NewMessage mail(quint32 uid, const QString& subject) {
        NewMessage message = sampleMessage(uid, subject, QString(QStringLiteral("word ") + subject));
        message.internalDateMs = 1'700'000'000'000 + subject.size() * 1000;
        message.messageIdHeader = subject.toUtf8() + "@sender.example";
        return message;
    }
    static NewMessage headers(NewMessage message) {
        message.body = model::BodyState::None;
        message.bodyWanted = true;
        message.rawCompressed.clear();
        return message;
    }
    /// Adds it and tells its row.
    MessageId have(MailboxId mailbox, const NewMessage& message) {
        add(mailbox, {message});
        return idAt(mailbox, message.uid.value);
    }
    QList<model::MessageSummary> list(MailboxId mailbox) {
        model::MessageQuery query;
        query.view = model::View::Mailbox;
        query.mailbox = mailbox;
        query.limit = 10'000;
        return page(query).messages;
    }
    MessageId idAt(MailboxId mailbox, quint32 uid) {
        for (const auto& summary : list(mailbox)) {
            if (summary.uid == Uid(uid))
                return summary.id;
        }
        return {};
    }
    model::MessageSummary summary(MessageId id) {
        const auto all = must(m_reader->summaries({id}));
        return all.isEmpty() ? model::MessageSummary() : all.constFirst();
    }
    bool shows(MailboxId mailbox, MessageId id) {
        const auto all = list(mailbox);
        return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
    }
    ChangeId change(const model::LocalChange& what) { return must(m_store->change(what)); }
    ChangeId move(MessageId id, MailboxId to) {
        model::LocalChange what;
        what.kind = model::ChangeKind::Move;
        what.moves = {{id, to}};
        return change(what);
    }
    ChangeId copy(MessageId id, MailboxId to) {
        model::LocalChange what;
        what.kind = model::ChangeKind::Copy;
        what.copies = {{id, to}};
        return change(what);
    }
    ChangeId expunge(MessageId id) {
        model::LocalChange what;
        what.kind = model::ChangeKind::Expunge;
        what.expunges = {id};
        return change(what);
    }
    ChangeId flag(MessageId id, const QString& word, bool on = true) {
        model::LocalChange what;
        what.flags = {{id, word, on}};
        return change(what);
    }
    PushQueue queue() { return must(m_reader->pushQueue(m_account, 1000)); }
    int waiting() { return must(m_reader->pushesWaiting(m_account)); }
    void gone(MailboxId mailbox, quint32 uid, bool held = false) {
        MailboxDelta delta = deltaFor(mailbox);
        delta.gone = {Uid(uid)};
        delta.held = held;
        must(m_store->apply(delta));
    }
    void serverFlags(MailboxId mailbox, quint32 uid, const QStringList& words) {
        MailboxDelta delta = deltaFor(mailbox);
        delta.flags = {{Uid(uid), model::parseFlags(words), ModSeq(5), std::nullopt}};
        must(m_store->apply(delta));
    }
    void reset(MailboxId mailbox, quint32 validity, const QList<NewMessage>& added = {}) {
        MailboxDelta delta = deltaFor(mailbox);
        delta.uidValidity = UidValidity(validity);
        delta.reset = true;
        delta.added = added;
        must(m_store->apply(delta));
    }
    MoveResult at(qint64 row, quint32 uid) { return {row, Uid(uid), UidValidity(7)}; }
    model::Mailbox box(MailboxId id) { return must(m_reader->mailbox(id)); }
    qint64 nowMs() const { return m_clock.utcNow().toMSecsSinceEpoch(); }

    ManualClock m_clock;
    MailboxId m_archive, m_trash;
};

} // namespace tributary::store
