// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/BodyCrew.h"

#include "base/Log.h"
#include "base/ThreadName.h"
#include "sync/MailboxSync.h"
#include "sync/ProgressMeter.h"

#include <QEventLoop>

#include <limits>
#include <utility>

namespace tributary::sync {

namespace {

Result<bool> fetchPass(SyncContext& context, connect::ImapConnection& connection, const model::Mailbox& mailbox,
                       BodyFetch::Pass pass, const std::function<Result<bool>()>& between) {
    TRY(const model::Mailbox stored, context.reader.mailbox(mailbox.id));
    MailboxSync sync(context, connection, stored);
    TRY(const bool fits, sync.select());
    if (!fits)
        return true; // another UIDVALIDITY: the list comes first
    const auto stage = pass == BodyFetch::Pass::Rest ? model::SyncStage::Attachments : model::SyncStage::Bodies;
    return sync.fetchBodies(pass, between, [&](int messages, qint64 bytes) {
        context.meter->bodies(stored, stage, messages, bytes);
    });
}

} // namespace

Result<bool> fetchMailboxBodies(SyncContext& context, connect::ImapConnection& connection, const model::Mailbox& mailbox,
                                const std::function<Result<bool>()>& between) {
    return fetchPass(context, connection, mailbox, BodyFetch::Pass::Readable, between);
}

Result<bool> fetchMailboxRest(SyncContext& context, connect::ImapConnection& connection, const model::Mailbox& mailbox,
                              const std::function<Result<bool>()>& between) {
    return fetchPass(context, connection, mailbox, BodyFetch::Pass::Rest, between);
}

BodyCrew::BodyCrew(const SyncContext& context, Connector connector, QList<model::Mailbox> mailboxes, int size, bool showsAgain,
                   std::shared_ptr<WakeUp> whenDone)
    : m_context(context), m_connector(std::move(connector)), m_mailboxes(std::move(mailboxes)), m_whenDone(std::move(whenDone)),
      m_showsAgain(showsAgain), m_purpose(size > 1 ? connect::Purpose::FirstBodies : connect::Purpose::Bodies) {
    m_context.cancel = m_cancel.token();
    m_parent = context.cancel.onCancel([source = m_cancel] { source.cancel(); });
    m_working = size;
    for (int i = 0; i < size; ++i) {
        auto& member = m_members.emplace_back(std::make_unique<Member>());
        member->thread = std::thread([this, &m = *member] { work(m); });
    }
}

BodyCrew::~BodyCrew() {
    m_cancel.cancel();
    for (const auto& member : m_members)
        member->thread.join();
}

std::optional<Error> BodyCrew::error() const {
    for (const auto& member : m_members) {
        if (member->error)
            return member->error;
    }
    return std::nullopt;
}

connect::Traffic BodyCrew::traffic() const {
    connect::Traffic all;
    for (const auto& member : m_members) {
        all.bytes += member->traffic.bytes;
        all.roundTrips += member->traffic.roundTrips;
    }
    return all;
}

std::optional<model::Mailbox> BodyCrew::takeNext() {
    const std::scoped_lock lock(m_mutex);
    if (m_next >= m_mailboxes.size() || (m_busy > 0 && needsAlone(m_mailboxes[m_next])))
        return std::nullopt;
    ++m_busy;
    return m_mailboxes[m_next++];
}

void BodyCrew::done() {
    const std::scoped_lock lock(m_mutex);
    --m_busy;
}

/// What two fetch at the same time is fetched twice, where it is the same mail.
bool BodyCrew::needsAlone(const model::Mailbox& mailbox) const { return m_showsAgain || mailbox.specialUse == model::SpecialUse::All; }

void BodyCrew::work(Member& member) {
    nameThread("bodies");
    const QEventLoop dispatcher; // makes the thread's: without one a socket that connects to a bare address never hears of it
    const Status status = [&]() -> Status {
        TRY(const auto reader, m_context.store.makeReader());
        SyncContext own{m_context.account, m_context.store, *reader,          m_context.clock, m_context.cancel,
                        m_context.observer, m_context.timing, m_context.demands, m_context.meter, m_context.marks};
        TRY(const auto connection, m_connector(m_context.cancel, std::make_shared<WakeUp>(), m_purpose));
        TRY_STATUS(connection->settleExtensions());
        TRY_STATUS(connection->compressIfWorthIt(std::numeric_limits<qint64>::max()));
        const Status worked = workWith(*connection, own);
        member.traffic = connection->traffic();
        if (worked)
            connection->logout();
        return worked;
    }();
    if (!status && status.error().kind != ErrorKind::Cancelled) {
        member.error = status.error();
        m_fellShort = true;
        qCInfo(lcSync) << "a further connection ended:" << codeName(status.error().code) << status.error().detail;
    }
    if (--m_working == 0 && m_whenDone)
        m_whenDone->wake();
}

Status BodyCrew::workWith(connect::ImapConnection& connection, SyncContext& context) {
    const auto between = [&]() -> Result<bool> {
        m_fellShort = m_fellShort || connection.isWantedBack();
        return context.cancel.isCancelled() || context.demands->metered || context.demands->reconnect || connection.isWantedBack();
    };
    while (const auto mailbox = takeNext()) {
        const auto fetched = fetchMailboxBodies(context, connection, *mailbox, between);
        done();
        if (!fetched && fetched.error().kind != ErrorKind::Refused)
            return failure(fetched.error());
        if (fetched && !*fetched)
            return {};
    }
    return {};
}

} // namespace tributary::sync
