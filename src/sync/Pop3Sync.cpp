// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Pop3Sync.h"

#include "base/Log.h"
#include "mime/Message.h"
#include "sync/MessageIntake.h"
#include "sync/ProgressMeter.h"

#include <algorithm>
#include <utility>

namespace tributary::sync {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kDay = 24LL * 3600 * 1000;
constexpr qint64 kRemembered = 60 * kDay; ///< what a server lists no more: some list only a part, and the rest another time
constexpr int kListedInPart = 200;        ///< fetched: there may be more behind them (Gmail lists some hundreds at a time)

Result<model::Mailbox> inboxOf(SyncContext& context) {
    TRY(const QList<model::Mailbox> all, context.reader.mailboxes(context.account.id));
    const auto inbox = std::find_if(all.begin(), all.end(), [](const model::Mailbox& m) { return m.specialUse == model::SpecialUse::Inbox; });
    if (inbox == all.end())
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"an account without INBOX"_s);
    return *inbox;
}

/// Which message is which; where unique-ids do not tell, by their header fields.
Result<Pop3Plan> planFor(SyncContext& context, connect::Pop3Connection& connection) {
    TRY(const auto listed, connection.list());
    TRY(const auto known, context.reader.pop3Messages(context.account.id));
    Pop3Plan plan(listed, known);
    if (const QList<int> undecided = plan.undecided(); !undecided.isEmpty()) {
        const Status seen = connection.top(undecided, 0, [&plan](int number, const Result<QByteArray>& header) -> Status {
            if (header)
                plan.identify(number, headerHashOf(*header));
            return {};
        });
        if (!seen && seen.error().kind != ErrorKind::Refused)
            return failure(seen.error());
    }
    plan.decide();
    return plan;
}

} // namespace

Result<bool> Pop3Sync::run(model::MailboxReport& report) {
    m_report = &report;
    TRY(m_inbox, inboxOf(m_context));
    report.name = m_inbox.name;
    TRY_STATUS(look());
    if (m_context.account.syncSince.isValid())
        TRY_STATUS(leaveOld());
    TRY_STATUS(fetch());
    TRY_STATUS(fetchAsked());
    TRY_STATUS(deleteThere());
    return m_isMore;
}

Status Pop3Sync::look() {
    TRY(const Pop3Plan plan, planFor(m_context, m_connection));
    m_items = plan.items();
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const Item& item = m_items[i];
        if (item.uniqueId.isEmpty() && m_context.account.fetch.leave != model::LeaveOnServer::Never)
            return failure(ErrorKind::Refused, ErrorCode::Unsupported, u"UIDL and TOP, which leaving mail at the server needs"_s);
        m_at.insert(item.number, i);
        if (!item.known)
            m_fresh.append(item.number);
    }
    std::sort(m_fresh.begin(), m_fresh.end(), std::greater<>());
    const qint64 now = m_context.clock.utcNowMs();
    QList<store::Pop3Message> put;
    QList<QByteArray> drop;
    for (const auto& [before, message] : plan.renamed()) {
        drop.append(before);
        put.append(message);
    }
    for (const Item& item : std::as_const(m_items)) {
        if (item.known && item.known->goneMs != 0) {
            put.append(*item.known);
            put.last().goneMs = 0;
        }
    }
    for (store::Pop3Message& missing : plan.missing()) {
        if (missing.goneMs != 0 && now - missing.goneMs > kRemembered)
            drop.append(missing.uniqueId);
        else if (std::exchange(missing.goneMs, missing.goneMs == 0 ? now : missing.goneMs) == 0)
            put.append(missing);
    }
    return put.isEmpty() && drop.isEmpty() ? Status() : m_context.store.keepPop3(m_context.account.id, put, drop);
}

/// S15: by Date, which is all that a server without INTERNALDATE tells; what has none is fetched.
Status Pop3Sync::leaveOld() {
    const QDateTime since = m_context.account.syncSince.startOfDay();
    QList<store::Pop3Message> left;
    const Status seen = m_connection.top(m_fresh, 0, [&](int number, const Result<QByteArray>& header) -> Status {
        if (!header)
            return {};
        const Item& item = m_items[m_at.value(number)];
        const QDateTime date = mime::parseMessage(*header).date;
        if (date.isValid() && date < since && !item.uniqueId.isEmpty())
            left.append({item.uniqueId, item.size, headerHashOf(*header), 0, 0, {}});
        if (left.isEmpty() || left.last().uniqueId != item.uniqueId)
            return {};
        m_items[m_at.value(number)].known = left.last();
        return {};
    });
    if (!seen && seen.error().kind != ErrorKind::Refused)
        return seen;
    m_fresh.removeIf([this](int number) { return m_items[m_at.value(number)].known.has_value(); });
    return left.isEmpty() ? Status() : m_context.store.keepPop3(m_context.account.id, left, {});
}

Status Pop3Sync::fetch() {
    // What is deleted there is deleted by QUIT: a line that breaks must not bring all of it again.
    if (deletes() && m_fresh.size() > m_context.account.fetch.batch) {
        m_fresh.resize(m_context.account.fetch.batch);
        m_isMore = true;
    }
    m_isMore = m_isMore || m_fresh.size() >= kListedInPart;
    qint64 bytes = 0;
    QList<int> whole, large;
    for (const int number : std::as_const(m_fresh)) {
        const qint64 size = m_items[m_at.value(number)].size;
        (size > kMaxBody ? large : whole).append(number);
        bytes += size > kMaxBody ? 0 : size;
    }
    m_context.meter->beginBodies(whole.size(), bytes);
    TRY_STATUS(m_connection.retrieve(whole, kMaxAskedBody, [this](int number, const Result<QByteArray>& message) -> Status {
        if (message)
            return take(m_items[m_at.value(number)], *message, model::BodyState::Whole);
        leaveOut(message.error());
        return {};
    }));
    TRY_STATUS(fetchHeaders(large));
    return commit();
}

/// Of what is too large to come unasked; where the server cannot, it comes.
Status Pop3Sync::fetchHeaders(const QList<int>& numbers) {
    if (numbers.isEmpty())
        return {};
    const Status seen = m_connection.top(numbers, 0, [this](int number, const Result<QByteArray>& header) -> Status {
        if (header)
            return take(m_items[m_at.value(number)], *header, model::BodyState::None);
        leaveOut(header.error());
        return {};
    });
    if (seen || seen.error().kind != ErrorKind::Refused)
        return seen;
    leaveOut({ErrorKind::Refused, ErrorCode::Unsupported, {}, u"TOP, for a message of more than 48 MB"_s});
    return {};
}

Status Pop3Sync::take(Item& item, const QByteArray& bytes, model::BodyState body) {
    imap::FetchData fetched;
    fetched.flags = QStringList();
    fetched.internalDate = QDateTime::fromMSecsSinceEpoch(m_context.clock.utcNowMs(), Qt::UTC);
    fetched.size = body == model::BodyState::Whole ? bytes.size() : item.size;
    store::NewMessage message = takeIn(fetched, bytes, body, m_context.marks.get());
    message.bodyWanted = false; // there is nobody to fetch it by UID
    store::Pop3Message known{item.uniqueId, item.size, headerHashOf(bytes), m_context.clock.utcNowMs(), 0, {}};
    // What nothing tells from others is not kept in mind: it is fetched and deleted within this session.
    if (!item.uniqueId.isEmpty())
        m_delta.pop3.append(known);
    m_delta.added.append(std::move(message));
    item.known = known;
    m_bytes += bytes.size();
    m_report->bytes += bytes.size();
    m_context.meter->bodies(m_inbox, model::SyncStage::Bodies, 1, bytes.size());
    const bool isFull = m_delta.added.size() >= kDeltaMessages || m_bytes >= kDeltaBytes;
    return isFull ? commit() : Status();
}

Status Pop3Sync::commit() {
    if (m_delta.added.isEmpty())
        return {};
    m_delta.mailbox = m_inbox.id;
    m_delta.uidValidity = m_inbox.uidValidity;
    m_delta.isLocal = true;
    m_report->added += static_cast<int>(m_delta.added.size());
    m_bytes = 0;
    return m_context.store.apply(std::exchange(m_delta, {}));
}

/// The user has opened what was too large to come by itself.
Status Pop3Sync::fetchAsked() {
    TRY(const auto asked, m_context.reader.askedBodies(m_context.account.id));
    for (const store::WantedBody& wanted : asked) {
        const auto item = std::find_if(m_items.begin(), m_items.end(), [&](const Item& one) { return one.known && one.known->message == wanted.id; });
        bool isStored = false;
        if (item != m_items.end() && item->size <= kMaxAskedBody) {
            TRY_STATUS(m_connection.retrieve({item->number}, kMaxAskedBody, [&](int, const Result<QByteArray>& bytes) -> Status {
                if (!bytes)
                    return {};
                TRY(const model::Mailbox mailbox, m_context.reader.mailbox(wanted.mailbox));
                imap::FetchData fetched;
                fetched.uid = wanted.uid;
                store::MailboxDelta delta;
                delta.mailbox = mailbox.id;
                delta.uidValidity = mailbox.uidValidity;
                delta.added.append(takeIn(fetched, *bytes, model::BodyState::Whole, m_context.marks.get()));
                m_report->bytes += bytes->size();
                isStored = true;
                return m_context.store.apply(std::move(delta));
            }));
        }
        if (!isStored) // it is not there any more: asking again and again helps nobody
            TRY_STATUS(m_context.store.dropAskedBody(wanted.id));
    }
    return {};
}

/// Only what lies here whole, and what is certainly that message.
bool Pop3Sync::mayGo(const Item& item, qint64 nowMs) const {
    const model::FetchSettings& rule = m_context.account.fetch;
    if (!item.known || item.known->fetchedMs == 0 || item.size > kMaxBody || (!item.isSure && !item.uniqueId.isEmpty()))
        return false;
    return rule.leave == model::LeaveOnServer::Never ||
           (rule.leave == model::LeaveOnServer::Days && nowMs - item.known->fetchedMs >= rule.leaveDays * kDay);
}

Status Pop3Sync::deleteThere() {
    const qint64 now = m_context.clock.utcNowMs();
    QList<int> numbers;
    for (const Item& item : std::as_const(m_items)) {
        if (mayGo(item, now))
            numbers.append(item.number);
    }
    QList<int> marked;
    if (!numbers.isEmpty()) {
        TRY(marked, m_connection.markDeleted(numbers));
    }
    const Status ended = m_connection.quit();
    if (!ended && ended.error().kind != ErrorKind::Refused)
        return marked.isEmpty() ? Status() : ended; // a goodbye that is not answered has cost nothing
    if (!ended || marked.size() < numbers.size())
        leaveOut(ended ? Error{ErrorKind::Refused, ErrorCode::ServerRefused, {}, u"DELE"_s} : ended.error());
    if (!ended || marked.isEmpty())
        return {};
    m_report->gone += static_cast<int>(marked.size());
    QList<QByteArray> drop;
    for (const int number : std::as_const(marked))
        drop.append(m_items[m_at.value(number)].uniqueId);
    return m_context.store.keepPop3(m_context.account.id, {}, drop);
}

void Pop3Sync::leaveOut(const Error& error) {
    qCInfo(lcSync) << "account" << m_context.account.id.value << "POP3:" << codeName(error.code) << error.detail << loggable(error.serverText);
    if (!m_report->error)
        m_report->error = error;
}

Result<QList<Difference>> examinePop3(SyncContext& context, connect::Pop3Connection& connection) {
    TRY(const model::Mailbox inbox, inboxOf(context));
    TRY(const Pop3Plan plan, planFor(context, connection));
    QList<Difference> differences;
    for (const Pop3Plan::Item& item : plan.items()) {
        if (!item.known)
            differences.append({inbox.name, 0, u"missing"_s, {}, u"UIDL "_s + QString::fromLatin1(item.uniqueId)});
    }
    return differences;
}

} // namespace tributary::sync
