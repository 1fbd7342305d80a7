// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "engine/Profile.h"
#include "sync/MessageIntake.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace tributary::engine {

/// A whole engine without workers on a profile of its own; messages enter its cache as the sync puts them there.
class ReadingTest : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(m_dir.isValid());
        m_options.profileDirectory = m_dir.filePath(QStringLiteral("profile"));
        m_options.secrets = SecretBackend::Memory;
        m_options.startWorkers = false;
        m_options.policyFile = m_dir.filePath(QStringLiteral("policy.json"));
        writeFile(m_options.policyFile, "{}");
    }

    static void writeFile(const QString& path, const QByteArray& bytes) {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    model::AddressList m_envelopeFrom; ///< what the server made of From; empty: what it says

    /// Puts messages into a mailbox of the closed profile; gives their ids in order.
    QList<MessageId> put(const QList<QByteArray>& messages, model::SpecialUse use = model::SpecialUse::Inbox) {
        m_engine.reset();
        auto store = store::Store::open({m_options.profileDirectory, true});
        EXPECT_TRUE(store);
        if (!store)
            return {};
        auto reader = (*store)->makeReader();
        const AccountId account = accountIn(**store, **reader);
        model::Mailbox mailbox;
        mailbox.name = use == model::SpecialUse::Junk ? QStringLiteral("Junk") : QStringLiteral("INBOX");
        mailbox.wireName = mailbox.name.toUtf8();
        mailbox.specialUse = use;
        const auto listed = (*store)->applyMailboxList(account, {mailbox}, {});
        EXPECT_TRUE(listed);
        store::MailboxDelta delta;
        delta.mailbox = listed->first().id;
        delta.uidValidity = UidValidity(7);
        delta.reset = true;
        QList<Uid> uids;
        for (qsizetype i = 0; i < messages.size(); ++i) {
            imap::FetchData fetched;
            fetched.uid = Uid(static_cast<quint32>(i + 1));
            fetched.flags = QStringList();
            delta.added.append(sync::takeIn(fetched, messages.at(i)));
            if (!m_envelopeFrom.isEmpty())
                delta.added.last().from = m_envelopeFrom;
            uids.append(*fetched.uid);
        }
        EXPECT_TRUE((*store)->apply(delta));
        return (*reader)->messageIds(listed->first().id, uids).value_or(QList<MessageId>());
    }
    MessageId put(const QByteArray& message, model::SpecialUse use = model::SpecialUse::Inbox) { return put(QList<QByteArray>{message}, use).value(0); }

    Engine& engine() {
        if (!m_engine) {
            m_engine = wait<std::shared_ptr<Engine>>([this](auto done) { Engine::open(m_options, &m_context, done); }).value_or(nullptr);
            EXPECT_TRUE(m_engine);
        }
        return *m_engine;
    }

    /// The answer of a call of the facade's.
    template <typename T> Result<T> wait(const std::function<void(Callback<T>)>& call) {
        std::optional<Result<T>> answer;
        QEventLoop loop;
        call([&](Result<T> result) {
            answer.emplace(std::move(result));
            loop.quit();
        });
        QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
        if (!answer)
            loop.exec();
        if (!answer)
            return failure(ErrorKind::Internal, ErrorCode::TimedOut, QStringLiteral("no answer"));
        return std::move(*answer);
    }
    Result<MessageContent> tryLoad(MessageId id, const ReadOptions& options = {}) {
        return wait<MessageContent>([&](auto done) { engine().loadMessage(id, options, &m_context, done); });
    }
    MessageContent load(MessageId id, const ReadOptions& options = {}) {
        auto content = tryLoad(id, options);
        EXPECT_TRUE(content) << (content ? std::string() : content.error().detail.toStdString());
        return content ? std::move(*content) : MessageContent();
    }
    Result<QByteArray> loadPart(MessageId id, const QString& section) {
        return wait<QByteArray>([&](auto done) { engine().loadPart(id, section, &m_context, done); });
    }

    QTemporaryDir m_dir;
    EngineOptions m_options;
    QObject m_context;
    std::shared_ptr<Engine> m_engine;

  private:
    static AccountId accountIn(store::Store& store, store::Reader& reader) {
        const auto known = reader.accounts();
        if (known && !known->isEmpty())
            return known->first().id;
        model::Account account;
        account.email = QStringLiteral("ann@mail.example");
        account.incoming = {QStringLiteral("imap.mail.example"), 993, model::Security::Tls, account.email};
        account.outgoing = {QStringLiteral("smtp.mail.example"), 465, model::Security::Tls, account.email};
        return store.addAccount(account).value_or(AccountId());
    }
};

inline QByteArray mailOf(const QByteArray& headers, const QByteArray& body) {
    return "From: Jane <jane@sender.example>\r\nTo: ann@mail.example\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n" + headers + "\r\n" + body;
}
inline QByteArray htmlMail(const QByteArray& html, const QByteArray& headers = {}) { return mailOf("Content-Type: text/html; charset=utf-8\r\n" + headers, html); }

/// multipart/mixed: a text and these parts, each with its own headers.
inline QByteArray mixedMail(const QList<QByteArray>& parts, const QByteArray& headers = {}) {
    QByteArray body = "--b\r\nContent-Type: text/plain\r\n\r\nThe text\r\n";
    for (const QByteArray& part : parts)
        body += "--b\r\n" + part + "\r\n";
    return mailOf("Content-Type: multipart/mixed; boundary=b\r\n" + headers, body + "--b--\r\n");
}
inline QByteArray attached(const QByteArray& name, const QByteArray& bytes, const QByteArray& type = "application/octet-stream") {
    QByteArray lines;
    const QByteArray code = bytes.toBase64();
    for (qsizetype at = 0; at < code.size(); at += 76)
        lines += code.mid(at, 76) + "\r\n";
    return "Content-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"" + name + "\"\r\n\r\n" + lines;
}

} // namespace tributary::engine
