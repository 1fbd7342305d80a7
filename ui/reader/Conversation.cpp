// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/Conversation.h"

#include "ui/reader/ConversationRows.h"
#include "ui/widgets/RoleLabel.h"

#include <QVBoxLayout>

#include <algorithm>
#include <utility>
#include <variant>

namespace tributary::ui {

namespace {
constexpr int kAgainMs = 300;
constexpr int kShare = 6;     // each list gets at most one part of so many of the pane's height
constexpr int kMostRows = 6;
} // namespace

Conversation::Conversation(engine::Engine& engine, QWidget* parent)
    : QObject(parent), m_engine(engine), m_top(new QWidget(parent)), m_count(new RoleLabel({}, ColorRole::Secondary, TextSize::Small, m_top)),
      m_above(new ConversationRows(ConversationRows::Side::Above, m_top)), m_bottom(new QWidget(parent)), m_below(new ConversationRows(ConversationRows::Side::Below, m_bottom)) {
    auto* column = new QVBoxLayout(m_top);
    column->setContentsMargins(0, Tokens::kSpaceS, 0, 0);
    column->setSpacing(Tokens::kSpaceXs);
    m_count->setObjectName(QStringLiteral("conversationCount"));
    m_count->setContentsMargins(Tokens::kSpaceL, 0, Tokens::kSpaceL, 0);
    column->addWidget(m_count);
    column->addWidget(m_above);
    auto* foot = new QVBoxLayout(m_bottom);
    foot->setContentsMargins(0, 0, 0, Tokens::kSpaceXs);
    foot->addWidget(m_below);
    m_bottom->hide();
    m_above->setObjectName(QStringLiteral("conversationAbove"));
    m_below->setObjectName(QStringLiteral("conversationBelow"));
    m_top->hide();
    m_again.setSingleShot(true);
    m_again.setInterval(kAgainMs);
    connect(&m_again, &QTimer::timeout, this, &Conversation::load);
    for (ConversationRows* rows : {m_above, m_below})
        connect(rows, &ConversationRows::openRequested, this, &Conversation::openRequested);
    connect(&m_engine, &engine::Engine::storeChanged, this, &Conversation::followChanges);
    setOptions(true, false);
}

void Conversation::setOptions(bool on, bool newestFirst) {
    m_above->setAccessibleName(newestFirst ? tr("Later messages of this conversation") : tr("Earlier messages of this conversation"));
    m_below->setAccessibleName(newestFirst ? tr("Earlier messages of this conversation") : tr("Later messages of this conversation"));
    const bool turned = std::exchange(m_newestFirst, newestFirst) != newestFirst;
    const bool switched = std::exchange(m_on, on) != on;
    if (switched) {
        m_messages.clear();
        m_prepared.reset();
        arrange(false);
        load();
    } else if (turned) {
        std::reverse(m_messages.begin(), m_messages.end());
        arrange(false);
    }
}

void Conversation::prepare(MessageId id) {
    m_id = id;
    m_prepared.reset();
    m_again.stop();
    load();
}

void Conversation::load() {
    if (m_on && m_id.isValid())
        m_engine.loadConversation(m_id, this, [this, id = m_id](const Result<QList<model::MessageSummary>>& messages) { take(id, messages); });
}

void Conversation::take(MessageId id, const Result<QList<model::MessageSummary>>& messages) {
    if (id != m_id || !m_on)
        return; // another one was chosen meanwhile
    if (!messages) // it went away while it was read: what is on screen stays
        return;
    m_prepared = *messages;
    if (m_shown != m_id)
        return; // with the message
    const bool live = openRow() >= 0;
    m_messages = *std::exchange(m_prepared, std::nullopt);
    if (m_newestFirst)
        std::reverse(m_messages.begin(), m_messages.end());
    arrange(live);
}

void Conversation::show(MessageId id) {
    m_shown = id;
    if (id == m_id && m_prepared) {
        m_messages = *std::exchange(m_prepared, std::nullopt);
        if (m_newestFirst)
            std::reverse(m_messages.begin(), m_messages.end());
    } else if (openRow() < 0) {
        m_messages.clear();
    }
    arrange(false);
}

void Conversation::clear() {
    m_id = m_shown = {};
    m_prepared.reset();
    m_messages.clear();
    m_again.stop();
    arrange(false);
}

qsizetype Conversation::openRow() const {
    const auto at = std::find_if(m_messages.begin(), m_messages.end(), [this](const auto& message) { return message.id == m_shown; });
    return at == m_messages.end() ? -1 : at - m_messages.begin();
}

const model::MessageSummary* Conversation::open() const { return openRow() < 0 ? nullptr : &m_messages[openRow()]; }

MessageId Conversation::neighbour(int step) const {
    const qsizetype row = openRow();
    return row < 0 ? MessageId() : m_messages.value(row + step).id;
}

/// live: somebody is reading. What would stand above the open message where nothing stood would push it down: until another one is
/// opened it is put below.
void Conversation::arrange(bool live) {
    m_here.clear();
    for (const model::MessageSummary& message : std::as_const(m_messages))
        m_here.insert(message.id);
    const qsizetype row = openRow();
    const bool alone = m_messages.size() < 2 || row < 0;
    QList<model::MessageSummary> above = alone ? QList<model::MessageSummary>() : m_messages.first(row);
    QList<model::MessageSummary> below = alone ? QList<model::MessageSummary>() : m_messages.sliced(row + 1);
    if (live && m_above->isHidden())
        below = std::exchange(above, {}) + below;
    m_above->setMessages(above);
    m_below->setMessages(below);
    tellCount();
    fit(live);
    if (!live || alone)
        m_top->setVisible(!alone);
    if (!live) {
        m_above->showNearest();
        m_below->showNearest();
    }
    Q_EMIT changed();
}

void Conversation::tellCount() { m_count->setText(tr("%Ln message(s) in this conversation", nullptr, size())); }

void Conversation::fit(bool live) {
    m_above->fit(live ? m_above->inSight() : m_mostRows); // growing it would push down what is read
    m_below->fit(m_mostRows);
    m_bottom->setVisible(m_below->count() > 0);
}

void Conversation::setRoom(int height) {
    const int most = std::clamp(height / kShare / m_above->rowHeight(), 1, kMostRows);
    if (std::exchange(m_mostRows, most) != most)
        fit(false);
}

bool Conversation::concerns(const model::StoreChange& change) const {
    const auto isHere = [this](const QList<MessageId>& ids) {
        return std::any_of(ids.begin(), ids.end(), [this](MessageId id) { return m_here.contains(id); });
    };
    if (const auto* added = std::get_if<model::MessagesAdded>(&change))
        return open() == nullptr || added->account == open()->account;
    if (const auto* changed = std::get_if<model::MessagesChanged>(&change))
        return isHere(changed->ids);
    if (const auto* removed = std::get_if<model::MessagesRemoved>(&change))
        return removed->ids.isEmpty() || isHere(removed->ids);
    return false;
}

void Conversation::followChanges(const QList<model::StoreChange>& changes) {
    if (!m_on || !m_id.isValid() || m_again.isActive())
        return;
    if (std::any_of(changes.begin(), changes.end(), [this](const model::StoreChange& change) { return concerns(change); }))
        m_again.start();
}

} // namespace tributary::ui
