// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/EventsPane.h"

#include "ui/models/SyncEventModel.h"
#include "ui/style/Icons.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

/// One line of text under its heading, cut with an ellipsis; what went wrong in its colour.
class EventDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Tokens& t = Tokens::current();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, (option.state & QStyle::State_Active) ? t.selection : t.selectionInactive);
        const QRect rect = option.rect.adjusted(Tokens::kSpaceS, 0, -Tokens::kSpaceS, 0);
        painter->setFont(option.font);
        painter->setPen(index.column() == SyncEventModel::Problem ? t.danger : t.text);
        painter->drawText(rect, index.data(Qt::TextAlignmentRole).toInt(), option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
    }
};

} // namespace

EventsPane::EventsPane(engine::Engine& engine, QWidget* parent)
    : QWidget(parent), m_engine(engine), m_model(new SyncEventModel(engine, this)), m_filter(new SyncEventFilter(this)),
      m_account(new QComboBox(this)), m_table(new QTableView(this)), m_words(new RoleLabel({}, ColorRole::Text, TextSize::Small, this)),
      m_none(new RoleLabel(tr("Nothing has happened yet."), ColorRole::Secondary, TextSize::Normal, this)) {
    m_filter->setSourceModel(m_model);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, Tokens::kSpaceS, 0, 0);
    column->addWidget(makeFilters());
    makeTable();
    column->addWidget(m_table, 1);
    m_none->setAlignment(Qt::AlignCenter);
    column->addWidget(m_none);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setObjectName(QStringLiteral("eventWords"));
    m_words->hide();
    column->addWidget(m_words);
    const auto followRows = [this] { m_none->setVisible(m_filter->rowCount() == 0); };
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, followRows);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, followRows);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EventsPane::showWords);
    connect(&m_engine, &engine::Engine::accountsChanged, this, &EventsPane::followAccounts);
    followAccounts();
    followRows();
}

QWidget* EventsPane::makeFilters() {
    auto* filters = new QWidget(this);
    auto* row = new QHBoxLayout(filters);
    row->setContentsMargins(0, 0, 0, 0);
    m_account->setAccessibleName(tr("Events of"));
    m_account->setObjectName(QStringLiteral("eventAccount"));
    row->addWidget(m_account);
    auto* errors = new Switch(tr("Errors only"), filters);
    errors->setObjectName(QStringLiteral("errorsOnly"));
    row->addWidget(errors);
    row->addStretch(1);
    auto* copy = new QPushButton(icon(QStringLiteral("copy")), tr("Copy as text"), filters);
    copy->setAutoDefault(false);
    copy->setObjectName(QStringLiteral("copyEvents"));
    row->addWidget(copy);
    connect(m_account, &QComboBox::currentIndexChanged, this, [this] { m_filter->setAccount(AccountId(m_account->currentData().toLongLong())); });
    connect(errors, &Switch::toggled, m_filter, &SyncEventFilter::setErrorsOnly);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_filter->asText()); });
    return filters;
}

void EventsPane::makeTable() {
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new EventDelegate(m_table));
    m_table->setObjectName(QStringLiteral("eventTable"));
    m_table->setAccessibleName(tr("Sync events"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Tokens::current().rowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive); // widths are the user's: never by content
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    const int em = m_table->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    constexpr int kWidths[SyncEventModel::ColumnCount] = {11, 22, 17, 8, 11, 8, 12, 14, 8, 16}; // digits
    for (int column = 0; column < SyncEventModel::ColumnCount; ++column)
        header->resizeSection(column, kWidths[column] * em);
}

void EventsPane::followAccounts() {
    const qint64 chosen = m_account->currentData().toLongLong();
    QList<std::pair<QString, qint64>> entries{{tr("All accounts"), 0}};
    for (const model::AccountSnapshot& snapshot : m_engine.accounts())
        entries.append({snapshot.account.name.isEmpty() ? snapshot.account.email : snapshot.account.name, snapshot.account.id.value});
    bool same = entries.size() == m_account->count();
    for (int i = 0; same && i < m_account->count(); ++i)
        same = m_account->itemText(i) == entries[i].first && m_account->itemData(i).toLongLong() == entries[i].second;
    if (same)
        return;
    m_account->clear();
    for (const auto& [name, id] : entries)
        m_account->addItem(name, id);
    m_account->setCurrentIndex(std::max(0, m_account->findData(chosen)));
}

void EventsPane::showWords() {
    const QString words = m_table->currentIndex().data(SyncEventModel::WordsRole).toString();
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
}

QByteArray EventsPane::columns() const { return m_table->horizontalHeader()->saveState(); }

void EventsPane::setColumns(const QByteArray& state) {
    if (!state.isEmpty())
        m_table->horizontalHeader()->restoreState(state);
}

} // namespace tributary::ui
