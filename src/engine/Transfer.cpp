// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Transfer.h"

#include "engine/AccountManager.h"
#include "engine/MailExporter.h"
#include "engine/MailImporter.h"
#include "engine/Profile.h"
#include "engine/ProfileBackup.h"
#include "engine/Relay.h"
#include "engine/TaskRunner.h"
#include "engine/TransferAccounts.h"
#include "engine/TransferFiles.h"
#include "engine/detail/BackupEntries.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// An account that cannot be asked gives what is here.
Status fetchWhole(Profile& profile, AccountManager& manager, AccountId id, const QList<MessageId>& messages, const CancelToken& cancel) {
    TRY(const auto reader, profile.store->makeReader());
    TRY(const QList<model::Account> accounts, reader->accounts());
    const auto account = std::find_if(accounts.begin(), accounts.end(), [id](const model::Account& one) { return one.id == id; });
    if (account == accounts.end())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s);
    if (account->protocol == model::Protocol::Pop3)
        return failure(ErrorKind::Refused, ErrorCode::Unsupported, u"POP3 gives no single message"_s);
    if (!account->enabled)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(account->email + u" is switched off"_s));
    TRY(const auto states, reader->accountStates());
    if (const auto reason = states.value(id.value).reason; reason && reason->kind == ErrorKind::Auth) // no knocking on a closed door (S17)
        return failure(*reason);
    for (const MessageId message : messages)
        TRY_STATUS(profile.store->wantBody(message));
    return manager.fetchAskedHere(*account, cancel);
}

} // namespace

QLatin1StringView formatName(MailFormat format) {
    switch (format) {
    case MailFormat::Mbox: return "mbox"_L1;
    case MailFormat::Maildir: return "maildir"_L1;
    case MailFormat::Eml: return "eml"_L1;
    }
    return {};
}

std::optional<MailFormat> parseFormat(const QString& word) {
    for (const MailFormat format : {MailFormat::Mbox, MailFormat::Maildir, MailFormat::Eml}) {
        if (word.compare(formatName(format), Qt::CaseInsensitive) == 0)
            return format;
    }
    return std::nullopt;
}

Transfer::Transfer(std::shared_ptr<Profile> profile, Relay& relay, TaskRunner& tasks, AccountManager& manager)
    : m_profile(std::move(profile)), m_relay(relay), m_tasks(tasks), m_manager(manager) {}

TransferObserver Transfer::relayed(QObject* context, TransferObserver told) const {
    if (!told)
        return {};
    return [relay = &m_relay, guard = QPointer<QObject>(context), told = std::move(told)](const TransferProgress& progress) {
        relay->post([guard, told, progress] {
            if (guard)
                told(progress);
        });
    };
}

std::shared_ptr<Task> Transfer::exportSettings(const QString& file, QObject* context, Done<int> done) {
    return m_tasks.start([profile = m_profile, file, answer = m_relay.bind(context, std::move(done))](const CancelToken&) {
        answer([&]() -> Result<int> {
            TRY(const auto reader, profile->store->makeReader());
            TRY(const QList<PortableAccount> accounts, portableAccounts(*reader));
            TRY_STATUS(writeNewFile(file, accounts::makeSettingsFile(accounts)));
            return static_cast<int>(accounts.size());
        }());
    });
}

std::shared_ptr<Task> Transfer::readAccounts(const AccountSource& source, QObject* context, Done<ForeignAccounts> done) {
    return m_tasks.start([source, answer = m_relay.bind(context, std::move(done))](const CancelToken&) { answer(engine::readAccounts(source)); });
}

std::shared_ptr<Task> Transfer::findThunderbird(QObject* context, Done<QStringList> done) {
    return m_tasks.start([answer = m_relay.bind(context, std::move(done))](const CancelToken&) { answer(accounts::findThunderbirdProfiles(QDir::homePath())); });
}

std::shared_ptr<Task> Transfer::importAccounts(const QList<PortableAccount>& accounts, bool skipUnusable, bool allowNonStandardPorts, QObject* context,
                                               Done<AccountsImported> done) {
    return m_tasks.start([profile = m_profile, accounts, rules = ImportRules{allowNonStandardPorts, skipUnusable},
                          answer = m_relay.bind(context, std::move(done))](const CancelToken& cancel) {
        answer(engine::importAccounts(*profile, accounts, rules, cancel));
    });
}

std::shared_ptr<Task> Transfer::exportMail(const MailExport& order, QObject* context, TransferObserver told, Done<MailExported> done) {
    return m_tasks.start([profile = m_profile, manager = &m_manager, order, told = relayed(context, std::move(told)),
                          answer = m_relay.bind(context, std::move(done))](const CancelToken& cancel) {
        answer([&]() -> Result<MailExported> {
            TRY(const auto reader, profile->store->makeReader());
            const auto fetch = [&](const QList<MessageId>& messages) { return fetchWhole(*profile, *manager, order.account, messages, cancel); };
            return MailExporter(*reader, fetch, told, cancel).run(order);
        }());
    });
}

std::shared_ptr<Task> Transfer::importMail(const MailImport& order, QObject* context, TransferObserver told, Done<MailImported> done) {
    return m_tasks.start([profile = m_profile, order, told = relayed(context, std::move(told)), answer = m_relay.bind(context, std::move(done))](const CancelToken& cancel) {
        answer([&]() -> Result<MailImported> {
            TRY(const auto reader, profile->store->makeReader());
            return MailImporter(*profile->store, *reader, profile->marks.get(), told, cancel).run(order);
        }());
    });
}

std::shared_ptr<Task> Transfer::backUp(const BackupOrder& order, QObject* context, TransferObserver told, Done<BackupFacts> done) {
    return m_tasks.start([profile = m_profile, order, told = relayed(context, std::move(told)), answer = m_relay.bind(context, std::move(done))](const CancelToken& cancel) {
        BackupOrder whole = order;
        if (whole.profile.isEmpty())
            whole.profile = profile->directory;
        answer(writeBackup(whole, told, cancel));
    });
}

std::shared_ptr<Task> Transfer::hasSealedSecrets(QObject* context, Done<bool> done) {
    return m_tasks.start([profile = m_profile, answer = m_relay.bind(context, std::move(done))](const CancelToken&) {
        answer(QFileInfo(profile->directory + u'/' + QString::fromLatin1(kSecretsEntry)).isFile());
    });
}

} // namespace tributary::engine
