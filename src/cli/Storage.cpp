// SPDX-License-Identifier: GPL-3.0-or-later
// storage: where the space goes, what the servers say of theirs, and the budget (S7).
#include "cli/ByteSize.h"
#include "cli/Cli.h"

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue numberOrNull(const std::optional<qint64>& number) { return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null); }

QJsonValue quotaJson(const std::optional<model::ServerQuota>& quota) {
    if (!quota)
        return QJsonValue(QJsonValue::Null);
    return QJsonObject{{u"used"_s, numberOrNull(quota->usedBytes)},
                       {u"limit"_s, numberOrNull(quota->limitBytes)},
                       {u"messagesUsed"_s, numberOrNull(quota->usedMessages)},
                       {u"messagesLimit"_s, numberOrNull(quota->limitMessages)},
                       {u"askedAt"_s, rfc3339(quota->askedMs)}};
}

QJsonObject accountJson(const engine::AccountStorage& account) {
    QJsonArray mailboxes;
    for (const engine::MailboxStorage& mailbox : account.mailboxes)
        mailboxes.append(QJsonObject{{u"name"_s, mailbox.name}, {u"bytes"_s, mailbox.bytes}, {u"messages"_s, mailbox.messages}});
    return QJsonObject{{u"account"_s, account.account.value},
            {u"email"_s, account.email},
            {u"bytes"_s, account.bytes},
            {u"messages"_s, account.messages},
            {u"refetchable"_s, account.refetchable},
            {u"putAside"_s, account.asideBytes},
            {u"mailboxes"_s, mailboxes},
            {u"quota"_s, quotaJson(account.quota)}};
}

QString quotaWords(const engine::AccountStorage& account) {
    if (!account.tellsQuota)
        return u"POP3 servers tell none"_s;
    const auto& quota = account.quota;
    if (!quota)
        return u"not known"_s;
    QStringList parts;
    if (quota->limitBytes)
        parts.append(u"%1 of %2"_s.arg(byteSizeText(quota->usedBytes.value_or(0)), byteSizeText(*quota->limitBytes)));
    else if (quota->usedBytes)
        parts.append(u"%1, no limit"_s.arg(byteSizeText(*quota->usedBytes)));
    if (quota->limitMessages)
        parts.append(u"%1 of %2 messages"_s.arg(quota->usedMessages.value_or(0)).arg(*quota->limitMessages));
    if (parts.isEmpty())
        parts.append(u"no limit"_s);
    return u"%1 (%2)"_s.arg(parts.join(u", "_s), rfc3339(quota->askedMs));
}

} // namespace

void Cli::storage() {
    std::optional<AccountId> only;
    if (!m_line.operands.isEmpty()) {
        const auto named = namedAccount(m_line.operands.first());
        if (!named)
            return;
        only = named->account.id;
    }
    if (!m_line.has("budget"))
        return loadStorage(only, {});
    const QString text = m_line.value("budget");
    const auto bytes = text == "none"_L1 ? std::optional<qint64>(0) : parseByteSize(text);
    if (!bytes || (*bytes != 0 && (*bytes < engine::kLeastBudget || *bytes > engine::kMostBudget)) || (*bytes == 0 && text != "none"_L1)) {
        return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {},
                     u"budget: '%1' is not a size from %2 to %3, such as 500M or 2G, and not none"_s.arg(text, byteSizeText(engine::kLeastBudget), byteSizeText(engine::kMostBudget))});
    }
    m_engine->setStorageBudget(*bytes, this, [this, only](Result<engine::BudgetOutcome> outcome) {
        outcome ? loadStorage(only, *outcome) : fail(outcome.error());
    });
}

void Cli::loadStorage(std::optional<AccountId> only, const std::optional<engine::BudgetOutcome>& outcome) {
    m_engine->loadStorage(this, [this, only, outcome](Result<engine::StorageUse> use) {
        if (!use)
            return fail(use.error());
        if (only)
            use->accounts.removeIf([&](const engine::AccountStorage& account) { return account.account != *only; });
        m_out.isJson() ? m_out.value(storageJson(*use, outcome)) : tellStorage(*use, outcome);
        done();
    });
}

QJsonObject Cli::storageJson(const engine::StorageUse& use, const std::optional<engine::BudgetOutcome>& outcome) {
    QJsonArray accounts;
    for (const engine::AccountStorage& account : use.accounts)
        accounts.append(accountJson(account));
    QJsonObject object{{u"accounts"_s, accounts}, {u"total"_s, use.total}, {u"other"_s, use.other}, {u"free"_s, use.free},
                       {u"budget"_s, use.budget > 0 ? QJsonValue(use.budget) : QJsonValue(QJsonValue::Null)}};
    if (outcome)
        object.insert(u"dropped"_s, QJsonObject{{u"messages"_s, outcome->messages}, {u"bytes"_s, outcome->bytes}, {u"isOver"_s, outcome->isOver}});
    return object;
}

void Cli::tellStorage(const engine::StorageUse& use, const std::optional<engine::BudgetOutcome>& outcome) const {
    QList<QStringList> rows;
    for (const engine::AccountStorage& account : use.accounts) {
        for (const engine::MailboxStorage& mailbox : account.mailboxes)
            rows.append({account.email, mailbox.name, QString::number(mailbox.messages), byteSizeText(mailbox.bytes)});
        if (account.asideBytes > 0)
            rows.append({account.email, u"(put aside for undo)"_s, {}, byteSizeText(account.asideBytes)});
    }
    m_out.table({u"account"_s, u"mailbox"_s, u"messages"_s, u"size"_s}, rows);
    rows.clear();
    for (const engine::AccountStorage& account : use.accounts)
        rows.append({account.email, byteSizeText(account.bytes), byteSizeText(account.refetchable), quotaWords(account)});
    m_out.text({});
    m_out.table({u"account"_s, u"size"_s, u"can be fetched again"_s, u"space at the server"_s}, rows);
    m_out.text({});
    m_out.table({u"all"_s, byteSizeText(use.total)}, {{u"of it headers, index, drafts"_s, byteSizeText(use.other)},
                                                      {u"free in the file"_s, byteSizeText(use.free)},
                                                      {u"budget"_s, use.budget > 0 ? byteSizeText(use.budget) : u"no limit"_s}});
    if (!outcome)
        return;
    m_out.text(u"dropped the texts of %1 messages, %2; they come again when they are opened"_s.arg(outcome->messages).arg(byteSizeText(outcome->bytes)));
    if (outcome->isOver)
        m_out.text(u"this is more than the budget still: what is left exists only here, or is headers and index"_s);
}

} // namespace tributary::cli
