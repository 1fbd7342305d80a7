// SPDX-License-Identifier: GPL-3.0-or-later
#include "PreparedProfile.h"

#include <gtest/gtest.h>

#include <QTest>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr UidValidity kValidity(7);
constexpr qint64 kFirstMs = 1'790'000'000'000;

model::Mailbox mailboxNamed(const QString& name, model::SpecialUse use) {
    model::Mailbox mailbox;
    mailbox.name = name;
    mailbox.wireName = name.toUtf8();
    mailbox.specialUse = use;
    return mailbox;
}

store::NewMessage messageOf(quint32 uid) {
    store::NewMessage message;
    message.uid = Uid(uid);
    message.subject = QStringLiteral("Message %1").arg(uid);
    message.from = {{QStringLiteral("Jane Doe"), QStringLiteral("jane@sender.example")}};
    message.to = {{QStringLiteral("Ann"), QStringLiteral("ann@mail.example")}};
    message.dateMs = message.internalDateMs = kFirstMs + qint64(uid) * 60'000;
    message.messageIdHeader = QByteArray("m" + QByteArray::number(uid) + "@sender.example");
    message.size = 1000;
    message.snippet = QStringLiteral("What message %1 says").arg(uid);
    message.rawCompressed = store::compressRaw(QByteArray("Subject: Message " + QByteArray::number(uid) + "\r\nContent-Type: text/plain\r\n\r\nBody " + QByteArray::number(uid) + "\r\n"));
    message.text = {message.subject, {}, message.snippet, {}};
    return message;
}

} // namespace

PreparedProfile::PreparedProfile() {
    auto opened = store::Store::open({m_directory.path(), true});
    EXPECT_TRUE(opened);
    m_store = std::move(*opened);
    addAccount(QStringLiteral("ann@work.example"), QStringLiteral("Work"));
    addAccount(QStringLiteral("ann@home.example"), QStringLiteral("Home"));
}

void PreparedProfile::addAccount(const QString& email, const QString& name) {
    model::Account account;
    account.email = email;
    account.name = name;
    account.incoming = {QStringLiteral("imap.mail.example"), 993, model::Security::Tls, email};
    account.outgoing = {QStringLiteral("smtp.mail.example"), 465, model::Security::Tls, email};
    account.colour = static_cast<int>(m_accounts.size());
    const auto id = m_store->addAccount(account);
    ASSERT_TRUE(id);
    const int index = static_cast<int>(m_accounts.size());
    m_accounts.append(*id);
    using model::SpecialUse;
    const QList<model::Mailbox> usual{mailboxNamed(QStringLiteral("INBOX"), SpecialUse::Inbox), mailboxNamed(QStringLiteral("Archive"), SpecialUse::Archive),
                                      mailboxNamed(QStringLiteral("Junk"), SpecialUse::Junk), mailboxNamed(QStringLiteral("Trash"), SpecialUse::Trash),
                                      mailboxNamed(QStringLiteral("Projects"), SpecialUse::None), mailboxNamed(QStringLiteral("Projects/Roof"), SpecialUse::None)};
    if (index == 0)
        m_listed = usual;
    const auto stored = m_store->applyMailboxList(*id, usual, {});
    ASSERT_TRUE(stored);
    for (const model::Mailbox& mailbox : *stored)
        m_mailboxes.insert({index, mailbox.name}, mailbox.id);
}

void PreparedProfile::fill(MailboxId mailbox, int count, const std::function<void(store::NewMessage&)>& changeOne) {
    constexpr int kAtOnce = 1000;
    quint32& last = m_lastUid[mailbox.value];
    for (int done = 0; done < count;) {
        store::MailboxDelta delta;
        delta.mailbox = mailbox;
        delta.uidValidity = kValidity;
        delta.reset = last == 0;
        for (const int end = std::min(count, done + kAtOnce); done < end; ++done) {
            delta.added.append(messageOf(++last));
            if (changeOne)
                changeOne(delta.added.last());
        }
        delta.listComplete = true;
        const Status applied = m_store->apply(delta);
        ASSERT_TRUE(applied) << qPrintable(applied.error().detail);
    }
}

void PreparedProfile::list(const QString& name, model::NamespaceKind owner, bool subscribed, bool selectable) {
    model::Mailbox mailbox = mailboxNamed(name, model::SpecialUse::None);
    mailbox.owner = owner;
    mailbox.subscribed = subscribed;
    mailbox.selectable = selectable;
    m_listed.append(mailbox);
    const auto stored = m_store->applyMailboxList(m_accounts.first(), m_listed, {});
    ASSERT_TRUE(stored);
    for (const model::Mailbox& one : *stored)
        m_mailboxes.insert({0, one.name}, one.id);
}

void PreparedProfile::gone(MailboxId mailbox, int count, bool held) {
    store::MailboxDelta delta;
    delta.mailbox = mailbox;
    delta.uidValidity = kValidity;
    delta.held = held;
    for (int uid = 1; uid <= count; ++uid)
        delta.gone.append(Uid(static_cast<quint32>(uid)));
    ASSERT_TRUE(m_store->apply(delta));
}

void PreparedProfile::setRights(MailboxId mailbox, const QByteArray& rights) { ASSERT_TRUE(m_store->setRights(mailbox, rights)); }

void PreparedProfile::setOutgoingSize(int account, qint64 bytes) { EXPECT_TRUE(m_store->setOutgoingSize(m_accounts.value(account), bytes)); }

void PreparedProfile::setSynced(int account, qint64 lastSyncMs) {
    model::AccountState state;
    state.activity = model::AccountActivity::Ready;
    state.lastSyncMs = lastSyncMs;
    ASSERT_TRUE(m_store->setAccountState(m_accounts.at(account), state));
}

void PreparedProfile::setQuota(int account, const model::ServerQuota& quota) { ASSERT_TRUE(m_store->setQuota(m_accounts.at(account), quota)); }

QString PreparedProfile::close() {
    m_store.reset();
    return m_directory.path();
}

std::shared_ptr<engine::Engine> PreparedProfile::openEngine(std::shared_ptr<engine::NetworkSource> network) {
    m_store.reset();
    return openFilledProfile(m_directory.path(), std::move(network));
}

std::shared_ptr<engine::Engine> openFilledProfile(const QString& directory, std::shared_ptr<engine::NetworkSource> network) {
    engine::EngineOptions options;
    options.profileDirectory = directory;
    options.secrets = engine::SecretBackend::Memory;
    options.startWorkers = false;
    options.network = std::move(network);
    QObject context;
    std::shared_ptr<engine::Engine> engine;
    bool answered = false;
    engine::Engine::open(options, &context, [&](Result<std::shared_ptr<engine::Engine>> opened) {
        answered = true;
        EXPECT_TRUE(opened) << qPrintable(opened.error().detail);
        if (opened)
            engine = *opened;
    });
    return soon([&] { return answered; }) ? engine : nullptr;
}

} // namespace tributary::ui
