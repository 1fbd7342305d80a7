// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ServerSearch.h"

#include "base/Log.h"
#include "model/Scope.h"
#include "search/Query.h"
#include "sync/HeaderFetch.h"
#include "sync/SearchKeys.h"
#include "sync/UidSets.h"

#include <QDateTime>

#include <algorithm>

namespace tributary::sync {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 kFoundPage = 500;         // hits whose dates are asked for at once
constexpr qsizetype kMostExamined = 5000; // hits of a mailbox that are looked at, where only some of them count

struct Hit {
    qsizetype mailbox = 0; ///< its place in the list
    quint32 uid = 0;
    qint64 dateMs = 0;     ///< INTERNALDATE
    std::optional<bool> hasAttachment;
};

bool hasAttachment(const QList<imap::BodyPart>& structure) {
    for (const imap::BodyPart& part : structure) {
        if (part.type == "multipart")
            continue;
        if (part.disposition == "attachment" || part.type == "message")
            return true;
        const bool isPicture = part.type == "image" && !part.contentId.isEmpty();
        const auto isName = [](const auto& parameter) { return parameter.first.startsWith("name") || parameter.first.startsWith("filename"); };
        const bool isNamed = std::any_of(part.parameters.begin(), part.parameters.end(), isName) ||
                             std::any_of(part.dispositionParameters.begin(), part.dispositionParameters.end(), isName);
        if (!isPicture && (isNamed || part.type != "text"))
            return true;
    }
    return false;
}

class ServerSearch {
  public:
    ServerSearch(SyncContext& context, const Connector& connector, const model::MessageQuery& query,
                 const std::function<void(const model::ServerSearchProgress&)>& progress)
        : m_context(context), m_connector(connector), m_query(query), m_progress(progress), m_limit(std::max(1, query.limit)) {}

    model::ServerSearchResult run() {
        if (const Status status = search(); !status)
            fail({}, status.error());
        return std::move(m_result);
    }

  private:
    Status search() {
        if (m_query.search.trimmed().isEmpty())
            return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"query"_s);
        TRY(m_node, search::parseQuery(m_query.search, m_query.lastWordIsPrefix));
        TRY_STATUS(chooseMailboxes());
        if (m_mailboxes.isEmpty())
            return {};
        TRY(m_connection, m_connector(m_context.cancel, std::make_shared<WakeUp>()));
        TRY_STATUS(searchAll());
        keepNewest();
        TRY_STATUS(storeAll());
        if (!m_isLost)
            m_connection->logout();
        return {};
    }

    Status chooseMailboxes() {
        TRY(const QList<model::Mailbox> known, m_context.reader.mailboxes(m_context.account.id));
        const bool named = asksFor(m_node, search::Field::In);
        bool anyInScope = false;
        for (const model::Mailbox& mailbox : known) {
            if (!mailbox.selectable || mailbox.isPending || !matchesGlobs(mailbox.name, m_context.account.mailboxGlobs) ||
                !model::isInScope(mailbox, m_query, named))
                continue;
            anyInScope = true;
            // Its rows could not be told apart from those of another UIDVALIDITY.
            if (mailbox.uidValidity.isValid())
                m_mailboxes.append(mailbox);
            else
                fail(mailbox.name, {ErrorKind::TemporaryRefusal, ErrorCode::None, {}, u"not synchronised yet"_s});
        }
        if (known.isEmpty())
            return failure(ErrorKind::TemporaryRefusal, ErrorCode::None, u"not synchronised yet"_s);
        if (!anyInScope)
            qCInfo(lcSync) << "no mailbox to search in account" << m_context.account.id.value;
        return {};
    }

    /// What is found in one mailbox does not depend on what another says.
    Status searchAll() {
        for (qsizetype i = 0; i < m_mailboxes.size(); ++i) {
            tellProgress(i);
            const Status status = searchMailbox(i);
            if (status)
                continue;
            const Error& error = status.error();
            const bool isOfMailbox = (error.kind == ErrorKind::Refused || error.kind == ErrorKind::TemporaryRefusal) &&
                                     error.code != ErrorCode::Throttled && error.code != ErrorCode::TooManyConnections;
            if (m_charsetRefused || !isOfMailbox) { // what is found already counts all the same
                m_isLost = !isOfMailbox;
                fail({}, error);
                break;
            }
            fail(m_mailboxes[i].name, error);
        }
        tellProgress(m_mailboxes.size());
        return {};
    }

    void tellProgress(qsizetype done) const {
        if (m_progress)
            m_progress({m_context.account.id, static_cast<int>(done), static_cast<int>(m_mailboxes.size()), m_hits.size()});
    }

    void fail(const QString& mailbox, const Error& error) {
        qCInfo(lcSync) << "search on the server:" << codeName(error.code) << error.detail;
        m_result.failures.append({m_context.account.id, mailbox, error});
    }

    /// The hits of has:attachment and of its opposite; the same where the query is about something else.
    struct Found {
        imap::UidSet with, without;
        bool asksStructure = false;
    };

    Status searchMailbox(qsizetype at) {
        const model::Mailbox& mailbox = m_mailboxes[at];
        std::optional<SearchKeys> keys = m_connection->has("X-GM-EXT-1") ? gmailKeys(m_node, mailbox) : std::nullopt;
        const SearchKeys with = keys ? *keys : searchKeys(m_node, mailbox, true);
        const SearchKeys without = keys ? *keys : searchKeys(m_node, mailbox, false);
        Found found;
        found.asksStructure = !(with == without);
        if (with.matchesNothing && without.matchesNothing) {
            ++m_result.searched;
            return {};
        }
        TRY_STATUS(select(at));
        if (m_selected.exists > 0) {
            TRY(found.with, ask(with));
            found.without = found.with;
            if (found.asksStructure) {
                TRY(found.without, ask(without));
            }
            TRY_STATUS(collect(at, found));
        }
        ++m_result.searched;
        return {};
    }

    /// EXAMINE: a search changes nothing at the server.
    Status select(qsizetype at) {
        if (m_at == at)
            return {};
        m_at = -1;
        m_selected = {};
        const model::Mailbox& mailbox = m_mailboxes[at];
        TRY(const auto response, m_connection->run(imap::command::examine(mailbox.wireName), taking()));
        if (!response.isOk())
            return failure(connect::statusError(response, mailbox.name));
        if (m_selected.isOther(mailbox))
            return failure(ErrorKind::TemporaryRefusal, ErrorCode::None, u"another mailbox, or UIDVALIDITY: not synchronised yet"_s);
        m_at = at;
        return {};
    }

    connect::ImapConnection::Handler taking() {
        return [this](imap::Event& event) -> Status {
            m_selected.take(event);
            return {};
        };
    }

    Result<imap::UidSet> ask(const SearchKeys& keys) {
        imap::UidSet found;
        if (keys.matchesNothing)
            return found;
        TRY(const auto response, m_connection->run(imap::command::uidSearchText(keys.pieces, m_connection->has("ESEARCH")),
                                                   [&](imap::Event& event) -> Status {
                                                       if (const auto* data = std::get_if<imap::SearchData>(&event))
                                                           found = unite(found, data->numbers);
                                                       else
                                                           m_selected.take(event);
                                                       return {};
                                                   }));
        if (response.code.name == "BADCHARSET") { // RFC 9051 6.4.4: each mailbox would say so
            m_charsetRefused = true;
            return failure(Error{ErrorKind::Refused, ErrorCode::Unsupported, response.text, u"CHARSET UTF-8"_s});
        }
        if (!response.isOk())
            return failure(connect::statusError(response, u"SEARCH"_s));
        // Believed only as far as the mailbox can be: a server may say 1:4294967295.
        if (m_selected.uidNext.isValid())
            found = both(found, imap::UidSet::range(1, std::max(m_selected.uidNext.value, 2U) - 1));
        if (found.count() > quint64(m_selected.exists) + 1000)
            return failure(ErrorKind::Refused, ErrorCode::UnexpectedResponse, u"SEARCH finds more than EXISTS"_s);
        return found;
    }

    /// The newest of the mailbox, with their dates.
    Status collect(qsizetype at, const Found& found) {
        imap::UidSet left = unite(found.with, found.without);
        const qsizetype before = m_hits.size();
        qsizetype examined = 0;
        while (!left.isEmpty() && m_hits.size() - before < m_limit && examined < kMostExamined) {
            const imap::UidSet page = takeHighest(left, found.asksStructure ? kFoundPage : std::min<quint64>(kFoundPage, quint64(m_limit - (m_hits.size() - before))));
            examined += static_cast<qsizetype>(page.count());
            TRY_STATUS(collectPage(at, found, page));
        }
        m_result.more = m_result.more || !left.isEmpty();
        return {};
    }

    Status collectPage(qsizetype at, const Found& found, const imap::UidSet& page) {
        QHash<quint32, Hit> told;
        const QByteArrayList items = found.asksStructure ? QByteArrayList{"UID", "INTERNALDATE", "BODYSTRUCTURE"}
                                                         : QByteArrayList{"UID", "INTERNALDATE"};
        const auto handler = [&](imap::Event& event) -> Status {
            const auto* data = std::get_if<imap::FetchData>(&event);
            const bool isAnswer = data && data->uid && data->internalDate && page.contains(data->uid->value) &&
                                  (data->bodyStructure || !found.asksStructure);
            if (!isAnswer) {
                m_selected.take(event);
                return {};
            }
            Hit hit{at, data->uid->value, data->internalDate->toMSecsSinceEpoch(), {}};
            if (found.asksStructure)
                hit.hasAttachment = hasAttachment(*data->bodyStructure);
            told.insert(hit.uid, hit);
            return {};
        };
        for (const imap::UidSet& piece : piecesForWire(page)) {
            TRY(const auto response, m_connection->run(imap::command::uidFetch(piece, items), handler));
            if (!response.isOk())
                return failure(connect::statusError(response, u"FETCH"_s));
        }
        for (const Hit& hit : std::as_const(told)) {
            const bool counts = !found.asksStructure || (*hit.hasAttachment ? found.with : found.without).contains(hit.uid);
            if (counts)
                m_hits.append(hit);
        }
        return {};
    }

    void keepNewest() {
        std::sort(m_hits.begin(), m_hits.end(), [](const Hit& a, const Hit& b) {
            return a.dateMs != b.dateMs ? a.dateMs > b.dateMs : a.uid > b.uid;
        });
        m_result.more = m_result.more || m_hits.size() > m_limit;
        if (m_hits.size() > m_limit)
            m_hits.resize(m_limit);
    }

    Status storeAll() {
        QHash<std::pair<qsizetype, quint32>, MessageId> ids;
        for (qsizetype at = 0; at < m_mailboxes.size(); ++at) {
            const Status status = storeOf(at, ids);
            if (status)
                continue;
            const bool isOfMailbox = status.error().kind == ErrorKind::Refused || status.error().kind == ErrorKind::TemporaryRefusal;
            m_isLost = m_isLost || !isOfMailbox;
            fail(isOfMailbox ? m_mailboxes[at].name : QString(), status.error());
        }
        for (const Hit& hit : std::as_const(m_hits)) {
            if (const auto it = ids.constFind({hit.mailbox, hit.uid}); it != ids.constEnd())
                m_result.ids.append(*it);
        }
        return {};
    }

    Status storeOf(qsizetype at, QHash<std::pair<qsizetype, quint32>, MessageId>& ids) {
        QList<quint32> uids;
        QHash<quint32, bool> attachments;
        for (const Hit& hit : std::as_const(m_hits)) {
            if (hit.mailbox != at)
                continue;
            uids.append(hit.uid);
            attachments.insert(hit.uid, hit.hasAttachment.value_or(false));
        }
        if (uids.isEmpty())
            return {};
        const MailboxId mailbox = m_mailboxes[at].id;
        const Status stored = storeMissing(at, uidSetOf(uids), attachments);
        for (const quint32 uid : std::as_const(uids)) {
            TRY(const auto found, m_context.reader.messageIds(mailbox, {Uid(uid)}));
            if (!found.isEmpty())
                ids.insert({at, uid}, found.constFirst());
        }
        return stored;
    }

    Status storeMissing(qsizetype at, const imap::UidSet& uids, const QHash<quint32, bool>& attachments) {
        TRY(const auto ranges, m_context.reader.knownUids(m_mailboxes[at].id));
        imap::UidSet known;
        for (const auto& [first, last] : ranges)
            known.add(first.value, last.value);
        const imap::UidSet missing = minus(uids, known);
        if (missing.isEmpty() || m_isLost)
            return {};
        TRY_STATUS(select(at));
        HeaderFetch fetch(m_context, *m_connection, m_selected, m_mailboxes[at].id);
        fetch.setAdjust([&](store::NewMessage& row) {
            row.bodyWanted = !isLeftOut(row.internalDateMs);
            row.hasAttachment = attachments.value(row.uid.value);
        });
        TRY(const auto outcome, fetch.fetch(missing, {}));
        m_result.added += outcome.added;
        return {};
    }

    /// Older mail is not downloaded (S15). SINCE goes by the server's day, which may be the one beside ours: what the sync may
    /// list keeps its body wanted.
    [[nodiscard]] bool isLeftOut(qint64 internalDateMs) const {
        const QDate since = m_context.account.syncSince;
        return since.isValid() && QDateTime::fromMSecsSinceEpoch(internalDateMs, Qt::UTC).date() < since.addDays(-1);
    }

    SyncContext& m_context;
    const Connector& m_connector;
    const model::MessageQuery& m_query;
    const std::function<void(const model::ServerSearchProgress&)>& m_progress;
    qsizetype m_limit;
    search::Node m_node;
    QList<model::Mailbox> m_mailboxes;
    std::unique_ptr<connect::ImapConnection> m_connection;
    SelectedMailbox m_selected;
    qsizetype m_at = -1; ///< the mailbox that is selected
    bool m_charsetRefused = false;
    bool m_isLost = false; ///< the connection is of no use any more
    QList<Hit> m_hits;
    model::ServerSearchResult m_result;
};

} // namespace

model::ServerSearchResult searchOnServer(SyncContext& context, const Connector& connector, const model::MessageQuery& query,
                                         const std::function<void(const model::ServerSearchProgress&)>& progress) {
    return ServerSearch(context, connector, query, progress).run();
}

} // namespace tributary::sync
