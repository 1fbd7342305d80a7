// SPDX-License-Identifier: GPL-3.0-or-later
// sync --watch: what leaves meanwhile, above all what filters forward and vacation replies (S4, S5).
#include "cli/Cli.h"
#include "engine/Engine.h"

#include <algorithm>
#include <variant>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;
using model::OutboxMessage;
using model::OutboxState;

namespace {

bool isOnItsWay(OutboxState state) { return state == OutboxState::Queued || state == OutboxState::Sending; }

} // namespace

void Cli::watchOutbox() {
    connect(m_engine.get(), &engine::Engine::storeChanged, this, [this](const QList<model::StoreChange>& changes) {
        if (std::any_of(changes.begin(), changes.end(), [](const model::StoreChange& one) { return std::holds_alternative<model::OutboxChanged>(one); }))
            loadWatchedOutbox();
    });
    loadWatchedOutbox();
}

void Cli::loadWatchedOutbox() {
    m_engine->loadOutbox(this, [this](const Result<QList<OutboxMessage>>& outbox) {
        if (outbox)
            takeWatchedOutbox(*outbox);
    });
}

/// What is gone has been sent, and filed: nobody else works on this profile.
void Cli::takeWatchedOutbox(const QList<OutboxMessage>& outbox) {
    QHash<qint64, OutboxMessage> now;
    for (const OutboxMessage& message : outbox)
        now.insert(message.id.value, message);
    if (m_watchedOutbox) { // else this is how it was at first
        for (OutboxMessage before : std::as_const(*m_watchedOutbox)) {
            if (!isOnItsWay(before.state) || now.contains(before.id.value))
                continue;
            before.state = OutboxState::Filed;
            tellSent(before);
        }
        for (const OutboxMessage& message : outbox) {
            const auto before = m_watchedOutbox->constFind(message.id.value);
            if (!isOnItsWay(message.state) && (before == m_watchedOutbox->constEnd() || isOnItsWay(before->state)))
                tellSent(message);
        }
    }
    m_watchedOutbox = now;
}

/// Or why it was not.
void Cli::tellSent(const OutboxMessage& message) {
    if (message.state == OutboxState::Submitted || message.state == OutboxState::Filed)
        ++m_watchedSent[message.account.value];
    QStringList to;
    for (const model::OutboxRecipient& one : message.recipients)
        to.append(one.address);
    QJsonObject event = outboxJson(message);
    event.insert(u"event"_s, u"outbox"_s);
    m_out.event(event, u"%1: '%2' to %3: %4"_s.arg(emailOf(message.account), message.subject, to.join(u", "_s), outboxStateName(message.state)));
}

/// ended: as the engine gave them, with the outbox as it is now; what came was told in pieces.
QList<model::SyncReport> Cli::watchedReports(const QList<model::SyncReport>& ended) {
    for (const model::SyncReport& one : ended) {
        model::OutboxReport outbox = one.outbox.value_or(model::OutboxReport());
        outbox.sent = m_watchedSent.value(one.account.value);
        if (outbox.sent + outbox.waiting == 0 && !outbox.needsUser() && !m_watched.contains(one.account.value))
            continue;
        model::SyncReport& sum = m_watched[one.account.value];
        sum.account = one.account;
        sum.email = one.email;
        sum.outbox = outbox;
    }
    return m_watched.values();
}

} // namespace tributary::cli
