// SPDX-License-Identifier: GPL-3.0-or-later
// What changes mail and mailboxes: in the cache at once, pushed by the next sync (S2).
#include "cli/Cli.h"

#include "base/Log.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QLatin1StringView changeName(model::ChangeKind kind) {
    using Kind = model::ChangeKind;
    switch (kind) {
    case Kind::Flags: return "flags"_L1;
    case Kind::Move: return "move"_L1;
    case Kind::Copy: return "copy"_L1;
    case Kind::Delete: return "delete"_L1;
    case Kind::Archive: return "archive"_L1;
    case Kind::Junk: return "junk"_L1;
    case Kind::NotJunk: return "not-junk"_L1;
    case Kind::Expunge: return "expunge"_L1;
    case Kind::EmptyTrash: return "empty-trash"_L1;
    case Kind::PutBack: return "put-back"_L1;
    case Kind::CreateMailbox: return "create-mailbox"_L1;
    case Kind::RenameMailbox: return "rename-mailbox"_L1;
    case Kind::DeleteMailbox: return "delete-mailbox"_L1;
    case Kind::Subscribe: return "subscribe"_L1;
    case Kind::FileSent: return "file-sent"_L1;
    case Kind::KeepDraft: return "keep-draft"_L1;
    case Kind::Filter: return "filter"_L1;
    case Kind::ApplyFilters: return "apply-filters"_L1;
    }
    return {};
}

QString changeState(const model::ChangeRecord& record) {
    if (record.error) // of an undone change: not all of it could be brought back
        return u"refused"_s;
    if (record.undone)
        return u"undone"_s;
    return record.waiting > 0 ? u"queued"_s : u"done"_s;
}

constexpr int kNewest = 1000; // a change that was just made is among these

Error nothingHeld(const model::Mailbox& mailbox) {
    return {ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"nothing of '%1' is kept back"_s.arg(mailbox.name)};
}

} // namespace

std::optional<QList<MessageId>> Cli::namedMessages() {
    QStringList words = m_line.operands;
    if (m_line.has("stdin")) {
        QFile input;
        if (input.open(0, QIODevice::ReadOnly, QFileDevice::DontCloseHandle))
            words += QString::fromUtf8(input.readAll()).split(QRegularExpression(u"\\s+"_s), Qt::SkipEmptyParts);
    }
    QList<MessageId> ids;
    QSet<qint64> seen;
    for (const QString& word : std::as_const(words)) {
        bool ok = false;
        const qint64 id = word.toLongLong(&ok);
        if (!ok || id <= 0) {
            fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"message id '%1'"_s.arg(word)});
            return std::nullopt;
        }
        if (!seen.contains(id))
            ids.append(MessageId(id));
        seen.insert(id);
    }
    if (ids.isEmpty()) {
        fail({ErrorKind::InvalidInput, ErrorCode::FieldMissing, {}, u"message id"_s});
        return std::nullopt;
    }
    return ids;
}

void Cli::tellChange(const Result<ChangeId>& change) {
    if (!change)
        return fail(change.error());
    if (!change->isValid()) { // all of it was so before
        m_out.isJson() ? m_out.value(QJsonObject{{u"change"_s, QJsonValue::Null}, {u"state"_s, u"done"_s}}) : m_out.text(u"nothing to change"_s);
        return done();
    }
    m_engine->loadChanges(kNewest, this, [this, id = *change](const Result<QList<model::ChangeRecord>>& changes) {
        const auto records = changes.value_or(QList<model::ChangeRecord>());
        const auto it = std::find_if(records.begin(), records.end(), [id](const model::ChangeRecord& record) { return record.id == id; });
        const bool isQueued = it == records.end() || it->waiting > 0; // POP3: what lies here alone is done
        if (m_out.isJson())
            m_out.value(QJsonObject{{u"change"_s, id.value}, {u"state"_s, isQueued ? u"queued"_s : u"done"_s}});
        else
            m_out.text((isQueued ? u"done here, queued for the server (change %1; 'change undo %1' takes it back)"_s
                                 : u"done (change %1; 'change undo %1' takes it back)"_s).arg(id.value));
        done();
    });
}

void Cli::tellDone(AccountId account, const Result<std::monostate>& result) {
    if (!result)
        return fail(result.error());
    const bool isQueued = !liesHereAlone(account);
    if (m_out.isJson())
        m_out.value(QJsonObject{{u"state"_s, isQueued ? u"queued"_s : u"done"_s}});
    else
        m_out.text(isQueued ? u"done here, queued for the server"_s : u"done"_s);
    done();
}

/// A POP3 server hears of no change.
bool Cli::liesHereAlone(AccountId id) const {
    const auto accounts = m_engine->accounts();
    return std::any_of(accounts.begin(), accounts.end(), [id](const model::AccountSnapshot& one) {
        return one.account.id == id && one.account.protocol == model::Protocol::Pop3;
    });
}

/// For a change whose call does not name it: it is the newest.
void Cli::tellNewest() {
    m_engine->loadChanges(1, this, [this](const Result<QList<model::ChangeRecord>>& changes) {
        if (!changes || changes->isEmpty())
            return tellDone({}, std::monostate());
        tellChange(changes->first().id);
    });
}

/// Of messages that are not all there nothing is done: whoever mistyped a number shall hear of it.
void Cli::withNamedMessages(std::function<void(const QList<model::MessageSummary>&)> then) {
    const auto ids = namedMessages();
    if (!ids)
        return;
    m_engine->loadSummaries(*ids, this, [this, ids = *ids, then = std::move(then)](const Result<QList<model::MessageSummary>>& found) {
        if (!found)
            return fail(found.error());
        QSet<qint64> known;
        for (const model::MessageSummary& message : *found)
            known.insert(message.id.value);
        QStringList unknown;
        for (const MessageId id : ids) {
            if (!known.contains(id.value))
                unknown.append(QString::number(id.value));
        }
        if (!unknown.isEmpty())
            return fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, u"message %1; nothing was changed"_s.arg(unknown.join(u", "_s))});
        then(*found);
    });
}

void Cli::change(model::MessageAction action) {
    withNamedMessages([this, action = std::move(action)](const QList<model::MessageSummary>& messages) mutable {
        for (const model::MessageSummary& message : messages)
            action.messages.append(message.id);
        m_engine->changeMessages(action, this, [this](const Result<ChangeId>& change) { tellChange(change); });
    });
}

void Cli::messageMark() {
    QList<std::pair<QString, bool>> edits;
    for (const auto& [option, flag, on] : {std::tuple("seen", u"\\Seen"_s, true), std::tuple("unseen", u"\\Seen"_s, false),
                                           std::tuple("flagged", u"\\Flagged"_s, true), std::tuple("unflagged", u"\\Flagged"_s, false)}) {
        if (m_line.has(option))
            edits.append({flag, on});
    }
    for (const QString& keyword : m_line.values("keyword"))
        edits.append({keyword, true});
    for (const QString& keyword : m_line.values("no-keyword"))
        edits.append({keyword, false});
    const QString& flag = edits.first().first; // CommandLine has seen to it that there is one
    const bool isAtom = !flag.isEmpty() && std::all_of(flag.begin(), flag.end(), [](QChar c) {
        return c > QLatin1Char(' ') && c < QChar(0x7f) && !u"(){%*\"]"_s.contains(c);
    });
    if (!isAtom)
        return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"keyword '%1'"_s.arg(flag)});
    model::MessageAction action;
    action.flag = flag;
    action.on = edits.first().second;
    change(std::move(action));
}

void Cli::messageMove() {
    model::MessageAction action;
    action.kind = model::ChangeKind::Move;
    changeInto(std::move(action));
}

void Cli::messageCopy() {
    model::MessageAction action;
    action.kind = model::ChangeKind::Copy;
    changeInto(std::move(action));
}

/// --to names a mailbox of the first message's account.
void Cli::changeInto(model::MessageAction action) {
    if (!m_line.has("to"))
        return fail({ErrorKind::InvalidInput, ErrorCode::FieldMissing, {}, u"to"_s});
    withNamedMessages([this, action = std::move(action)](const QList<model::MessageSummary>& messages) mutable {
        for (const model::MessageSummary& message : messages)
            action.messages.append(message.id);
        withMailbox(messages.first().account, m_line.value("to"), [this, action](const model::Mailbox& mailbox) mutable {
            action.destination = mailbox.id;
            m_engine->changeMessages(action, this, [this](const Result<ChangeId>& change) { tellChange(change); });
        });
    });
}

void Cli::messageDelete() {
    model::MessageAction action;
    action.kind = m_line.has("permanently") ? model::ChangeKind::Expunge : model::ChangeKind::Delete;
    change(std::move(action));
}

void Cli::messageArchive() {
    model::MessageAction action;
    action.kind = model::ChangeKind::Archive;
    change(std::move(action));
}

void Cli::messageJunk() {
    model::MessageAction action;
    action.kind = m_line.has("not") ? model::ChangeKind::NotJunk : model::ChangeKind::Junk;
    change(std::move(action));
}

std::optional<AccountId> Cli::chosenAccount() {
    if (m_line.has("account")) {
        const auto named = namedAccount(m_line.value("account"));
        return named ? std::optional(named->account.id) : std::nullopt;
    }
    const auto accounts = m_engine->accounts();
    if (accounts.size() != 1) {
        fail({ErrorKind::InvalidInput, ErrorCode::FieldMissing, {}, u"account (there is more than one, or none)"_s});
        return std::nullopt;
    }
    return accounts.first().account.id;
}

void Cli::withMailbox(AccountId account, const QString& name, std::function<void(const model::Mailbox&)> use) {
    m_engine->loadMailboxes(account, this, [this, name, use = std::move(use)](Result<QList<model::Mailbox>> mailboxes) {
        if (!mailboxes)
            return fail(mailboxes.error());
        const auto it = std::find_if(mailboxes->begin(), mailboxes->end(), [&](const model::Mailbox& m) {
            const bool isInbox = m.specialUse == model::SpecialUse::Inbox; // in any case (RFC 9051 5.1)
            return m.name.compare(name, isInbox ? Qt::CaseInsensitive : Qt::CaseSensitive) == 0;
        });
        if (it == mailboxes->end())
            return fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, u"mailbox %1"_s.arg(name)});
        use(*it);
    });
}

void Cli::mailboxCreate() {
    const auto account = chosenAccount();
    if (!account)
        return;
    m_engine->createMailbox(*account, m_line.operands.first(), this, [this](const Result<MailboxId>& id) {
        if (!id)
            return fail(id.error());
        tellNewest();
    });
}

void Cli::mailboxRename() {
    const auto account = chosenAccount();
    if (!account)
        return;
    withMailbox(*account, m_line.operands.value(0), [this](const model::Mailbox& mailbox) {
        m_engine->renameMailbox(mailbox.id, m_line.operands.value(1), this, [this](const Result<ChangeId>& change) { tellChange(change); });
    });
}

void Cli::mailboxDelete() {
    const auto account = chosenAccount();
    if (!account)
        return;
    withMailbox(*account, m_line.operands.first(), [this](const model::Mailbox& mailbox) {
        m_engine->deleteMailbox(mailbox.id, this, [this](const Result<ChangeId>& change) { tellChange(change); });
    });
}

void Cli::mailboxSubscribe() {
    const auto account = chosenAccount();
    if (!account)
        return;
    withMailbox(*account, m_line.operands.first(), [this, account = *account](const model::Mailbox& mailbox) {
        m_engine->subscribeMailbox(mailbox.id, m_line.command.endsWith(" subscribe"_L1), this,
                                   [this, account](const Result<std::monostate>& result) { tellDone(account, result); });
    });
}

void Cli::mailboxUnsubscribe() { mailboxSubscribe(); }

void Cli::mailboxEmptyTrash() {
    const auto account = chosenAccount();
    if (!account)
        return;
    m_engine->emptyTrash(*account, this, [this](const Result<ChangeId>& change) { tellChange(change); });
}

void Cli::mailboxPutBack() {
    const auto account = chosenAccount();
    if (!account)
        return;
    withMailbox(*account, m_line.operands.first(), [this](const model::Mailbox& mailbox) {
        if (mailbox.held == 0)
            return fail(nothingHeld(mailbox));
        m_engine->putBackHeld(mailbox.id, this, [this, account = mailbox.account](const Result<std::monostate>& result) { tellDone(account, result); });
    });
}

void Cli::mailboxLetGo() {
    const auto account = chosenAccount();
    if (!account)
        return;
    withMailbox(*account, m_line.operands.first(), [this](const model::Mailbox& mailbox) {
        if (mailbox.held == 0)
            return fail(nothingHeld(mailbox));
        m_engine->releaseHeld(mailbox.id, this, [this, account = mailbox.account](const Result<std::monostate>& result) { tellDone(account, result); });
    });
}

namespace {

/// In one cell: ours, and the server's own words.
QString whyOf(const model::ChangeRecord& change) {
    if (!change.error)
        return {};
    const QByteArray& server = change.error->serverText;
    return server.isEmpty() ? messageOf(*change.error) : QString(messageOf(*change.error) + u": “"_s + loggable(server) + u"”"_s);
}

} // namespace

void Cli::changeList() {
    bool ok = true;
    const int limit = m_line.has("limit") ? m_line.value("limit").toInt(&ok) : 50;
    if (!ok || limit < 1)
        return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"limit"_s});
    m_engine->loadChanges(limit, this, [this](Result<QList<model::ChangeRecord>> changes) {
        if (!changes)
            return fail(changes.error());
        for (const model::ChangeRecord& c : std::as_const(*changes)) {
            m_rows.append(QJsonObject{{u"id"_s, c.id.value}, {u"account"_s, emailOf(c.account)}, {u"kind"_s, QString(changeName(c.kind))},
                                      {u"messages"_s, c.messages}, {u"detail"_s, c.detail}, {u"created"_s, rfc3339(c.createdMs)},
                                      {u"waiting"_s, c.waiting}, {u"state"_s, changeState(c)},
                                      {u"server"_s, c.error ? QString::fromUtf8(c.error->serverText) : QString()},
                                      {u"reason"_s, c.error ? messageOf(*c.error) : QString()}});
            m_table.append({QString::number(c.id.value), rfc3339(c.createdMs).left(16), QString(changeName(c.kind)),
                            QString::number(c.messages), c.detail, changeState(c), whyOf(c)});
        }
        if (m_out.isJson())
            m_out.value(m_rows);
        else
            m_out.table({u"id"_s, u"when"_s, u"what"_s, u"messages"_s, u"detail"_s, u"state"_s, u"reason"_s}, m_table);
        done();
    });
}

void Cli::changeUndo() {
    bool ok = false;
    const qint64 id = m_line.operands.first().toLongLong(&ok);
    if (!ok)
        return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"change id"_s});
    m_engine->loadChanges(kNewest, this, [this, id](const Result<QList<model::ChangeRecord>>& changes) {
        const auto records = changes.value_or(QList<model::ChangeRecord>());
        const auto it = std::find_if(records.begin(), records.end(), [id](const model::ChangeRecord& record) { return record.id.value == id; });
        const AccountId account = it == records.end() ? AccountId() : it->account;
        m_engine->undo(ChangeId(id), this, [this, account](const Result<std::monostate>& result) { tellDone(account, result); });
    });
}

} // namespace tributary::cli
