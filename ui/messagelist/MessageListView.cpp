// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/MessageListView.h"

#include "base/Log.h"
#include "ui/messagelist/HeldBanner.h"
#include "ui/messagelist/MessageDelegate.h"
#include "ui/messagelist/MessageRowsView.h"
#include "ui/messagelist/ServerSearchBar.h"
#include "ui/models/ErrorText.h"
#include "ui/models/MessageListModel.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/RoleLabel.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kListChannel = 1;
constexpr int kTypingPauseMs = 150;
} // namespace

MessageListView::MessageListView(engine::Engine& engine, std::function<int(qint64)> colourOf, QWidget* parent)
    : QWidget(parent), m_engine(engine), m_model(new MessageListModel(engine, kListChannel, this)), m_colourOf(std::move(colourOf)) {
    setSurface(this, Surface::List);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());

    m_held = new HeldBanner(this);
    auto* strip = new QVBoxLayout;
    strip->setContentsMargins(Tokens::kSpaceS, 0, Tokens::kSpaceS, Tokens::kSpaceXs);
    strip->addWidget(m_held);
    column->addLayout(strip);
    makeList();
    m_empty = new EmptyState(this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    column->addWidget(m_stack, 1);
    m_server = new ServerSearchBar(engine, this);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(Tokens::kSpaceS, Tokens::kSpaceXs, Tokens::kSpaceS, Tokens::kSpaceXs);
    foot->addWidget(m_server);
    column->addLayout(foot);
    connect(m_server, &ServerSearchBar::found, m_model, &MessageListModel::addFound);
    connect(m_model, &MessageListModel::foundShown, m_server, &ServerSearchBar::tellShown);

    m_list->viewport()->installEventFilter(this);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kTypingPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &MessageListView::apply);
    connect(m_model, &MessageListModel::stateChanged, this, &MessageListView::showState);
    m_settle.setSingleShot(true);
    m_settle.setInterval(0);
    connect(&m_settle, &QTimer::timeout, this, &MessageListView::selectionSettled);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(m_model, &MessageListModel::dataChanged, this, &MessageListView::selectionChanged);
    connect(m_held, &HeldBanner::putBackRequested, this, &MessageListView::putBackRequested);
    connect(m_held, &HeldBanner::releaseRequested, this, &MessageListView::releaseRequested);
    connect(m_empty, &EmptyState::actionTriggered, this, &MessageListView::emptyAction);
    connect(&m_engine, &engine::Engine::accountsChanged, this, &MessageListView::showState);
    showState();
}

void MessageListView::makeList() {
    m_list = new MessageRowsView(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new MessageDelegate(
        [this](qint64 account) { return m_base.account || m_engine.accounts().size() < 2 ? -1 : m_colourOf(account); }, m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setDragEnabled(true);
    m_list->setAccessibleName(tr("Messages"));
    m_list->setObjectName(QStringLiteral("messageList"));
    setSurface(m_list, Surface::List);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        if (selectedCount() > 0)
            Q_EMIT menuRequested(m_list->viewport()->mapToGlobal(at));
    });
    connect(m_list, &MessageRowsView::openRequested, this, [this](const QModelIndex& index) { Q_EMIT openRequested(m_model->idAt(index.row())); });
    connect(m_list, &MessageRowsView::hoverActivated, this, [this](MessageRowsView::Hover button, const QModelIndex& index) {
        Q_EMIT hoverActivated(static_cast<int>(button), m_model->idAt(index.row()));
    });
}

/// Tells the log when the first rows are on screen: what the start-up benchmark waits for.
bool MessageListView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint && m_model->rowCount() > 0) {
        m_list->viewport()->removeEventFilter(this);
        qCDebug(lcUi) << "first list painted";
    }
    return QWidget::eventFilter(watched, event);
}

QWidget* MessageListView::makeHead() {
    auto* head = new QWidget(this);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(Tokens::kSpaceM, Tokens::kSpaceS, Tokens::kSpaceM, Tokens::kSpaceXs);
    column->setSpacing(Tokens::kSpaceS);
    m_search = new QLineEdit(head);
    m_search->setPlaceholderText(tr("Search mail"));
    m_search->setAccessibleName(tr("Search mail"));
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    column->addWidget(m_search);
    auto* row = new QHBoxLayout;
    m_title = new ElidedLabel({}, ColorRole::Text, TextSize::Strong, head);
    m_count = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, head);
    m_filter = new QToolButton(head);
    m_filter->setIcon(icon(QStringLiteral("filter")));
    m_filter->setToolTip(tr("Show all, unread or flagged messages"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setAutoRaise(true);
    auto* menu = new QMenu(m_filter);
    auto* group = new QActionGroup(menu);
    const std::pair<Filter, QString> choices[]{{Filter::All, tr("All messages")}, {Filter::Unread, tr("Unread")}, {Filter::Flagged, tr("Flagged")}};
    for (const auto& [choice, text] : choices) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(choice == Filter::All);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice = choice] {
            m_filterChoice = choice;
            m_filter->setIcon(icon(QStringLiteral("filter"), choice == Filter::All ? ColorRole::Icon : ColorRole::Accent));
            apply();
        });
    }
    m_filterMenu = menu;
    connect(m_filter, &QToolButton::clicked, this, [this] { m_filterMenu->popup(m_filter->mapToGlobal(QPoint(0, m_filter->height()))); });
    row->addWidget(m_title, 1);
    row->addWidget(m_count);
    row->addWidget(m_filter);
    column->addLayout(row);
    connect(m_search, &QLineEdit::textEdited, &m_pause, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty())
            m_pause.start(0);
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        m_pause.stop();
        apply();
        focusList();
    });
    return head;
}

void MessageListView::showQuery(const model::MessageQuery& query, const QString& title) {
    m_base = query;
    m_title->setText(title);
    m_title->setAccessibleName(title);
    apply();
}

void MessageListView::apply() {
    model::MessageQuery query = m_base;
    query.search = m_search->text().trimmed();
    // "pine" finds pineapple while it is typed; a blank behind it says that the word is whole.
    query.lastWordIsPrefix = !query.search.isEmpty() && !m_search->text().endsWith(QLatin1Char(' '));
    query.unreadOnly = m_filterChoice == Filter::Unread;
    query.flaggedOnly = m_filterChoice == Filter::Flagged;
    if (m_applied == query && m_model->state() != MessageListModel::State::Failed)
        return;
    m_applied = query;
    m_model->setQuery(query);
    m_server->follow(query);
}

void MessageListView::showState() {
    const bool noAccounts = m_engine.accounts().isEmpty();
    const bool searching = !m_model->query().search.isEmpty();
    const int rows = m_model->rowCount();
    m_count->setText(m_model->total() >= 0 && rows > 0 ? QLocale().toString(m_model->total()) : QString());
    m_empty->setBusy(false);
    if (noAccounts) {
        m_empty->setContent(QStringLiteral("mail"), tr("No account yet"), tr("Add an account to read its mail here."), tr("Add mail account"));
    } else if (m_model->state() == MessageListModel::State::Failed) {
        const ErrorText text = errorText(*m_model->error());
        m_empty->setContent(QStringLiteral("error"), text.title, text.explanation, tr("Try again"));
    } else if (rows == 0 && m_model->state() == MessageListModel::State::Loading) {
        m_empty->setContent(QStringLiteral("mail"), tr("Loading…"));
        m_empty->setBusy(true);
    } else if (rows == 0 && searching) {
        m_empty->setContent(QStringLiteral("search"), tr("Nothing found"), tr("Nothing here matches “%1”.").arg(m_model->query().search), tr("Clear the search"));
    } else if (rows == 0 && m_filterChoice != Filter::All) {
        m_empty->setContent(QStringLiteral("filter"), tr("No such message"), tr("The filter hides everything here."), tr("Show all messages"));
    } else if (rows == 0) {
        m_empty->setContent(QStringLiteral("mail-open"), tr("No messages here"));
    }
    m_stack->setCurrentWidget(rows > 0 && !noAccounts ? static_cast<QWidget*>(m_list) : m_empty);
}

void MessageListView::emptyAction() {
    if (m_engine.accounts().isEmpty()) {
        Q_EMIT addAccountRequested();
    } else if (m_model->state() == MessageListModel::State::Failed) {
        m_model->setQuery(m_model->query());
    } else if (!m_search->text().isEmpty()) {
        m_search->clear();
    } else if (m_filterChoice != Filter::All) {
        m_filterMenu->actions().constFirst()->trigger();
    }
}

int MessageListView::selectedCount() const {
    int count = 0;
    for (const QItemSelectionRange& range : m_list->selectionModel()->selection())
        count += range.height();
    return count;
}

void MessageListView::selectionSettled() {
    const int count = selectedCount();
    if (count == 1)
        Q_EMIT messageSelected(m_model->idAt(m_list->selectionModel()->selection().first().top()));
    else if (count > 1)
        Q_EMIT manySelected(count);
    Q_EMIT selectionChanged();
}

QWidget* MessageListView::bottomBar() const { return m_server; }

void MessageListView::visitSelected(const std::function<void(const RowFacts&)>& take) const {
    for (const QItemSelectionRange& range : m_list->selectionModel()->selection())
        m_model->visit(range.top(), range.bottom(), take);
}

QList<MessageId> MessageListView::selected() const {
    QList<MessageId> ids;
    ids.reserve(selectedCount());
    visitSelected([&](const RowFacts& row) { ids.append(row.id); });
    return ids;
}

int MessageListView::rowAfterSelection() const {
    const QItemSelection selection = m_list->selectionModel()->selection();
    int first = m_model->rowCount(), last = -1;
    for (const QItemSelectionRange& range : selection) {
        first = std::min(first, range.top());
        last = std::max(last, range.bottom());
    }
    if (last + 1 < m_model->rowCount())
        return last + 1;
    return first - 1;
}

void MessageListView::selectNext() {
    if (selectedCount() == 0)
        return;
    const int row = rowAfterSelection();
    if (row >= 0) { // not setCurrentIndex(): with Shift held (Shift+J) that would extend the selection
        const QModelIndex next = m_model->index(row);
        m_list->selectionModel()->setCurrentIndex(next, QItemSelectionModel::ClearAndSelect);
        return m_list->scrollTo(next);
    }
    m_list->selectionModel()->clear();
    Q_EMIT messageSelected({});
}

void MessageListView::setHeld(int count, qint64 untilMs) { m_held->show(count, untilMs); }

void MessageListView::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void MessageListView::focusList() { m_list->setFocus(Qt::ShortcutFocusReason); }

void MessageListView::step(int direction, bool unreadOnly) {
    int row = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : (direction > 0 ? -1 : m_model->rowCount());
    for (row += direction; row >= 0 && row < m_model->rowCount(); row += direction) {
        const QModelIndex index = m_model->index(row);
        if (!unreadOnly || index.data(MessageListModel::UnreadRole).toBool()) {
            m_list->setCurrentIndex(index);
            return;
        }
    }
}

} // namespace tributary::ui
