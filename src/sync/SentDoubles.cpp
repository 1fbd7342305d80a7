// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/SentDoubles.h"

#include "base/Log.h"
#include "sync/Expunging.h"
#include "sync/MessageIdSearch.h"
#include "sync/SelectedMailbox.h"
#include "sync/UidSets.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace tributary::sync {

using store::OwnSentCopy;

namespace {

constexpr qsizetype kMostStanding = 20; // with one Message-ID: whoever makes more of them is no provider
constexpr qint64 kSoonMs = 600'000;
constexpr qint64 kNearMs = 2000; // a server that puts down its own time for an append

bool isSameSecond(qint64 a, qint64 b) { return a / 1000 == b / 1000; }

/// \Deleted: a run that was cut off has said it.
bool isMarked(const QStringList& flags) {
    return std::any_of(flags.begin(), flags.end(), [](const QString& flag) {
        return flag.compare(u"\\Seen", Qt::CaseInsensitive) != 0 && flag.compare(u"\\Recent", Qt::CaseInsensitive) != 0 &&
               flag.compare(u"\\Deleted", Qt::CaseInsensitive) != 0;
    });
}

bool isDeleted(const QStringList& flags) { return flags.contains(u"\\Deleted", Qt::CaseInsensitive); }

/// It is about this mailbox or message; the account goes on.
bool isLeft(const Error& error) { return error.kind == ErrorKind::Refused || error.kind == ErrorKind::TemporaryRefusal; }

} // namespace

Status SentDoubles::run(connect::ImapConnection& connection) {
    TRY(const auto doubled, m_context.reader.doubledSentCopies(m_context.account.id, m_context.clock.utcNowMs() - store::kLateSentCopyMs));
    std::map<qint64, QList<OwnSentCopy>> byMailbox;
    for (const OwnSentCopy& copy : doubled)
        byMailbox[copy.mailbox.value].append(copy);
    for (const auto& [id, copies] : byMailbox) {
        const auto sent = m_context.reader.mailbox(MailboxId(id));
        if (!sent && sent.error().code != ErrorCode::NotFound)
            return failure(sent.error());
        if (!sent || !sent->selectable || sent->isPending)
            continue;
        const Status settled = runIn(connection, *sent, copies);
        if (!settled && !isLeft(settled.error()))
            return settled;
    }
    return {};
}

Status SentDoubles::runIn(connect::ImapConnection& connection, const model::Mailbox& sent, const QList<OwnSentCopy>& copies) {
    SelectedMailbox selected;
    TRY(const auto response, connection.run(imap::command::select(sent.wireName), [&](imap::Event& event) -> Status {
            selected.take(event);
            return {};
        }));
    const bool isReadOnly = selected.readOnly || response.code.name == "READ-ONLY";
    if (!response.isOk() || selected.isOther(sent) || isReadOnly)
        return {}; // when the server has it as the cache does
    for (const OwnSentCopy& copy : copies)
        TRY_STATUS(settle(connection, sent, copy));
    return {};
}

Status SentDoubles::settle(connect::ImapConnection& connection, const model::Mailbox& sent, const OwnSentCopy& copy) {
    TRY(const QList<Standing> all, standing(connection, copy));
    const auto ours = ourUid(sent, copy, all);
    // Where nobody can say which one is ours there are two all the same, and we append once.
    Finding finding = all.size() > 1 && !copy.uid.isValid() ? Finding::Learned : Finding::Nothing;
    if (ours) {
        TRY(finding, find(sent, copy, all, *ours));
    }
    if (finding == Finding::Later)
        return {};
    if (finding != Finding::Nothing)
        TRY_STATUS(learn(copy, all, ours.value_or(Uid())));
    if (finding == Finding::Ours) {
        const Status removed = remove(connection, sent, *ours);
        if (!removed && removed.error().kind != ErrorKind::Refused)
            return removed;
    }
    return m_context.store.endOwnSentCopy(copy.message);
}

Result<QList<SentDoubles::Standing>> SentDoubles::standing(connect::ImapConnection& connection, const OwnSentCopy& copy) {
    const auto ignore = [](imap::Event&) -> Status { return {}; };
    TRY(const imap::UidSet found, searchMessageId(connection, copy.messageIdHeader, copy.uidFrom, ignore));
    const QList<quint32> numbers = highestFirst(found, kMostStanding + 1);
    QList<Standing> all;
    if (numbers.isEmpty() || numbers.size() > kMostStanding)
        return all;
    const auto take = [&](imap::Event& event) -> Status {
        const auto* data = std::get_if<imap::FetchData>(&event);
        if (data && data->uid && data->flags && data->size && data->internalDate && numbers.contains(data->uid->value))
            all.append({*data->uid, *data->flags, *data->size, data->internalDate->toMSecsSinceEpoch()});
        return {};
    };
    TRY(const auto fetched, connection.runOk(imap::command::uidFetch(uidSetOf(numbers), {"UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE"}), take));
    (void)fetched;
    return all;
}

/// By the UID that the server told. Where it told none, by size and INTERNALDATE, which we gave it: when one has both and each of
/// the others differs clearly.
std::optional<Uid> SentDoubles::ourUid(const model::Mailbox& sent, const OwnSentCopy& copy, const QList<Standing>& all) {
    if (copy.uid.isValid() && copy.uidValidity == sent.uidValidity) {
        const bool isThere = std::any_of(all.begin(), all.end(), [&](const Standing& one) { return one.uid == copy.uid; });
        return isThere ? std::optional(copy.uid) : std::nullopt;
    }
    std::optional<Uid> ours;
    for (const Standing& one : all) {
        const bool isLike = one.size == copy.size && isSameSecond(one.internalDateMs, copy.internalDateMs);
        const bool isClear = isLike ? !ours : one.size != copy.size || std::llabs(one.internalDateMs - copy.internalDateMs) > kNearMs;
        if (!isClear)
            return std::nullopt;
        if (isLike)
            ours = one.uid;
    }
    return ours;
}

Result<SentDoubles::Finding> SentDoubles::find(const model::Mailbox& sent, const OwnSentCopy& copy, const QList<Standing>& all, Uid ours) {
    const auto own = std::find_if(all.begin(), all.end(), [&](const Standing& one) { return one.uid == ours; });
    QList<Standing> others = all;
    others.removeIf([&](const Standing& one) { return one.uid == ours || isDeleted(one.flags); });
    if (others.isEmpty())
        return Finding::Later; // the cache will hear that it has gone
    // COPY keeps size and INTERNALDATE (RFC 9051 6.4.7): somebody wants it twice.
    const bool isCopied = std::all_of(others.begin(), others.end(), [&](const Standing& one) {
        return one.size == own->size && isSameSecond(one.internalDateMs, own->internalDateMs);
    });
    if (isCopied && m_context.clock.utcNowMs() - copy.appendedMs > kSoonMs)
        return Finding::Nothing;
    if (isMarked(own->flags))
        return Finding::Learned;
    return findInCache(sent, ours);
}

/// What the user wants to do with it here, and the server does not know yet.
Result<SentDoubles::Finding> SentDoubles::findInCache(const model::Mailbox& sent, Uid ours) {
    TRY(const QList<MessageId> ids, m_context.reader.messageIds(sent.id, {ours}));
    if (ids.isEmpty() || !ids.constFirst().isValid())
        return Finding::Later;
    TRY(const QList<model::MessageSummary> rows, m_context.reader.summaries(ids));
    if (rows.isEmpty())
        return Finding::Later;
    return rows.constFirst().isPending || isMarked(model::flagWords(rows.constFirst().flags)) ? Finding::Learned : Finding::Ours;
}

Status SentDoubles::remove(connect::ImapConnection& connection, const model::Mailbox& sent, Uid ours) {
    qCInfo(lcSync) << "the provider has filed what we had appended to mailbox" << sent.id.value << "too: ours goes";
    TRY_STATUS(expungeUids(connection, imap::UidSet::range(ours.value, ours.value), [](imap::Event&) -> Status { return {}; }));
    store::MailboxDelta delta;
    delta.mailbox = sent.id;
    delta.uidValidity = sent.uidValidity;
    delta.gone = {ours};
    const Status applied = m_context.store.apply(std::move(delta));
    // The mailbox is another one meanwhile, or none: its sync finds out.
    return !applied && applied.error().kind != ErrorKind::Storage ? Status() : applied;
}

/// Before ours goes: a kill in between leaves two, and the next run finds them.
Status SentDoubles::learn(const OwnSentCopy& copy, const QList<Standing>& all, Uid ours) {
    qint64 first = 0;
    for (const Standing& one : all) {
        if (one.uid != ours && (first == 0 || one.internalDateMs < first))
            first = one.internalDateMs;
    }
    const Status noted = m_context.store.noteSentCopyLate(m_context.account.id, first - copy.appendedMs);
    return !noted && noted.error().kind != ErrorKind::Storage ? Status() : noted;
}

} // namespace tributary::sync
