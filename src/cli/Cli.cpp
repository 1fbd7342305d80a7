// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Cli.h"

#include "base/Log.h"
#include "cli/OutsideWork.h"

#include <QMap>
#include <QTimer>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

Cli::Cli(CommandLine line) : m_line(std::move(line)), m_out(m_line) {}
Cli::~Cli() = default;

void Cli::start() {
    if (m_line.command == "backup"_L1)
        return backUp();
    if (m_line.command == "restore"_L1)
        return restore();
    engine::EngineOptions options;
    options.profileDirectory = m_line.profile;
    options.policyFile = m_line.policy;
    options.startWorkers = false;
    options.codeMailWords = codeMailWords();
    if (m_line.secrets == "sealed"_L1) {
        options.secrets = engine::SecretBackend::Sealed;
        auto passphrase = readPassphrase();
        if (!passphrase)
            return fail(passphrase.error());
        options.passphrase = std::move(*passphrase);
    }
    engine::Engine::open(options, this, [this](Result<std::shared_ptr<engine::Engine>> engine) { opened(std::move(engine)); });
}

void Cli::opened(Result<std::shared_ptr<engine::Engine>> engine) {
    if (!engine)
        return fail(engine.error());
    m_engine = std::move(*engine);
    static const QMap<QString, Run> kCommands{
        {u"account discover"_s, &Cli::accountDiscover}, {u"account test"_s, &Cli::accountTest},
        {u"account add"_s, &Cli::accountAdd},           {u"account list"_s, &Cli::accountList},
        {u"account show"_s, &Cli::accountShow},         {u"account password"_s, &Cli::accountPassword},
        {u"account default"_s, &Cli::accountDefault},   {u"account edit"_s, &Cli::accountEdit},   {u"account enable"_s, &Cli::accountEnable},
        {u"account disable"_s, &Cli::accountDisable},   {u"account remove"_s, &Cli::accountRemove},
        {u"sync"_s, &Cli::syncAccounts},                {u"mailbox list"_s, &Cli::mailboxList},
        {u"message list"_s, &Cli::messageList},         {u"message show"_s, &Cli::messageShow},
        {u"message attachments"_s, &Cli::messageAttachments}, {u"message save"_s, &Cli::messageSave},
        {u"search"_s, &Cli::searchMessages},            {u"doctor"_s, &Cli::doctor},
        {u"storage"_s, &Cli::storage},
        {u"message mark"_s, &Cli::messageMark},         {u"message move"_s, &Cli::messageMove},
        {u"message copy"_s, &Cli::messageCopy},         {u"message delete"_s, &Cli::messageDelete},
        {u"message archive"_s, &Cli::messageArchive},   {u"message junk"_s, &Cli::messageJunk},
        {u"mailbox create"_s, &Cli::mailboxCreate},     {u"mailbox rename"_s, &Cli::mailboxRename},
        {u"mailbox delete"_s, &Cli::mailboxDelete},     {u"mailbox subscribe"_s, &Cli::mailboxSubscribe},
        {u"mailbox unsubscribe"_s, &Cli::mailboxUnsubscribe}, {u"mailbox empty-trash"_s, &Cli::mailboxEmptyTrash},
        {u"mailbox put-back"_s, &Cli::mailboxPutBack},  {u"mailbox let-go"_s, &Cli::mailboxLetGo},
        {u"change list"_s, &Cli::changeList},           {u"change undo"_s, &Cli::changeUndo},
        {u"send"_s, &Cli::sendMessage},                 {u"outbox list"_s, &Cli::outboxList},
        {u"outbox retry"_s, &Cli::outboxRetry},         {u"outbox cancel"_s, &Cli::outboxCancel},
        {u"identity list"_s, &Cli::identityList},       {u"identity add"_s, &Cli::identityAdd},
        {u"identity edit"_s, &Cli::identityEdit},       {u"identity remove"_s, &Cli::identityRemove},
        {u"export"_s, &Cli::exportAll},                 {u"import"_s, &Cli::importAll},
        {u"filter list"_s, &Cli::filterList},           {u"filter add"_s, &Cli::filterAdd},
        {u"filter edit"_s, &Cli::filterEdit},           {u"filter remove"_s, &Cli::filterRemove},
        {u"filter move"_s, &Cli::filterMove},           {u"filter enable"_s, &Cli::filterEnable},
        {u"filter disable"_s, &Cli::filterDisable},     {u"filter test"_s, &Cli::filterTest},
        {u"filter apply"_s, &Cli::filterApply},         {u"filter import"_s, &Cli::filterImport},
        {u"filter why"_s, &Cli::filterWhy},             {u"filter server"_s, &Cli::filterServer},
        {u"vacation show"_s, &Cli::vacationShow},       {u"vacation set"_s, &Cli::vacationSet},
        {u"vacation off"_s, &Cli::vacationOff},         {u"vacation preview"_s, &Cli::vacationPreview},
        {u"identity verify"_s, &Cli::identityVerify},   {u"identity confirm"_s, &Cli::identityConfirm},
    };
    (this->*kCommands.value(m_line.command))();
}

/// An option whose value cannot be used is told with the value: no secret is ever given as an option.
Error Cli::withValue(Error error) const {
    if ((error.code == ErrorCode::BadValue || error.code == ErrorCode::NotAnAddress) && m_line.has(error.detail.toLatin1().constData()))
        error.detail += u" '%1'"_s.arg(loggable(m_line.values(error.detail.toLatin1().constData()).join(u',').toUtf8()));
    return error;
}

void Cli::fail(const Error& error, const engine::AdvicePlace& place) {
    m_out.error(withValue(error), {}, place);
    done(exitCodeOf(error));
}

void Cli::done(int exitCode) {
    if (std::exchange(m_ended, true))
        return;
    // After this call has returned: the engine must not be destroyed inside one of its own callbacks.
    QTimer::singleShot(0, this, [this, exitCode] {
        m_task.reset();
        m_engine.reset();
        Q_EMIT finished(exitCode);
    });
}

void Cli::interrupt() {
    if (m_task)
        m_task->cancel();
    else
        done(130);
}

std::optional<model::AccountSnapshot> Cli::account(const QString& name) const {
    for (const model::AccountSnapshot& snapshot : m_engine->accounts()) {
        if (QString::number(snapshot.account.id.value) == name || snapshot.account.email.compare(name, Qt::CaseInsensitive) == 0)
            return snapshot;
    }
    return std::nullopt;
}

std::optional<Error> refusedBefore(const model::AccountSnapshot& snapshot) {
    const std::optional<Error>& reason = snapshot.state.reason;
    return reason && reason->kind == ErrorKind::Auth ? reason : std::nullopt;
}

std::optional<model::AccountSnapshot> Cli::namedAccount(const QString& name) {
    auto found = account(name);
    if (!found)
        fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, name});
    return found;
}

QString Cli::emailOf(AccountId id) const {
    const auto found = account(QString::number(id.value));
    return found ? found->account.email : QString();
}

} // namespace tributary::cli
