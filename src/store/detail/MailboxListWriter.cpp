// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MailboxListWriter.h"

#include "store/detail/KeptMail.h"
#include "store/detail/ServerNames.h"

namespace tributary::store::detail {

namespace {

bool sameAttributes(const model::Mailbox& a, const model::Mailbox& b) {
    return a.name == b.name && a.delimiter == b.delimiter && a.specialUse == b.specialUse &&
           a.selectable == b.selectable && a.subscribed == b.subscribed && a.owner == b.owner && a.mailboxId == b.mailboxId;
}

} // namespace

Result<QList<model::Mailbox>> MailboxListWriter::write(AccountId account, const QList<model::Mailbox>& listed,
                                                       const QHash<QByteArray, QByteArray>& renamedFrom) {
    m_account = account;
    load();
    Renamed renamed = renamedFrom;
    findById(listed, renamed);
    if (!renamed.isEmpty())
        followRenames(listed, renamed);
    for (model::Mailbox mailbox : listed) {
        mailbox.account = account;
        if (!takeOwnNames(mailbox) || m_seen.contains(mailbox.wireName))
            continue;
        m_seen.insert(mailbox.wireName);
        takeOne(mailbox);
    }
    hideMissing();
    if (m_changed)
        m_tables.notes.mailboxesChanged(account);
    m_tables.finish();
    return m_tables.mailboxes.all(account);
}

void MailboxListWriter::load() {
    m_known.clear();
    for (const model::Mailbox& mailbox : m_tables.mailboxes.all(m_account))
        m_known.insert(mailbox.wireName, mailbox);
    m_queued = m_tables.mailboxPushes.ofAccount(m_account);
}

/// The same MAILBOXID under another name: renamed by another client.
void MailboxListWriter::findById(const QList<model::Mailbox>& listed, Renamed& renamed) const {
    QSet<QByteArray> names;
    for (const model::Mailbox& mailbox : listed)
        names.insert(mailbox.wireName);
    QHash<QByteArray, QByteArray> missing;
    for (const model::Mailbox& known : m_known) {
        if (!known.mailboxId.isEmpty() && !names.contains(known.wireName) && !isQueued(known))
            missing.insert(known.mailboxId, known.wireName);
    }
    for (const model::Mailbox& mailbox : listed) {
        const QByteArray stored = mailbox.mailboxId.isEmpty() ? QByteArray() : missing.value(mailbox.mailboxId);
        if (!stored.isEmpty() && !m_known.contains(mailbox.wireName))
            renamed.insert(stored, mailbox.wireName);
    }
}

/// What the user has queued for a mailbox goes along with it; where that is a rename, its name here stays what the user wants.
void MailboxListWriter::followRenames(const QList<model::Mailbox>& listed, const Renamed& renamed) {
    ListedByName byName;
    for (const model::Mailbox& mailbox : listed)
        byName.insert(mailbox.wireName, &mailbox);
    QList<Rename> renames;
    for (const ServerMailbox& server : ServerNames(m_tables.connection, m_account).mailboxes()) {
        const model::Mailbox* now = byName.value(renamed.value(server.wireName));
        if (now && !server.isLeaving)
            renames.append({server.mailbox.id, server.mailbox.wireName, now});
    }
    renameInQueue(renamed, byName);
    adoptNames(std::move(renames));
    m_queued = m_tables.mailboxPushes.ofAccount(m_account);
}

void MailboxListWriter::renameInQueue(const Renamed& renamed, const ListedByName& listed) {
    const ServerNames names(m_tables.connection, m_account);
    for (const MailboxIntent& intent : std::as_const(m_queued)) {
        const auto to = renamed.constFind(intent.wireName);
        // A name that an earlier rename of the user's gives is not the server's yet.
        // A deletion that was sent is why the name is missing, more likely than a rename: it is not turned on another mailbox.
        const bool mayBeDone = intent.kind == MailboxPushKind::Delete && intent.sent;
        if (intent.kind == MailboxPushKind::Create || mayBeDone || to == renamed.constEnd() ||
            names.atServer(intent.wireName, delimiterOf(intent.mailbox), intent.row) != intent.wireName)
            continue;
        if (intent.kind == MailboxPushKind::Rename && *to == intent.newWireName) { // both wanted the same
            m_tables.mailboxPushes.erase(intent.row);
            m_tables.mailboxes.setPending(intent.mailbox, false);
        } else {
            m_tables.mailboxPushes.setWireName(intent.row, *to);
            if (const model::Mailbox* now = listed.value(*to); now && intent.kind == MailboxPushKind::Delete)
                m_tables.mailboxes.setName(intent.mailbox, now->name); // it comes back as that, should the deletion be taken back
        }
        m_tables.notes.queueChanged(m_account);
        m_changed = true;
    }
}

/// In two steps: names may change hands, as when archives are rotated.
void MailboxListWriter::adoptNames(QList<Rename> renames) {
    const ServerNames names(m_tables.connection, m_account);
    QHash<QByteArray, model::Mailbox> moving; // by the name they get
    for (const Rename& rename : std::as_const(renames)) {
        const QByteArray wireName = names.here(rename.listed->wireName, rename.listed->delimiter);
        const auto stored = m_known.constFind(rename.stored);
        if (wireName == rename.stored || stored == m_known.constEnd())
            continue;
        model::Mailbox mailbox = *stored;
        mailbox.name = nameHere(*rename.listed, wireName);
        mailbox.wireName = wireName;
        moving.insert(wireName, mailbox);
    }
    // What the user has made under such a name, and the server does not have, stays; the mail is found again as it is listed.
    moving.removeIf([&](const auto& entry) {
        const auto there = m_known.constFind(entry.key());
        return there != m_known.constEnd() && isQueued(*there);
    });
    QSet<qint64> ids;
    for (const model::Mailbox& mailbox : std::as_const(moving)) {
        ids.insert(mailbox.id.value);
        m_tables.mailboxes.rename(mailbox.id, mailbox.name, "\2" + QByteArray::number(mailbox.id.value));
    }
    m_known.removeIf([&](const auto& entry) { return ids.contains(entry.value().id.value); });
    for (const model::Mailbox& mailbox : std::as_const(moving)) {
        if (const auto there = m_known.constFind(mailbox.wireName); there != m_known.constEnd()) {
            hide(*there); // its name is another's now, and it was found nowhere
            m_known.erase(there);
        }
        m_tables.mailboxes.rename(mailbox.id, mailbox.name, mailbox.wireName);
        m_known.insert(mailbox.wireName, mailbox);
        m_changed = true;
    }
}

/// The name to be shown of what is listed, under a wire name that a queued rename may have changed.
QString MailboxListWriter::nameHere(const model::Mailbox& listed, const QByteArray& wireName) const {
    if (wireName == listed.wireName || listed.delimiter == 0)
        return listed.name;
    for (qsizetype end = wireName.size(); end > 0; end = wireName.lastIndexOf(listed.delimiter, end - 1)) {
        const auto known = m_known.constFind(wireName.first(end));
        if (known != m_known.constEnd()) {
            const qsizetype levels = wireName.mid(end).count(listed.delimiter);
            return levels == 0 ? known->name : QString(known->name + u'/' + listed.name.section(u'/', -levels));
        }
    }
    return listed.name;
}

/// What is listed under a name that a queued change of the user's replaces. False: the user deleted it.
bool MailboxListWriter::takeOwnNames(model::Mailbox& mailbox) const {
    for (const MailboxIntent& intent : m_queued) {
        if (intent.kind == MailboxPushKind::Delete && mailbox.wireName == intent.wireName && !m_known.contains(mailbox.wireName))
            return false;
        if (intent.kind != MailboxPushKind::Rename)
            continue;
        const QByteArray below = intent.wireName + mailbox.delimiter;
        const bool isChild = mailbox.delimiter != 0 && mailbox.wireName.startsWith(below);
        if (mailbox.wireName != intent.wireName && !isChild)
            continue;
        const QByteArray renamed = intent.newWireName + mailbox.wireName.mid(intent.wireName.size());
        const auto known = m_known.constFind(renamed);
        if (known == m_known.constEnd())
            continue;
        mailbox.wireName = renamed;
        mailbox.name = known->name;
    }
    return true;
}

void MailboxListWriter::takeOne(const model::Mailbox& mailbox) {
    const auto it = m_known.constFind(mailbox.wireName);
    if (it == m_known.constEnd()) {
        (void)m_tables.mailboxes.insert(mailbox);
        m_changed = true;
        return;
    }
    model::Mailbox wanted = mailbox;
    if (wanted.mailboxId.isEmpty())
        wanted.mailboxId = it->mailboxId; // LIST does not tell it
    for (const MailboxIntent& intent : m_queued) {
        if (intent.mailbox == it->id &&
            (intent.kind == MailboxPushKind::Subscribe || intent.kind == MailboxPushKind::Unsubscribe))
            wanted.subscribed = it->subscribed; // as the user wants it
    }
    if (!wanted.selectable && (it->selectable || it->total > 0) && !isQueued(*it))
        empty(*it);
    if (sameAttributes(*it, wanted))
        return;
    m_tables.mailboxes.updateAttributes(it->id, wanted);
    m_changed = true;
}

char MailboxListWriter::delimiterOf(MailboxId mailbox) const {
    for (const model::Mailbox& known : m_known) {
        if (known.id == mailbox)
            return known.delimiter;
    }
    return m_known.isEmpty() ? '/' : m_known.constBegin()->delimiter;
}

bool MailboxListWriter::isQueued(const model::Mailbox& mailbox) const {
    return std::any_of(m_queued.begin(), m_queued.end(), [&](const MailboxIntent& intent) {
        if (intent.kind == MailboxPushKind::Create)
            return intent.mailbox == mailbox.id;
        return intent.kind == MailboxPushKind::Rename &&
               (intent.mailbox == mailbox.id || mailbox.wireName.startsWith(QByteArray(intent.newWireName + mailbox.delimiter)));
    });
}

void MailboxListWriter::hide(const model::Mailbox& mailbox) {
    m_changed = true;
    KeptMail(m_tables).hideMailbox(m_account, mailbox.id, KeptReason::Vanished, {});
}

/// RFC 3501 6.3.4: deleted, and there because of what is below it. Its mail is found again if it can be selected again; what is
/// queued for it fails as for a mailbox that is gone.
void MailboxListWriter::empty(const model::Mailbox& mailbox) {
    KeptMail(m_tables).putAllAside(m_account, mailbox.id, KeptReason::Vanished);
    m_tables.mailboxes.setState(mailbox.id, MailboxState{.account = m_account});
}

void MailboxListWriter::hideMissing() {
    for (const model::Mailbox& mailbox : std::as_const(m_known)) {
        if (m_seen.contains(mailbox.wireName) || isQueued(mailbox))
            continue;
        hide(mailbox);
    }
    if (m_changed)
        m_tables.mailboxes.doomEmptyHidden();
}

} // namespace tributary::store::detail
