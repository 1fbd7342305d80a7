// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/RenamedMailboxes.h"

namespace tributary::sync {

namespace {

bool isInbox(const QByteArray& wireName) { return wireName.compare("INBOX", Qt::CaseInsensitive) == 0; }

} // namespace

RenamedMailboxes::RenamedMailboxes(store::Reader& reader, const QList<store::ServerMailbox>& before,
                                   const QList<model::Mailbox>& listed, const Status& status)
    : m_reader(reader), m_status(status) {
    for (const model::Mailbox& mailbox : listed) {
        if (!isInbox(mailbox.wireName)) // RFC 9051 6.3.6: it is never renamed, only emptied
            m_free.insert(mailbox.wireName);
        if (!mailbox.mailboxId.isEmpty())
            m_ids.insert(mailbox.wireName, mailbox.mailboxId);
    }
    for (const store::ServerMailbox& mailbox : before) {
        if (isInbox(mailbox.wireName))
            continue;
        const UidValidity validity = mailbox.mailbox.uidValidity;
        if (isOther(mailbox, mailbox.wireName) || !m_free.contains(mailbox.wireName))
            m_lost.insert({mailbox.wireName, mailbox});
        else
            m_free.remove(mailbox.wireName);
        if (validity.isValid())
            ++m_before[validity.value];
    }
    for (const imap::StatusData& one : status) {
        if (one.uidValidity)
            ++m_now[one.uidValidity->value];
    }
}

Result<QHash<QByteArray, QByteArray>> RenamedMailboxes::find() {
    if (m_lost.empty() || m_free.isEmpty())
        return m_renamed;
    byIds();
    for (const auto& [name, lost] : m_lost) {
        if (m_renamed.contains(name))
            continue;
        TRY(const QByteArray now, bySelf(lost));
        if (!now.isEmpty())
            pair(name, now);
    }
    byChildren();
    byParents();
    return m_renamed;
}

/// By MAILBOXID or UIDVALIDITY, where both are known: certain.
bool RenamedMailboxes::isOther(const store::ServerMailbox& known, const QByteArray& name) const {
    const QByteArray id = m_ids.value(name);
    if (!id.isEmpty() && !known.mailbox.mailboxId.isEmpty())
        return id != known.mailbox.mailboxId;
    const auto now = m_status.constFind(name);
    return now != m_status.constEnd() && now->uidValidity && known.mailbox.uidValidity.isValid() &&
           *now->uidValidity != known.mailbox.uidValidity;
}

/// RFC 8474 4: the one thing that a RENAME keeps for certain.
void RenamedMailboxes::byIds() {
    QHash<QByteArray, QByteArray> names;
    for (const QByteArray& name : std::as_const(m_free)) {
        if (const QByteArray id = m_ids.value(name); !id.isEmpty())
            names.insert(id, name);
    }
    for (const auto& [old, lost] : m_lost) {
        const QByteArray now = lost.mailbox.mailboxId.isEmpty() ? QByteArray() : names.value(lost.mailbox.mailboxId);
        if (!now.isEmpty() && m_free.contains(now))
            pair(old, now);
    }
}

Result<QByteArray> RenamedMailboxes::bySelf(const store::ServerMailbox& lost) {
    const UidValidity validity = lost.mailbox.uidValidity;
    if (!validity.isValid())
        return QByteArray();
    const bool isOnly = m_before.value(validity.value) == 1 && m_now.value(validity.value) == 1;
    std::optional<quint32> messages;
    QByteArrayList candidates;
    for (const QByteArray& name : std::as_const(m_free)) {
        const auto now = m_status.constFind(name);
        if (isOther(lost, name) || now == m_status.constEnd() || now->uidValidity != validity || !now->uidNext || *now->uidNext < lost.mailbox.uidNext)
            continue;
        if (!isOnly) { // a server may give one UIDVALIDITY to all
            if (!messages) {
                TRY(messages, count(lost));
            }
            if (*messages == 0 || !lost.mailbox.listComplete || now->uidNext != lost.mailbox.uidNext || now->messages != *messages)
                continue;
        }
        candidates.append(name);
    }
    return candidates.size() == 1 ? candidates.constFirst() : QByteArray();
}

/// With what the user has moved away and the server does not know yet.
Result<quint32> RenamedMailboxes::count(const store::ServerMailbox& mailbox) {
    quint32 count = 0;
    TRY(const auto ranges, m_reader.knownUids(mailbox.mailbox.id));
    for (const auto& [first, last] : ranges)
        count += last.value - first.value + 1;
    if (mailbox.isLeaving) {
        TRY(const auto leaving, m_reader.leavingMessages(mailbox.mailbox.id));
        count += static_cast<quint32>(leaving.size());
    }
    return count;
}

void RenamedMailboxes::pair(const QByteArray& old, const QByteArray& name) {
    m_renamed.insert(old, name);
    m_free.remove(name);
}

bool RenamedMailboxes::mayBe(const store::ServerMailbox& lost, const QByteArray& name) const {
    if (!m_free.contains(name) || m_renamed.contains(lost.wireName) || isOther(lost, name))
        return false;
    const auto now = m_status.constFind(name);
    if (!lost.mailbox.uidValidity.isValid() || now == m_status.constEnd() || !now->uidValidity)
        return !lost.mailbox.uidValidity.isValid();
    return now->uidValidity == lost.mailbox.uidValidity && now->uidNext >= lost.mailbox.uidNext;
}

/// a/x is b/x now: so is what is above, which is often not a mailbox of its own.
void RenamedMailboxes::byChildren() {
    const auto found = m_renamed;
    for (auto it = found.constBegin(); it != found.constEnd(); ++it) {
        const char delimiter = m_lost.at(it.key()).mailbox.delimiter;
        QByteArray old = it.key();
        QByteArray now = it.value();
        while (delimiter != 0) {
            const qsizetype oldEnd = old.lastIndexOf(delimiter);
            const qsizetype nowEnd = now.lastIndexOf(delimiter);
            if (oldEnd <= 0 || nowEnd <= 0 || old.mid(oldEnd) != now.mid(nowEnd))
                break;
            old.truncate(oldEnd);
            now.truncate(nowEnd);
            const auto parent = m_lost.find(old);
            if (parent == m_lost.end() || !mayBe(parent->second, now))
                break;
            pair(old, now);
        }
    }
}

/// In the order of names, so that a parent comes before its children.
void RenamedMailboxes::byParents() {
    for (const auto& [name, lost] : m_lost) {
        const char delimiter = lost.mailbox.delimiter;
        if (delimiter == 0 || m_renamed.contains(name))
            continue;
        for (qsizetype end = name.lastIndexOf(delimiter); end > 0; end = name.lastIndexOf(delimiter, end - 1)) {
            const auto parent = m_renamed.constFind(name.first(end));
            if (parent == m_renamed.constEnd())
                continue;
            const QByteArray now = *parent + name.mid(end);
            if (mayBe(lost, now))
                pair(name, now);
            break;
        }
    }
}

} // namespace tributary::sync
