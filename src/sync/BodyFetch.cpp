// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/BodyFetch.h"

#include "base/Log.h"
#include "sync/MessageIntake.h"
#include "sync/PartialFetch.h"
#include "sync/UidSets.h"

#include <algorithm>
#include <utility>

namespace tributary::sync {

namespace {
constexpr int kPage = 400;              // wanted bodies that are read at once
constexpr qsizetype kLargeTogether = 8; // large messages for whose text the batches are halted
} // namespace

BodyFetch::BodyFetch(SyncContext& context, connect::ImapConnection& connection, SelectedMailbox& selected, MailboxId mailbox,
                     Intake::Progress progress)
    : m_context(context), m_connection(connection), m_selected(selected), m_mailbox(mailbox),
      m_intake(context.store, mailbox, selected.uidValidity, {kDeltaMessages, kDeltaBytes, kDeltasInFlight},
               std::move(progress)) {}

Result<bool> BodyFetch::run(Pass pass, const Between& between) {
    return pass == Pass::Rest ? runRest(between) : runReadable(between);
}

/// The line is never left to run empty between two pages. A body that the server does not give stays wanted, and is asked
/// for again by the next sync.
Result<bool> BodyFetch::runReadable(const Between& between) {
    Pages pages;
    for (bool ends = false; !ends;) {
        if (pages.more && pages.small.size() < kPage / 2)
            TRY_STATUS(readPage(pages));
        while (!pages.small.isEmpty() && m_underWay.size() < kCommandsInFlight)
            TRY_STATUS(sendBatch(pages.small));
        if (!m_underWay.empty())
            TRY_STATUS(finishOldest());
        const bool atEnd = !pages.more && pages.small.isEmpty() && m_underWay.empty();
        if (pages.large.size() >= kLargeTogether || atEnd)
            TRY_STATUS(fetchTexts(std::exchange(pages.large, {})));
        if (atEnd)
            break;
        if (between) {
            TRY(ends, between());
        }
    }
    const bool complete = m_underWay.empty() && !pages.more && pages.small.isEmpty();
    TRY_STATUS(drain());
    TRY_STATUS(m_intake.finish());
    return complete;
}

Result<bool> BodyFetch::runRest(const Between& between) {
    for (Uid below;;) {
        TRY(const auto page, m_context.reader.wantedBodies(m_mailbox, model::BodyState::Text, below, 1));
        if (page.isEmpty())
            return true;
        below = page.constFirst().uid;
        TRY_STATUS(fetchWhole(page.constFirst()));
        if (between) {
            TRY(const bool ends, between());
            if (ends)
                return false;
        }
    }
}

Status BodyFetch::readPage(Pages& pages) {
    TRY(const auto page, m_context.reader.wantedBodies(m_mailbox, model::BodyState::None, pages.below, kPage));
    pages.more = !page.isEmpty();
    for (const store::WantedBody& wanted : page) {
        (wanted.size <= kLargeMessage ? pages.small : pages.large).append(wanted);
        pages.below = wanted.uid;
    }
    return {};
}

/// Each takes commands of its own, whose handlers know nothing of batches.
Status BodyFetch::fetchTexts(const QList<store::WantedBody>& large) {
    TRY_STATUS(drain());
    for (const store::WantedBody& wanted : large)
        TRY_STATUS(fetchText(wanted));
    return {};
}

Status BodyFetch::drain() {
    while (!m_underWay.empty())
        TRY_STATUS(finishOldest());
    return {};
}

/// Takes the first of them, as many as one command asks for.
Status BodyFetch::sendBatch(QList<store::WantedBody>& wanted) {
    Batch batch;
    QList<quint32> uids;
    for (qint64 bytes = 0; !wanted.isEmpty() && batch.bodies.size() < kBodyChunk && bytes < kBodyChunkBytes;) {
        batch.bodies.append(wanted.takeFirst());
        const store::WantedBody& last = batch.bodies.constLast();
        uids.append(last.uid.value);
        bytes += last.size;
        m_wanted.insert(last.uid.value, last);
    }
    TRY(batch.command, m_connection.send(imap::command::uidFetch(uidSetOf(std::move(uids)), {"UID", "BODY.PEEK[]"})));
    m_underWay.push_back(std::move(batch));
    return {};
}

Status BodyFetch::finishOldest() {
    const Batch batch = std::move(m_underWay.front());
    m_underWay.pop_front();
    TRY(const auto response,
        m_connection.await(batch.command, [this](imap::Event& event) { return take(event); }));
    QList<store::WantedBody> missed;
    for (const store::WantedBody& wanted : batch.bodies) {
        if (m_wanted.remove(wanted.uid.value) > 0)
            missed.append(wanted);
    }
    if (response.isOk() || missed.isEmpty())
        return {};
    if (const Error error = connect::statusError(response, QStringLiteral("FETCH")); error.kind == ErrorKind::TemporaryRefusal)
        return failure(error);
    return oneByOne(missed);
}

Status BodyFetch::oneByOne(const QList<store::WantedBody>& missed) {
    for (const store::WantedBody& wanted : missed) {
        const quint32 uid = wanted.uid.value;
        m_wanted.insert(uid, wanted);
        TRY(const auto response, m_connection.run(imap::command::uidFetch(imap::UidSet::range(uid, uid),
                                                                          {"UID", "RFC822.SIZE", "BODY.PEEK[]"}),
                                                  [this](imap::Event& event) { return take(event); }));
        m_wanted.remove(uid);
        if (!response.isOk())
            qCWarning(lcSync) << "the server does not give UID" << uid << loggable(response.text);
    }
    return {};
}

Status BodyFetch::take(imap::Event& event) {
    auto* data = std::get_if<imap::FetchData>(&event);
    const auto wanted = data && data->uid ? m_wanted.constFind(data->uid->value) : m_wanted.constEnd();
    if (wanted == m_wanted.constEnd() || data->sections.isEmpty()) {
        m_selected.take(event);
        return {};
    }
    const auto section = std::find_if(data->sections.begin(), data->sections.end(), [](const imap::BodySection& candidate) {
        return candidate.section.isEmpty() && !candidate.origin;
    });
    // NIL is how some servers send a message of no bytes (SRV10); of any other it means nothing.
    if (section == data->sections.end() || (section->nil && wanted->size > 0))
        return {};
    TRY(const bool isIt, belongs(*wanted, section->bytes));
    if (!isIt) {
        qCWarning(lcSync) << "the server gives another body for UID" << wanted->uid.value;
        return {}; // it stays wanted: asked for again by the next sync
    }
    const qint64 size = data->size.value_or(wanted->size);
    const Uid uid = *data->uid;
    m_wanted.remove(uid.value);
    return store(uid, size, section->bytes, model::BodyState::Whole);
}

/// Sizes are not exact on every server; only where they differ the Message-ID, which the row has from its ENVELOPE, decides.
Result<bool> BodyFetch::belongs(const store::WantedBody& wanted, QByteArrayView bytes) {
    if (bytes.size() == wanted.size)
        return true;
    const auto row = m_context.reader.message(wanted.id);
    if (!row)
        return row.error().code == ErrorCode::NotFound ? Result<bool>(false) : failure(row.error());
    constexpr qsizetype kMostHeader = 256 << 10;
    const qsizetype end = bytes.first(std::min(bytes.size(), kMostHeader)).indexOf("\r\n\r\n");
    QByteArray header = bytes.first(end < 0 ? std::min(bytes.size(), kMostHeader) : end).toByteArray();
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    header.removeIf(isBlank);
    return header.contains(row->messageIdHeader); // none: nothing tells
}

Status BodyFetch::store(Uid uid, qint64 size, QByteArrayView bytes, model::BodyState state) {
    imap::FetchData described;
    described.uid = uid;
    if (size > 0)
        described.size = size; // what the server calls its size, which doctor compares; bytes may differ
    ++m_stored;
    return m_intake.add(takeIn(described, bytes, state, m_context.marks.get()), bytes.size());
}

Status BodyFetch::fetchText(const store::WantedBody& wanted) {
    PartialFetch parts(m_connection, m_selected);
    auto text = parts.fetchText(wanted.uid, wanted.size);
    // A structure that breaks the limits ends the connection: the next one must not ask for it again. The user may still
    // have the whole, which needs none.
    if (!text && text.error().kind == ErrorKind::Protocol)
        (void)m_context.store.forgoBody(wanted.id);
    if (!text)
        return failure(text.error());
    if (!*text)
        return {};
    return store(wanted.uid, wanted.size, **text, model::BodyState::Text);
}

Status BodyFetch::fetchWhole(const store::WantedBody& wanted) {
    if (wanted.size <= kLargeMessage) {
        QList<store::WantedBody> one{wanted};
        TRY_STATUS(sendBatch(one));
        TRY_STATUS(drain());
        return m_intake.finish();
    }
    PartialFetch parts(m_connection, m_selected);
    TRY(const auto bytes, parts.fetchWhole(wanted.uid, wanted.size));
    if (!bytes)
        return {};
    TRY_STATUS(store(wanted.uid, wanted.size, *bytes, model::BodyState::Whole));
    return m_intake.finish();
}

} // namespace tributary::sync
