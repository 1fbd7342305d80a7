// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MailboxListSync.h"

#include "sync/MailboxProof.h"
#include "sync/RenamedMailboxes.h"


#include <algorithm>
#include <array>

namespace tributary::sync {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMaxMailboxes = 50'000;

bool hasAttribute(const imap::ListData& data, QLatin1StringView attribute) {
    return data.attributes.contains(attribute, Qt::CaseInsensitive);
}

model::Mailbox mailboxFrom(const imap::ListData& data, AccountId account, bool subscribedTold) {
    model::Mailbox mailbox;
    mailbox.account = account;
    mailbox.name = data.name;
    mailbox.wireName = data.wireName;
    mailbox.delimiter = data.delimiter;
    mailbox.selectable = !hasAttribute(data, "\\Noselect"_L1) && !hasAttribute(data, "\\NonExistent"_L1);
    for (const QString& attribute : data.attributes) {
        if (const auto use = model::parseSpecialUse(attribute); use != model::SpecialUse::None)
            mailbox.specialUse = use;
    }
    mailbox.subscribed = hasAttribute(data, "\\Subscribed"_L1) || !subscribedTold;
    if (data.name.compare("INBOX"_L1, Qt::CaseInsensitive) == 0) {
        mailbox.specialUse = model::SpecialUse::Inbox; // RFC 9051 5.1: INBOX in any case
        mailbox.name = u"INBOX"_s;
    }
    return mailbox;
}

/// Levels above a mailbox; what is below INBOX stands at the top, where such servers keep everything.
qsizetype depthOf(const QString& name) {
    return name.count(u'/') - (name.startsWith("INBOX/"_L1, Qt::CaseInsensitive) ? 1 : 0);
}

/// Gives each special use that the server did not name to the mailbox of such a name nearest to the top (the first of
/// them); a folder deep in the user's own tree is none.
void guessSpecialUse(QList<model::Mailbox>& mailboxes) {
    QSet<model::SpecialUse> taken;
    for (const model::Mailbox& m : std::as_const(mailboxes))
        taken.insert(m.specialUse);
    QHash<model::SpecialUse, qsizetype> best;
    for (qsizetype i = 0; i < mailboxes.size(); ++i) {
        const model::Mailbox& m = mailboxes.at(i);
        const model::SpecialUse use = specialUseByName(m.name);
        if (m.specialUse != model::SpecialUse::None || !m.selectable || use == model::SpecialUse::None ||
            taken.contains(use) || depthOf(m.name) > 1)
            continue;
        const auto it = best.constFind(use);
        if (it == best.constEnd() || depthOf(m.name) < depthOf(mailboxes.at(*it).name))
            best.insert(use, i);
    }
    for (auto it = best.constBegin(); it != best.constEnd(); ++it)
        mailboxes[it.value()].specialUse = it.key();
}

bool isExtended(const connect::ImapConnection& connection) {
    return connection.has("LIST-EXTENDED") || connection.has("IMAP4rev2");
}

QByteArrayList statusItems(const connect::ImapConnection& connection) {
    QByteArrayList items{"MESSAGES", "UIDNEXT", "UIDVALIDITY", "UNSEEN"};
    if (connection.condstoreAvailable())
        items.append("HIGHESTMODSEQ");
    return items; // not MAILBOXID: see MailboxProof
}

bool hasListStatus(const connect::ImapConnection& connection) {
    return connection.has("LIST-STATUS") || connection.has("IMAP4rev2");
}

imap::command::ListOptions listOptions(const connect::ImapConnection& connection, const QByteArray& pattern) {
    imap::command::ListOptions options;
    options.pattern = pattern;
    const bool extended = isExtended(connection);
    options.returnSpecialUse = extended && connection.has("SPECIAL-USE");
    options.returnSubscribed = extended;
    options.returnMyRights = extended && connection.has("LIST-MYRIGHTS");
    if (hasListStatus(connection))
        options.statusItems = statusItems(connection);
    return options;
}

} // namespace

model::SpecialUse specialUseByName(const QString& name) {
    using model::SpecialUse;
    static const std::array<std::pair<SpecialUse, QStringList>, 5> kNames{{
        {SpecialUse::Sent, {u"sent"_s, u"sent items"_s, u"sent messages"_s, u"sent mail"_s, u"送信済み"_s, u"送信済みアイテム"_s,
                            u"送信済みメール"_s, u"gesendet"_s, u"envoyés"_s, u"enviados"_s}},
        {SpecialUse::Drafts, {u"drafts"_s, u"draft"_s, u"下書き"_s, u"entwürfe"_s, u"brouillons"_s, u"borradores"_s}},
        {SpecialUse::Trash, {u"trash"_s, u"deleted"_s, u"deleted items"_s, u"deleted messages"_s, u"ゴミ箱"_s, u"ごみ箱"_s,
                             u"削除済みアイテム"_s, u"papierkorb"_s, u"corbeille"_s, u"papelera"_s}},
        {SpecialUse::Junk, {u"junk"_s, u"spam"_s, u"junk e-mail"_s, u"junk email"_s, u"bulk mail"_s, u"迷惑メール"_s}},
        {SpecialUse::Archive, {u"archive"_s, u"archives"_s, u"アーカイブ"_s, u"archiv"_s}},
    }};
    const QString last = name.section(u'/', -1).toLower();
    for (const auto& [use, words] : kNames) {
        if (words.contains(last))
            return use;
    }
    return SpecialUse::None;
}

namespace {

/// What the server says of its mailboxes, gathered.
class Listing {
  public:
    Listing(SyncContext& context, connect::ImapConnection& connection) : m_context(context), m_connection(connection) {}

    QList<model::Mailbox> mailboxes;
    QHash<QByteArray, imap::StatusData> status;
    QHash<QByteArray, QByteArray> rights;

    Status load() {
        std::optional<imap::CommandId> names;
        if (m_connection.has("NAMESPACE")) {
            TRY(names, m_connection.send(imap::command::nameSpace()));
        }
        const auto handler = [this](imap::Event& event) { return take(event); };
        TRY(const auto response, m_connection.runOk(imap::command::list(listOptions(m_connection, "*")), handler));
        (void)response;
        if (names) {
            TRY(const auto named, m_connection.await(*names, handler));
            (void)named; // a NO: everything is ours
        }
        TRY_STATUS(listHiddenNamespaces());
        // INBOX exists in every account (RFC 9051 5.1); an answer without it is not believed.
        if (std::none_of(mailboxes.begin(), mailboxes.end(),
                         [](const auto& m) { return m.specialUse == model::SpecialUse::Inbox; }))
            return failure(ErrorKind::Protocol, ErrorCode::UnexpectedResponse, u"LIST without INBOX"_s);
        guessSpecialUse(mailboxes);
        for (model::Mailbox& mailbox : mailboxes)
            mailbox.owner = ownerOf(mailbox.wireName);
        return {};
    }

    /// MYRIGHTS of what is not ours, where LIST did not tell: each time, since its owner may have changed them.
    Status loadRights(const QList<model::Mailbox>& stored) {
        if (!m_connection.has("ACL") || m_connection.has("LIST-MYRIGHTS"))
            return {};
        constexpr int kMost = 500;
        QList<imap::CommandId> asked;
        for (const model::Mailbox& mailbox : stored) {
            if (mailbox.owner == model::NamespaceKind::Personal || asked.size() >= kMost)
                continue;
            TRY(const auto id, m_connection.send(imap::command::myRights(mailbox.wireName)));
            asked.append(id);
        }
        for (const imap::CommandId id : std::as_const(asked)) {
            TRY(const auto response, m_connection.await(id, [this](imap::Event& event) { return take(event); }));
            (void)response;
        }
        return {};
    }

    /// Where LIST does not tell it, and a name is new: STATUS of all. Renamed perhaps, and the old name another's now.
    Status loadStatus(const QList<store::ServerMailbox>& before) {
        constexpr qsizetype kMostAsked = 200;
        QSet<QByteArray> known;
        for (const store::ServerMailbox& mailbox : before)
            known.insert(mailbox.wireName);
        QByteArrayList names;
        for (const model::Mailbox& mailbox : std::as_const(mailboxes)) {
            if (mailbox.selectable && !known.contains(mailbox.wireName) && !status.contains(mailbox.wireName) && names.size() < kMostAsked)
                names.append(mailbox.wireName);
        }
        if (names.isEmpty() || before.isEmpty())
            return {};
        for (const model::Mailbox& mailbox : std::as_const(mailboxes)) {
            if (mailbox.selectable && known.contains(mailbox.wireName) && !status.contains(mailbox.wireName))
                names.append(mailbox.wireName);
        }
        QList<imap::CommandId> asked;
        for (const QByteArray& name : std::as_const(names)) {
            TRY(const auto id, m_connection.send(imap::command::status(name, statusItems(m_connection))));
            asked.append(id);
        }
        for (const imap::CommandId id : std::as_const(asked)) {
            TRY(const auto response, m_connection.await(id, [this](imap::Event& event) { return take(event); }));
            (void)response; // a NO: a new one, then
        }
        return {};
    }

    /// MAILBOXID of those that a new or changed name may be confused with by UIDVALIDITY.
    Status loadMailboxIds(const QList<store::ServerMailbox>& before) {
        constexpr qsizetype kMost = 200;
        if (!m_connection.has("OBJECTID"))
            return {};
        const QSet<quint32> doubtful = doubtfulValidities(before);
        QByteArrayList names;
        for (const model::Mailbox& mailbox : std::as_const(mailboxes)) {
            const auto validity = validityOf(mailbox.wireName);
            if (mailbox.selectable && validity && doubtful.contains(*validity) && names.size() < kMost)
                names.append(mailbox.wireName);
        }
        TRY(const auto ids, MailboxProof(m_context, m_connection).ids(names));
        for (model::Mailbox& mailbox : mailboxes)
            mailbox.mailboxId = ids.value(mailbox.wireName);
        return {};
    }

    /// Other clients show what is subscribed; LIST tells by the old name, and a rename of another client's leaves it there.
    Status carrySubscriptions(const QList<store::ServerMailbox>& before, const QHash<QByteArray, QByteArray>& renamed) {
        QList<imap::CommandId> said;
        for (const store::ServerMailbox& mailbox : before) {
            const auto now = renamed.constFind(mailbox.wireName);
            if (now == renamed.constEnd() || mailbox.isLeaving || !mailbox.mailbox.subscribed)
                continue;
            const auto listed = std::find_if(mailboxes.begin(), mailboxes.end(), [&](const auto& m) { return m.wireName == *now; });
            if (listed == mailboxes.end() || (listed->subscribed && isExtended(m_connection)))
                continue;
            listed->subscribed = true;
            TRY(const auto on, m_connection.send(imap::command::subscribe(*now)));
            said.append(on);
            if (!m_seen.contains(mailbox.wireName)) {
                TRY(const auto off, m_connection.send(imap::command::unsubscribe(mailbox.wireName)));
                said.append(off);
            }
        }
        for (const imap::CommandId id : std::as_const(said)) {
            TRY(const auto response, m_connection.await(id));
            (void)response; // a NO: the next LIST tells
        }
        return {};
    }

  private:
    std::optional<quint32> validityOf(const QByteArray& wireName) const {
        const auto it = status.constFind(wireName);
        return it != status.constEnd() && it->uidValidity ? std::optional(it->uidValidity->value) : std::nullopt;
    }

    /// Those of names that are new or another mailbox's than before, and were also those of mailboxes whose MAILBOXID is known.
    QSet<quint32> doubtfulValidities(const QList<store::ServerMailbox>& before) const {
        QHash<QByteArray, quint32> known;
        QSet<quint32> withId;
        for (const store::ServerMailbox& mailbox : before) {
            known.insert(mailbox.wireName, mailbox.mailbox.uidValidity.value);
            if (mailbox.mailbox.uidValidity.isValid() && !mailbox.mailbox.mailboxId.isEmpty())
                withId.insert(mailbox.mailbox.uidValidity.value);
        }
        QSet<quint32> doubtful;
        for (const model::Mailbox& mailbox : mailboxes) {
            const auto now = validityOf(mailbox.wireName);
            if (now && withId.contains(*now) && known.value(mailbox.wireName) != *now)
                doubtful.insert(*now);
        }
        return doubtful;
    }

    Status take(imap::Event& event) {
        if (auto* data = std::get_if<imap::ListData>(&event)) {
            if (mailboxes.size() >= kMaxMailboxes)
                return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, u"more than 50,000 mailboxes"_s);
            const bool isInbox = data->name.compare("INBOX"_L1, Qt::CaseInsensitive) == 0;
            const QByteArray key = isInbox ? QByteArray("INBOX") : data->wireName; // INBOX in any case is one mailbox
            if (data->wireName.isEmpty() || hasAttribute(*data, "\\NonExistent"_L1) || m_seen.contains(key))
                return {};
            m_seen.insert(key);
            mailboxes.append(mailboxFrom(*data, m_context.account.id, isExtended(m_connection)));
        } else if (auto* s = std::get_if<imap::StatusData>(&event)) {
            status.insert(s->wireName, *s);
        } else if (auto* n = std::get_if<imap::NamespaceData>(&event)) {
            m_namespaces = *n;
        } else if (auto* r = std::get_if<imap::MyRightsData>(&event)) {
            rights.insert(r->wireName, r->rights);
        }
        return {};
    }

    /// Some servers' "*" shows the user's own mailboxes alone.
    Status listHiddenNamespaces() {
        QList<imap::CommandId> asked;
        for (const auto* entries : {&m_namespaces.otherUsers, &m_namespaces.shared}) {
            for (const auto& entry : *entries) {
                const bool isListed = std::any_of(mailboxes.begin(), mailboxes.end(), [&](const model::Mailbox& m) {
                    return m.wireName.startsWith(entry.prefix);
                });
                if (entry.prefix.isEmpty() || isListed || asked.size() >= 20)
                    continue;
                TRY(const auto id, m_connection.send(imap::command::list(listOptions(m_connection, entry.prefix + '*'))));
                asked.append(id);
            }
        }
        for (const imap::CommandId id : std::as_const(asked)) {
            TRY(const auto response, m_connection.await(id, [this](imap::Event& event) { return take(event); }));
            (void)response; // a NO: nothing there for us
        }
        return {};
    }

    model::NamespaceKind ownerOf(const QByteArray& wireName) const {
        const auto within = [&](const QList<imap::NamespaceData::Entry>& entries) {
            return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) {
                return !entry.prefix.isEmpty() && wireName.startsWith(entry.prefix);
            });
        };
        if (within(m_namespaces.otherUsers))
            return model::NamespaceKind::OtherUsers;
        return within(m_namespaces.shared) ? model::NamespaceKind::Shared : model::NamespaceKind::Personal;
    }

    SyncContext& m_context;
    connect::ImapConnection& m_connection;
    QSet<QByteArray> m_seen;
    imap::NamespaceData m_namespaces;
};

/// A server without LIST-EXTENDED does not tell who is subscribed: that stays what it was, by its old name too.
void keepSubscriptions(QList<model::Mailbox>& listed, const QList<store::ServerMailbox>& before, const QHash<QByteArray, QByteArray>& renamed) {
    QHash<QByteArray, bool> known;
    for (const store::ServerMailbox& mailbox : before) {
        if (!mailbox.isLeaving)
            known.insert(renamed.value(mailbox.wireName, mailbox.wireName), mailbox.mailbox.subscribed);
    }
    for (model::Mailbox& mailbox : listed)
        mailbox.subscribed = known.value(mailbox.wireName, mailbox.subscribed);
}

/// Gmail's All Mail holds everything once more: last, when the bodies are there already.
bool syncsBefore(const ListedMailbox& a, const ListedMailbox& b) {
    const bool aIsAll = a.mailbox.specialUse == model::SpecialUse::All;
    const bool bIsAll = b.mailbox.specialUse == model::SpecialUse::All;
    return aIsAll != bIsAll ? bIsAll : model::mailboxLess(a.mailbox, b.mailbox);
}

} // namespace

Result<QList<ListedMailbox>> syncMailboxList(SyncContext& context, connect::ImapConnection& connection) {
    TRY(const QList<store::ServerMailbox> before, context.reader.serverMailboxes(context.account.id));
    Listing listing(context, connection);
    TRY_STATUS(listing.load());
    TRY_STATUS(listing.loadStatus(before));
    TRY_STATUS(listing.loadMailboxIds(before));
    TRY(auto renamed, RenamedMailboxes(context.reader, before, listing.mailboxes, listing.status).find());
    TRY_STATUS(MailboxProof(context, connection).dropDisproved(before, renamed));
    if (!isExtended(connection))
        keepSubscriptions(listing.mailboxes, before, renamed);
    TRY_STATUS(listing.carrySubscriptions(before, renamed));
    TRY(QList<model::Mailbox> stored, context.store.applyMailboxList(context.account.id, listing.mailboxes, renamed));
    TRY_STATUS(listing.loadRights(stored));
    QList<ListedMailbox> listed;
    listed.reserve(stored.size());
    for (model::Mailbox& mailbox : stored) {
        if (const auto it = listing.rights.constFind(mailbox.wireName); it != listing.rights.constEnd() && *it != mailbox.rights) {
            TRY_STATUS(context.store.setRights(mailbox.id, *it));
            mailbox.rights = *it;
        }
        const auto it = listing.status.constFind(mailbox.wireName);
        listed.append({mailbox, it == listing.status.constEnd() ? std::nullopt : std::optional(*it)});
    }
    std::sort(listed.begin(), listed.end(), syncsBefore);
    return listed;
}

} // namespace tributary::sync
