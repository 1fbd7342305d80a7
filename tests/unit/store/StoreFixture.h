// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Reader.h"
#include "store/Store.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <vector>

namespace tributary::store {

/// The value, or a failed test.
template <typename T> T must(Result<T> result) {
    if (!result) {
        ADD_FAILURE() << codeName(result.error().code).data() << ": " << result.error().detail.toStdString();
        return T();
    }
    return std::move(*result);
}
inline void must(const Status& status) {
    if (!status)
        ADD_FAILURE() << codeName(status.error().code).data() << ": " << status.error().detail.toStdString();
}
template <typename T> ErrorCode codeOf(const Result<T>& result) {
    return result ? ErrorCode::None : result.error().code;
}

inline model::Account sampleAccount(const QString& email = QStringLiteral("ann@mail.example")) {
    model::Account account;
    account.email = email;
    account.incoming = {QStringLiteral("imap.mail.example"), 993, model::Security::Tls, email};
    account.outgoing = {QStringLiteral("smtp.mail.example"), 465, model::Security::Tls, email};
    return account;
}

inline model::Mailbox sampleMailbox(const QString& name, model::SpecialUse use = model::SpecialUse::None) {
    model::Mailbox mailbox;
    mailbox.name = name;
    mailbox.wireName = name.toUtf8();
    mailbox.specialUse = use;
    return mailbox;
}

inline NewMessage sampleMessage(quint32 uid, const QString& subject, const QString& body = {}) {
    NewMessage message;
    message.uid = Uid(uid);
    message.subject = subject;
    message.from = {{QStringLiteral("Jane Doe"), QStringLiteral("jane@sender.example")}};
    message.to = {{QStringLiteral("Ann"), QStringLiteral("ann@mail.example")}};
    message.dateMs = 1'700'000'000'000 + qint64(uid) * 60'000;
    message.size = 1000 + body.size();
    message.snippet = body.left(60);
    message.rawCompressed = compressRaw(QByteArray("Subject: " + subject.toUtf8() + "\r\n\r\n" + body.toUtf8()));
    message.text = {subject, {}, body, {}};
    return message;
}

/// A store in a directory of its own with one account and its INBOX, ready for deltas.
class StoreTest : public ::testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(m_dir.isValid());
        openStore();
        m_account = must(m_store->addAccount(sampleAccount()));
        m_inbox = addMailbox(QStringLiteral("INBOX"), model::SpecialUse::Inbox);
    }

    void openStore() {
        m_reader.reset();
        m_store.reset();
        m_options.directory = m_dir.filePath(QStringLiteral("profile"));
        m_options.fastUnsafe = true;
        m_store = must(Store::open(m_options));
        ASSERT_TRUE(m_store);
        m_reader = must(m_store->makeReader());
        ASSERT_TRUE(m_reader);
    }

    MailboxId addMailbox(const QString& name, model::SpecialUse use = model::SpecialUse::None) {
        m_listed.append(sampleMailbox(name, use));
        const auto stored = must(m_store->applyMailboxList(m_account, m_listed, {}));
        MailboxId id;
        for (const model::Mailbox& mailbox : stored) {
            if (mailbox.name == name)
                id = mailbox.id;
        }
        MailboxDelta delta = deltaFor(id);
        delta.reset = true;
        must(m_store->apply(delta));
        return id;
    }

    static MailboxDelta deltaFor(MailboxId mailbox) {
        MailboxDelta delta;
        delta.mailbox = mailbox;
        delta.uidValidity = UidValidity(7);
        return delta;
    }

    void add(MailboxId mailbox, const QList<NewMessage>& messages) {
        MailboxDelta delta = deltaFor(mailbox);
        delta.added = messages;
        must(m_store->apply(delta));
    }
    void add(const NewMessage& message) { add(m_inbox, {message}); }

    model::MessagePage page(const model::MessageQuery& query) { return must(m_reader->messages(query)); }

    /// Subjects found by a search in all mail, newest first.
    QStringList found(const QString& text, bool typing = false) {
        model::MessageQuery query;
        query.view = model::View::All;
        query.search = text;
        query.lastWordIsPrefix = typing;
        QStringList subjects;
        for (const auto& summary : page(query).messages)
            subjects.append(summary.subject);
        return subjects;
    }

    void expectIntegrity() { EXPECT_EQ(must(m_reader->checkIntegrity()), QStringList()); }

    QTemporaryDir m_dir;
    StoreOptions m_options;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Reader> m_reader;
    AccountId m_account;
    MailboxId m_inbox;
    QList<model::Mailbox> m_listed;
};

} // namespace tributary::store
