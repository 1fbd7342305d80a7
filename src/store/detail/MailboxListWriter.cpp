// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MailboxListWriter.h"

#include "store/detail/KeptMail.h"

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
    loadKnown();
    m_queued = m_tables.mailboxPushes.ofAccount(account);
    followRenames(listed, renamedFrom);
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

void MailboxListWriter::loadKnown() {
    m_known.clear();
    for (const model::Mailbox& mailbox : m_tables.mailboxes.all(m_account))
        m_known.insert(mailbox.wireName, mailbox);
}

/// The server (another client) renamed one: the same MAILBOXID under another name, or told by who compared the counts.
void MailboxListWriter::followRenames(const QList<model::Mailbox>& listed, const QHash<QByteArray, QByteArray>& renamedFrom) {
    QSet<QByteArray> names;
    for (const model::Mailbox& mailbox : listed)
        names.insert(mailbox.wireName);
    QHash<QByteArray, QByteArray> missingById;
    for (const model::Mailbox& known : std::as_const(m_known)) {
        if (!known.mailboxId.isEmpty() && !names.contains(known.wireName) && !isQueued(known))
            missingById.insert(known.mailboxId, known.wireName);
    }
    for (const model::Mailbox& mailbox : listed) {
        if (m_known.contains(mailbox.wireName))
            continue;
        QByteArray stored = mailbox.mailboxId.isEmpty() ? QByteArray() : missingById.value(mailbox.mailboxId);
        if (stored.isEmpty())
            stored = renamedFrom.key(mailbox.wireName);
        if (!stored.isEmpty() && m_known.contains(stored) && !names.contains(stored))
            adoptName(stored, mailbox);
    }
}

void MailboxListWriter::adoptName(const QByteArray& stored, const model::Mailbox& listed) {
    model::Mailbox known = m_known.take(stored);
    m_tables.mailboxes.rename(known.id, listed.name, listed.wireName);
    known.name = listed.name;
    known.wireName = listed.wireName;
    m_known.insert(listed.wireName, known);
    m_changed = true;
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
    for (const MailboxIntent& intent : m_queued) {
        if (intent.mailbox == it->id &&
            (intent.kind == MailboxPushKind::Subscribe || intent.kind == MailboxPushKind::Unsubscribe))
            wanted.subscribed = it->subscribed; // as the user wants it
    }
    if (sameAttributes(*it, wanted))
        return;
    m_tables.mailboxes.updateAttributes(it->id, wanted);
    m_changed = true;
}

bool MailboxListWriter::isQueued(const model::Mailbox& mailbox) const {
    return std::any_of(m_queued.begin(), m_queued.end(), [&](const MailboxIntent& intent) {
        if (intent.kind == MailboxPushKind::Create)
            return intent.mailbox == mailbox.id;
        return intent.kind == MailboxPushKind::Rename &&
               (intent.mailbox == mailbox.id || mailbox.wireName.startsWith(QByteArray(intent.newWireName + mailbox.delimiter)));
    });
}

void MailboxListWriter::hideMissing() {
    KeptMail kept(m_tables);
    for (const model::Mailbox& mailbox : std::as_const(m_known)) {
        if (m_seen.contains(mailbox.wireName) || isQueued(mailbox))
            continue;
        m_changed = true;
        kept.hideMailbox(m_account, mailbox.id, KeptReason::Vanished, {});
    }
    if (m_changed)
        m_tables.mailboxes.doomEmptyHidden();
}

} // namespace tributary::store::detail
