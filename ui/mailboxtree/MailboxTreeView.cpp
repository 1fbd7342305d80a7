// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mailboxtree/MailboxTreeView.h"

#include "ui/mailboxtree/MailboxCommands.h"
#include "ui/mailboxtree/MailboxTree.h"
#include "ui/mailboxtree/MailboxTreeDelegate.h"
#include "ui/mailboxtree/OutboxPane.h"
#include "ui/mailboxtree/SyncPane.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

MailboxTree* makeTree(QWidget* parent, MailboxTreeModel& model) {
    auto* tree = new MailboxTree(model, parent);
    tree->setItemDelegate(new MailboxTreeDelegate(tree));
    tree->setEditTriggers(QAbstractItemView::NoEditTriggers); // F2 and the menu start it
    tree->setContextMenuPolicy(Qt::CustomContextMenu);
    tree->setHeaderHidden(true);
    tree->setRootIsDecorated(false);
    tree->setIndentation(0); // the delegate indents
    tree->setItemsExpandable(true);
    tree->setExpandsOnDoubleClick(true);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setMouseTracking(true);
    tree->setUniformRowHeights(false);
    tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tree->setSelectionMode(QAbstractItemView::SingleSelection);
    tree->setAccessibleName(MailboxTreeView::tr("Accounts and mailboxes"));
    tree->setObjectName(QStringLiteral("mailboxTree"));
    setSurface(tree, Surface::Sidebar);
    return tree;
}

/// With more accounts only that which is looked at shows its mailboxes, so that the others stay within reach.
constexpr qsizetype kAllUnfolded = 8;

bool isWithin(const QModelIndex& index, const QModelIndex& root) { return index == root || (index.isValid() && isWithin(index.parent(), root)); }

QToolButton* makeButton(const QString& iconName, const QString& text, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    return button;
}

} // namespace

MailboxTreeView::MailboxTreeView(engine::Engine& engine, MailboxTreeModel& model, MailActions& actions, SyncStatus& status, QWidget* parent)
    : QWidget(parent), m_engine(engine), m_model(model), m_tree(makeTree(this, model)),
      m_commands(new MailboxCommands(engine, model, actions, *m_tree)) {
    setSurface(this, Surface::Sidebar);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, Tokens::kSpaceS, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_tree, 1);
    auto* pane = new SyncPane(status, this);
    auto* outbox = new OutboxPane(m_engine, this);
    column->addWidget(outbox);
    column->addWidget(pane);
    connect(outbox, &OutboxPane::outboxRequested, this, &MailboxTreeView::outboxRequested);
    column->addWidget(makeFoot());
    connect(pane, &SyncPane::activityRequested, this, &MailboxTreeView::activityRequested);
    connectTree();
}

QWidget* MailboxTreeView::makeHead() {
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(Tokens::kSpaceM, Tokens::kSpaceXs, Tokens::kSpaceM, Tokens::kSpaceM);
    auto* write = new QPushButton(icon(QStringLiteral("compose"), ColorRole::OnAccent), tr("Write"), head);
    write->setObjectName(QStringLiteral("writeButton"));
    write->setDefault(true); // drawn as what one comes here for
    write->setAutoDefault(false);
    write->setToolTip(tr("Write a message (Ctrl+N)"));
    row->addWidget(write);
    connect(write, &QPushButton::clicked, this, &MailboxTreeView::writeRequested);
    return head;
}

QWidget* MailboxTreeView::makeFoot() {
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(Tokens::kSpaceS, Tokens::kSpaceXs, Tokens::kSpaceS, Tokens::kSpaceS);
    auto* add = new QPushButton(icon(QStringLiteral("add")), tr("Add account"), this);
    add->setProperty("kind", QStringLiteral("quiet"));
    add->setObjectName(QStringLiteral("addAccount"));
    QToolButton* settings = makeButton(QStringLiteral("settings"), tr("Settings"), this);
    settings->setObjectName(QStringLiteral("settings"));
    row->addWidget(add);
    row->addStretch();
    row->addWidget(settings);
    connect(add, &QPushButton::clicked, this, &MailboxTreeView::addAccountRequested);
    connect(settings, &QToolButton::clicked, this, &MailboxTreeView::settingsRequested);
    return foot;
}

void MailboxTreeView::connectTree() {
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) { currentChanged(current); });
    connect(m_tree, &QTreeView::clicked, this, &MailboxTreeView::clicked);
    connect(m_tree, &MailboxTree::messagesDropped, this, &MailboxTreeView::messagesDropped);
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        const QModelIndex index = m_tree->indexAt(at);
        m_commands->popup(index.isValid() ? index : m_tree->currentIndex(), m_tree->viewport()->mapToGlobal(at));
    });
    const auto* delegate = qobject_cast<MailboxTreeDelegate*>(m_tree->itemDelegate());
    connect(delegate, &MailboxTreeDelegate::renamed, this, [this](qint64 id, const QString& title) { m_commands->rename(MailboxId(id), title); });
    connect(&m_model, &MailboxTreeModel::mailboxesLoaded, this, [this](AccountId account) {
        const QModelIndex root = m_model.accountIndex(account);
        if (m_model.rowCount(root) > 0 && !m_opened.contains(account.value)) { // once: what the user closes stays closed
            m_opened.insert(account.value);
            if (m_engine.accounts().size() <= kAllUnfolded || m_wanted == account || isWithin(m_tree->currentIndex(), root))
                m_tree->expandRecursively(root, 1);
        }
        m_commands->follow(m_tree->currentIndex());
        if (m_wanted == account)
            switchTo(account);
    });
    // Rows whose state line comes or goes change their height.
    connect(&m_model, &QStandardItemModel::dataChanged, m_tree, [this](const QModelIndex&, const QModelIndex&, const QList<int>& roles) {
        if (roles.isEmpty() || roles.contains(MailboxTreeModel::StateRole))
            m_tree->layoutSoon();
    });
}

QTreeView& MailboxTreeView::tree() { return *m_tree; }
void MailboxTreeView::fillMenu(QMenu& menu) const { m_commands->fill(menu); }

void MailboxTreeView::switchTo(AccountId account) {
    const QModelIndex inbox = m_model.inboxIndex(account);
    const QModelIndex target = inbox.isValid() ? inbox : m_model.accountIndex(account);
    if (target.isValid()) {
        m_tree->setCurrentIndex(target);
        m_tree->scrollTo(target);
    }
    m_wanted = inbox.isValid() ? AccountId() : account; // behind currentChanged(), which forgets it
}

void MailboxTreeView::selectView(model::View view) { m_tree->setCurrentIndex(m_model.viewIndex(view)); }
void MailboxTreeView::focusTree() { m_tree->setFocus(Qt::ShortcutFocusReason); }

model::MessageQuery MailboxTreeView::currentQuery() const { return MailboxTreeModel::queryOf(m_tree->currentIndex()); }

QString MailboxTreeView::currentTitle() const {
    const QModelIndex current = m_tree->currentIndex();
    if (!current.isValid())
        return {};
    const auto account = AccountId(current.data(MailboxTreeModel::AccountRole).toLongLong());
    if (!account.isValid() || !current.data(MailboxTreeModel::MailboxRole).isValid())
        return current.data().toString();
    return tr("%1 – %2", "mailbox – account").arg(current.data().toString(), m_model.accountName(account));
}

void MailboxTreeView::currentChanged(const QModelIndex& current) {
    if (!current.isValid())
        return;
    m_wanted = {};
    m_commands->follow(current);
    if (m_engine.accounts().size() > kAllUnfolded && current.data(MailboxTreeModel::KindRole).toInt() == static_cast<int>(MailboxTreeModel::Kind::Account))
        m_tree->expandRecursively(current, 1);
    Q_EMIT selected(MailboxTreeModel::queryOf(current));
}

void MailboxTreeView::clicked(const QModelIndex& index) {
    if (index.data(MailboxTreeModel::NeedsUserRole).toBool())
        Q_EMIT mendRequested(AccountId(index.data(MailboxTreeModel::AccountRole).toLongLong()));
}

} // namespace tributary::ui
