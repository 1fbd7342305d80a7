// SPDX-License-Identifier: GPL-3.0-or-later
#include "ManyAccounts.h"

#include "store/Store.h"

#include <QStringList>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr qint64 kFirstOfManyMs = 1'790'000'000'000;
constexpr int kAtOnce = 2000; // messages a commit

model::Account accountOf(int number, const ManyAccounts& what) {
    static const QStringList kLong{QStringLiteral("The association of owners of the house at the corner of Mill Street"), QStringLiteral("会計・経理担当（東京本社および大阪支社の共有受信箱）"),
                                   QStringLiteral("Donaudampfschifffahrtsgesellschaftskapitänsangelegenheiten"), QStringLiteral("Work")};
    model::Account account;
    account.email = QStringLiteral("u%1@example.test").arg(number);
    account.name = what.longNames ? kLong.at(number % kLong.size()) : QStringLiteral("Account %1").arg(number);
    account.incoming = {what.host, what.port, model::Security::Tls, account.email};
    account.outgoing = {what.host, 465, model::Security::Tls, account.email};
    account.colour = number - 1;
    account.isDefault = number == 1;
    return account;
}

QList<model::Mailbox> mailboxesOf(int count) {
    using model::SpecialUse;
    static const std::pair<const char*, SpecialUse> kUsual[]{{"INBOX", SpecialUse::Inbox}, {"Archive", SpecialUse::Archive}, {"Drafts", SpecialUse::Drafts},
                                                             {"Junk", SpecialUse::Junk},   {"Sent", SpecialUse::Sent},       {"Trash", SpecialUse::Trash}};
    QList<model::Mailbox> all;
    for (int i = 0; i < count; ++i) {
        model::Mailbox mailbox;
        const bool isUsual = i < static_cast<int>(std::size(kUsual));
        mailbox.name = isUsual ? QString::fromLatin1(kUsual[i].first) : QStringLiteral("Projects %1").arg(i);
        mailbox.wireName = mailbox.name.toUtf8();
        mailbox.specialUse = isUsual ? kUsual[i].second : SpecialUse::None;
        mailbox.subscribed = true;
        all.append(mailbox);
    }
    return all;
}

store::NewMessage messageOf(int account, qint64 number, quint32 uid) {
    store::NewMessage message;
    message.uid = Uid(uid);
    message.subject = QStringLiteral("Message %1 about the roof").arg(number);
    message.from = {{QStringLiteral("Jane Doe %1").arg(number % 50), QStringLiteral("jane%1@sender.example").arg(number % 50)}};
    message.to = {{QStringLiteral("Ann"), QStringLiteral("u%1@example.test").arg(account)}};
    message.dateMs = message.internalDateMs = kFirstOfManyMs + number * 60'000;
    message.messageIdHeader = "m" + QByteArray::number(account) + '.' + QByteArray::number(number) + "@sender.example";
    message.size = 4000;
    message.flags.set(model::Flag::Seen, number % 7 != 0);
    message.body = model::BodyState::None;
    message.text.subject = message.subject;
    message.snippet = QStringLiteral("What message %1 says, as far as it fits beside the subject").arg(number);
    return message;
}

Status fill(store::Store& store, int account, const model::Mailbox& mailbox, int count) {
    for (int done = 0; done < count;) {
        store::MailboxDelta delta;
        delta.mailbox = mailbox.id;
        delta.uidValidity = UidValidity(7);
        delta.reset = done == 0;
        for (const int end = std::min(count, done + kAtOnce); done < end; ++done)
            delta.added.append(messageOf(account, mailbox.id.value * 7 + done, static_cast<quint32>(done + 1)));
        delta.listComplete = true;
        delta.synced = done == count;
        TRY_STATUS(store.apply(std::move(delta)));
    }
    return {};
}

Status write(store::Store& store, const ManyAccounts& what) {
    const int each = what.messages / std::max(1, what.accounts);
    for (int number = 1; number <= what.accounts; ++number) {
        TRY(const AccountId id, store.addAccount(accountOf(number, what)));
        TRY(const auto mailboxes, store.applyMailboxList(id, mailboxesOf(what.mailboxes), {}));
        for (const model::Mailbox& mailbox : mailboxes) {
            const bool isInbox = mailbox.specialUse == model::SpecialUse::Inbox;
            TRY_STATUS(fill(store, number, mailbox, isInbox || what.mailboxes < 2 ? each / 2 : each / 2 / (what.mailboxes - 1)));
        }
        model::AccountState state;
        state.activity = model::AccountActivity::Ready;
        state.lastSyncMs = kFirstOfManyMs;
        TRY_STATUS(store.setAccountState(id, state));
    }
    return {};
}

} // namespace

QString writeManyAccounts(const QString& directory, const ManyAccounts& what) {
    const auto store = store::Store::open({directory, true});
    if (!store)
        return store.error().detail;
    const Status written = write(**store, what);
    return written ? QString() : QStringLiteral("%1: %2").arg(QString(codeName(written.error().code)), written.error().detail);
}

} // namespace tributary::ui
