// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/StoragePage.h"

#include "ui/models/ErrorText.h"
#include "ui/models/MailboxNames.h"
#include "ui/settings/BudgetChoice.h"
#include "ui/settings/StorageBar.h"
#include "ui/settings/StorageFeed.h"
#include "ui/settings/StorageRows.h"
#include "ui/settings/StorageText.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Treemap.h"

#include <QHeaderView>
#include <QLocale>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

RoleLabel* small(QWidget* parent) {
    auto* label = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

StoragePage::StoragePage(engine::Engine& engine, StorageFeed& feed, QWidget* parent)
    : QWidget(parent), m_engine(engine), m_feed(feed), m_told(new Banner(BannerKind::Info, {}, this)), m_empty(new EmptyState(this)) {
    m_content = makeContent();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    column->addWidget(new RoleLabel(tr("Storage"), ColorRole::Text, TextSize::Title, this));
    m_told->setObjectName(QStringLiteral("storageTold"));
    m_told->setClosable(true);
    m_told->hide();
    column->addWidget(m_told);
    column->addWidget(m_content, 1);
    m_empty->setContent(QStringLiteral("storage"), tr("No mail on this computer yet"), tr("What your accounts take stands here as soon as mail has come."));
    column->addWidget(m_empty, 1);
    m_content->hide();
    m_empty->hide();
    connect(&m_feed, &StorageFeed::loaded, this, [this] { show(*m_feed.use()); });
    connect(&m_feed, &StorageFeed::failed, this, &StoragePage::tellError);
    if (m_feed.use())
        show(*m_feed.use());
}

QWidget* StoragePage::makeContent() {
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto* inner = new QWidget(area);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, Tokens::kSpaceXs, 0);
    column->setSpacing(Tokens::kSpaceM);
    m_total = new RoleLabel({}, ColorRole::Text, TextSize::Strong, inner);
    m_total->setObjectName(QStringLiteral("storageTotal"));
    column->addWidget(m_total);
    m_bar = new StorageBar(inner);
    m_bar->setObjectName(QStringLiteral("storageBudgetBar"));
    column->addWidget(m_bar);
    m_budget = new BudgetChoice(inner);
    auto* row = new FormRow(tr("&Mail on this computer takes at most"), m_budget, inner);
    row->setHint(tr("Beyond that, texts and attachments of the oldest mail leave this computer, where the server has them: they come again when you open them, "
                    "and are found by searching all the same. Drafts, POP3 mail and what only exists here stay."));
    column->addWidget(row);
    column->addWidget(makeMap(), 1);
    column->addWidget(new RoleLabel(tr("Space on the servers"), ColorRole::Text, TextSize::Strong, inner));
    m_quotas = new QVBoxLayout;
    m_quotas->setSpacing(Tokens::kSpaceS);
    column->addLayout(m_quotas);
    m_more = small(inner);
    column->addWidget(m_more);
    area->setWidget(inner);
    connect(m_budget, &BudgetChoice::chosen, this, &StoragePage::choose);
    return area;
}

QWidget* StoragePage::makeMap() {
    auto* both = new QWidget(this);
    auto* column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceS);
    m_map = new Treemap(both);
    m_map->setObjectName(QStringLiteral("storageMap"));
    m_map->setAccessibleName(tr("Picture of the mailboxes by size; the list below says the same"));
    column->addWidget(m_map, 3);
    m_list = new QTableWidget(0, 4, both);
    m_list->setObjectName(QStringLiteral("storageList"));
    m_list->setAccessibleName(tr("Mailboxes by size"));
    m_list->setHorizontalHeaderLabels({tr("Account"), tr("Mailbox"), tr("Messages"), tr("Size")});
    m_list->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_list->horizontalHeader()->setHighlightSections(false);
    m_list->verticalHeader()->hide();
    m_list->setShowGrid(false);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setTabKeyNavigation(false);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the page scrolls, not a window in it
    column->addWidget(m_list, 2);
    connect(m_map, &Treemap::currentChanged, this, [this](int box) {
        if (const int row = m_rowOfBox.value(box, -1); row >= 0)
            m_list->selectRow(row);
    });
    connect(m_list, &QTableWidget::itemSelectionChanged, this, [this] {
        const int row = m_list->selectionModel()->hasSelection() ? m_list->currentRow() : -1;
        m_map->setCurrent(row < 0 ? -1 : static_cast<int>(m_rowOfBox.indexOf(row)));
    });
    return both;
}

void StoragePage::show(const engine::StorageUse& use) {
    const bool isEmpty = use.accounts.isEmpty() || std::all_of(use.accounts.begin(), use.accounts.end(), [](const auto& account) { return account.messages == 0; });
    m_content->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    showTotal(use);
    showMailboxes(use);
    showQuotas(use);
}

void StoragePage::showTotal(const engine::StorageUse& use) {
    m_total->setText(use.budget > 0 ? tr("%1 of %2", "bytes").arg(sizeText(use.total), sizeText(use.budget)) : tr("%1 on this computer", "bytes").arg(sizeText(use.total)));
    qint64 again = 0;
    for (const engine::AccountStorage& account : use.accounts)
        again += account.refetchable;
    m_bar->setAmounts(tr("%1 can be fetched again", "bytes").arg(sizeText(again)), use.total, use.budget);
    m_more->setText(tr("%1 are headers, the search index and drafts. %2 of the file are free, and are used for what comes next.", "bytes").arg(sizeText(use.other), sizeText(use.free)));
    m_budget->setBudget(use.budget);
}

void StoragePage::showMailboxes(const engine::StorageUse& use) {
    const QList<StorageRow> rows = storageRows(use);
    const QSignalBlocker quiet(m_list);
    const int selected = m_list->selectionModel()->hasSelection() ? m_list->currentRow() : -1;
    m_list->setRowCount(static_cast<int>(rows.size()));
    for (int i = 0; i < m_list->rowCount(); ++i) {
        const QStringList texts{rows[i].account, rows[i].mailbox, QLocale().toString(rows[i].messages), sizeText(rows[i].bytes)};
        for (int column = 0; column < texts.size(); ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            item->setToolTip(texts[column]);
            if (column > 1)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_list->setItem(i, column, item);
        }
    }
    m_list->setFixedHeight(m_list->horizontalHeader()->sizeHint().height() + m_list->verticalHeader()->length() + 2 * m_list->frameWidth());
    const StorageBoxes boxes = storageBoxes(use, rows);
    m_rowOfBox = boxes.rows;
    m_map->setGroups(boxes.groups);
    if (selected >= 0 && selected < m_list->rowCount()) {
        m_list->selectRow(selected);
        m_map->setCurrent(static_cast<int>(m_rowOfBox.indexOf(selected)));
    }
}

void StoragePage::showQuotas(const engine::StorageUse& use) {
    QSet<qint64> present;
    for (const engine::AccountStorage& account : use.accounts) {
        present.insert(account.account.value);
        StorageBar*& bar = m_quotaBars[account.account.value];
        if (!bar) {
            bar = new StorageBar(this);
            bar->setObjectName(QStringLiteral("quotaBar"));
            m_quotas->addWidget(bar);
        }
        const auto& quota = account.quota;
        bar->setAmounts(account.name + QStringLiteral(": ") + quotaLine(account), quota ? quota->usedBytes.value_or(0) : 0, quota ? quota->limitBytes.value_or(0) : 0);
    }
    for (const qint64 id : m_quotaBars.keys()) {
        if (!present.contains(id))
            m_quotaBars.take(id)->deleteLater();
    }
}

void StoragePage::choose(qint64 budget) {
    m_told->hide();
    m_engine.setStorageBudget(budget, this, [this](const Result<engine::BudgetOutcome>& outcome) { told(outcome); });
}

void StoragePage::told(const Result<engine::BudgetOutcome>& outcome) {
    if (!outcome)
        return tellError(outcome.error());
    QStringList lines;
    if (outcome->messages > 0)
        lines.append(tr("The texts of %Ln message(s) left this computer: %1. They come again when you open them.", nullptr, static_cast<int>(outcome->messages)).arg(sizeText(outcome->bytes)));
    if (outcome->isOver)
        lines.append(tr("This is still more than you chose: what is left only exists here, was read today, or is what searching needs."));
    m_told->setKind(outcome->isOver ? BannerKind::Warning : BannerKind::Info);
    m_told->setText(lines.join(QLatin1Char('\n')));
    m_told->setVisible(!lines.isEmpty());
}

void StoragePage::tellError(const Error& error) {
    const ErrorText text = errorText(error);
    m_told->setKind(BannerKind::Error);
    m_told->setText(text.title + QLatin1Char('\n') + text.explanation);
    m_told->show();
}

} // namespace tributary::ui
