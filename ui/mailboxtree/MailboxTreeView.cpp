// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mailboxtree/MailboxTreeView.h"

#include "ui/mailboxtree/MailboxTreeDelegate.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"
#include "ui/widgets/RoleLabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

QTreeView* makeTree(QWidget* parent, MailboxTreeModel& model) {
    auto* tree = new QTreeView(parent);
    tree->setModel(&model);
    tree->setItemDelegate(new MailboxTreeDelegate(tree));
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
    tree->setAccessibleName(MailboxTreeView::tr("Accounts and folders"));
    tree->setObjectName(QStringLiteral("mailboxTree"));
    setSurface(tree, Surface::Sidebar);
    return tree;
}

QToolButton* makeButton(const QString& iconName, const QString& text, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    return button;
}

} // namespace

MailboxTreeView::MailboxTreeView(engine::Engine& engine, MailboxTreeModel& model, QWidget* parent)
    : QWidget(parent), m_engine(engine), m_model(model), m_tree(makeTree(this, model)) {
    setSurface(this, Surface::Sidebar);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, Tokens::kSpaceS, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tree, 1);

    m_progressPane = new QWidget(this);
    auto* progress = new QHBoxLayout(m_progressPane);
    progress->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceS, Tokens::kSpaceS, Tokens::kSpaceXs);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(Tokens::kSpaceXs);
    m_progressText = new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, m_progressPane);
    m_progressBar = new QProgressBar(m_progressPane);
    m_progressBar->setTextVisible(false);
    m_progressBar->setAccessibleName(tr("Sync progress"));
    texts->addWidget(m_progressText);
    texts->addWidget(m_progressBar);
    progress->addLayout(texts, 1);
    m_pause = makeButton(QStringLiteral("pause"), tr("Pause syncing"), m_progressPane);
    m_pause->setObjectName(QStringLiteral("pauseSync"));
    progress->addWidget(m_pause);
    column->addWidget(m_progressPane);
    m_progressPane->hide();

    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(Tokens::kSpaceS, Tokens::kSpaceXs, Tokens::kSpaceS, Tokens::kSpaceS);
    auto* add = new QPushButton(icon(QStringLiteral("add")), tr("Add account"), this);
    add->setProperty("kind", QStringLiteral("quiet"));
    add->setObjectName(QStringLiteral("addAccount"));
    QToolButton* settings = makeButton(QStringLiteral("settings"), tr("Settings"), this);
    settings->setObjectName(QStringLiteral("settings"));
    foot->addWidget(add);
    foot->addStretch();
    foot->addWidget(settings);
    column->addLayout(foot);

    connect(add, &QPushButton::clicked, this, &MailboxTreeView::addAccountRequested);
    connect(settings, &QToolButton::clicked, this, &MailboxTreeView::settingsRequested);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) { currentChanged(current); });
    connect(m_tree, &QTreeView::clicked, this, &MailboxTreeView::clicked);
    connect(&m_engine, &engine::Engine::syncProgressed, this, &MailboxTreeView::showProgress);
    connect(m_pause, &QToolButton::clicked, this, [this] {
        const bool pausing = !m_paused.contains(m_syncing.value);
        pausing ? (void)m_paused.insert(m_syncing.value) : (void)m_paused.remove(m_syncing.value);
        m_engine.pause(m_syncing, pausing);
        updatePauseButton();
    });
    connect(&m_model, &MailboxTreeModel::mailboxesLoaded, this, [this](AccountId account) {
        m_tree->expand(m_model.accountIndex(account));
        if (m_wanted == account)
            switchTo(account);
    });
    // Rows whose state line comes or goes change their height.
    connect(&m_model, &QStandardItemModel::dataChanged, m_tree, [this] { m_tree->doItemsLayout(); });
    m_tree->expandAll();
}

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
    return tr("%1 – %2", "folder – account").arg(current.data().toString(), m_model.accountName(account));
}

void MailboxTreeView::currentChanged(const QModelIndex& current) {
    if (!current.isValid())
        return;
    m_wanted = {};
    Q_EMIT selected(MailboxTreeModel::queryOf(current));
}

void MailboxTreeView::clicked(const QModelIndex& index) {
    if (index.data(MailboxTreeModel::NeedsUserRole).toBool())
        Q_EMIT mendRequested(AccountId(index.data(MailboxTreeModel::AccountRole).toLongLong()));
}

void MailboxTreeView::showProgress(const model::SyncProgress& progress) {
    if (progress.finished) {
        if (progress.account == m_syncing && !m_paused.contains(m_syncing.value))
            m_progressPane->hide();
        return;
    }
    if (progress.messagesTotal <= 0)
        return;
    m_syncing = progress.account;
    const int percent = static_cast<int>(progress.messagesDone * 100 / progress.messagesTotal);
    m_progressText->setText(tr("%1: %2 of %3 in %4")
                                .arg(m_model.accountName(progress.account), QLocale().toString(progress.messagesDone),
                                     QLocale().toString(progress.messagesTotal), progress.mailboxName));
    m_progressBar->setRange(0, 100);
    m_progressBar->setValue(percent);
    m_progressPane->show();
    updatePauseButton();
}

void MailboxTreeView::updatePauseButton() {
    const bool paused = m_paused.contains(m_syncing.value);
    m_pause->setIcon(icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    const QString text = paused ? tr("Resume syncing") : tr("Pause syncing");
    m_pause->setToolTip(text);
    m_pause->setAccessibleName(text);
}

} // namespace tributary::ui
