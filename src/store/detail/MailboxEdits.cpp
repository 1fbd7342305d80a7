// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MailboxEdits.h"

#include "store/detail/Failures.h"
#include "store/detail/FilterTable.h"
#include "store/detail/MessageEdits.h"
#include "store/detail/SieveStateTable.h"
#include "store/detail/TakeBack.h"

namespace tributary::store::detail {

namespace {

tl::unexpected<Error> exists(const QString& name) {
    return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("there is a mailbox %1").arg(name));
}

} // namespace

std::optional<MailboxId> MailboxEdits::named(AccountId account, const QByteArray& wireName) {
    Query query = m_tables.connection.query("SELECT id FROM mailbox WHERE account_id = ? AND wire_name = ?");
    if (!query.add(account).add(wireName).step())
        return std::nullopt;
    return MailboxId(query.integer(0));
}

std::optional<MailboxIntent> MailboxEdits::unsent(MailboxId mailbox, MailboxPushKind kind) {
    for (const MailboxIntent& intent : m_tables.mailboxPushes.ofMailbox(mailbox)) {
        if (intent.kind == kind && !intent.sent)
            return intent;
    }
    return std::nullopt;
}

void MailboxEdits::queue(AccountId account, MailboxId mailbox, MailboxPushKind kind, ChangeId change,
                         const QByteArray& wireName, const QByteArray& newWireName) {
    queue({0, account, change, kind, mailbox, wireName, newWireName, false});
}

void MailboxEdits::queue(const MailboxIntent& intent) {
    m_tables.mailboxPushes.insert(intent);
    m_tables.notes.queueChanged(intent.account);
    m_tables.notes.mailboxesChanged(intent.account);
}

void MailboxEdits::drop(const MailboxIntent& intent) {
    m_tables.mailboxPushes.erase(intent.row);
    m_tables.notes.queueChanged(intent.account);
    m_tables.notes.mailboxesChanged(intent.account);
}

/// Whether a mailbox may be made under that name, or another get it with all that is below: before anything is changed.
Status MailboxEdits::checkFree(const model::Mailbox* renamed, AccountId account, const QString& name, const QByteArray& wireName) {
    if (name.isEmpty() || wireName.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("a mailbox without a name"));
    if (wireName.compare("INBOX", Qt::CaseInsensitive) == 0 || named(account, wireName)) // RFC 9051 5.1: INBOX in any case
        return exists(name);
    if (!renamed || renamed->delimiter == 0)
        return {};
    const QByteArray below = renamed->wireName + renamed->delimiter;
    if (wireName.startsWith(below))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("%1 cannot be moved into itself").arg(renamed->name));
    for (const model::Mailbox& child : m_tables.mailboxes.all(account)) {
        if (child.wireName.startsWith(below) && named(account, QByteArray(wireName + child.wireName.mid(renamed->wireName.size()))))
            return exists(name + child.name.mid(renamed->name.size()));
    }
    return {};
}

Result<MailboxId> MailboxEdits::create(AccountId account, const QString& name, const QByteArray& wireName, char delimiter) {
    TRY_STATUS(checkFree(nullptr, account, name, wireName));
    model::Mailbox mailbox;
    mailbox.account = account;
    mailbox.name = name;
    mailbox.wireName = wireName;
    mailbox.delimiter = delimiter;
    mailbox.isPending = true;
    const MailboxId id = m_tables.mailboxes.insert(mailbox);
    const ChangeId change = m_tables.changes.begin(account, model::ChangeKind::CreateMailbox, name, m_tables.nowMs);
    m_tables.changes.addMailbox(change, {id, MailboxPushKind::Create, {}, name, firstNewLevel(account, wireName, delimiter), wireName});
    queue(account, id, MailboxPushKind::Create, change, wireName);
    finish();
    return id;
}

/// Servers make the levels above with it (RFC 9051 6.3.4): the highest of those; empty: all are there.
QByteArray MailboxEdits::firstNewLevel(AccountId account, const QByteArray& wireName, char delimiter) {
    for (qsizetype at = delimiter ? wireName.indexOf(delimiter) : -1; at > 0; at = wireName.indexOf(delimiter, at + 1)) {
        const QByteArray level = wireName.left(at);
        if (!named(account, level))
            return level;
    }
    return {};
}

/// Of the levels that came with a mailbox those go that nobody else uses: here by what the cache has, and the worker asks the
/// server once more (MailboxPush::ifEmpty).
void MailboxEdits::removeLevels(const MailboxItem& item, const model::Mailbox& made, ChangeId change) {
    QByteArray level = item.newWireName;
    while (!item.oldWireName.isEmpty() && made.delimiter != 0) {
        level.truncate(std::max<qsizetype>(0, level.lastIndexOf(made.delimiter)));
        if (level.size() < item.oldWireName.size())
            return;
        const QByteArray below = level + made.delimiter;
        const QList<model::Mailbox> all = m_tables.mailboxes.all(made.account);
        if (std::any_of(all.begin(), all.end(), [&](const model::Mailbox& other) {
                return other.wireName.startsWith(below) || (other.wireName == level && other.total > 0);
            }))
            return;
        model::Mailbox above = made;
        above.wireName = level;
        if (const auto known = named(made.account, level))
            above.id = *known;
        else
            above.id = m_tables.mailboxes.insert(above); // the list has not shown it yet
        removeNow(above, change);
    }
}

Result<ChangeId> MailboxEdits::rename(MailboxId id, const QString& name, const QByteArray& wireName) {
    const auto mailbox = m_tables.mailboxes.find(id);
    if (!mailbox)
        return notFound("mailbox", id.value);
    TRY_STATUS(checkFree(&*mailbox, mailbox->account, name, wireName));
    const ChangeId change = m_tables.changes.begin(mailbox->account, model::ChangeKind::RenameMailbox, name, m_tables.nowMs);
    m_tables.changes.addMailbox(change, {id, MailboxPushKind::Rename, mailbox->name, name, mailbox->wireName, wireName});
    TRY_STATUS(renameTo(*mailbox, name, wireName, change));
    finish();
    return change;
}

Status MailboxEdits::renameTo(const model::Mailbox& mailbox, const QString& name, const QByteArray& wireName, ChangeId change) {
    TRY_STATUS(checkFree(&mailbox, mailbox.account, name, wireName));
    queueRename(mailbox, wireName, change);
    renameLocally(mailbox, name, wireName);
    return {};
}

void MailboxEdits::renameLocally(const model::Mailbox& mailbox, const QString& name, const QByteArray& wireName) {
    renameOne(mailbox, name, wireName);
    m_tables.notes.mailboxesChanged(mailbox.account);
    if (mailbox.delimiter == 0)
        return;
    const QByteArray below = mailbox.wireName + QByteArray(1, mailbox.delimiter);
    for (const model::Mailbox& child : m_tables.mailboxes.all(mailbox.account)) {
        if (child.wireName.startsWith(below))
            renameOne(child, QString(name + child.name.mid(mailbox.name.size())), QByteArray(wireName + child.wireName.mid(mailbox.wireName.size())));
    }
}

/// The account's filters, which mean a mailbox by its name, go along.
void MailboxEdits::renameOne(const model::Mailbox& mailbox, const QString& name, const QByteArray& wireName) {
    m_tables.mailboxes.rename(mailbox.id, name, wireName);
    if (!FilterTable(m_tables.connection).renameTarget(mailbox.account, mailbox.name, name))
        return;
    SieveStateTable(m_tables.connection).setBehind(mailbox.account);
    m_tables.announced.append(model::FiltersChanged{mailbox.account});
}

/// What the server has not been told of a name before it is never told.
void MailboxEdits::queueRename(const model::Mailbox& mailbox, const QByteArray& wireName, ChangeId change) {
    if (const auto made = unsent(mailbox.id, MailboxPushKind::Create)) {
        drop(*made);
        queue(mailbox.account, mailbox.id, MailboxPushKind::Create, made->change, wireName);
        m_tables.changes.carry(change, made->change);
        return;
    }
    QByteArray oldName = mailbox.wireName;
    if (const auto renamed = unsent(mailbox.id, MailboxPushKind::Rename)) {
        drop(*renamed);
        m_tables.changes.carry(renamed->change, change);
        oldName = renamed->wireName;
    }
    m_tables.mailboxes.setPending(mailbox.id, oldName != wireName);
    if (oldName != wireName)
        queue(mailbox.account, mailbox.id, MailboxPushKind::Rename, change, oldName, wireName);
}

Result<ChangeId> MailboxEdits::remove(MailboxId id) {
    const auto mailbox = m_tables.mailboxes.find(id);
    if (!mailbox)
        return notFound("mailbox", id.value);
    const ChangeId change = m_tables.changes.begin(mailbox->account, model::ChangeKind::DeleteMailbox, mailbox->name, m_tables.nowMs);
    m_tables.changes.setMessages(change, mailbox->total);
    m_tables.changes.addMailbox(change, {id, MailboxPushKind::Delete, mailbox->name, {}, mailbox->wireName, {}});
    removeNow(*mailbox, change);
    finish();
    return change;
}

void MailboxEdits::removeNow(const model::Mailbox& mailbox, ChangeId change) {
    takeBackArrivals(mailbox.id, change);
    for (const AppendIntent& intent : m_tables.appendPushes.into(mailbox.id)) {
        if (intent.sent)
            continue;
        m_tables.appendPushes.erase(intent.row);
        m_tables.changes.carry(intent.change, change);
    }
    const bool isUnmade = unsent(mailbox.id, MailboxPushKind::Create).has_value();
    bool mayBeThere = !isUnmade;
    bool wasSent = false; // an earlier deletion, of which nobody knows what became: it was undone, and is wanted after all
    for (const MailboxIntent& intent : m_tables.mailboxPushes.ofMailbox(mailbox.id)) {
        const bool isSubscription = intent.kind == MailboxPushKind::Subscribe || intent.kind == MailboxPushKind::Unsubscribe;
        if (!isUnmade && !isSubscription)
            continue;
        wasSent = wasSent || (intent.kind == MailboxPushKind::Delete && intent.sent);
        mayBeThere = mayBeThere || wasSent;
        drop(intent);
        m_tables.changes.carry(intent.change, change);
    }
    KeptMail(m_tables).hideMailbox(mailbox.account, mailbox.id, KeptReason::Deleted, change);
    // Without a name: nothing is to be said to the server, but it is not done before the server is there.
    queue({0, mailbox.account, change, MailboxPushKind::Delete, mailbox.id, mayBeThere ? mailbox.wireName : QByteArray(), {}, wasSent});
}

Status MailboxEdits::subscribe(MailboxId id, bool on) {
    const auto mailbox = m_tables.mailboxes.find(id);
    if (!mailbox)
        return notFound("mailbox", id.value);
    if (mailbox->subscribed == on)
        return {};
    const ChangeId change = m_tables.changes.begin(mailbox->account, model::ChangeKind::Subscribe, mailbox->name, m_tables.nowMs);
    m_tables.changes.addMailbox(change, {id, on ? MailboxPushKind::Subscribe : MailboxPushKind::Unsubscribe, mailbox->name,
                                         mailbox->name, mailbox->wireName, mailbox->wireName});
    setSubscription(*mailbox, on, change);
    finish();
    return {};
}

void MailboxEdits::setSubscription(const model::Mailbox& mailbox, bool on, ChangeId change) {
    m_tables.mailboxes.setSubscribed(mailbox.id, on);
    m_tables.notes.mailboxesChanged(mailbox.account);
    if (const auto opposite = unsent(mailbox.id, on ? MailboxPushKind::Unsubscribe : MailboxPushKind::Subscribe))
        drop(*opposite);
    else
        queue(mailbox.account, mailbox.id, on ? MailboxPushKind::Subscribe : MailboxPushKind::Unsubscribe, change, mailbox.wireName);
}

/// What was to be moved into it and was not sent stays where it is on the server.
void MailboxEdits::takeBackArrivals(MailboxId mailbox, ChangeId carrier) {
    TakeBack takeBack(m_tables);
    for (const MoveIntent& intent : m_tables.movePushes.into(mailbox)) {
        if (intent.sent)
            continue;
        takeBack.move(intent);
        m_tables.changes.carry(intent.change, carrier);
    }
}

void MailboxEdits::takeBackCreate(AccountId account, MailboxId mailbox) {
    takeBackArrivals(mailbox);
    TakeBack takeBack(m_tables);
    for (const AppendIntent& intent : m_tables.appendPushes.into(mailbox))
        takeBack.append(intent);
    for (const MailboxIntent& intent : m_tables.mailboxPushes.ofMailbox(mailbox))
        drop(intent);
    KeptMail(m_tables).hideMailbox(account, mailbox, KeptReason::Deleted, {});
}

Status MailboxEdits::undo(ChangeId change, AccountId account, const MailboxItem& item) {
    if (item.kind == MailboxPushKind::Delete)
        return undoRemove(change, item, account);
    const auto mailbox = m_tables.mailboxes.find(item.mailbox);
    if (!mailbox)
        return notFound("mailbox", item.mailbox.value);
    switch (item.kind) {
    case MailboxPushKind::Create:
        if (unsent(item.mailbox, MailboxPushKind::Create)) {
            takeBackCreate(account, item.mailbox);
        } else {
            removeNow(*mailbox, change);
            removeLevels(item, *mailbox, change);
        }
        return {};
    case MailboxPushKind::Rename: return renameTo(*mailbox, item.oldName, item.oldWireName, change);
    case MailboxPushKind::Subscribe:
    case MailboxPushKind::Unsubscribe:
        if (mailbox->subscribed == (item.kind == MailboxPushKind::Subscribe))
            setSubscription(*mailbox, !mailbox->subscribed, change);
        return {};
    case MailboxPushKind::Delete: break;
    }
    return {};
}

Status MailboxEdits::undoRemove(ChangeId change, const MailboxItem& item, AccountId account) {
    const auto queued = unsent(item.mailbox, MailboxPushKind::Delete);
    if (queued && queued->wireName.isEmpty()) {
        drop(*queued);
    } else if (queued) {
        const MailboxItem now = asRenamed(item, *queued);
        if (named(account, now.oldWireName))
            return exists(now.oldName);
        drop(*queued);
        showAgain(now, account);
        return {};
    }
    makeAgain(item, account, change);
    return {};
}

/// What was deleted here and is there still, by the name that another client has given it meanwhile.
MailboxItem MailboxEdits::asRenamed(MailboxItem item, const MailboxIntent& deletion) {
    if (const auto hidden = m_tables.mailboxes.hidden(deletion.mailbox); hidden && deletion.wireName != item.oldWireName) {
        item.oldName = hidden->name;
        item.oldWireName = deletion.wireName;
    }
    return item;
}

/// As it was: the server never heard of it.
void MailboxEdits::showAgain(const MailboxItem& item, AccountId account) {
    QList<MessageId> ids;
    for (const KeptRow& kept : m_tables.kept.ofOrigin(item.mailbox, KeptReason::Deleted)) {
        const auto row = m_tables.messages.row(kept.message);
        if (!row || row->mailbox != item.mailbox)
            continue;
        m_tables.kept.erase(row->id);
        m_tables.messages.place(row->id, item.mailbox, kept.uid);
        if (kept.uid <= 0 && row->body == model::BodyState::Whole && m_tables.movePushes.ofMessage(row->id).isEmpty() &&
            !m_tables.appendPushes.ofMessage(row->id))
            MessageEdits(m_tables, kept.change).append(*row, item.mailbox);
        ids.append(MessageId(row->id));
    }
    m_tables.mailboxes.show(item.mailbox, item.oldName, item.oldWireName);
    m_tables.notes.mailboxesChanged(account);
    if (!ids.isEmpty())
        m_tables.announced.append(model::MessagesAdded{account, item.mailbox, ids});
}

/// The server has deleted it (or may have): made anew, and its mail appended. What is not here as a whole stays aside.
void MailboxEdits::makeAgain(const MailboxItem& item, AccountId account, ChangeId change) {
    auto existing = named(account, item.oldWireName);
    if (const auto there = existing ? m_tables.mailboxes.find(*existing) : std::nullopt; there && !there->selectable) {
        // What has children is left behind as a name that holds no mail (RFC 9051 6.3.5): that is not the mailbox.
        KeptMail(m_tables).putAllAside(account, *existing, KeptReason::Vanished);
        m_tables.mailboxes.doom(*existing);
        existing.reset();
    }
    const MailboxId target = existing.value_or(item.mailbox);
    const QList<KeptRow> all = m_tables.kept.ofOrigin(item.mailbox, KeptReason::Deleted);
    if (!existing) {
        m_tables.connection.query("UPDATE message SET mailbox_id = ? WHERE mailbox_id = ?")
            .add(m_tables.mailboxes.shelf(account)).add(item.mailbox).run();
        m_tables.mailboxes.show(item.mailbox, item.oldName, item.oldWireName);
        m_tables.mailboxes.setState(item.mailbox, MailboxState{.account = account});
        m_tables.mailboxes.setPending(item.mailbox, true);
        queue(account, item.mailbox, MailboxPushKind::Create, change, item.oldWireName);
    }
    KeptMail keptMail(m_tables);
    MessageEdits edit(m_tables, change);
    qsizetype lost = 0;
    for (const KeptRow& kept : all) {
        auto row = m_tables.messages.row(kept.message);
        if (!row || row->body != model::BodyState::Whole) {
            ++lost;
            continue;
        }
        keptMail.bringBack(*row, kept, target, 0);
        edit.append(*row, target);
    }
    if (lost > 0) { // what was never here as a whole
        m_tables.changes.setError(change, {ErrorKind::Refused, ErrorCode::NotFound, {},
                                           QStringLiteral("%1 of %2 messages, which are not here as a whole").arg(lost).arg(all.size())});
    }
}

void MailboxEdits::takeBack(const MailboxIntent& intent) {
    drop(intent);
    switch (intent.kind) {
    case MailboxPushKind::Create: takeBackCreate(intent.account, intent.mailbox); break;
    case MailboxPushKind::Rename: {
        const auto mailbox = m_tables.mailboxes.find(intent.mailbox);
        const auto item = m_tables.changes.mailbox(intent.change);
        if (mailbox && item && !named(intent.account, intent.wireName)) {
            const bool wasNew = item->oldWireName != intent.wireName; // an undo: the names of before are the new ones
            renameLocally(*mailbox, wasNew ? item->newName : item->oldName, intent.wireName);
            m_tables.mailboxes.setPending(mailbox->id, false);
        }
        break;
    }
    case MailboxPushKind::Delete:
        if (auto item = m_tables.changes.mailbox(intent.change);
            item && item->mailbox == intent.mailbox && !named(intent.account, intent.wireName)) {
            if (item->oldName.isEmpty()) { // the undoing of a Create
                item->oldName = item->newName;
                item->oldWireName = item->newWireName;
            }
            showAgain(asRenamed(*item, intent), intent.account);
        }
        break;
    case MailboxPushKind::Subscribe:
    case MailboxPushKind::Unsubscribe:
        m_tables.mailboxes.setSubscribed(intent.mailbox, intent.kind == MailboxPushKind::Unsubscribe);
        break;
    }
}

} // namespace tributary::store::detail
