// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/AccountTable.h"

#include <algorithm>

namespace tributary::store::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr const char* kSelect =
    "SELECT id, email, name, display_name, from_address, reply_to, provider, protocol, auth, incoming_host, "
    "incoming_port, incoming_security, incoming_user, outgoing_host, outgoing_port, outgoing_security, outgoing_user, "
    "coalesce(relay_account_id, 0), is_default, save_sent, enabled, sync_since, mailbox_globs, colour, position, "
    "unread_only, flagged_only, body_days, leave_on_server, leave_days, poll_minutes, batch "
    "FROM account WHERE doomed = 0 ORDER BY position, id";
constexpr const char* kInsert =
    "INSERT INTO account (email, name, display_name, from_address, reply_to, provider, protocol, auth, incoming_host, "
    "incoming_port, incoming_security, incoming_user, outgoing_host, outgoing_port, outgoing_security, outgoing_user, "
    "relay_account_id, is_default, save_sent, enabled, sync_since, mailbox_globs, colour, position, "
    "unread_only, flagged_only, body_days, leave_on_server, leave_days, poll_minutes, batch) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kUpdateAccount =
    "UPDATE account SET email = ?, name = ?, display_name = ?, from_address = ?, reply_to = ?, provider = ?, "
    "protocol = ?, auth = ?, incoming_host = ?, incoming_port = ?, incoming_security = ?, incoming_user = ?, "
    "outgoing_host = ?, outgoing_port = ?, outgoing_security = ?, outgoing_user = ?, relay_account_id = ?, "
    "is_default = ?, save_sent = ?, enabled = ?, sync_since = ?, mailbox_globs = ?, colour = ?, position = ?, "
    "unread_only = ?, flagged_only = ?, body_days = ?, leave_on_server = ?, leave_days = ?, poll_minutes = ?, batch = ? "
    "WHERE id = ?";

model::ServerSettings serverFrom(const Query& row, int column) {
    model::ServerSettings server;
    server.host = row.text(column);
    server.port = static_cast<quint16>(row.integer(column + 1));
    server.security = model::parseSecurity(row.text(column + 2)).value_or(model::Security::Tls);
    server.user = row.text(column + 3);
    return server;
}

void bindServer(Query& query, const model::ServerSettings& server) {
    query.add(server.host).add(qint64(server.port)).add(QString(model::securityName(server.security))).add(server.user);
}

model::Account accountFrom(const Query& row) {
    model::Account account;
    account.id = AccountId(row.integer(0));
    account.email = row.text(1);
    account.name = row.text(2);
    account.displayName = row.text(3);
    account.from = row.text(4);
    account.replyTo = row.text(5);
    account.provider = row.text(6);
    account.protocol = model::parseProtocol(row.text(7)).value_or(model::Protocol::Imap);
    account.auth = row.text(8) == "oauth"_L1 ? model::AuthMethod::OAuth : model::AuthMethod::Password;
    account.incoming = serverFrom(row, 9);
    account.outgoing = serverFrom(row, 13);
    if (row.integer(17) != 0)
        account.relay = AccountId(row.integer(17));
    account.isDefault = row.flag(18);
    account.saveSent = row.flag(19);
    account.enabled = row.flag(20);
    account.syncSince = QDate::fromString(row.text(21), Qt::ISODate);
    account.mailboxGlobs = row.text(22).split(u'\n', Qt::SkipEmptyParts);
    account.colour = row.small(23);
    account.position = row.small(24);
    account.fetch.unreadOnly = row.flag(25);
    account.fetch.flaggedOnly = row.flag(26);
    account.fetch.bodyDays = row.small(27);
    account.fetch.leave = model::parseLeave(row.text(28)).value_or(model::LeaveOnServer::Always);
    account.fetch.leaveDays = row.small(29);
    account.fetch.pollMinutes = row.small(30);
    account.fetch.batch = row.small(31);
    return account;
}

template <typename Enum, typename Name> Enum enumFrom(const QString& word, Enum last, Enum fallback, Name name) {
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (word == name(static_cast<Enum>(i)))
            return static_cast<Enum>(i);
    }
    return fallback;
}

model::AccountState stateFrom(const Query& row) {
    model::AccountState state;
    state.activity = enumFrom(row.text(1), model::AccountActivity::Disabled, model::AccountActivity::Offline,
                              model::activityName);
    if (const QString kind = row.text(2); !kind.isEmpty()) {
        state.reason = Error{enumFrom(kind, ErrorKind::Internal, ErrorKind::Internal, kindName),
                             enumFrom(row.text(3), ErrorCode::Bug, ErrorCode::Bug, codeName), row.blob(4),
                             row.text(5)};
    }
    state.retryAtMs = row.integer(6);
    state.lastSyncMs = row.integer(7);
    return state;
}

constexpr const char* kStates = "SELECT account_id, activity, error_kind, error_code, server_text, detail, retry_at_ms, "
                                "last_sync_ms FROM account_state WHERE account_id IN (SELECT id FROM account "
                                "WHERE doomed = 0)";

} // namespace

QList<model::Account> AccountTable::all() {
    QList<model::Account> accounts;
    Query query = m_connection.query(kSelect);
    while (query.step())
        accounts.append(accountFrom(query));
    return accounts;
}

QHash<qint64, model::AccountState> AccountTable::states() {
    QHash<qint64, model::AccountState> states;
    Query query = m_connection.query(kStates);
    while (query.step())
        states.insert(query.integer(0), stateFrom(query));
    return states;
}

bool AccountTable::contains(AccountId id) {
    Query query = m_connection.query("SELECT 1 FROM account WHERE id = ? AND doomed = 0");
    return query.add(id).step();
}

std::optional<model::Account> AccountTable::find(AccountId id) {
    for (const model::Account& account : all()) {
        if (account.id == id)
            return account;
    }
    return std::nullopt;
}

/// A number that a later version may have written says nothing here.
std::optional<SentCopyKnowledge> AccountTable::sentCopy(AccountId id) {
    Query query = m_connection.query("SELECT sent_copy FROM account WHERE id = ? AND doomed = 0");
    if (!query.add(id).step())
        return std::nullopt;
    const int known = query.small(0);
    return known >= 0 && known <= static_cast<int>(SentCopyKnowledge::WeAppend) ? static_cast<SentCopyKnowledge>(known)
                                                                                : SentCopyKnowledge::Unknown;
}

/// What was counted before led to that, or says nothing any more.
void AccountTable::setSentCopy(AccountId id, SentCopyKnowledge knowledge) {
    m_connection.query("UPDATE account SET sent_copy = ?1, sent_copy_misses = 0 WHERE id = ?2 AND (sent_copy <> ?1 OR sent_copy_misses <> 0)")
        .add(qint64(knowledge)).add(id).run();
    if (knowledge == SentCopyKnowledge::Unknown)
        setSentCopyDelay(id, 0);
}

void AccountTable::noteSentCopyMissed(AccountId id) {
    constexpr qint64 kBelieved = 3; // once or twice a provider may have been slow
    m_connection.query("UPDATE account SET sent_copy_misses = sent_copy_misses + 1 WHERE id = ?").add(id).run();
    Query misses = m_connection.query("SELECT sent_copy_misses FROM account WHERE id = ?");
    const bool isBelieved = misses.add(id).step() && misses.integer(0) >= kBelieved;
    if (isBelieved)
        setSentCopy(id, SentCopyKnowledge::WeAppend);
}

qint64 AccountTable::sentCopyDelayMs(AccountId id) {
    Query query = m_connection.query("SELECT sent_copy_delay_ms FROM account WHERE id = ? AND doomed = 0");
    return query.add(id).step() ? std::max<qint64>(query.integer(0), 0) : 0;
}

void AccountTable::setSentCopyDelay(AccountId id, qint64 delayMs) {
    m_connection.query("UPDATE account SET sent_copy_delay_ms = ?1 WHERE id = ?2 AND sent_copy_delay_ms <> ?1").add(delayMs).add(id).run();
}

qint64 AccountTable::outgoingSize(AccountId id) {
    Query query = m_connection.query("SELECT outgoing_size FROM account WHERE id = ? AND doomed = 0");
    return query.add(id).step() ? std::max<qint64>(query.integer(0), 0) : 0;
}

void AccountTable::setOutgoingSize(AccountId id, qint64 bytes) {
    m_connection.query("UPDATE account SET outgoing_size = ?1 WHERE id = ?2 AND outgoing_size <> ?1").add(bytes).add(id).run();
}

void AccountTable::bindFields(Query& query, const model::Account& account) {
    query.add(account.email).add(account.name).add(account.displayName).add(account.from).add(account.replyTo);
    query.add(account.provider).add(QString(model::protocolName(account.protocol)));
    query.add(account.auth == model::AuthMethod::OAuth ? u"oauth"_s : u"password"_s);
    bindServer(query, account.incoming);
    bindServer(query, account.outgoing);
    if (account.relay && account.relay->isValid())
        query.add(*account.relay);
    else
        query.addNull();
    query.add(qint64(account.isDefault)).add(qint64(account.saveSent)).add(qint64(account.enabled));
    query.add(account.syncSince.isValid() ? account.syncSince.toString(Qt::ISODate) : QString());
    query.add(account.mailboxGlobs.join(u'\n')).add(qint64(account.colour)).add(qint64(account.position));
    const model::FetchSettings& fetch = account.fetch;
    query.add(qint64(fetch.unreadOnly)).add(qint64(fetch.flaggedOnly)).add(qint64(fetch.bodyDays)).add(QString(model::leaveName(fetch.leave)));
    query.add(qint64(fetch.leaveDays)).add(qint64(fetch.pollMinutes)).add(qint64(fetch.batch));
}

AccountId AccountTable::insert(const model::Account& account) {
    model::Account row = account;
    if (row.position == 0) // the user has not ordered yet: after the others
        row.position = static_cast<int>(m_connection.value("SELECT coalesce(max(position) + 1, 0) FROM account"));
    {
        Query query = m_connection.query(kInsert);
        bindFields(query, row);
        query.run();
    }
    const AccountId id(m_connection.lastId());
    if (row.isDefault)
        makeDefault(id);
    ensureDefault();
    return id;
}

void AccountTable::update(const model::Account& account) {
    {
        Query query = m_connection.query(kUpdateAccount);
        bindFields(query, account);
        query.add(account.id).run();
    }
    if (account.isDefault)
        makeDefault(account.id);
    ensureDefault();
}

void AccountTable::makeDefault(AccountId id) {
    m_connection.query("UPDATE account SET is_default = (id = ?) WHERE is_default <> (id = ?1)").add(id).run();
}

void AccountTable::ensureDefault() {
    if (m_connection.value("SELECT count(*) FROM account WHERE doomed = 0 AND is_default = 1") == 0) {
        m_connection.execute("UPDATE account SET is_default = 1 WHERE id = (SELECT id FROM account WHERE doomed = 0 "
                             "ORDER BY position, id LIMIT 1)");
    }
}

bool AccountTable::setState(AccountId id, const model::AccountState& told) {
    const model::AccountState before = states().value(id.value);
    model::AccountState state = told;
    state.lastSyncMs = std::max(told.lastSyncMs, before.lastSyncMs); // who has not been in step does not know when that was
    if (before == state)
        return false;
    const Error none;
    const Error& reason = state.reason ? *state.reason : none;
    const QString kind = state.reason ? QString(kindName(reason.kind)) : QString();
    m_connection
        .query("INSERT OR REPLACE INTO account_state (account_id, activity, error_kind, error_code, server_text, "
               "detail, retry_at_ms, last_sync_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .add(id).add(QString(model::activityName(state.activity))).add(kind)
        .add(state.reason ? QString(codeName(reason.code)) : QString()).add(reason.serverText).add(reason.detail)
        .add(state.retryAtMs).add(state.lastSyncMs).run();
    return true;
}

void AccountTable::doom(AccountId id) {
    m_connection.query("UPDATE account SET doomed = 1, is_default = 0 WHERE id = ?").add(id).run();
    m_connection.query("UPDATE account SET relay_account_id = NULL WHERE relay_account_id = ?").add(id).run();
    if (m_connection.value("SELECT count(*) FROM account WHERE doomed = 0") == 0)
        m_connection.execute("DELETE FROM contact"); // nobody is left whose mail they are from
    ensureDefault();
}

void AccountTable::erase(AccountId id) { m_connection.query("DELETE FROM account WHERE id = ?").add(id).run(); }

QList<AccountId> AccountTable::doomed() {
    QList<AccountId> ids;
    Query query = m_connection.query("SELECT id FROM account WHERE doomed = 1 ORDER BY id");
    while (query.step())
        ids.append(AccountId(query.integer(0)));
    return ids;
}

} // namespace tributary::store::detail
