// SPDX-License-Identifier: GPL-3.0-or-later
// What the page shows; what is done with its filters: FiltersPageCommands.cpp.
#include "ui/rules/FiltersPage.h"

#include "ui/rules/FilterRow.h"
#include "ui/rules/ImportFiltersDialog.h"
#include "ui/rules/SieveBanner.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"
#include "ui/widgets/Toast.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>
#include <variant>

namespace tributary::ui {

namespace {
constexpr int kRowsAtOnce = 30;
} // namespace

FiltersPage::FiltersPage(engine::Engine& engine, QWidget* parent)
    : QWidget(parent), m_engine(engine), m_isLocked(engine.policy().locks(engine::Lock::Filters)), m_choice(new QComboBox(this)), m_banner(new Banner(BannerKind::Error, {}, this)), m_sieve(new SieveBanner(engine, this)),
      m_empty(new EmptyState(this)), m_toast(new Toast(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    makeHead(*column);
    if (m_isLocked)
        column->addWidget(new ManagedMark({}, this));
    m_banner->setObjectName(QStringLiteral("filtersBanner"));
    m_banner->setClosable(true);
    m_banner->hide();
    column->addWidget(m_banner);
    column->addWidget(m_sieve);
    makeList(*column);
    m_empty->setObjectName(QStringLiteral("filtersEmpty"));
    m_empty->hide();
    column->addWidget(m_empty, 1);
    makeFoot(*column);
    lock();
    m_toast->setObjectName(QStringLiteral("filtersToast"));
    connect(m_choice, &QComboBox::activated, this, [this] { showAccount(AccountId(m_choice->currentData().toLongLong())); });
    connect(m_add, &QPushButton::clicked, this, &FiltersPage::addNew);
    connect(m_import, &QPushButton::clicked, this, [this] {
        ImportFiltersDialog::openFile(m_engine, m_account, this, [this](int count) {
            m_toast->showText(tr("%n filter(s) imported.", nullptr, count));
            load();
        });
    });
    connect(m_empty, &EmptyState::actionTriggered, this, &FiltersPage::addNew);
    connect(m_sieve, &SieveBanner::stateChanged, this, [this] { load(); });
    connect(m_sieve, &SieveBanner::failed, this, &FiltersPage::tell);
    connect(&m_engine, &engine::Engine::accountsChanged, this, &FiltersPage::followAccounts);
    connect(&m_engine, &engine::Engine::storeChanged, this, &FiltersPage::followChanges);
    m_more.setSingleShot(true);
    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, [this] {
        if (!m_drawn) // else what follows the drop shows them
            showRows();
    });
    followAccounts();
}

QString FiltersPage::title() { return tr("Filters"); }

void FiltersPage::lock() {
    if (!m_isLocked)
        return;
    for (QWidget* one : std::initializer_list<QWidget*>{m_add, m_import, m_atServer})
        ManagedMark::lock(one);
}

void FiltersPage::makeHead(QVBoxLayout& column) {
    auto* head = new QHBoxLayout;
    head->setSpacing(Tokens::kSpaceS);
    head->addWidget(new RoleLabel(title(), ColorRole::Text, TextSize::Title, this), 1);
    m_import = new QPushButton(tr("&Import from Thunderbird…"), this);
    m_import->setObjectName(QStringLiteral("importFromThunderbird"));
    m_import->setAutoDefault(false);
    head->addWidget(m_import);
    m_add = new QPushButton(icon(QStringLiteral("add"), ColorRole::OnAccent), tr("&New filter"), this);
    m_add->setObjectName(QStringLiteral("newFilter"));
    m_add->setProperty("kind", QStringLiteral("primary"));
    m_add->setAutoDefault(false);
    head->addWidget(m_add);
    column.addLayout(head);
    m_choice->setObjectName(QStringLiteral("filtersAccount"));
    column.addWidget(new FormRow(tr("Filters for mail &of"), m_choice, this));
}

void FiltersPage::makeList(QVBoxLayout& column) {
    m_area = new QScrollArea(this);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setAccessibleName(tr("Filters, in the order in which they run; Alt+Up and Alt+Down move one"));
    auto* inner = new QWidget(m_area);
    m_rows = new QVBoxLayout(inner);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(Tokens::kSpaceS);
    m_rows->addStretch();
    m_area->setWidget(inner);
    column.addWidget(m_area, 1);
}

void FiltersPage::makeFoot(QVBoxLayout& column) {
    m_atServer = new Switch(tr("Let the &server filter and answer where it can"), this);
    m_atServer->setObjectName(QStringLiteral("sieveWanted"));
    m_atServer->setToolTip(tr("What runs on the server works while Tributary is closed, too. Off: everything runs on this computer, and what Tributary put on the server is taken away there."));
    column.addWidget(m_atServer);
    m_state = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_state->setObjectName(QStringLiteral("filtersState"));
    m_state->setWordWrap(true);
    column.addWidget(m_state);
    connect(m_atServer, &Switch::toggled, this, [this](bool wanted) {
        m_engine.filters().setSieveWanted(m_account, wanted, this, [this](const Result<engine::SieveState>& state) {
            if (!state)
                tell(state.error());
            load();
        });
    });
}

void FiltersPage::followAccounts() {
    const QList<model::AccountSnapshot> accounts = m_engine.accounts();
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        for (const model::AccountSnapshot& one : accounts)
            m_choice->addItem(one.account.name.isEmpty() ? one.account.email : one.account.name, one.account.id.value);
    }
    AccountId next = m_account;
    if (m_choice->findData(next.value) < 0) { // the first time, or it is gone
        const auto chosen = std::find_if(accounts.begin(), accounts.end(), [](const auto& one) { return one.account.isDefault; });
        next = accounts.isEmpty() ? AccountId() : (chosen == accounts.end() ? accounts.constFirst() : *chosen).account.id;
    }
    m_choice->setEnabled(!accounts.isEmpty());
    for (QWidget* one : std::initializer_list<QWidget*>{m_add, m_import, m_atServer})
        one->setEnabled(!accounts.isEmpty() && !m_isLocked);
    m_choice->setCurrentIndex(m_choice->findData(next.value));
    if (next != m_account || accounts.isEmpty())
        showAccount(next);
}

void FiltersPage::showAccount(AccountId account) {
    if (account != m_account)
        m_banner->hide();
    m_account = account;
    m_choice->setCurrentIndex(m_choice->findData(account.value));
    m_list = {};
    showRows();
    if (!account.isValid()) {
        m_empty->setBusy(false);
        m_empty->setContent(QStringLiteral("filter"), tr("No account yet"), tr("The filters of your accounts stand here."));
        return;
    }
    m_empty->setBusy(true);
    m_empty->setContent(QStringLiteral("filter"), tr("Loading…"));
    load();
}

void FiltersPage::followChanges(const QList<model::StoreChange>& changes) {
    const bool isOurs = std::any_of(changes.begin(), changes.end(), [this](const model::StoreChange& change) {
        if (const auto* filters = std::get_if<model::FiltersChanged>(&change))
            return filters->account == m_account;
        const auto* mailboxes = std::get_if<model::MailboxesChanged>(&change); // one of them may be gone
        return mailboxes && mailboxes->account == m_account;
    });
    if (isOurs)
        load();
}

void FiltersPage::load() {
    if (!m_account.isValid() || m_drawn || m_moving > 0) // nothing jumps under the pointer
        return;
    m_engine.filters().loadFilters(m_account, this, [this, account = m_account, moves = m_moves](const Result<engine::FilterList>& list) {
        if (account == m_account && !m_drawn && moves == m_moves)
            take(list);
    });
}

void FiltersPage::take(const Result<engine::FilterList>& list) {
    m_empty->setBusy(false);
    if (!list)
        return tell(list.error());
    m_list = *list;
    m_empty->setContent(QStringLiteral("filter"), tr("No filters yet"), tr("A filter sorts, marks or forwards mail as it arrives."), m_isLocked ? QString() : tr("New filter"));
    showRows();
    showServer();
}

void FiltersPage::showRows() {
    const int count = static_cast<int>(m_list.filters.size());
    dropGone();
    int made = 0;
    for (int i = 0; i < count; ++i) {
        const engine::ListedFilter& one = m_list.filters[i];
        FilterRow*& row = m_known[one.filter.id.value];
        if (!row && ++made > kRowsAtOnce) {
            m_known.remove(one.filter.id.value);
            m_more.start(); // the window goes on meanwhile
            break;
        }
        if (!row)
            row = makeRow(one.filter.id);
        if (m_rows->indexOf(row) != i)
            m_rows->insertWidget(i, row);
        row->show(one, i, count);
        row->setVisible(true);
    }
    m_area->setVisible(count > 0);
    m_empty->setVisible(count == 0);
}

void FiltersPage::dropGone() {
    QSet<qint64> present;
    for (const engine::ListedFilter& one : std::as_const(m_list.filters))
        present.insert(one.filter.id.value);
    for (const qint64 id : m_known.keys()) {
        if (present.contains(id))
            continue;
        FilterRow* const gone = m_known.take(id);
        m_rows->removeWidget(gone);
        gone->hide();
        gone->deleteLater();
    }
}

void FiltersPage::showServer() {
    m_sieve->show(m_list.server);
    const QSignalBlocker quiet(m_atServer);
    m_atServer->setChecked(m_list.server.isWanted);
    QStringList lines;
    switch (m_list.server.offer) {
    case engine::SieveOffer::Unknown: lines.append(tr("The server has not been asked yet whether it can filter.")); break;
    case engine::SieveOffer::None: lines.append(tr("The server cannot filter mail by itself: everything runs on this computer.")); break;
    case engine::SieveOffer::Offered: lines.append(tr("%1 can filter mail by itself.").arg(m_list.server.host)); break;
    }
    if (m_list.waiting > 0)
        lines.append(tr("%Ln message(s) wait for their text before they can be filtered.", nullptr, m_list.waiting));
    m_state->setText(lines.join(u' '));
    m_atServer->setVisible(m_list.server.offer != engine::SieveOffer::None);
}

const engine::ListedFilter* FiltersPage::find(FilterId id) const {
    const auto found = std::find_if(m_list.filters.begin(), m_list.filters.end(), [id](const engine::ListedFilter& one) { return one.filter.id == id; });
    return id.isValid() && found != m_list.filters.end() ? &*found : nullptr;
}

} // namespace tributary::ui
