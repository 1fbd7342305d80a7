// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mailboxtree/OutboxPane.h"

#include "ui/mailboxtree/SyncLine.h"
#include "ui/style/Theme.h"

#include <QDateTime>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

using model::OutboxMessage;
using model::OutboxState;

namespace {

constexpr int kSoonMs = 100;
constexpr int kCalmMs = 2000;

int countIf(const QList<OutboxMessage>& outbox, bool (*is)(const OutboxMessage&)) { return static_cast<int>(std::count_if(outbox.begin(), outbox.end(), is)); }

/// The user has to do something about it.
bool needsUser(const OutboxMessage& message) {
    const bool isStopped = message.state == OutboxState::Queued && message.error && model::isForUser(*message.error);
    return isStopped || message.state == OutboxState::Failed || message.state == OutboxState::Unknown;
}
bool hasNoCopy(const OutboxMessage& message) { return message.state == OutboxState::Submitted && message.error; }
bool wentToSome(const OutboxMessage& message) { return message.state == OutboxState::Filed; }
bool waits(const OutboxMessage& message) { return message.state == OutboxState::Queued && message.error && !needsUser(message); }
bool leavesLater(const OutboxMessage& message) {
    constexpr qint64 kLater = 90'000; // longer than any time for taking it back
    return message.state == OutboxState::Queued && message.notBeforeMs > QDateTime::currentMSecsSinceEpoch() + kLater;
}

} // namespace

OutboxPane::OutboxPane(engine::Engine& engine, QWidget* parent) : QWidget(parent), m_engine(engine), m_line(new SyncLine(this)) {
    setSurface(this, Surface::Sidebar);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceM, Tokens::kSpaceXs, Tokens::kSpaceS, 0);
    m_line->setObjectName(QStringLiteral("outboxLine"));
    column->addWidget(m_line);
    hide();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    m_later.setSingleShot(true);
    m_later.setInterval(kCalmMs);
    connect(&m_soon, &QTimer::timeout, this, &OutboxPane::load);
    connect(&m_later, &QTimer::timeout, this, [this] {
        m_line->show(m_calm, -1);
        setVisible(!m_calm.isEmpty());
    });
    connect(m_line, &SyncLine::clicked, this, &OutboxPane::outboxRequested);
    connect(&m_engine, &engine::Engine::storeChanged, this, [this](const QList<model::StoreChange>& changes) {
        const bool concerned = std::any_of(changes.begin(), changes.end(), [](const model::StoreChange& one) { return std::holds_alternative<model::OutboxChanged>(one); });
        if (concerned && !m_soon.isActive())
            m_soon.start();
    });
    connect(&m_engine, &engine::Engine::accountsChanged, this, [this] { // why they wait may be another now
        if (m_hasAny && !m_soon.isActive())
            m_soon.start();
    });
    load();
}

void OutboxPane::load() {
    m_engine.loadOutbox(this, [this](const Result<QList<OutboxMessage>>& outbox) {
        if (outbox)
            show(*outbox);
    });
}

void OutboxPane::show(const QList<OutboxMessage>& outbox) {
    const int failed = countIf(outbox, needsUser), partly = countIf(outbox, wentToSome), waiting = countIf(outbox, waits), later = countIf(outbox, leavesLater);
    const int unfiled = countIf(outbox, hasNoCopy);
    const int onTheWay = static_cast<int>(outbox.size()) - failed - partly - waiting - later - unfiled;
    m_hasAny = !outbox.isEmpty();
    QStringList calm;
    if (waiting > 0)
        calm.append(tr("%n message(s) waiting to be sent", nullptr, waiting));
    if (onTheWay > 0)
        calm.append(tr("%n message(s) on the way", nullptr, onTheWay));
    if (later > 0)
        calm.append(tr("%n message(s) to be sent later", nullptr, later));
    m_calm = calm.join(QStringLiteral(" · "));
    QString alarm;
    if (failed > 0)
        alarm = tr("%n message(s) not sent", nullptr, failed);
    else if (partly > 0)
        alarm = tr("%n message(s) not sent to everybody", nullptr, partly);
    else if (unfiled > 0)
        alarm = tr("%n message(s) without a copy in Sent", nullptr, unfiled);
    m_line->setIconName(alarm.isEmpty() ? QStringLiteral("sent") : QStringLiteral("warning"), alarm.isEmpty() ? ColorRole::Secondary : ColorRole::Danger);
    m_line->setAccessibleDescription(tr("Opens the outbox"));
    if (!alarm.isEmpty()) {
        m_line->show(alarm, -1);
        setVisible(true);
    } else if (isVisible() && !m_calm.isEmpty()) {
        m_line->show(m_calm, -1);
    } else {
        setVisible(false);
        m_later.start();
    }
}

} // namespace tributary::ui
