// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Doctor.h"

#include "sync/KeptScope.h"
#include "sync/SelectedMailbox.h"
#include "sync/UidSets.h"

#include <QMap>

namespace tributary::sync {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ServerMessage {
    model::Flags flags;
    qint64 size = 0;
};

QString words(const model::Flags& flags) { return model::flagWords(flags).join(u' '); }

class Examination {
  public:
    Examination(SyncContext& context, connect::ImapConnection& connection, QString glob)
        : m_context(context), m_connection(connection), m_globs(glob.isEmpty() ? QStringList() : QStringList{glob}) {}

    Result<QList<Difference>> run() {
        TRY(const QList<model::Mailbox> cached, m_context.reader.mailboxes(m_context.account.id));
        TRY(const auto listed, listServer());
        const auto named = [this](const QString& name) { return matchesGlobs(name, m_globs); };
        if (std::none_of(listed.begin(), listed.end(), named) &&
            std::none_of(cached.begin(), cached.end(), [&](const model::Mailbox& m) { return named(m.name); }))
            return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"mailbox "_s + m_globs.join(u','));
        for (const auto& [wireName, name] : listed.asKeyValueRange()) {
            if (!matches(name))
                continue;
            const auto it = std::find_if(cached.begin(), cached.end(),
                                         [&](const model::Mailbox& m) { return m.wireName == wireName; });
            if (it == cached.end())
                m_found.append({name, 0, u"mailbox-missing"_s, {}, name});
            else
                TRY_STATUS(examineMailbox(*it));
        }
        for (const model::Mailbox& mailbox : cached) {
            if (mailbox.selectable && matches(mailbox.name) && !listed.contains(mailbox.wireName))
                m_found.append({mailbox.name, 0, u"mailbox-extra"_s, mailbox.name, {}});
        }
        TRY_STATUS(examineRowsWithoutUid(cached));
        return m_found;
    }

  private:
    /// What the server cannot be asked for, since it has no UID: a change under way, or one that has got stuck.
    Status examineRowsWithoutUid(const QList<model::Mailbox>& cached) {
        TRY(const auto rows, m_context.reader.rowsWithoutUid(m_context.account.id));
        for (const store::RowWithoutUid& row : rows) {
            const auto it = std::find_if(cached.begin(), cached.end(), [&](const model::Mailbox& m) { return m.id == row.mailbox; });
            // In a mailbox that is not synchronised nothing tells the UID, and only a queued change asks for it.
            if (it == cached.end() || !matchesGlobs(it->name, m_globs) || (row.waiting == 0 && !matches(it->name)))
                continue;
            const bool waits = row.waiting > 0 && row.attempts == 0;
            m_found.append({it->name, 0, waits ? u"waiting"_s : u"unconfirmed"_s, row.subject, {}});
        }
        return {};
    }

    bool matches(const QString& name) const {
        return matchesGlobs(name, m_globs) && matchesGlobs(name, m_context.account.mailboxGlobs);
    }

    Result<QMap<QByteArray, QString>> listServer() {
        QMap<QByteArray, QString> names;
        TRY(const auto response, m_connection.runOk(imap::command::list({}), [&](imap::Event& event) -> Status {
                if (const auto* data = std::get_if<imap::ListData>(&event)) {
                    if (!data->attributes.contains("\\Noselect"_L1, Qt::CaseInsensitive) &&
                        !data->attributes.contains("\\NonExistent"_L1, Qt::CaseInsensitive))
                        names.insert(data->wireName, data->name);
                }
                return {};
            }));
        (void)response;
        return names;
    }

    /// What is to be held against the cache: all, or what is new enough and what the cache has of older mail (cached before
    /// the date was set, or found by a search on the server).
    Result<QMap<quint32, ServerMessage>> loadServer(const SelectedMailbox& selected, const QList<store::UidState>& cached,
                                                    SelectedMailbox& news) {
        QMap<quint32, ServerMessage> messages;
        if (selected.exists == 0)
            return messages;
        imap::UidSet wanted = imap::UidSet::range(1, 0xFFFFFFFF);
        if (!keepsAll(m_context.account)) {
            QList<quint32> known;
            for (const store::UidState& state : cached)
                known.append(state.uid.value);
            wanted = uidSetOf(known);
            TRY(const auto found, m_connection.runOk(imap::command::uidSearch(keptKeys(m_context.account)), [&](imap::Event& event) -> Status {
                    if (const auto* data = std::get_if<imap::SearchData>(&event))
                        wanted = unite(wanted, data->numbers);
                    return {};
                }));
            (void)found;
        }
        const auto handler = [&](imap::Event& event) -> Status {
            const auto* data = std::get_if<imap::FetchData>(&event);
            if (data && data->uid && data->flags && data->size)
                messages.insert(data->uid->value, {model::parseFlags(*data->flags), *data->size});
            else
                news.take(event);
            return {};
        };
        for (const imap::UidSet& piece : piecesForWire(wanted)) {
            TRY(const auto response, m_connection.runOk(imap::command::uidFetch(piece, {"FLAGS", "RFC822.SIZE"}), handler));
            (void)response;
        }
        return messages;
    }

    Status examineMailbox(const model::Mailbox& mailbox) {
        SelectedMailbox selected;
        TRY(const auto response,
            m_connection.runOk(imap::command::examine(mailbox.wireName), [&](imap::Event& event) -> Status {
                selected.take(event);
                return {};
            }));
        (void)response;
        if (selected.uidValidity != mailbox.uidValidity) {
            m_found.append({mailbox.name, 0, u"uidvalidity"_s, QString::number(mailbox.uidValidity.value),
                            QString::number(selected.uidValidity.value)});
            return {};
        }
        SelectedMailbox news;
        TRY(const auto cached, m_context.reader.uidStates(mailbox.id));
        TRY(auto server, loadServer(selected, cached, news));
        for (const store::UidState& state : cached) {
            const auto it = server.find(state.uid.value);
            if (it == server.end()) {
                m_found.append({mailbox.name, state.uid.value, u"extra"_s, words(state.flags), {}});
                continue;
            }
            if (it->flags != state.flags)
                m_found.append({mailbox.name, state.uid.value, u"flags"_s, words(state.flags), words(it->flags)});
            if (it->size != state.size)
                m_found.append({mailbox.name, state.uid.value, u"size"_s, QString::number(state.size), QString::number(it->size)});
            server.erase(it);
        }
        for (const auto& [uid, message] : server.asKeyValueRange())
            m_found.append({mailbox.name, uid, u"missing"_s, {}, words(message.flags)});
        return {};
    }

    SyncContext& m_context;
    connect::ImapConnection& m_connection;
    QStringList m_globs;
    QList<Difference> m_found;
};

} // namespace

Result<QList<Difference>> examineAccount(SyncContext& context, connect::ImapConnection& connection, const QString& glob) {
    return Examination(context, connection, glob).run();
}

} // namespace tributary::sync
