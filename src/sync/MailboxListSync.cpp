// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MailboxListSync.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace tributary::sync {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMaxMailboxes = 50'000;

bool hasAttribute(const imap::ListData& data, QLatin1StringView attribute) {
    return data.attributes.contains(attribute, Qt::CaseInsensitive);
}

model::Mailbox mailboxFrom(const imap::ListData& data, AccountId account) {
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

imap::command::ListOptions listOptions(const connect::ImapConnection& connection) {
    imap::command::ListOptions options;
    const bool extended = connection.has("LIST-EXTENDED") || connection.has("IMAP4rev2");
    options.returnSpecialUse = extended && connection.has("SPECIAL-USE");
    if (connection.has("LIST-STATUS") || connection.has("IMAP4rev2")) {
        options.statusItems = {"MESSAGES", "UIDNEXT", "UIDVALIDITY", "UNSEEN"};
        if (connection.condstoreAvailable())
            options.statusItems.append("HIGHESTMODSEQ");
    }
    return options;
}

} // namespace

bool matchesGlobs(const QString& name, const QStringList& globs) {
    return globs.isEmpty() || std::any_of(globs.begin(), globs.end(), [&](const QString& glob) {
               const QString pattern = QRegularExpression::escape(glob).replace("\\*"_L1, ".*"_L1).replace("\\?"_L1, "."_L1);
               return QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                                         QRegularExpression::CaseInsensitiveOption)
                   .match(name)
                   .hasMatch();
           });
}

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

Result<QList<ListedMailbox>> syncMailboxList(SyncContext& context, connect::ImapConnection& connection) {
    QList<model::Mailbox> mailboxes;
    QHash<QByteArray, imap::StatusData> status;
    QSet<QByteArray> seen;
    const auto take = [&](imap::Event& event) -> Status {
        if (auto* data = std::get_if<imap::ListData>(&event)) {
            if (mailboxes.size() >= kMaxMailboxes)
                return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, u"more than 50,000 mailboxes"_s);
            if (data->wireName.isEmpty() || hasAttribute(*data, "\\NonExistent"_L1) || seen.contains(data->wireName))
                return {};
            seen.insert(data->wireName);
            mailboxes.append(mailboxFrom(*data, context.account.id));
        } else if (auto* s = std::get_if<imap::StatusData>(&event)) {
            status.insert(s->wireName, *s);
        }
        return {};
    };
    TRY(const auto response, connection.runOk(imap::command::list(listOptions(connection)), take));
    (void)response;
    // INBOX exists in every account (RFC 9051 5.1); an answer without it is not believed.
    if (std::none_of(mailboxes.begin(), mailboxes.end(),
                     [](const auto& m) { return m.specialUse == model::SpecialUse::Inbox; }))
        return failure(ErrorKind::Protocol, ErrorCode::UnexpectedResponse, u"LIST without INBOX"_s);
    guessSpecialUse(mailboxes);
    TRY(QList<model::Mailbox> stored, context.store.applyMailboxList(context.account.id, mailboxes, {}));
    std::sort(stored.begin(), stored.end(), model::mailboxLess);
    QList<ListedMailbox> listed;
    listed.reserve(stored.size());
    for (const model::Mailbox& mailbox : stored) {
        const auto it = status.constFind(mailbox.wireName);
        listed.append({mailbox, it == status.constEnd() ? std::nullopt : std::optional(*it)});
    }
    return listed;
}

} // namespace tributary::sync
