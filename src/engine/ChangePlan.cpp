// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ChangePlan.h"

#include "sync/NewMailboxName.h"

#include <QSet>

#include <algorithm>
#include <optional>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;
using model::ChangeKind;
using model::SpecialUse;

namespace {

constexpr qsizetype kSummariesAtOnce = 500;

tl::unexpected<Error> forbidden(const model::Mailbox& mailbox) {
    return failure(ErrorKind::Refused, ErrorCode::ServerRefused, u"no right to do this in %1"_s.arg(mailbox.name));
}

/// The rights (RFC 4314) that a change of that flag needs.
char rightFor(const QString& flag) {
    if (flag.compare("\\Seen"_L1, Qt::CaseInsensitive) == 0)
        return 's';
    return flag.compare("\\Deleted"_L1, Qt::CaseInsensitive) == 0 ? 't' : 'w';
}

class Planner {
  public:
    Planner(store::Store& store, store::Reader& reader, const model::MessageAction& action)
        : m_store(store), m_reader(reader), m_action(action) {}

    Result<model::LocalChange> run() {
        m_change.kind = m_action.kind;
        for (qsizetype at = 0; at < m_action.messages.size(); at += kSummariesAtOnce) {
            TRY(const auto messages, m_reader.summaries(m_action.messages.mid(at, kSummariesAtOnce)));
            for (const model::MessageSummary& message : messages)
                TRY_STATUS(plan(message));
        }
        if (m_planned == 0)
            return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"no such message"_s);
        return m_change;
    }

  private:
    Status plan(const model::MessageSummary& message) {
        ++m_planned;
        TRY(const model::Mailbox source, mailbox(message.mailbox));
        switch (m_action.kind) {
        case ChangeKind::Flags: return flag(message, source, m_action.flag, m_action.on);
        case ChangeKind::Move: return move(message, source, m_action.destination);
        case ChangeKind::Copy: return copy(message);
        case ChangeKind::Archive: return moveToUse(message, source, SpecialUse::Archive);
        case ChangeKind::Junk:
            TRY_STATUS(flag(message, source, u"$Junk"_s, true));
            TRY_STATUS(flag(message, source, u"$NotJunk"_s, false));
            return moveToUse(message, source, SpecialUse::Junk);
        case ChangeKind::NotJunk:
            TRY_STATUS(flag(message, source, u"$Junk"_s, false));
            TRY_STATUS(flag(message, source, u"$NotJunk"_s, true));
            return source.specialUse == SpecialUse::Junk ? moveToUse(message, source, SpecialUse::Inbox) : Status();
        case ChangeKind::Delete:
            if (source.specialUse != SpecialUse::Trash && source.specialUse != SpecialUse::Junk)
                return moveToUse(message, source, SpecialUse::Trash);
            return expunge(message, source);
        case ChangeKind::Expunge: return expunge(message, source);
        default: return failure(ErrorKind::Internal, ErrorCode::Bug, u"not an action on messages"_s);
        }
    }

    Status flag(const model::MessageSummary& message, const model::Mailbox& source, const QString& word, bool on) {
        if (!source.allows(rightFor(word)))
            return forbidden(source);
        m_change.flags.append({message.id, word, on});
        return {};
    }

    Status expunge(const model::MessageSummary& message, const model::Mailbox& source) {
        if (!source.allows('t') || !source.allows('e'))
            return forbidden(source);
        m_change.expunges.append(message.id);
        return {};
    }

    Status move(const model::MessageSummary& message, const model::Mailbox& source, std::optional<MailboxId> destination) {
        if (!destination)
            return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"destination"_s);
        TRY(const model::Mailbox target, mailbox(*destination));
        if (target.account != message.account)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"a mailbox of another account"_s);
        if (!source.allows('t') || !source.allows('e'))
            return forbidden(source);
        if (!target.allows('i') || !target.selectable)
            return forbidden(target);
        if (target.id != source.id)
            m_change.moves.append({message.id, target.id});
        return {};
    }

    Status copy(const model::MessageSummary& message) {
        if (!m_action.destination)
            return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"destination"_s);
        TRY(const model::Mailbox target, mailbox(*m_action.destination));
        if (target.account != message.account)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"a mailbox of another account"_s);
        if (!target.allows('i') || !target.selectable)
            return forbidden(target);
        m_change.copies.append({message.id, target.id});
        return {};
    }

    Status moveToUse(const model::MessageSummary& message, const model::Mailbox& source, SpecialUse use) {
        TRY(const MailboxId target, mailboxFor(message.account, use));
        return move(message, source, target);
    }

    Result<model::Mailbox> mailbox(MailboxId id) {
        if (const auto it = m_mailboxes.constFind(id.value); it != m_mailboxes.constEnd())
            return *it;
        TRY(const model::Mailbox found, m_reader.mailbox(id));
        m_mailboxes.insert(id.value, found);
        return found;
    }

    /// The account's mailbox for that use; Gmail's All Mail is its archive.
    Result<MailboxId> mailboxFor(AccountId account, SpecialUse use) {
        const auto key = std::pair(account.value, static_cast<int>(use));
        if (const auto it = m_byUse.constFind(key); it != m_byUse.constEnd())
            return *it;
        TRY(const auto all, m_reader.mailboxes(account));
        const auto find = [&](SpecialUse wanted) {
            return std::find_if(all.begin(), all.end(), [&](const model::Mailbox& m) { return m.specialUse == wanted && m.selectable; });
        };
        auto it = find(use);
        if (it == all.end() && use == SpecialUse::Archive)
            it = find(SpecialUse::All);
        MailboxId id;
        if (it != all.end()) {
            id = it->id;
        } else {
            TRY(id, makeFor(all, account, use));
        }
        m_byUse.insert(key, id);
        return id;
    }

    Result<MailboxId> makeFor(const QList<model::Mailbox>& all, AccountId account, SpecialUse use) {
        const QString name = use == SpecialUse::Trash ? u"Trash"_s : use == SpecialUse::Junk ? u"Junk"_s : u"Archive"_s;
        QString fullName;
        char delimiter = 0;
        TRY(const QByteArray wireName, wireNameFor(all, name, fullName, delimiter));
        return m_store.createMailbox(account, fullName, wireName, delimiter);
    }

    store::Store& m_store;
    store::Reader& m_reader;
    const model::MessageAction& m_action;
    model::LocalChange m_change;
    QHash<qint64, model::Mailbox> m_mailboxes;
    QHash<std::pair<qint64, int>, MailboxId> m_byUse;
    qsizetype m_planned = 0;
};

Result<model::Mailbox> mailboxForUse(store::Store& store, store::Reader& reader, AccountId account, SpecialUse use, const QString& name) {
    TRY(const auto all, reader.mailboxes(account));
    const auto find = [&](auto&& isMeant) {
        return std::find_if(all.begin(), all.end(), [&](const model::Mailbox& m) { return m.selectable && isMeant(m); });
    };
    auto found = find([&](const model::Mailbox& m) { return m.specialUse == use; });
    if (found == all.end()) // made here, and not listed by the server yet
        found = find([&](const model::Mailbox& m) { return m.specialUse == SpecialUse::None && (m.name == name || m.name == u"INBOX/"_s + name); });
    if (found != all.end())
        return *found;
    if (all.isEmpty())
        return failure(ErrorKind::TemporaryRefusal, ErrorCode::None, u"mailboxes"_s);
    QString fullName;
    char delimiter = 0;
    TRY(const QByteArray wireName, wireNameFor(all, name, fullName, delimiter));
    TRY(const MailboxId made, store.createMailbox(account, fullName, wireName, delimiter));
    return reader.mailbox(made);
}

} // namespace

Result<model::LocalChange> planChange(store::Store& store, store::Reader& reader, const model::MessageAction& action) {
    return Planner(store, reader, action).run();
}

Result<model::Mailbox> sentMailboxOf(store::Store& store, store::Reader& reader, AccountId account) {
    return mailboxForUse(store, reader, account, SpecialUse::Sent, u"Sent"_s);
}

Result<model::Mailbox> draftsMailboxOf(store::Store& store, store::Reader& reader, AccountId account) {
    return mailboxForUse(store, reader, account, SpecialUse::Drafts, u"Drafts"_s);
}

Result<model::LocalChange> planEmptyTrash(store::Reader& reader, AccountId account) {
    TRY(const auto all, reader.mailboxes(account));
    const auto trash = std::find_if(all.begin(), all.end(), [](const model::Mailbox& m) { return m.specialUse == SpecialUse::Trash; });
    if (trash == all.end())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"Trash"_s);
    if (!trash->allows('t') || !trash->allows('e'))
        return forbidden(*trash);
    model::LocalChange change;
    change.kind = ChangeKind::EmptyTrash;
    model::MessageQuery query;
    query.view = model::View::Mailbox;
    query.mailbox = trash->id;
    query.account = account;
    query.limit = 500;
    do {
        TRY(const model::MessagePage page, reader.messages(query));
        for (const model::MessageSummary& message : page.messages)
            change.expunges.append(message.id);
        query.after = page.next;
    } while (!query.after.isEmpty());
    return change;
}

Result<QByteArray> wireNameFor(const QList<model::Mailbox>& mailboxes, const QString& name, QString& fullName, char& delimiter) {
    TRY(const sync::NewMailboxName made, sync::newMailboxName(mailboxes, name));
    fullName = made.name;
    delimiter = made.delimiter;
    return made.wireName;
}

} // namespace tributary::engine
