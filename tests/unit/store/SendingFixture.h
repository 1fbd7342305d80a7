// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "IntentFixture.h"

#include "store/detail/DatabaseFile.h"

#include <mutex>

namespace tributary::store {

/// A store with a Sent mailbox, and short words for what a composer and a sender do.
class SendingTest : public IntentTest {
  protected:
    using State = model::OutboxState;
    using Recipient = model::OutboxRecipient;
    using RecipientState = model::RecipientState;

    void SetUp() override {
        IntentTest::SetUp();
        m_sent = addMailbox(QStringLiteral("Sent"), model::SpecialUse::Sent);
        m_identity = must(m_reader->identities(m_account)).value(0).id;
    }

    model::Draft sampleDraft() const {
        model::Draft draft;
        draft.purpose = model::DraftPurpose::Reply;
        draft.account = m_account;
        draft.identity = m_identity;
        draft.to = QStringLiteral("Jane Doe <jane@sender.example>, unfinish");
        draft.cc = QStringLiteral("cc@mail.example");
        draft.bcc = QStringLiteral("bcc@mail.example");
        draft.subject = QStringLiteral("会議 at ten");
        draft.text = QStringLiteral("Hello Jane,\n\nsee you at ten.");
        draft.html = QStringLiteral("<p>Hello <b>Jane</b></p>");
        draft.messageIdHeader = "one@mail.example";
        draft.inReplyTo = {"b@sender.example"};
        draft.references = {"a@sender.example", "b@sender.example"};
        draft.source = MessageId(77);
        draft.requestReceipt = true;
        draft.priority = 1;
        draft.sendAtMs = 1'700'000'500'000;
        draft.charset = "iso-2022-jp";
        draft.files = {picture("png bytes"), path(), forwarded()};
        return draft;
    }
    static model::DraftFile picture(const QByteArray& content) {
        return {QStringLiteral("a.png"), "image/png", "pic1@mail.example", content.size(), content, {}, 0, {}, {}};
    }
    static model::DraftFile path() {
        return {QStringLiteral("报告.pdf"), "application/pdf", {}, 5, {}, QStringLiteral("/home/ann/报告.pdf"), 1'690'000'000'000, {}, {}};
    }
    static model::DraftFile forwarded() { return {QStringLiteral("b.txt"), "text/plain", {}, 9, {}, {}, 0, MessageId(12), QStringLiteral("2.1")}; }

    NewOutboxMessage sampleSending(const QStringList& recipients = {QStringLiteral("jane@sender.example")}) const {
        NewOutboxMessage sending;
        sending.message.account = m_account;
        sending.message.via = m_account;
        sending.message.identity = m_identity;
        sending.message.from = QStringLiteral("ann@mail.example");
        sending.message.subject = QStringLiteral("会議 at ten");
        sending.message.messageIdHeader = "one@mail.example";
        for (const QString& address : recipients)
            sending.message.recipients.append({address, RecipientState::Waiting, {}});
        sending.message.size = kRaw.size();
        sending.rawCompressed = compressRaw(kRaw);
        return sending;
    }
    OutboxId queueOne(const NewOutboxMessage& sending) { return must(m_store->queueMessage(sending)); }
    OutboxId queueOne() { return queueOne(sampleSending()); }
    OutboxId queueWithDraft() {
        NewOutboxMessage sending = sampleSending();
        sending.draft = sampleDraft();
        return queueOne(sending);
    }

    void toSending(OutboxId id) { must(m_store->markSending(id)); }
    void toDataGiven(OutboxId id) {
        toSending(id);
        must(m_store->markDataGiven(id));
    }
    void toSubmitted(OutboxId id, const SentCopy& copy, const QList<Recipient>& recipients = accepted()) {
        toDataGiven(id);
        must(m_store->markSubmitted(id, recipients, copy));
    }
    void toState(OutboxId id, State state) {
        switch (state) {
        case State::Queued: break;
        case State::Sending: toSending(id); break;
        case State::Submitted: toSubmitted(id, look()); break;
        case State::Filed:
            toSubmitted(id, look(), {{QStringLiteral("jane@sender.example"), RecipientState::Accepted, {}}, refused()});
            must(m_store->markFiled(id));
            break;
        case State::Failed: must(m_store->markFailed(id, refusal(), {})); break;
        case State::Unknown:
            toDataGiven(id);
            must(m_store->markUnknown(id, lost()));
            break;
        }
    }

    static QList<Recipient> accepted() { return {{QStringLiteral("jane@sender.example"), RecipientState::Accepted, {}}}; }
    static Recipient refused() { return {QStringLiteral("nobody@sender.example"), RecipientState::Refused, "550 5.1.1 no such user"}; }
    static SentCopy none() { return {}; }
    static SentCopy look() { return {SentCopy::Way::Look, {}, {}}; }
    SentCopy append() const {
        NewMessage message = sampleMessage(0, QStringLiteral("会議 at ten"), QStringLiteral("see you"));
        message.rawCompressed.clear();
        return {SentCopy::Way::Append, m_sent, message};
    }
    static Error refusal() { return {ErrorKind::Refused, ErrorCode::SenderRefused, "550 no", QStringLiteral("MAIL FROM")}; }
    static Error busy() { return {ErrorKind::TemporaryRefusal, ErrorCode::Throttled, "451 later", {}}; }
    static Error lost() { return {ErrorKind::Network, ErrorCode::OutcomeUnknown, {}, QStringLiteral("closed")}; }

    model::OutboxMessage inOutbox(OutboxId id) { return must(m_reader->outboxMessage(id)); }
    bool isInOutbox(OutboxId id) { return m_reader->outboxMessage(id).has_value(); }
    QList<DraftId> drafts() {
        QList<DraftId> ids;
        for (const auto& summary : must(m_reader->drafts()))
            ids.append(summary.id);
        return ids;
    }
    /// A number out of the database itself.
    qint64 number(const std::string& sql) {
        detail::Connection connection(detail::databasePath(m_options.directory), detail::Connection::Mode::ReadOnly);
        return connection.value(sql);
    }

    inline static const QByteArray kRaw = QByteArray("Message-ID: <one@mail.example>\r\nSubject: x\r\n\r\nsee you\r\n");
    MailboxId m_sent;
    IdentityId m_identity;
};

/// What is announced from its making on.
class Announced {
  public:
    explicit Announced(Store& store) : m_subscription(store.subscribe([this](const QList<model::StoreChange>& changes) {
        const std::lock_guard lock(m_mutex);
        m_changes += changes;
    })) {}
    /// Of kind T, after everything that was committed before this call.
    template <typename T> QList<T> take(Store& store) {
        (void)store.setSentCopyKnowledge(AccountId(-1), SentCopyKnowledge::Unknown); // goes through the writer
        const std::lock_guard lock(m_mutex);
        QList<T> found;
        for (const model::StoreChange& change : std::as_const(m_changes)) {
            if (const T* one = std::get_if<T>(&change))
                found.append(*one);
        }
        return found;
    }

  private:
    std::mutex m_mutex;
    QList<model::StoreChange> m_changes;
    std::shared_ptr<void> m_subscription; ///< last: ends first
};

} // namespace tributary::store
